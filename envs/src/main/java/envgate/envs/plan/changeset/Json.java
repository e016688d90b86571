package envgate.envs.plan.changeset;

import envgate.envs.document.Node;
import envgate.envs.document.Node.Mapping;
import envgate.envs.document.Node.Sequence;
import envgate.envs.document.Node.Text;
import java.util.List;
import java.util.Optional;

/// Looks into the tree of an answer.
final class Json {

    private Json() {}

    static Optional<Node> get(Node node, String... path) {
        Optional<Node> found = Optional.of(node);
        for (String name : path) {
            found = found.flatMap(it -> it instanceof Mapping mapping
                    ? mapping.members().stream()
                            .filter(one -> one.key().value().equals(name))
                            .map(Node.Member::value)
                            .findFirst()
                    : Optional.empty());
        }
        return found.filter(it -> !(it instanceof Text text && text.kind() == Node.Kind.NOTHING));
    }

    static String text(Node node, String... path) {
        return get(node, path)
                .map(it -> it instanceof Text text ? text.value() : "")
                .orElse("");
    }

    static List<Node> items(Node node, String... path) {
        return get(node, path)
                .map(it -> it instanceof Sequence all ? all.items() : List.<Node>of())
                .orElse(List.of());
    }
}
