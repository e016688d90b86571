package envgate.envs.source.text;

import envgate.envs.document.BadInput.Mistake;
import envgate.envs.model.Origin;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// A part of a text in the short form, perhaps absent; what is wrong with it is collected, not thrown.
///
/// @param node null when it is absent
/// @param line where it stands, or where it would
record Part(String file, @Nullable Node node, int line, List<Mistake> mistakes) {

    /// A member of a map: its key and what stands behind it.
    record Member(String key, Part key0, Part value) {}

    static Part nothing() {
        return new Part("", null, 0, new ArrayList<>());
    }

    boolean isAbsent() {
        return node == null
                || (node instanceof ScalarNode it && it.getTag().getValue().endsWith(":null"));
    }

    boolean isScalar() {
        return node instanceof ScalarNode && !isAbsent();
    }

    boolean isMap() {
        return node instanceof MappingNode;
    }

    boolean isList() {
        return node instanceof SequenceNode;
    }

    Origin origin() {
        return new Origin.FileLine(file, line);
    }

    void bad(String message) {
        bad(message, "");
    }

    void bad(String message, String next) {
        mistakes.add(new Mistake(file, line, column(), message, next));
    }

    private int column() {
        return node == null
                ? 0
                : node.getStartMark().map(it -> it.getColumn() + 1).orElse(0);
    }

    /// The scalar's text; empty when it is absent, and a mistake when it is none.
    String text() {
        return text("");
    }

    String text(String otherwise) {
        if (isAbsent()) {
            return otherwise;
        }
        if (node instanceof ScalarNode it) {
            return it.getValue();
        }
        bad("a single word or text was expected here");
        return otherwise;
    }

    boolean flag(boolean otherwise) {
        String text = text(Boolean.toString(otherwise));
        if (!text.matches("true|false")) {
            bad("`" + text + "` is neither `true` nor `false`");
        }
        return text.equals("true");
    }

    int number(int otherwise) {
        String text = text(Integer.toString(otherwise));
        if (!text.matches("-?[0-9]{1,9}")) {
            bad("`" + text + "` is no whole number");
            return otherwise;
        }
        return Integer.parseInt(text);
    }

    /// One of a few words.
    String oneOf(String otherwise, String... words) {
        String text = text(otherwise);
        if (!Arrays.asList(words).contains(text)) {
            bad("`" + text + "` is not one of `" + String.join("`, `", words) + "`");
            return otherwise;
        }
        return text;
    }

    /// The items of a list; a single scalar or map is a list of one.
    List<Part> items() {
        if (isAbsent() || node == null) {
            return List.of();
        }
        if (node instanceof SequenceNode list) {
            return list.getValue().stream().map(this::part).toList();
        }
        return List.of(this);
    }

    /// The texts of a list.
    List<String> texts() {
        return items().stream().map(Part::text).toList();
    }

    /// The members of a map, or the words of a list as keys without anything behind them.
    List<Member> members() {
        List<Member> members = new ArrayList<>();
        if (node instanceof MappingNode map) {
            for (NodeTuple tuple : map.getValue()) {
                Part key = part(tuple.getKeyNode());
                Part value = part(tuple.getValueNode());
                if (members.stream().anyMatch(it -> it.key().equals(key.text()))) {
                    key.bad("`" + key.text() + "` is written twice");
                }
                members.add(new Member(key.text(), key, new Part(file, value.node, key.line, mistakes)));
            }
            return members;
        }
        for (Part item : items()) {
            members.add(new Member(item.text(), item, new Part(file, null, item.line, mistakes)));
        }
        return members;
    }

    /// What stands behind a key of a map; absent when there is none.
    Part get(String key) {
        if (node instanceof MappingNode) {
            return members().stream()
                    .filter(it -> it.key().equals(key))
                    .map(Member::value)
                    .findFirst()
                    .orElse(new Part(file, null, line, mistakes));
        }
        return new Part(file, null, line, mistakes);
    }

    /// Says which keys a map may have; a part that is neither absent nor a map is a mistake.
    Part only(String... keys) {
        if (isAbsent()) {
            return this;
        }
        if (!isMap()) {
            bad("keys with values were expected here", "one of `" + String.join("`, `", keys) + "`");
            return this;
        }
        for (Member it : members()) {
            if (!Arrays.asList(keys).contains(it.key())) {
                it.key0().bad("unknown key `" + it.key() + "`", nearest(it.key(), Arrays.asList(keys)));
            }
        }
        return this;
    }

    /// A question that helps when a word is close to a known one, else what is known.
    static String nearest(String word, List<String> known) {
        Optional<String> best = known.stream()
                .filter(it -> distance(word, it) <= Math.max(1, it.length() / 3))
                .min(Comparator.comparingInt(it -> distance(word, it)));
        return best.map(it -> "did you mean `" + it + "`?")
                .orElse(known.isEmpty() ? "" : "known are `" + String.join("`, `", known) + "`");
    }

    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int above = row[j];
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(change, Math.min(above, row[j - 1]) + 1);
                diagonal = above;
            }
        }
        return row[b.length()];
    }

    private Part part(Node other) {
        int at = other.getStartMark().map(Mark::getLine).orElse(line - 1) + 1;
        return new Part(file, other, at, mistakes);
    }
}
