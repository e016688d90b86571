package envgate.envs.plan.sam;

import envgate.envs.document.Mark;
import envgate.envs.document.Node;
import envgate.envs.document.Node.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A part of a template while the macro works on it: it can be changed in place.
///
/// Two trees are equal when they say the same, wherever that was written.
sealed interface Tree {

    Mark mark();

    Tree copy();

    Node node();

    /// Whether it counts as given: AWS's transform takes empty and zero for nothing.
    boolean counts();

    /// A scalar.
    record Leaf(Node.Text text) implements Tree {

        @Override
        public Mark mark() {
            return text.mark();
        }

        @Override
        public Leaf copy() {
            return this;
        }

        @Override
        public Node node() {
            return text;
        }

        @Override
        public boolean counts() {
            return switch (text.kind()) {
                case NOTHING -> false;
                case FLAG -> isTrue();
                case NUMBER -> !text.value().equals("0");
                case TEXT -> !text.value().isEmpty();
            };
        }

        boolean isTrue() {
            return text.kind() == Kind.FLAG && text.value().equalsIgnoreCase("true");
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Leaf it && it.text.value().equals(text.value()) && it.text.kind() == text.kind();
        }

        @Override
        public int hashCode() {
            return text.value().hashCode();
        }
    }

    /// A list.
    final class Row implements Tree {

        private final List<Tree> items = new ArrayList<>();
        private final Mark mark;

        Row(Mark mark) {
            this.mark = mark;
        }

        static Row of(Mark mark, Object... items) {
            Row row = new Row(mark);
            for (Object it : items) {
                row.add(it);
            }
            return row;
        }

        List<Tree> items() {
            return items;
        }

        Row add(Object item) {
            items.add(Tree.of(item, mark));
            return this;
        }

        Row addAll(Iterable<?> all) {
            all.forEach(this::add);
            return this;
        }

        /// Puts in what is not there yet.
        void addNew(Tree item) {
            if (!items.contains(item)) {
                items.add(item);
            }
        }

        @Override
        public Mark mark() {
            return mark;
        }

        @Override
        public Row copy() {
            Row copy = new Row(mark);
            items.forEach(it -> copy.items.add(it.copy()));
            return copy;
        }

        @Override
        public Node node() {
            return new Node.Sequence(items.stream().map(Tree::node).toList(), mark);
        }

        @Override
        public boolean counts() {
            return !items.isEmpty();
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Row it && it.items.equals(items);
        }

        @Override
        public int hashCode() {
            return items.hashCode();
        }
    }

    /// A map.
    final class Branch implements Tree {

        private final Map<String, Tree> members = new LinkedHashMap<>();
        private final Map<String, Mark> marks = new LinkedHashMap<>();
        private final Mark mark;

        Branch(Mark mark) {
            this.mark = mark;
        }

        /// @param pairs names and values; what is null is left out
        static Branch of(Mark mark, @Nullable Object... pairs) {
            Branch branch = new Branch(mark);
            for (int i = 0; i < pairs.length; i += 2) {
                branch.put(String.valueOf(pairs[i]), pairs[i + 1]);
            }
            return branch;
        }

        /// The members; to be changed by [#put] and [#remove] only.
        Map<String, Tree> members() {
            return members;
        }

        boolean isEmpty() {
            return members.isEmpty();
        }

        boolean has(String name) {
            return members.containsKey(name);
        }

        /// What stands behind a name; null where there is none, or nothing.
        @Nullable
        Tree get(String name) {
            Tree found = members.get(name);
            return found instanceof Leaf leaf && leaf.text().kind() == Kind.NOTHING ? null : found;
        }

        /// The same where it counts.
        @Nullable
        Tree given(String name) {
            Tree found = get(name);
            return found == null || !found.counts() ? null : found;
        }

        @Nullable
        String text(String name) {
            return Tree.text(get(name));
        }

        boolean isTrue(String name) {
            return get(name) instanceof Leaf leaf && leaf.isTrue();
        }

        /// The map behind a name; an empty one, which is not put in, where there is none.
        Branch branch(String name) {
            return get(name) instanceof Branch found ? found : new Branch(mark);
        }

