package envgate.rules.analysis.access;

import envgate.envs.model.Arn;
import envgate.rules.analysis.access.Claim.Cover;
import envgate.rules.analysis.access.Contexts.Outcome;
import envgate.rules.analysis.access.Machine.State;
import envgate.rules.analysis.access.Patterns.Manner;
import envgate.rules.analysis.access.Stage.Budget;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Asks for what one asker is granted: first in which ways actions can be covered, and with each of them resources.
///
/// What was found out for one question is kept for the next one about the same policies.
final class Inquest {

    private static final long STEPS = 5_000_000;

    /// Steps in which something is still looked for that hangs on no condition, once anything was found.
    private static final long STEPS_FOR_MORE = 50_000;

    private static final int MOST_KEPT = 1_000;
    private static final int MOST_SHOWN = 100;
    private static final List<String> ACCOUNTS = List.of("aws:resourceaccount", "s3:resourceaccount");
    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
    private static final String ANY_ACTION = "?*:?*";
    private static final List<String> ANY_RESOURCE = List.of("arn:?*:?*:*:*:?*", String.valueOf(Glob.PLAIN_STAR));

    private final Asker asker;
    private final Board board = new Board();
    private final Cases cases;
    private final Settled settled;
    private final Settled ofAsker;
    private final String owner;
    private final Formula formula;
    private final List<Claim> claims;
    private final int[][] groups;
    private final Keys keys;
    private final Manner asking;
    private final Stage actions;
    private final Map<List<String>, List<Way>> ways = new HashMap<>();
    private final Map<List<Integer>, Group> known = new HashMap<>();
    private final Map<List<String>, Machine> machines = new HashMap<>();
    private final Map<Met, Granted.Some> shown = new HashMap<>();

    private Budget budget = new Budget(STEPS);
    private @Nullable Met found;
    private @Nullable Met conditional;
    private @Nullable Met bare;
    private final List<String> unsure = new ArrayList<>();

    /// A request that is granted under some values of condition keys.
    private record Met(Way way, String resource, Settled under, List<String> patterns) {}

    /// Actions that are covered by the same claims.
    private static final class Way {

        /// The shortest.
        final String text;

        final List<String> asked;
        final Group group;

        Way(String text, List<String> asked, Group group) {
            this.text = text;
            this.asked = asked;
            this.group = group;
        }
    }

    /// The claims that are left once an action is given.
    private static final class Group {

        final List<Claim> claims;
        final int[][] groups;
        final Stage resources;
        final Map<List<Object>, Outcome> outcomes = new HashMap<>();

        Group(List<Claim> claims, int[][] groups, Stage resources) {
            this.claims = claims;
            this.groups = groups;
            this.resources = resources;
        }
    }

    /// @param cases the keys that are settled at first
    /// @param owner whose a resource is that does not say so in its ARN; empty where it can be anyone's
    Inquest(Asker asker, Cases cases, String owner, Function<Board, Formula> question) {
        this.asker = asker;
        this.owner = owner;
        this.cases = cases;
        this.settled = cases.settled();
        this.ofAsker = asker.settled();
        this.formula = question.apply(board);
        board.claims().stream()
                .flatMap(it -> it.demands().stream())
                .filter(it -> ACCOUNTS.contains(it.key()))
                .flatMap(it -> it.values().stream())
                .distinct()
                .filter(it -> !it.contains(":") && !it.contains("${"))
                .forEach(it -> board.tellApart(Claim.of(
                        Cover.ALL, new Cover(false, Manner.ARN_VALUE, List.of("arn:*:*:*:" + it + ":*"), List.of()))));
        if (!owner.isEmpty()) {
            for (String it : List.of(owner, "?".repeat(12))) {
                board.tellApart(Claim.of(
                        Cover.ALL, new Cover(false, Manner.ARN_VALUE, List.of("arn:*:*:*:" + it + ":*"), List.of())));
            }
        }
        this.claims = board.claims();
        this.groups = board.groups();
        this.keys = new Keys(claims);
        this.asking = asker.told() || !owner.isEmpty() || ACCOUNTS.stream().anyMatch(keys::isAsked)
                ? Manner.ASKED
                : Manner.RESOURCE;
        int[] most = Stage.array(claims.size(), i -> {
            Claim it = claims.get(i);
            return it.isPlain() && it.resources().isAll() ? Formula.YES : Formula.MAYBE;
        });
        this.actions =
                new Stage(formula, claims.stream().map(Claim::actions).toList(), most, groups, board.groupCount());
    }

