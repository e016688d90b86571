package envgate.envs.plan.terraform;

import envgate.envs.document.Mark;
import envgate.envs.document.Node;
import envgate.envs.document.Node.Kind;
import envgate.envs.document.Node.Mapping;
import envgate.envs.document.Node.Member;
import envgate.envs.document.Node.Sequence;
import envgate.envs.document.Node.Text;
import envgate.envs.plan.Term;
import envgate.envs.plan.Term.Members;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Lays the values of a resource, what is known after apply, and what is sensitive over each other; a plan
/// keeps the three in trees of the same shape.
///
/// See https://developer.hashicorp.com/terraform/internals/json-format#change-representation.
final class Blend {

    private Blend() {}

    static Members before(Node change) {
        return members(change, "before", "", "before_sensitive");
    }

    static Members after(Node change) {
        return members(change, "after", "after_unknown", "after_sensitive");
    }

    private static Members members(Node change, String values, String unknown, String sensitive) {
        Optional<Node> value = Tree.get(change, "change", values);
        Optional<Node> open = unknown.isEmpty() ? Optional.empty() : Tree.get(change, "change", unknown);
        Optional<Node> veiled = Tree.get(change, "change", sensitive);
        return term("", value.orElse(null), open.orElse(null), veiled.orElse(null), false, change.mark())
                                .orElse(null)
                        instanceof Members members
                ? members
                : new Members(Map.of(), change.mark());
    }

    /// @param name the last one on the way to it
    static Optional<Term> term(
            String name,
            @Nullable Node value,
            @Nullable Node unknown,
            @Nullable Node sensitive,
            boolean secret,
            Mark otherwise) {
        Mark mark = value == null ? otherwise : value.mark();
        if (isYes(unknown)) {
            return Optional.of(new Term.Unknown("`" + name + "` is known after apply", mark));
        }
        boolean veiled = secret || isYes(sensitive);
        if (value instanceof Sequence || unknown instanceof Sequence) {
            return Optional.of(listed(name, value, unknown, sensitive, veiled, mark));
        }
        if (value instanceof Mapping || hasUnknown(unknown)) {
            return Optional.of(mapped(value, unknown, sensitive, veiled, mark));
        }
        return value instanceof Text text && text.kind() != Kind.NOTHING
                ? Optional.of(new Term.Literal(text.value(), text.kind(), veiled, mark))
                : Optional.empty();
    }

    private static Term listed(
            String name,
            @Nullable Node value,
            @Nullable Node unknown,
            @Nullable Node sensitive,
            boolean secret,
            Mark mark) {
        List<Term> items = new ArrayList<>();
        int length = Math.max(items(value).size(), items(unknown).size());
        for (int i = 0; i < length; i++) {
            term(name, at(value, i), at(unknown, i), at(sensitive, i), secret, mark)
                    .ifPresent(items::add);
        }
        return new Term.Listed(items, mark);
    }

    private static Term mapped(
            @Nullable Node value, @Nullable Node unknown, @Nullable Node sensitive, boolean secret, Mark mark) {
        Map<String, Node> values = index(value);
        Map<String, Node> open = index(unknown);
        Map<String, Node> veiled = index(sensitive);
        Map<String, Term> members = new LinkedHashMap<>();
        List<String> names = new ArrayList<>(values.keySet());
        open.keySet().stream().filter(it -> !values.containsKey(it)).forEach(names::add);
        for (String it : names) {
            term(it, values.get(it), open.get(it), veiled.get(it), secret, mark)
                    .ifPresent(term -> members.put(it, term));
        }
        return new Members(members, mark);
    }

    private static boolean isYes(@Nullable Node node) {
        return node instanceof Text it && it.kind() == Kind.FLAG && it.value().equals("true");
    }

    /// Marks are trees of the same shape: what is wholly known is an empty one.
    private static boolean hasUnknown(@Nullable Node node) {
        return switch (node) {
            case null -> false;
            case Text _ -> isYes(node);
            case Sequence it -> it.items().stream().anyMatch(Blend::hasUnknown);
            case Mapping it -> it.members().stream().anyMatch(one -> hasUnknown(one.value()));
        };
    }

    private static List<Node> items(@Nullable Node node) {
        return node instanceof Sequence it ? it.items() : List.of();
    }

    private static @Nullable Node at(@Nullable Node node, int i) {
        List<Node> items = items(node);
        return i < items.size() ? items.get(i) : null;
    }

    private static Map<String, Node> index(@Nullable Node node) {
        Map<String, Node> index = new LinkedHashMap<>();
        if (node instanceof Mapping mapping) {
            for (Member it : mapping.members()) {
                index.put(it.key().value(), it.value());
            }
        }
        return index;
    }
}