        /// The map behind a name, which is put in where there is none.
        Branch grow(String name) {
            if (get(name) instanceof Branch found) {
                return found;
            }
            Branch made = new Branch(mark);
            put(name, made);
            return made;
        }

        /// The list behind a name, or what stands there as its only item.
        List<Tree> items(String name) {
            return Tree.items(get(name));
        }

        /// The list behind a name, which is put in where there is none.
        Row growRow(String name) {
            if (get(name) instanceof Row found) {
                return found;
            }
            Row made = new Row(mark);
            put(name, made);
            return made;
        }

        Branch put(String name, @Nullable Object value) {
            if (value != null) {
                members.put(name, Tree.of(value, mark));
            }
            return this;
        }

        /// The same, with where the name is written.
        void put(String name, Tree value, Mark at) {
            members.put(name, value);
            marks.put(name, at);
        }

        Branch putAll(Branch other) {
            members.putAll(other.members);
            marks.putAll(other.marks);
            return this;
        }

        @Nullable
        Tree remove(String name) {
            return members.remove(name);
        }

        void replaceAll(UnaryOperator<Tree> change) {
            members.replaceAll((_, it) -> change.apply(it));
        }

        Mark keyMark(String name) {
            return marks.getOrDefault(name, mark);
        }

        @Override
        public Mark mark() {
            return mark;
        }

        @Override
        public Branch copy() {
            Branch copy = new Branch(mark);
            members.forEach((name, it) -> copy.members.put(name, it.copy()));
            copy.marks.putAll(marks);
            return copy;
        }

        @Override
        public Node node() {
            List<Node.Member> all = new ArrayList<>();
            members.forEach((name, it) -> all.add(new Node.Member(
                    new Node.Text(name, name, Kind.TEXT, marks.getOrDefault(name, it.mark())), it.node())));
            return new Node.Mapping(all, mark);
        }

        @Override
        public boolean counts() {
            return !members.isEmpty();
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Branch it && it.members.equals(members);
        }

        @Override
        public int hashCode() {
            return members.hashCode();
        }
    }

    static Tree of(Node node) {
        return switch (node) {
            case Node.Text it -> new Leaf(it);
            case Node.Sequence it -> {
                Row row = new Row(it.mark());
                it.items().forEach(item -> row.items.add(of(item)));
                yield row;
            }
            case Node.Mapping it -> {
                Branch branch = new Branch(it.mark());
                it.members().forEach(member -> {
                    branch.members.put(member.key().value(), of(member.value()));
                    branch.marks.put(member.key().value(), member.key().mark());
                });
                yield branch;
            }
        };
    }

    /// A tree of a text, number, flag or list; a tree itself is taken as it is.
    static Tree of(Object value, Mark mark) {
        return switch (value) {
            case Tree it -> it;
            case Boolean it -> leaf(it.toString(), Kind.FLAG, mark);
            case Integer it -> leaf(it.toString(), Kind.NUMBER, mark);
            case List<?> it -> new Row(mark).addAll(it);
            default -> leaf(value.toString(), Kind.TEXT, mark);
        };
    }

    private static Leaf leaf(String value, Kind kind, Mark mark) {
        return new Leaf(new Node.Text(value, value, kind, mark));
    }

    /// The text of a scalar; null of anything else.
    static @Nullable String text(@Nullable Tree tree) {
        return tree instanceof Leaf leaf && leaf.text().kind() != Kind.NOTHING
                ? leaf.text().value()
                : null;
    }

    /// The items of a list, or what is no list as its only item; none of nothing.
    static List<Tree> items(@Nullable Tree tree) {
        return switch (tree) {
            case null -> List.of();
            case Row row -> row.items();
            case Tree other -> List.of(other);
        };
    }

    /// A copy that is written somewhere else.
    static Tree at(Mark mark, Tree tree) {
        return switch (tree) {
            case Leaf it -> leaf(it.text().value(), it.text().kind(), mark);
            case Row it -> {
                Row row = new Row(mark);
                it.items().forEach(one -> row.add(at(mark, one)));
                yield row;
            }
            case Branch it -> {
                Branch branch = new Branch(mark);
                it.members().forEach((name, one) -> branch.put(name, at(mark, one)));
                yield branch;
            }
        };
    }
}
