package envgate.rules.analysis.access;

import envgate.envs.model.PolicyDocument;
import envgate.envs.model.Statement;
import envgate.envs.model.Statement.Matcher;
import envgate.rules.analysis.access.Patterns.Manner;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What a statement says about actions, resources and conditions; who is asking was settled before.
///
/// Two statements that say the same are one claim, so that what hangs on the one hangs on the other in the same way.
///
/// @param flaw what of it cannot be judged: it could say anything about what it seems to cover; empty when nothing
record Claim(Cover actions, Cover resources, List<Demand> demands, String flaw) {

    /// Patterns, or all that none of them matches.
    ///
    /// @param open texts with policy variables in them, whose values a request brings
    record Cover(boolean negated, Manner manner, List<String> patterns, List<String> open) {

        static final Cover ALL = new Cover(true, Manner.TEXT, List.of(), List.of());

        Cover {
            patterns = List.copyOf(patterns);
            open = List.copyOf(open);
        }

        static Cover actions(boolean negated, List<String> patterns) {
            return new Cover(
                    negated,
                    Manner.TEXT,
                    patterns.stream()
                            .map(it -> it.toLowerCase(Locale.ROOT))
                            .distinct()
                            .toList(),
                    List.of());
        }

        static Cover resources(boolean negated, List<String> patterns) {
            return new Cover(negated, Manner.RESOURCE, patterns, List.of());
        }

        /// Whether it covers a text.
        int value(String text, Settled settled) {
            int any = Formula.NO;
            for (String it : patterns) {
                any = Comparison.matches(it, manner, text) ? Formula.YES : any;
            }
            for (String it : open) {
                Variables resolved = Variables.of(it, "2012-10-17", settled);
                if (!resolved.matchesNothing() && Comparison.matches(resolved.text(), manner, text)) {
                    any = Math.max(any, resolved.unset().isEmpty() ? Formula.YES : Formula.MAYBE);
                }
            }
            return negated ? Formula.YES - any : any;
        }

        /// Whether it covers whatever there is.
        boolean isAll() {
            return negated && patterns.isEmpty() && open.isEmpty();
        }
    }

    Claim {
        demands = List.copyOf(demands);
    }

    static Claim of(Cover actions, Cover resources) {
        return new Claim(actions, resources, List.of(), "");
    }

    /// The same where it cannot be told whom it speaks of.
    Claim ofStrangers(Statement statement) {
        return new Claim(
                actions, resources, demands, "statement `" + statement.id() + "` names principals that cannot be told");
    }

    /// What a statement of a policy says.
    ///
    /// @param kind what its policy is attached to
    static Claim of(Statement statement, PolicyDocument document, Layer.Kind kind, Settled settled) {
        List<String> wrong = new ArrayList<>(statement.unknown());
        List<String> plain = new ArrayList<>();
        List<String> open = new ArrayList<>();
        for (String it : statement.resources().patterns()) {
            if (!isArn(it)) {
                wrong.add("Resource");
            }
            Variables resolved = Variables.of(it, document.version(), settled);
            if (!resolved.matchesNothing() && resolved.unset().isEmpty()) {
                plain.add(resolved.text());
            } else if (!resolved.matchesNothing()) {
                open.add(Variables.settling(it, settled));
            }
        }
        Matcher actions = statement.actions();
        if (actions.patterns().isEmpty()) {
            wrong.add("Action");
        }
        boolean names = !statement.principals().patterns().isEmpty();
        if (kind != Layer.Kind.CONTROL && names != (kind == Layer.Kind.RESOURCE)) {
            wrong.add("Principal");
        }
        if (statement.principals().negated() && statement.effect() == Statement.Effect.ALLOW) {
            wrong.add("NotPrincipal");
        }
        boolean anything = statement.resources().patterns().isEmpty();
        if (anything && kind != Layer.Kind.RESOURCE) {
            wrong.add("Resource");
        }
        List<Demand> demands = statement.conditions().stream()
                .map(it -> Demand.of(it, document.version()))
                .toList();
        return new Claim(
                actions.patterns().isEmpty() ? Cover.ALL : Cover.actions(actions.negated(), actions.patterns()),
                anything ? Cover.ALL : new Cover(statement.resources().negated(), Manner.RESOURCE, plain, open),
                demands,
                wrong.isEmpty()
                        ? ""
                        : "statement `" + statement.id() + "` of policy `" + document.name()
                                + "` has elements that cannot be judged: "
                                + String.join(
                                        ", ", wrong.stream().distinct().sorted().toList()));
    }

    /// Whether it holds for one request.
    int value(String action, String resource, Settled settled) {
        int value = actions.value(action, settled);
        value = value == Formula.NO ? value : Math.min(value, resources.value(resource, settled));
        for (Demand it : demands) {
            value = value == Formula.NO ? value : Math.min(value, it.value(settled));
        }
        return flaw.isEmpty() ? value : Math.min(value, Formula.MAYBE);
    }

    /// Whether it holds as soon as action and resource match.
    boolean isPlain() {
        return demands.isEmpty() && flaw.isEmpty();
    }

    /// No wildcard can stand for the service of an ARN.
    private static boolean isArn(String pattern) {
        String[] parts = pattern.split(":", 4);
        return pattern.equals("*")
                || (parts.length == 4 && parts[0].equals("arn") && !parts[2].contains("*") && !parts[2].contains("?"));
    }
}
