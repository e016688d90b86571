package envgate.envs.plan.template;

import envgate.envs.document.Mark;
import envgate.envs.document.Node;
import envgate.envs.document.Node.Kind;
import envgate.envs.document.Node.Mapping;
import envgate.envs.document.Node.Member;
import envgate.envs.document.Node.Sequence;
import envgate.envs.document.Node.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Looks into the tree of a template, and makes parts of one.
public final class Nodes {

    private Nodes() {}

    public static Optional<Node> get(Node node, String key) {
        return node instanceof Mapping map
                ? map.members().stream()
                        .filter(it -> it.key().value().equals(key))
                        .map(Member::value)
                        .findFirst()
                : Optional.empty();
    }

    /// The scalar behind a key.
    public static Optional<String> text(Node node, String key) {
        return get(node, key).flatMap(Nodes::text);
    }

    public static Optional<String> text(Node node) {
        return node instanceof Text it && it.kind() != Kind.NOTHING ? Optional.of(it.value()) : Optional.empty();
    }

    /// The members of a map; none of anything else.
    public static List<Member> members(Node node) {
        return node instanceof Mapping map ? map.members() : List.of();
    }

    /// The members of the map behind a key.
    public static List<Member> members(Node node, String key) {
        return get(node, key).map(Nodes::members).orElse(List.of());
    }

    /// The items of a list; the node itself when it is none.
    public static List<Node> items(Node node) {
        return node instanceof Sequence list ? list.items() : List.of(node);
    }

    public static Text text(String value, Mark mark) {
        return new Text(value, value, Kind.TEXT, mark);
    }

    public static Member member(String key, Node value) {
        return new Member(text(key, value.mark()), value);
    }

    /// The map with this behind a key, in the place of what was there.
    public static Mapping with(Mapping map, String key, Node value) {
        List<Member> members = new ArrayList<>(map.members());
        for (int i = 0; i < members.size(); i++) {
            if (members.get(i).key().value().equals(key)) {
                members.set(i, new Member(members.get(i).key(), value));
                return new Mapping(members, map.mark());
            }
        }
        members.add(member(key, value));
        return new Mapping(members, map.mark());
    }

    public static Mapping without(Mapping map, String key) {
        return new Mapping(
                map.members().stream()
                        .filter(it -> !it.key().value().equals(key))
                        .toList(),
                map.mark());
    }
}