    /// Whether any of what is wanted is granted.
    synchronized Granted ask(List<Wanted> wanted) {
        budget = new Budget(STEPS);
        found = null;
        conditional = null;
        bare = null;
        unsure.clear();
        try {
            for (Wanted it : wanted) {
                it.actions().forEach(board::spell);
                List<String> patterns = it.resources().isEmpty() ? List.of("*") : it.resources();
                for (Way way : ways(it.actions())) {
                    resources(way, patterns);
                    if (found != null) {
                        return shown(found);
                    }
                }
            }
        } catch (Exhausted _) {
            unsure.add("the policies tell too many requests apart to go through all of them");
        }
        Met best = conditional != null ? conditional : bare;
        if (best != null) {
            return shown(best);
        }
        return unsure.isEmpty() ? new Granted.Nothing() : new Granted.Unsure(unsure);
    }

    /// The ways in which some actions can be covered.
    private List<Way> ways(List<String> patterns) {
        List<Way> kept = ways.get(patterns);
        if (kept != null) {
            return kept;
        }
        Map<List<Integer>, String> texts = new LinkedHashMap<>();
        List<String> lower = patterns.isEmpty()
                ? List.of("*")
                : patterns.stream().map(it -> it.toLowerCase(Locale.ROOT)).toList();
        Machine asked = both(List.of(ANY_ACTION), lower, Manner.TEXT);
        actions.follow(asked, budget, (text, _, state) -> {
            texts.putIfAbsent(covered(actions.covered(state)), text);
            return true;
        });
        List<Way> found = new ArrayList<>();
        texts.forEach((covered, text) -> found.add(new Way(text, lower, known.computeIfAbsent(covered, this::group))));
        if (ways.size() > MOST_KEPT) {
            ways.clear();
        }
        ways.put(patterns, found);
        return found;
    }

    private Group group(List<Integer> covered) {
        List<Claim> some = covered.stream().map(claims::get).toList();
        int[][] groupsOfSome = covered.stream().map(it -> groups[it]).toArray(int[][]::new);
        int[] most = Stage.array(some.size(), it -> some.get(it).isPlain() ? Formula.YES : Formula.MAYBE);
        return new Group(
                some,
                groupsOfSome,
                new Stage(
                        formula, some.stream().map(Claim::resources).toList(), most, groupsOfSome, board.groupCount()));
    }

    /// What matches one of some patterns and one of others as well.
    private Machine both(List<String> domain, List<String> asked, Manner manner) {
        List<String> key = new ArrayList<>(asked);
        key.add(manner.name());
        if (machines.size() > MOST_KEPT) {
            machines.clear();
        }
        return machines.computeIfAbsent(key, _ -> Machine.both(domain, asked, manner));
    }

    private void resources(Way way, List<String> patterns) {
        Stage stage = way.group.resources;
        stage.follow(both(ANY_RESOURCE, patterns, asking), budget, (text, value, state) -> {
            if (!isSomeoneElses(text, patterns)) {
                meet(way, text, value, state, patterns);
            }
            return found == null;
        });
    }

    private void meet(Way way, String resource, int value, State state, List<String> patterns) {
        if (value == Formula.YES) {
            Met met = new Met(way, resource, settled, patterns);
            if (resource.equals("*")) {
                bare = bare == null ? met : bare;
            } else {
                found = met;
            }
            return;
        }
        Group group = way.group;
        int[] status = group.resources.covered(state);
        Settled here = at(resource, settled);
        boolean open = Arrays.stream(status).anyMatch(it -> it == Formula.MAYBE);
        List<Object> key = List.of(Arrays.stream(status).boxed().toList(), open ? resource : account(resource));
        Outcome outcome = group.outcomes.get(key);
        if (outcome == null) {
            outcome = Contexts.find(
                    formula,
                    group.claims,
                    group.groups,
                    board.groupCount(),
                    status,
                    resource,
                    keys,
                    here,
                    cases.taken());
            group.outcomes.put(key, outcome);
        }
        switch (outcome) {
            case Outcome.Found(Settled under) -> {
                Met met = new Met(way, resource, under, patterns);
                if (bare == null && conditional == null) {
                    budget.leave(STEPS_FOR_MORE);
                }
                if (resource.equals("*")) {
                    bare = bare == null ? met : bare;
                } else {
                    conditional = conditional == null ? met : conditional;
                }
            }
            case Outcome.Unsure(List<String> why) -> unsure.addAll(why);
            case Outcome.Nothing() -> {}
        }
    }

    /// Whether a resource is another account's than the one that was said to own what is asked for, where the question
    /// leaves the account open.
    private boolean isSomeoneElses(String resource, List<String> patterns) {
        if (owner.isEmpty()) {
            return false;
        }
        String account = accountOf(resource);
        return !account.equals(owner)
                && ACCOUNT.matcher(account).matches()
                && patterns.stream()
                        .noneMatch(it -> ACCOUNT.matcher(accountOf(it)).matches());
    }

