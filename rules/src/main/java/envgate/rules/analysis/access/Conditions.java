package envgate.rules.analysis.access;

import envgate.envs.model.Statement.Condition;
import envgate.envs.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// The conditions of a statement, ready to be decided as far as a context allows.
///
/// Several operators and keys are all to be met; of several values one is enough, and none may fit where the
/// operator is a negated one: "Conditions with multiple context keys or values" in the IAM User Guide.
final class Conditions {

    /// Always met.
    static final Conditions NONE = new Conditions(List.of(), List.of());

    private final List<Test> tests;
    private final List<String> keys;

    private Conditions(List<Test> tests, List<String> keys) {
        this.tests = tests;
        this.keys = keys;
    }

    /// @param where names the statement for people
    static Conditions of(List<Condition> conditions, String version, String where) {
        List<String> keys = conditions.stream()
                .flatMap(it -> Stream.concat(Stream.of(it.key()), variables(it, version)))
                .toList();
        return new Conditions(
                conditions.stream().map(it -> test(it, version, where)).toList(), keys);
    }

    /// The keys that they ask for, as they write them.
    List<String> keys() {
        return keys;
    }

    /// Whether all of them are met.
    Holds met(Context context) {
        Holds all = Holds.Known.YES;
        for (Test it : tests) {
            all = all.and(it.met(context));
            if (all.isNo()) {
                return all;
            }
        }
        return all;
    }

    private static Stream<String> variables(Condition condition, String version) {
        return condition.values().stream()
                .filter(it -> it instanceof Value.Plain(String text) && !Template.isPlain(text, version))
                .flatMap(it -> Template.of(((Value.Plain) it).text()).keys());
    }

    /// One operator on one key.
    private sealed interface Test {

        Holds met(Context context);
    }

    /// An operator or a value that is none: what hangs on it cannot be known.
    private record Strange(Holds unknown) implements Test {
        @Override
        public Holds met(Context context) {
            return unknown;
        }
    }

    /// `Null`: whether the key has no value.
    private record Absence(String key, boolean wanted, Holds unknown) implements Test {
        @Override
        public Holds met(Context context) {
            boolean absent = context.isAbsent(key);
            return !absent && context.values(key).isEmpty() ? unknown : Holds.of(absent == wanted);
        }
    }

    /// How the values of a key that may have several are counted: "Multivalued context keys" in the IAM
    /// User Guide.
    private enum Quantifier {
        NONE,
        ALL,
        ANY
    }

    /// What one value of the policy makes of one value of the request.
    private interface Measure {

        Holds fits(String value, Context context);
    }

    private record Comparison(
            String key, Quantifier quantifier, boolean negated, boolean ifExists, List<Measure> measures, Holds unknown)
            implements Test {

        @Override
        public Holds met(Context context) {
            List<String> values = context.values(key);
            if (values.isEmpty()) {
                return context.isAbsent(key)
                        ? Holds.of(
                                ifExists || quantifier == Quantifier.ALL || (negated && quantifier != Quantifier.ANY))
                        : unknown;
            }
            return switch (quantifier) {
                case NONE -> {
                    Holds any = Holds.Known.NO;
                    for (String it : values) {
                        any = any.or(fits(it, context));
                    }
                    yield negated ? any.not() : any;
                }
                case ANY -> {
                    Holds any = Holds.Known.NO;
                    for (String it : values) {
                        any = any.or(negated ? fits(it, context).not() : fits(it, context));
                    }
                    yield any;
                }
                case ALL -> {
                    // "or if the context key value resolves to a null dataset, such as an empty string"
                    Holds all = Holds.Known.YES;
                    for (String it : values) {
                        boolean nothing = it.isEmpty() && values.size() == 1;
                        all = nothing
                                ? all
                                : all.and(negated ? fits(it, context).not() : fits(it, context));
                    }
                    yield all;
                }
            };
        }

        private Holds fits(String value, Context context) {
            Holds any = Holds.Known.NO;
            for (Measure it : measures) {
                any = any.or(it.fits(value, context));
                if (any.isYes()) {
                    return any;
                }
            }
            return any;
        }
    }

    private static Test test(Condition condition, String version, String where) {
        String name = condition.operator().toLowerCase(Locale.ROOT);
        Quantifier quantifier = name.startsWith("forallvalues:")
                ? Quantifier.ALL
                : name.startsWith("foranyvalue:") ? Quantifier.ANY : Quantifier.NONE;
        name = quantifier == Quantifier.NONE ? name : name.substring(name.indexOf(':') + 1);
        boolean ifExists = name.endsWith("ifexists");
        name = ifExists ? name.substring(0, name.length() - "ifexists".length()) : name;
        Holds unknown = Holds.maybe(where + " hangs on the condition key `" + condition.key() + "`");
        String key = condition.key().toLowerCase(Locale.ROOT);
        if (name.equals("null")) {
            return ifExists ? new Strange(unknown) : absence(condition, key, unknown);
        }
        Optional<Operator> negated = Operator.negatedBy(name);
        Optional<Operator> operator = negated.isPresent() ? negated : Operator.named(name);
        if (operator.isEmpty()
                || (condition.values().isEmpty()
                        && !Operator.knowsNoValues(quantifier != Quantifier.NONE, ifExists, negated.isPresent()))) {
            return new Strange(Holds.maybe(where + " has a condition that cannot be judged: `" + condition.operator()
                    + "` on `" + condition.key() + "`"));
        }
        List<Measure> measures = new ArrayList<>();
        for (Value it : condition.values()) {
            measures.add(measure(operator.get(), it, version, unknown));
        }
        return new Comparison(key, quantifier, negated.isPresent(), ifExists, List.copyOf(measures), unknown);
    }

    private static Test absence(Condition condition, String key, Holds unknown) {
        List<Value> values = condition.values();
        if (values.size() == 1 && values.getFirst() instanceof Value.Plain(String text)) {
            if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
                return new Absence(key, text.equalsIgnoreCase("true"), unknown);
            }
        }
        return new Strange(unknown);
    }

    private static Measure measure(Operator operator, Value value, String version, Holds unknown) {
        if (!(value instanceof Value.Plain(String text))) {
            return (_, _) -> unknown;
        }
        if (operator.takesVariables() && !Template.isPlain(text, version)) {
            Template template = Template.of(text);
            return (it, context) -> fits(operator, template.in(context), it, unknown);
        }
        Optional<Predicate<String>> fit = operator.against(text);
        return fit.isEmpty() ? (_, _) -> unknown : (it, _) -> Holds.of(fit.get().test(it));
    }

    private static Holds fits(Operator operator, Template.Filled filled, String value, Holds unknown) {
        if (filled.matchesNothing()) {
            return Holds.Known.NO;
        }
        if (!filled.holes().isEmpty()) {
            // INVARIANT: only what a hole may stand for is unknown; a text that cannot fit around it does
            // not fit.
            return switch (operator) {
                case STRING_EQUALS ->
                    maybe(Fit.text(Template.plain(filled.text())).matches(value), unknown);
                case STRING_EQUALS_IGNORE_CASE ->
                    maybe(Fit.text(lower(Template.plain(filled.text()))).matches(lower(value)), unknown);
                case STRING_LIKE -> maybe(Fit.text(filled.text()).matches(value), unknown);
                default -> unknown;
            };
        }
        return operator.against(filled.text())
                .map(it -> Holds.of(it.test(value)))
                .orElse(unknown);
    }

    private static Holds maybe(boolean possible, Holds unknown) {
        return possible ? unknown : Holds.Known.NO;
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
