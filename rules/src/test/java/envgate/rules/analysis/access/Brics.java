package envgate.rules.analysis.access;

import dk.brics.automaton.Automaton;
import dk.brics.automaton.BasicAutomata;
import dk.brics.automaton.BasicOperations;
import envgate.envs.model.PolicyDocument;
import envgate.envs.model.Statement;
import envgate.envs.model.Statement.Effect;
import envgate.envs.model.Statement.Matcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The language of all requests that policies without conditions allow, as an automaton of dk.brics.automaton: action,
/// line feed, resource.
final class Brics {

    private static final Automaton LETTER = BasicAutomata.makeAnyChar().minus(BasicAutomata.makeChar('\n'));
    private static final Automaton LETTERS = LETTER.repeat();
    private static final Automaton INSIDE = LETTER.minus(BasicAutomata.makeChar(':'));
    private static final Automaton ACTION = concat(LETTER, LETTERS, text(":"), LETTER, LETTERS);
    private static final Automaton ARN = concat(
                    text("arn:"),
                    INSIDE,
                    LETTERS,
                    text(":"),
                    INSIDE,
                    LETTERS,
                    text(":"),
                    LETTERS,
                    text(":"),
                    LETTERS,
                    text(":"),
                    INSIDE,
                    LETTERS)
            .union(text("*"));
    private static final Automaton NOTHING = BasicAutomata.makeEmpty();

    private Brics() {}

    static boolean answers(SymbolicQuestion question) {
        Automaton asked = question.before().isPresent()
                ? allowed(question.policies()).minus(allowed(question.before().get()))
                : allowed(question.policies()).intersection(wanted(question.wanted()));
        return !asked.intersection(request(ACTION, ARN)).isEmpty();
    }

    private static Automaton request(Automaton action, Automaton resource) {
        return concat(action, text("\n"), resource);
    }

    private static Automaton wanted(List<Wanted> wanted) {
        return union(wanted.stream()
                .map(it -> request(
                        it.actions().isEmpty() ? LETTERS : actions(new Matcher(false, it.actions())),
                        it.resources().isEmpty() ? LETTERS : resources(new Matcher(false, it.resources()))))
                .toList());
    }

    private static Automaton allowed(Rights it) {
        List<PolicyDocument> all = new ArrayList<>(it.identity());
        Automaton allowed = says(it.identity(), Effect.ALLOW);
        List<List<PolicyDocument>> limits = new ArrayList<>(List.of(it.boundary(), it.session()));
        limits.addAll(it.serviceControl());
        for (List<PolicyDocument> limit : limits) {
            if (!limit.isEmpty()) {
                allowed = allowed.intersection(says(limit, Effect.ALLOW));
                all.addAll(limit);
            }
        }
        return allowed.minus(says(all, Effect.DENY));
    }

    private static Automaton says(List<PolicyDocument> documents, Effect effect) {
        List<Automaton> all = new ArrayList<>();
        for (PolicyDocument document : documents) {
            for (Statement it : document.statements()) {
                if (it.effect() == effect) {
                    all.add(request(actions(it.actions()), resources(it.resources())));
                }
            }
        }
        return union(all);
    }

    private static Automaton actions(Matcher matcher) {
        return either(
                matcher,
                matcher.patterns().stream()
                        .map(it -> pattern(it.toLowerCase(Locale.ROOT), false))
                        .toList());
    }

    private static Automaton resources(Matcher matcher) {
        return either(
                matcher,
                matcher.patterns().stream()
                        .map(it -> pattern(it, !it.equals("*")))
                        .toList());
    }

    private static Automaton either(Matcher matcher, List<Automaton> some) {
        return matcher.negated() ? LETTERS.minus(union(some)) : union(some);
    }

    private static Automaton pattern(String pattern, boolean segments) {
        List<Automaton> parts = new ArrayList<>(List.of(BasicAutomata.makeEmptyString()));
        for (int i = 0; i < pattern.length(); i++) {
            boolean runsOn = i + 1 == pattern.length() || pattern.charAt(i + 1) == ':';
            parts.add(
                    switch (pattern.charAt(i)) {
                        case '*' -> segments && !runsOn ? INSIDE.repeat() : LETTERS;
                        case '?' -> segments ? INSIDE : LETTER;
                        default -> BasicAutomata.makeChar(pattern.charAt(i));
                    });
        }
        return BasicOperations.concatenate(parts);
    }

    private static Automaton union(List<Automaton> some) {
        return some.isEmpty() ? NOTHING : BasicOperations.union(some);
    }

    private static Automaton concat(Automaton... parts) {
        return BasicOperations.concatenate(List.of(parts));
    }

    private static Automaton text(String text) {
        return BasicAutomata.makeString(text);
    }
}
