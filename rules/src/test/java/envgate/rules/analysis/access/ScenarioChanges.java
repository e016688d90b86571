package envgate.rules.analysis.access;

import envgate.envs.model.PolicyDocument;
import envgate.envs.model.Statement;
import envgate.envs.model.Statement.Matcher;
import envgate.rules.analysis.access.Scenario.Hidden;
import envgate.rules.analysis.access.Scenario.Subject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;

/// Ways to change a [Scenario] a little.
final class ScenarioChanges {

    private ScenarioChanges() {}

    /// With one more statement in one of the four places that have a say; the scenario itself where that would not be
    /// seen.
    static Scenario with(Scenario it, int place, PolicyDocument more) {
        return switch (place) {
            case 0 -> copy(it, first(it.identity(), more), it.boundary(), it.serviceControl(), it.resource());
            case 1 ->
                it.boundary().isEmpty() || it.hidden().contains(Hidden.BOUNDARY)
                        ? it
                        : copy(
                                it,
                                it.identity(),
                                it.boundary().map(b -> joined(b, more)),
                                it.serviceControl(),
                                it.resource());
            case 2 -> copy(it, it.identity(), it.boundary(), withControl(it.serviceControl(), more), it.resource());
            default ->
                it.subject() == Subject.NOTHING || it.hidden().contains(Hidden.RESOURCE)
                        ? it
                        : copy(
                                it,
                                it.identity(),
                                it.boundary(),
                                it.serviceControl(),
                                Optional.of(it.resource()
                                        .map(r -> joined(r, forAll(more)))
                                        .orElse(forAll(more))));
        };
    }

    static Scenario hiding(Scenario it, Hidden what) {
        boolean nothing = (what == Hidden.BOUNDARY && it.boundary().isEmpty())
                || (what == Hidden.RESOURCE && it.subject() == Subject.NOTHING);
        return new Scenario(
                it.subject(),
                it.identity(),
                it.boundary(),
                it.serviceControl(),
                it.resourceControl(),
                it.resource(),
                nothing ? Set.of() : Set.of(what));
    }

    /// With its policies and their statements in another order.
    static Scenario shuffled(Scenario it, Random random) {
        List<PolicyDocument> identity = new ArrayList<>(it.identity());
        // what is hidden is the last one, so it stays where it is
        Collections.shuffle(identity.subList(0, identity.size() - 1), random);
        return everywhere(copy(it, identity, it.boundary(), it.serviceControl(), it.resource()), document -> {
            List<Statement> statements = new ArrayList<>(document.statements());
            Collections.shuffle(statements, random);
            return new PolicyDocument(document.name(), document.version(), statements, document.origin());
        });
    }

    /// With an element in some statements that nobody knows.
    static Scenario strange(Scenario it, Random random) {
        return everywhere(
                it,
                document -> new PolicyDocument(
                        document.name(),
                        document.version(),
                        document.statements().stream()
                                .map(s -> random.nextInt(3) == 0 ? strange(s) : s)
                                .toList(),
                        document.origin()));
    }

    private static Statement strange(Statement it) {
        return new Statement(
                it.id(),
                it.effect(),
                it.principals(),
                it.actions(),
                it.resources(),
                it.conditions(),
                List.of("Constraint"));
    }

    private static Scenario everywhere(Scenario it, UnaryOperator<PolicyDocument> change) {
        return new Scenario(
                it.subject(),
                it.identity().stream().map(change).toList(),
                it.boundary().map(change),
                it.serviceControl().stream()
                        .map(level -> level.stream().map(change).toList())
                        .toList(),
                it.resourceControl().stream()
                        .map(level -> level.stream().map(change).toList())
                        .toList(),
                it.resource().map(change),
                it.hidden());
    }

    private static Scenario copy(
            Scenario it,
            List<PolicyDocument> identity,
            Optional<PolicyDocument> boundary,
            List<List<PolicyDocument>> serviceControl,
            Optional<PolicyDocument> resource) {
        return new Scenario(
                it.subject(), identity, boundary, serviceControl, it.resourceControl(), resource, it.hidden());
    }

    private static <T> List<T> first(List<T> some, T more) {
        List<T> all = new ArrayList<>(List.of(more));
        all.addAll(some);
        return all;
    }

    private static List<List<PolicyDocument>> withControl(List<List<PolicyDocument>> levels, PolicyDocument more) {
        List<List<PolicyDocument>> all = new ArrayList<>(levels);
        List<PolicyDocument> lowest = all.isEmpty() ? List.of() : all.removeLast();
        all.add(first(lowest, more));
        return all;
    }

    private static PolicyDocument joined(PolicyDocument one, PolicyDocument other) {
        List<Statement> all = new ArrayList<>(one.statements());
        all.addAll(other.statements());
        return new PolicyDocument(one.name(), one.version(), all, one.origin());
    }

    private static PolicyDocument forAll(PolicyDocument it) {
        return PolicyGenerator.document(
                it.name(),
                it.statements().stream()
                        .map(s -> new Statement(
                                s.id(),
                                s.effect(),
                                new Matcher(false, List.of("*")),
                                s.actions(),
                                s.resources(),
                                s.conditions(),
                                s.unknown()))
                        .toList());
    }
}
