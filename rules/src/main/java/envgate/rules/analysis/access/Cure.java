package envgate.rules.analysis.access;

import envgate.envs.model.PolicyDocument;
import envgate.envs.model.Role;
import envgate.envs.model.Statement;
import envgate.envs.model.Statement.Condition;
import envgate.envs.model.Statement.Matcher;
import envgate.envs.model.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;

/// Looks for the smallest change of a role's statements that keeps it out of another environment, and proves it.
///
/// A statement is narrowed to what its own environment has of what it covers, or, where the other environment lives in
/// other accounts, tied to its own account
/// (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-resourceaccount);
/// where neither helps, what is within reach is denied by name. The same search that found the crossing is asked
/// again, with nothing but those statements changed; what leaves any crossing, or a doubt, is not proposed.
final class Cure {

    /// More statements than this are no small change.
    private static final int STATEMENTS = 3;

    /// More ARNs than this are not read by anyone.
    private static final int ARNS = 4;

    private final Estate mine;
    private final List<Thing> kept;
    private final Search search;
    private final Set<String> sessions;

    /// @param kept what the role may go on to use: what its environment owns, and what is shared
    Cure(Estate mine, List<Thing> kept, Search search, Set<String> sessions) {
        this.mine = mine;
        this.kept = kept;
        this.search = search;
        this.sessions = sessions;
    }

    /// A role on the way to one that does not cross, with what was changed.
    private record Draft(Role role, Map<String, String> words) {}

    /// In words: what to change, in the imperative; nothing where no such change was found.
    Optional<String> of(Role role, Crossing.Crosses crossing) {
        String account = role.arn().account();
        Optional<String> small = search.isOutside(account)
                ? prove(role, crossing, (clause, statement) -> tied(clause, statement, account))
                : prove(role, crossing, this::narrowed);
        return small.or(() -> denied(role, crossing));
    }

    private Optional<String> prove(
            Role role, Crossing.Crosses crossing, BiFunction<Clause, Statement, Optional<Change>> change) {
        Draft draft = new Draft(role, new TreeMap<>());
        Crossing answer = crossing;
        while (answer instanceof Crossing.Crosses it && draft.words().size() <= STATEMENTS) {
            int before = draft.words().size();
            draft = changed(draft, it, change);
            if (draft.words().size() == before) {
                return Optional.empty();
            }
            answer = ask(draft.role());
        }
        return answer instanceof Crossing.Isolated && draft.words().size() <= STATEMENTS
                ? Optional.of(String.join("; ", draft.words().values()))
                : Optional.empty();
    }

    private Crossing ask(Role role) {
        Actor actor = mine.actor(role, sessions);
        return search.by(actor, new OwnAllows(actor.policies(), new HashMap<>()));
    }

    /// One deny for all that is within reach, as long as that can be read.
    private Optional<String> denied(Role role, Crossing.Crosses crossing) {
        Set<String> arns = new TreeSet<>();
        Crossing answer = crossing;
        while (answer instanceof Crossing.Crosses it && arns.size() <= ARNS) {
            Optional<Thing> thing = search.thing(it.resource());
            if (thing.isEmpty() || !arns.add(thing.get().arn().toString())) {
                return Optional.empty();
            }
            thing.get().inside().values().forEach(start -> arns.add(start + "*"));
            Statement deny = new Statement(
                    "#1",
                    Statement.Effect.DENY,
                    Matcher.NONE,
                    new Matcher(false, List.of("*")),
                    new Matcher(false, List.copyOf(arns)),
                    List.of(),
                    List.of());
            List<PolicyDocument> policies = new ArrayList<>(role.policies());
            policies.add(new PolicyDocument("", "2012-10-17", List.of(deny), role.origin()));
            answer = ask(role.withPolicies(policies));
        }
        return answer instanceof Crossing.Isolated && arns.size() <= ARNS
                ? Optional.of("deny the role `*` on " + listed(arns))
                : Optional.empty();
    }

    private static String listed(Set<String> arns) {
        return String.join(" and ", arns.stream().map(it -> "`" + it + "`").toList());
    }

    /// @param statements what stands in the place of the one that is changed: one, or none
    private record Change(List<Statement> statements, String words) {}

