package envgate.rules.analysis.access;

import envgate.envs.model.PolicyDocument;
import envgate.envs.model.Statement;
import envgate.envs.model.Statement.Condition;
import envgate.envs.model.Statement.Effect;
import envgate.envs.model.Statement.Matcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiPredicate;

/// Decides one request by regular expressions, with nothing of the engine but the policies: what replays its witnesses.
final class Replay {

    private final String action;
    private final String resource;
    private final BiPredicate<Condition, String> met;

    /// @param met whether a condition is met in a policy of that version
    Replay(String action, String resource, BiPredicate<Condition, String> met) {
        this.action = action;
        this.resource = resource;
        this.met = met;
    }

    boolean isGranted(SymbolicQuestion question) {
        return question.before().isPresent()
                ? isAllowed(question.policies()) && !isAllowed(question.before().get())
                : isAllowed(question.policies()) && question.wanted().stream().anyMatch(this::isWanted);
    }

    private boolean isWanted(Wanted it) {
        return (it.actions().isEmpty() || covers(new Matcher(false, it.actions()), false))
                && (it.resources().isEmpty() || covers(new Matcher(false, it.resources()), true));
    }

    boolean isAllowed(Rights it) {
        List<List<PolicyDocument>> layers = new ArrayList<>();
        layers.add(it.identity());
        List<List<PolicyDocument>> limits = new ArrayList<>(List.of(it.boundary(), it.session()));
        limits.addAll(it.serviceControl());
        limits.stream().filter(limit -> !limit.isEmpty()).forEach(layers::add);
        return layers.stream().allMatch(layer -> says(layer, Effect.ALLOW))
                && layers.stream().noneMatch(layer -> says(layer, Effect.DENY));
    }

    private boolean says(List<PolicyDocument> documents, Effect effect) {
        return documents.stream()
                .anyMatch(document -> document.statements().stream()
                        .filter(it -> it.effect() == effect)
                        .anyMatch(it -> matches(it, document.version())));
    }

    private boolean matches(Statement it, String version) {
        return covers(it.actions(), false)
                && covers(it.resources(), true)
                && it.conditions().stream().allMatch(condition -> met.test(condition, version));
    }

    private boolean covers(Matcher matcher, boolean arns) {
        return matcher.negated()
                != matcher.patterns().stream()
                        .anyMatch(it -> arns
                                ? PlainMatcher.arn(it, resource)
                                : PlainMatcher.text(it.toLowerCase(Locale.ROOT), action.toLowerCase(Locale.ROOT)));
    }
}