    private static String accountOf(String arn) {
        return Arn.parse(arn).map(Arn::account).orElse("");
    }

    /// The account of a resource is told by its ARN, where it holds one.
    private Settled at(String resource, Settled under) {
        String account = account(resource);
        Settled at = under;
        for (String it : account.isEmpty() ? List.<String>of() : ACCOUNTS) {
            at = keys.isAsked(it) ? at.with(it, List.of(account)) : at;
        }
        return at;
    }

    private String account(String resource) {
        return Arn.parse(resource).map(Arn::account).filter(it -> !it.isEmpty()).orElse(owner);
    }

    /// The request as it is shown: with an action and a resource that read well, where some will do as well, and if
    /// possible such that somebody could ask for the one on the other.
    private Granted.Some shown(Met met) {
        if (shown.size() > MOST_KEPT) {
            shown.clear();
        }
        return shown.computeIfAbsent(met, this::show);
    }

    private Granted.Some show(Met met) {
        List<String> written = new ArrayList<>();
        Stream.concat(
                        Reading.resources(met.patterns(), met.way().group.claims, where()).stream(),
                        Stream.of(met.resource()))
                .filter(it -> isShowable(met, met.way().text, it))
                .forEach(written::add);
        Authorization.Fitting fitting = new Authorization.Fitting();
        Optional<Granted.Some> pair = readable(met.way())
                .limit(MOST_SHOWN)
                .flatMap(action -> resources(met, action, written)
                        .filter(it -> fitting.fits(action, it))
                        .limit(1)
                        .map(it -> witness(action, it, at(it, met.under()))))
                .findFirst();
        if (pair.isPresent()) {
            return pair.get();
        }
        String action = readable(met.way()).findFirst().orElse(met.way().text);
        String resource = resources(met, action, written).findFirst().orElse(met.resource());
        return witness(action, resource, at(resource, met.under()));
    }

    private Stream<String> resources(Met met, String action, List<String> written) {
        return Stream.concat(
                written.stream(),
                Reading.resources(action, where()).stream().filter(it -> isShowable(met, action, it)));
    }

    /// The account that resources are shown in where nothing else is said: the owner's, or the caller's own.
    private String where() {
        String own = asker.told() ? asker.account() : "";
        return !owner.isEmpty() ? owner : own.isEmpty() ? "111122223333" : own;
    }

    private boolean isShowable(Met met, String action, String resource) {
        return met.patterns().stream().anyMatch(it -> Comparison.matches(it, asking, resource))
                && !isSomeoneElses(resource, met.patterns())
                && (met.under().equals(settled)
                        ? met.way().group.resources.value(resource) == Formula.YES
                        : value(action, resource, at(resource, met.under())) == Formula.YES);
    }

    /// Actions that are covered like the one that was found.
    private Stream<String> readable(Way way) {
        return Reading.actions(way.asked, way.group.claims, way.text)
                .filter(it -> way.asked.stream().anyMatch(p -> Comparison.matches(p, Manner.TEXT, it)))
                .filter(it -> way.group == groupOf(it));
    }

    private @Nullable Group groupOf(String action) {
        return known.get(covered(actions.covered(action)));
    }

    private static List<Integer> covered(int[] status) {
        List<Integer> covered = new ArrayList<>();
        for (int i = 0; i < status.length; i++) {
            if (status[i] == Formula.YES) {
                covered.add(i);
            }
        }
        return covered;
    }

    /// The value of the formula for one request, each claim looked at by itself.
    private int value(String action, String resource, Settled under) {
        int[] values = new int[board.groupCount()];
        for (int i = 0; i < claims.size(); i++) {
            int value = claims.get(i).value(action, resource, under);
            for (int group : groups[i]) {
                values[group] = Math.max(values[group], value);
            }
        }
        return formula.value(values);
    }

    private Granted.Some witness(String action, String resource, Settled under) {
        SortedMap<String, List<String>> conditions = new TreeMap<>();
        under.values().forEach((key, values) -> {
            boolean told = ACCOUNTS.contains(key) && !account(resource).isEmpty();
            if (!ofAsker.values().containsKey(key) && !told) {
                List<Demand> on = keys.on(key);
                conditions.put(on.isEmpty() ? key : on.getFirst().written(), values);
            }
        });
        List<Claim> holding = claims.stream()
                .filter(it -> board.isNamed(it) && it.value(action, resource, under) == Formula.YES)
                .toList();
        return new Granted.Some(asker.name(), board.spelled(action), resource, conditions, board.statements(holding));
    }
}
