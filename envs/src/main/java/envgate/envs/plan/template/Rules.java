package envgate.envs.plan.template;

import envgate.envs.document.Mark;
import envgate.envs.document.Mistakes;
import envgate.envs.document.Node;
import envgate.envs.document.Node.Mapping;
import envgate.envs.document.Node.Member;
import envgate.envs.document.Node.Sequence;
import envgate.envs.document.Quote;
import envgate.envs.plan.Term;
import envgate.envs.plan.Term.Listed;
import envgate.envs.plan.Term.Literal;
import envgate.envs.plan.Term.Unknown;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Tries the rules that a template makes for its parameters: CloudFormation deploys nothing where one is broken.
///
/// A rule that hangs on what is not known is left open and named. See
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/rules-section-structure.html.
final class Rules {

    private static final Map<String, Integer> ARGUMENTS =
            Map.of("Fn::Not", 1, "Fn::Equals", 2, "Fn::Contains", 2, "Fn::EachMemberEquals", 2, "Fn::EachMemberIn", 2);

    private final Template template;
    private final Map<String, Term> parameters;
    private final Evaluator evaluator;
    private final Mistakes mistakes;
    private final List<Open> open = new ArrayList<>();

    /// A rule of which it is not known whether it holds.
    record Open(String name, Mark mark) {}

    private Rules(Template template, Map<String, Term> parameters, Evaluator evaluator, Mistakes mistakes) {
        this.template = template;
        this.parameters = parameters;
        this.evaluator = evaluator;
        this.mistakes = mistakes;
    }

    static List<Open> check(Template template, Map<String, Term> parameters, Evaluator evaluator, Mistakes mistakes) {
        Rules rules = new Rules(template, parameters, evaluator, mistakes);
        template.section("Rules").forEach(rules::rule);
        return List.copyOf(rules.open);
    }

    private void rule(Member rule) {
        String name = rule.key().value();
        Optional<Boolean> applies =
                Nodes.get(rule.value(), "RuleCondition").map(this::truth).orElse(Optional.of(true));
        if (applies.filter(it -> !it).isPresent()) {
            return;
        }
        boolean sure = true;
        for (Node it : Nodes.get(rule.value(), "Assertions").map(Nodes::items).orElse(List.of())) {
            Optional<Node> written = Nodes.get(it, "Assert");
            if (written.isEmpty()) {
                mistakes.accuse(it, "an assertion of the rule " + Quote.of(name) + " has no `Assert`", "");
                continue;
            }
            Optional<Boolean> holds = truth(written.get());
            sure &= holds.isPresent() && (applies.isPresent() || holds.get());
            if (applies.isPresent() && holds.filter(truth -> !truth).isPresent()) {
                mistakes.accuse(
                        written.get(),
                        "the parameters break the rule " + Quote.of(name),
                        Nodes.text(it, "AssertDescription").orElse(""));
            }
        }
        if (!sure) {
            open.add(new Open(name, rule.key().mark()));
        }
    }

    /// Nothing where it is not known.
    private Optional<Boolean> truth(Node node) {
        if (node instanceof Mapping map && map.members().size() == 1) {
            Member call = map.members().getFirst();
            List<Node> parts = call.value() instanceof Sequence list ? list.items() : List.of();
            String name = call.key().value();
            if (parts.size() != ARGUMENTS.getOrDefault(name, parts.size())) {
                return wrong(node);
            }
            return switch (name) {
                case "Fn::And" -> any(parts, false).map(it -> !it);
                case "Fn::Or" -> any(parts, true);
                case "Fn::Not" -> truth(parts.getFirst()).map(it -> !it);
                case "Fn::Equals" -> Terms.same(value(parts.get(0)), value(parts.get(1)));
                case "Fn::Contains" -> isIn(value(parts.get(1)), values(parts.get(0)));
                case "Fn::EachMemberEquals" -> each(values(parts.get(0)), List.of(value(parts.get(1))));
                case "Fn::EachMemberIn" -> each(values(parts.get(0)), values(parts.get(1)));
                default -> wrong(node);
            };
        }
        return wrong(node);
    }

    private Optional<Boolean> wrong(Node node) {
        mistakes.accuse(
                node,
                "this is no condition of a rule",
                "write `Fn::And`, `Fn::Contains`, `Fn::EachMemberEquals`, `Fn::EachMemberIn`, `Fn::Equals`, `Fn::Not`"
                        + " or `Fn::Or`");
        return Optional.empty();
    }

    /// Whether a condition comes to this; one that does decides, whatever the others are.
    private Optional<Boolean> any(List<Node> conditions, boolean wanted) {
        List<Optional<Boolean>> truths = conditions.stream().map(this::truth).toList();
        return decided(
                truths.stream().map(truth -> truth.map(it -> it == wanted)).toList());
    }

    private static Optional<Boolean> decided(List<Optional<Boolean>> truths) {
        if (truths.contains(Optional.of(true))) {
            return Optional.of(true);
        }
        return truths.contains(Optional.<Boolean>empty()) ? Optional.empty() : Optional.of(false);
    }

    private static Optional<Boolean> each(List<Term> members, List<Term> allowed) {
        return decided(members.stream()
                        .map(member -> isIn(member, allowed).map(it -> !it))
                        .toList())
                .map(it -> !it);
    }

    private static Optional<Boolean> isIn(Term member, List<Term> list) {
        return decided(list.stream().map(it -> Terms.same(member, it)).toList());
    }

    private List<Term> values(Node node) {
        Term value = value(node);
        return value instanceof Listed list ? list.items() : List.of(value);
    }

    /// `Fn::RefAll` gives the parameters of a type; what `Fn::ValueOf` asks of AWS is not read.
    private Term value(Node node) {
        Optional<Node> all = Nodes.get(node, "Fn::RefAll");
        if (all.isPresent()) {
            String type = Nodes.text(all.get()).orElse("");
            List<Term> values = new ArrayList<>();
            for (Member it : template.section("Parameters")) {
                Term value = parameters.get(it.key().value());
                if (value != null && Nodes.text(it.value(), "Type").orElse("").equals(type)) {
                    values.add(value);
                }
            }
            return new Listed(values, node.mark());
        }
        if (Nodes.get(node, "Fn::ValueOf").isPresent()
                || Nodes.get(node, "Fn::ValueOfAll").isPresent()) {
            return new Unknown("what the rule asks of AWS was not read", node.mark());
        }
        return evaluator.value(node).orElse(new Literal("", Node.Kind.TEXT, false, node.mark()));
    }
}
