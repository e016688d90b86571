package envgate.rules.engine;

import envgate.envs.model.Area;
import envgate.envs.model.Intent;
import envgate.envs.model.Intent.DeclaredVariable;
import envgate.envs.model.Intent.SharedResource;
import envgate.envs.model.LambdaFunction;
import envgate.envs.model.Origin;
import envgate.envs.model.Snapshot;
import envgate.rules.finding.Answers;
import envgate.rules.finding.Card;
import envgate.rules.finding.Finding;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Says which entries of the inventory match nothing any more; where something unseen might match, it says nothing.
final class Staleness {

    private final List<Snapshot> snapshots;
    private final Intent intent;
    private final boolean functionsSeen;

    Staleness(List<Snapshot> snapshots, Intent intent) {
        this.snapshots = snapshots;
        this.intent = intent;
        this.functionsSeen =
                snapshots.stream().allMatch(it -> it.gapsIn(Area.FUNCTIONS).isEmpty());
    }

    /// Waivers that met no finding, of rules that were asked about environments that were.
    List<String> waivers(List<Waiver> waivers, Answers answers, List<Finding> findings, Question question) {
        Collection<Card> cards =
                answers.rules().values().stream().map(Answers.Tally::card).toList();
        return waivers.stream()
                .filter(it -> !it.isPast(intent.today()))
                .filter(it -> cards.stream().anyMatch(it::concerns))
                .filter(it -> question.subjects().stream().anyMatch(it::isIn) || namesNobody(it))
                .filter(it -> cards.stream()
                        .noneMatch(card ->
                                findings.stream().anyMatch(one -> of(card, one.rule()) && it.covers(one, card))
                                        || answers.unjudged().stream()
                                                .anyMatch(one -> of(card, one.rule()) && it.mayCover(one, card))))
                .map(it -> it.words() + at(it.origin()) + " matches nothing in this run")
                .toList();
    }

    private static boolean of(Card card, String rule) {
        return card.id().equals(rule);
    }

    private boolean namesNobody(Waiver waiver) {
        return intent.environments().stream().noneMatch(it -> waiver.isIn(it.name()));
    }

    /// Declared differences, shared things, calls and pairs that meet nothing in any environment.
    List<String> declarations() {
        List<String> stale = new ArrayList<>();
        if (functionsSeen) {
            intent.variables().stream()
                    .filter(it -> !isPast(it.until()) && functions().noneMatch(one -> covers(it, one)))
                    .map(it -> "variable `" + (it.function().equals("*") ? "" : it.function() + "/") + it.key()
                            + "` is declared" + at(it.origin()) + ", but no function has it")
                    .forEach(stale::add);
            intent.calls().keySet().stream()
                    .filter(name -> functions().noneMatch(it -> it.logicalName().equals(name)))
                    .map(name -> "calls of `" + name + "` are declared, but no environment has such a function")
                    .forEach(stale::add);
            intent.pairing().pairs().forEach(pair -> stale.addAll(alone(pair)));
        }
        if (snapshots.stream()
                .allMatch(it -> it.gaps().stream()
                        .allMatch(gap ->
                                gap.area() == Area.ORGANIZATION_POLICIES || gap.area() == Area.BLOCK_PUBLIC_ACCESS))) {
            List<String> worlds = snapshots.stream().map(Snapshot::toString).toList();
            intent.shared().stream()
                    .filter(it -> !isPast(it.until()) && worlds.stream().noneMatch(mentions(it)))
                    .map(it -> "`" + it.pattern() + "` is declared as shared" + at(it.origin())
                            + ", but nothing mentions it")
                    .forEach(stale::add);
        }
        return stale;
    }

    private java.util.stream.Stream<LambdaFunction> functions() {
        return snapshots.stream().flatMap(it -> it.functions().stream());
    }

    private static boolean covers(DeclaredVariable declared, LambdaFunction function) {
        return function.environment().keySet().stream().anyMatch(key -> declared.covers(function.logicalName(), key));
    }

    private List<String> alone(Map<String, String> pair) {
        List<String> stale = new ArrayList<>();
        pair.forEach((environment, name) -> {
            Optional<Snapshot> snapshot = snapshots.stream()
                    .filter(it -> it.environment().equals(environment))
                    .findFirst();
            if (snapshot.isPresent()
                    && snapshot.get().functions().stream()
                            .noneMatch(it ->
                                    it.logicalName().equals(name) || it.name().equals(name))) {
                stale.add("a pair names function `" + name + "` of " + environment + ", which has no such function");
            }
        });
        return stale;
    }

    /// Whether a world holds the longest literal part of the pattern anywhere: in a value, a policy, an ARN, a host.
    private static Predicate<String> mentions(SharedResource shared) {
        String literal = Arrays.stream(shared.pattern().split("[*?]+"))
                .max(Comparator.comparing(String::length))
                .orElse("");
        return world -> world.contains(literal);
    }

    private boolean isPast(@Nullable LocalDate until) {
        return until != null && until.isBefore(intent.today());
    }

    private static String at(Origin origin) {
        return origin.text().isEmpty() ? "" : " (" + origin.text() + ")";
    }
}