    /// All statements that allow the witness are changed at once: any of them would still let it in.
    private Draft changed(
            Draft draft, Crossing.Crosses crossing, BiFunction<Clause, Statement, Optional<Change>> change) {
        Map<String, String> words = new TreeMap<>(draft.words());
        List<PolicyDocument> policies = new ArrayList<>();
        Context context = Context.of(draft.role().arn()).on(crossing.resource(), "");
        String action = crossing.action().toLowerCase(Locale.ROOT);
        for (PolicyDocument document : draft.role().policies()) {
            List<Statement> statements = new ArrayList<>();
            List<Clause> clauses = Clause.of(document, Layer.Kind.IDENTITY).toList();
            for (int i = 0; i < clauses.size(); i++) {
                Clause clause = clauses.get(i);
                Statement statement = document.statements().get(i);
                boolean lets = clause.allows()
                        && clause.coversAction(action)
                        && !clause.coversResource(crossing.resource(), context).isNo();
                Optional<Change> better =
                        lets ? removed(clause, statement).or(() -> change.apply(clause, statement)) : Optional.empty();
                better.ifPresent(it -> words.put(document.name() + " " + clause.place(), it.words()));
                statements.addAll(better.map(Change::statements).orElse(List.of(statement)));
            }
            policies.add(new PolicyDocument(document.name(), document.version(), statements, document.origin()));
        }
        return new Draft(draft.role().withPolicies(policies), words);
    }

    /// One that is about nothing but what the other environment owns.
    private Optional<Change> removed(Clause clause, Statement statement) {
        List<String> patterns = statement.resources().patterns();
        boolean theirs = !patterns.isEmpty()
                && !statement.resources().negated()
                && own(clause).isEmpty()
                && patterns.stream().allMatch(search::covers);
        return theirs ? Optional.of(new Change(List.of(), "take out " + clause.words())) : Optional.empty();
    }

    /// Only what its own environment has of what the statement covers.
    private Optional<Change> narrowed(Clause clause, Statement statement) {
        Set<String> own = own(clause);
        boolean wide = statement.resources().patterns().contains("*"); // some of its actions may know no resources
        if (wide || own.isEmpty() || own.size() > ARNS) {
            return Optional.empty();
        }
        return Optional.of(new Change(
                List.of(with(statement, new Matcher(false, List.copyOf(own)), statement.conditions())),
                "let " + clause.words() + " cover " + listed(own) + " alone"));
    }

    /// What it may go on to use of what a statement covers.
    private Set<String> own(Clause clause) {
        Set<String> own = new TreeSet<>();
        kept.forEach(it -> own.addAll(covered(clause, it)));
        return own;
    }

    private static List<String> covered(Clause clause, Thing thing) {
        Context context = Context.of(thing.arn());
        List<String> covered = new ArrayList<>();
        if (!clause.coversResource(thing.arn().toString(), context).isNo()) {
            covered.add(thing.arn().toString());
        }
        thing.inside().values().stream()
                .filter(start -> !clause.resourcesUnder(start, context).isEmpty())
                .forEach(start -> covered.add(start + "*"));
        return covered;
    }

    /// What is shared with the other environment lies in other accounts, too, and is not to be cut off.
    private Optional<Change> tied(Clause clause, Statement statement, String account) {
        boolean cuts = kept.stream()
                .anyMatch(it ->
                        !mine.owns(it.arn().toString()) && !covered(clause, it).isEmpty());
        if (cuts) {
            return Optional.empty();
        }
        List<Condition> conditions = new ArrayList<>(statement.conditions());
        conditions.add(new Condition("StringEquals", "aws:ResourceAccount", List.of(new Value.Plain(account))));
        return Optional.of(new Change(
                List.of(with(statement, statement.resources(), conditions)),
                "let " + clause.words() + " ask for `StringEquals` `aws:ResourceAccount` = `" + account + "`"));
    }

    private static Statement with(Statement it, Matcher resources, List<Condition> conditions) {
        return new Statement(it.id(), it.effect(), it.principals(), it.actions(), resources, conditions, it.unknown());
    }
}
