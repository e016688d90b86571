package envgate.envs.plan.template;

import envgate.envs.document.Mistakes;
import envgate.envs.document.Node;
import envgate.envs.document.Node.Kind;
import envgate.envs.document.Node.Mapping;
import envgate.envs.document.Node.Member;
import envgate.envs.document.Node.Sequence;
import envgate.envs.document.Quote;
import envgate.envs.plan.Term;
import envgate.envs.plan.Term.Literal;
import envgate.envs.plan.Term.Unknown;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Works out conditions: `true`, `false`, or unknown where both could be.
///
/// See
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-conditions.html.
final class Conditions {

    private final Evaluator evaluator;
    private final Template template;
    private final Mistakes mistakes;
    private final Map<String, Term> known = new HashMap<>();
    private final Set<String> open = new HashSet<>();

    Conditions(Evaluator evaluator, Template template, Mistakes mistakes) {
        this.evaluator = evaluator;
        this.template = template;
        this.mistakes = mistakes;
    }

    /// A condition of the template.
    ///
    /// @param at where it is named
    Term named(String name, Node at) {
        Term before = known.get(name);
        if (before != null) {
            return before;
        }
        Optional<Node> written = Nodes.get(template.root(), "Conditions").flatMap(it -> Nodes.get(it, name));
        if (written.isEmpty()) {
            List<String> all = template.section("Conditions").stream()
                    .map(it -> it.key().value())
                    .toList();
            mistakes.accuse(at, "there is no condition " + Quote.of(name), Quote.nearest(name, all));
            return new Unknown("its condition is missing", at.mark());
        }
        if (!open.add(name)) {
            mistakes.accuse(written.get(), "the condition " + Quote.of(name) + " hangs on itself", "break the circle");
            return new Unknown("its condition hangs on itself", at.mark());
        }
        Term truth = truth(written.get());
        open.remove(name);
        known.put(name, truth);
        return truth;
    }

    /// `true`, `false` or unknown.
    Term truth(Node node) {
        if (node instanceof Mapping map && map.members().size() == 1) {
            Member call = map.members().getFirst();
            return switch (call.key().value()) {
                case "Fn::And" -> all(call.value(), "false");
                case "Fn::Or" -> all(call.value(), "true");
                case "Fn::Not" -> not(call.value());
                case "Fn::Equals" -> equal(call.value());
                case "Condition" -> named(Nodes.text(call.value()).orElse(""), call.value());
                default -> literal(node);
            };
        }
        return literal(node);
    }

    private Term literal(Node node) {
        Optional<Term> value = evaluator.value(node);
        if (value.isPresent() && value.get() instanceof Literal it && it.text().matches("(?i)true|false")) {
            return truth(it.text().equalsIgnoreCase("true"), node);
        }
        if (value.isPresent() && Terms.unknown(value.get()).isPresent()) {
            return new Unknown(Terms.reason(Terms.unknown(value.get()).orElseThrow()), node.mark());
        }
        mistakes.accuse(
                node, "this is no condition", "write `Fn::Equals`, `Fn::And`, `Fn::Or`, `Fn::Not` or `Condition`");
        return new Unknown("its condition is none", node.mark());
    }

    private static Literal truth(boolean truth, Node node) {
        return new Literal(Boolean.toString(truth), Kind.FLAG, false, node.mark());
    }

    /// What decides, decides: one `false` makes `Fn::And` false whatever the others are.
    private Term all(Node node, String decides) {
        List<Node> parts = node instanceof Sequence list ? list.items() : List.of();
        if (parts.size() < 2 || parts.size() > 10) {
            mistakes.accuse(node, "`Fn::And` and `Fn::Or` take 2 to 10 conditions", "");
            return new Unknown("its condition is none", node.mark());
        }
        List<Term> truths = new ArrayList<>();
        parts.forEach(it -> truths.add(truth(it)));
        if (truths.stream()
                .anyMatch(it -> Terms.text(it).filter(decides::equals).isPresent())) {
            return truth(decides.equals("true"), node);
        }
        return truths.stream()
                .filter(Unknown.class::isInstance)
                .findFirst()
                .orElse(truth(decides.equals("false"), node));
    }

    private Term not(Node node) {
        List<Node> parts = node instanceof Sequence list ? list.items() : List.of();
        if (parts.size() != 1) {
            mistakes.accuse(node, "`Fn::Not` takes a list of one condition", "");
            return new Unknown("its condition is none", node.mark());
        }
        Term truth = truth(parts.getFirst());
        return truth instanceof Literal it ? truth(it.text().equals("false"), node) : truth;
    }

    private Term equal(Node node) {
        List<Node> parts = node instanceof Sequence list ? list.items() : List.of();
        if (parts.size() != 2) {
            mistakes.accuse(node, "`Fn::Equals` takes a list of two values", "");
            return new Unknown("its condition is none", node.mark());
        }
        Optional<Term> one = evaluator.value(parts.get(0));
        Optional<Term> other = evaluator.value(parts.get(1));
        if (one.isEmpty() || other.isEmpty()) {
            return truth(one.isEmpty() && other.isEmpty(), node);
        }
        Optional<Boolean> same = Terms.same(one.get(), other.get());
        if (same.isPresent()) {
            return truth(same.get(), node);
        }
        Term blind =
                Terms.unknown(one.get()).or(() -> Terms.unknown(other.get())).orElse(one.get());
        return new Unknown(Terms.reason(blind), node.mark());
    }
}
