package envgate.envs.plan.template;

import envgate.envs.document.Mistakes;
import envgate.envs.document.Node;
import envgate.envs.document.Node.Mapping;
import envgate.envs.document.Node.Member;
import envgate.envs.document.Node.Sequence;
import envgate.envs.document.Node.Text;
import envgate.envs.document.Quote;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Writes loops out: what `Fn::ForEach` repeats stands there as often as it is meant.
///
/// See
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-foreach.html.
final class Expansion {

    private static final String LOOP = "Fn::ForEach::";
    private static final int MOST = 20_000;

    private final Function<Node, Optional<List<String>>> collections;
    private final Mistakes mistakes;
    private int made;

    /// @param collections what a collection comes to, if that is known
    Expansion(Function<Node, Optional<List<String>>> collections, Mistakes mistakes) {
        this.collections = collections;
        this.mistakes = mistakes;
    }

    Mapping expand(Mapping template) {
        return (Mapping) node(template, Map.of());
    }

    private Node node(Node node, Map<String, String> variables) {
        return switch (node) {
            case Text it -> text(it, variables);
            case Sequence it ->
                new Sequence(
                        it.items().stream().map(item -> node(item, variables)).toList(), it.mark());
            case Mapping it -> map(it, variables);
        };
    }

    private Node map(Mapping map, Map<String, String> variables) {
        Optional<Node> variable = variable(map, variables);
        if (variable.isPresent()) {
            return variable.get();
        }
        Map<String, Member> members = new LinkedHashMap<>();
        for (Member it : map.members()) {
            if (it.key().value().startsWith(LOOP)) {
                loop(it, variables).forEach(one -> put(members, one));
            } else {
                put(members, new Member(text(it.key(), variables), node(it.value(), variables)));
            }
        }
        return new Mapping(List.copyOf(members.values()), map.mark());
    }

    private void put(Map<String, Member> members, Member member) {
        if (members.putIfAbsent(member.key().value(), member) != null) {
            mistakes.accuse(
                    member.key(),
                    "the loop makes " + Quote.of(member.key().value()) + " twice",
                    "use its variable in keys");
        }
    }

    /// `{"Ref": "Name"}` where a loop has a variable of this name.
    private static Optional<Node> variable(Mapping map, Map<String, String> variables) {
        if (map.members().size() != 1 || !map.members().getFirst().key().value().equals("Ref")) {
            return Optional.empty();
        }
        return Nodes.text(map.members().getFirst().value()).map(variables::get).map(it -> Nodes.text(it, map.mark()));
    }

    private static Text text(Text text, Map<String, String> variables) {
        String value = text.value();
        for (Map.Entry<String, String> it : variables.entrySet()) {
            value = value.replace("${" + it.getKey() + "}", it.getValue())
                    .replace("&{" + it.getKey() + "}", it.getValue().replaceAll("[^A-Za-z0-9]", ""));
        }
        return value.equals(text.value()) ? text : new Text(value, value, text.kind(), text.mark());
    }

    private List<Member> loop(Member loop, Map<String, String> variables) {
        List<Node> parts = loop.value() instanceof Sequence list ? list.items() : List.of();
        if (parts.size() != 3 || !(parts.get(0) instanceof Text name) || !(parts.get(2) instanceof Mapping body)) {
            mistakes.accuse(loop.key(), "`Fn::ForEach` takes a name, a collection and what it repeats", "");
            return List.of();
        }
        Optional<List<String>> items = collections.apply(node(parts.get(1), variables));
        if (items.isEmpty()) {
            mistakes.accuse(
                    loop.key(), "what the loop runs over is not known", "give the parameters that it is made of");
            return List.of();
        }
        List<Member> all = new ArrayList<>();
        for (String item : items.get()) {
            Map<String, String> inner = new HashMap<>(variables);
            inner.put(name.value(), item);
            if (++made > MOST) {
                mistakes.accuse(loop.key(), "loops make this template too large", "");
                return List.of();
            }
            all.addAll(Nodes.members(node(body, inner)));
        }
        return all;
    }
}
