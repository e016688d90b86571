package envgate.envs.plan.terraform;

import envgate.envs.document.Node;
import envgate.envs.document.Node.Kind;
import envgate.envs.document.Node.Mapping;
import envgate.envs.document.Node.Member;
import envgate.envs.document.Node.Sequence;
import envgate.envs.document.Node.Text;
import java.util.List;
import java.util.Optional;

/// Looks into the tree of a plan: what is absent, `null` or of another shape is simply not there.
final class Tree {

    private Tree() {}

    static Optional<Node> get(Node node, String... path) {
        Optional<Node> found = Optional.of(node);
        for (String it : path) {
            found = found.flatMap(one -> member(one, it));
        }
        return found;
    }

    private static Optional<Node> member(Node node, String name) {
        if (node instanceof Mapping mapping) {
            for (Member it : mapping.members()) {
                if (it.key().value().equals(name) && !isNothing(it.value())) {
                    return Optional.of(it.value());
                }
            }
        }
        return Optional.empty();
    }

    static boolean isNothing(Node node) {
        return node instanceof Text it && it.kind() == Kind.NOTHING;
    }

    static String text(Node node, String... path) {
        return get(node, path)
                .map(it -> it instanceof Text text ? text.value() : "")
                .orElse("");
    }

    static boolean isTrue(Node node, String... path) {
        return get(node, path)
                .filter(it -> it instanceof Text text
                        && text.kind() == Kind.FLAG
                        && text.value().equals("true"))
                .isPresent();
    }

    static List<Node> items(Node node, String... path) {
        return get(node, path)
                .map(it -> it instanceof Sequence all ? all.items() : List.<Node>of())
                .orElse(List.of());
    }

    static List<Member> members(Node node, String... path) {
        return get(node, path)
                .map(it -> it instanceof Mapping all ? all.members() : List.<Member>of())
                .orElse(List.of());
    }
}
