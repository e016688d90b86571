package envgate.envs.document;

import envgate.envs.document.Node.Kind;
import envgate.envs.document.Node.Mapping;
import envgate.envs.document.Node.Member;
import envgate.envs.document.Node.Sequence;
import envgate.envs.document.Node.Text;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Puts variables of the process in for `${NAME}`; nothing else is ever evaluated.
public final class Variables {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]*)(}?)");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private final Map<String, String> values;
    private final Mistakes mistakes;
    private final IdentityHashMap<Node, Node> done = new IdentityHashMap<>();

    /// Why a variable cannot be put in.
    private record Problem(String message, String next) {}

    private Variables(Map<String, String> values, Mistakes mistakes) {
        this.values = values;
        this.mistakes = mistakes;
    }

    /// The tree with the variables' values; what they hold is never shown.
    public static Node putIn(Node tree, Map<String, String> values, Mistakes mistakes) {
        return new Variables(Collections.unmodifiableMap(new TreeMap<>(values)), mistakes).node(tree);
    }

    private Node node(Node node) {
        Node known = done.get(node);
        if (known != null) {
            return known;
        }
        Node result = switch (node) {
            case Mapping(List<Member> members, Mark mark) ->
                new Mapping(
                        members.stream()
                                .map(it -> new Member(it.key(), node(it.value())))
                                .toList(),
                        mark);
            case Sequence(List<Node> items, Mark mark) ->
                new Sequence(items.stream().map(this::node).toList(), mark);
            case Text it -> text(it);
        };
        done.put(node, result);
        return result;
    }

    private Text text(Text text) {
        if (text.kind() != Kind.TEXT || !text.value().contains("${")) {
            return text;
        }
        List<Problem> problems = new ArrayList<>();
        String value = VARIABLE.matcher(text.value())
                .replaceAll(it ->
                        Matcher.quoteReplacement(value(it.group(1), !it.group(2).isEmpty(), problems)));
        Text filled = new Text(value, text.written(), text.kind(), text.mark());
        problems.stream().limit(1).forEach(it -> mistakes.accuse(filled, it.message(), it.next()));
        problems.stream().skip(1).forEach(it -> mistakes.add(text.mark(), it.message(), it.next()));
        return filled;
    }

    private String value(String name, boolean closed, List<Problem> problems) {
        if (!closed || !NAME.matcher(name).matches()) {
            problems.add(new Problem(
                    Quote.of("${" + name + (closed ? "}" : "")) + " is no variable",
                    "write `${NAME}` with letters, digits and `_`; nothing else is evaluated"));
        } else if (!values.containsKey(name)) {
            problems.add(new Problem(
                    "the environment variable " + Quote.of(name) + " is not set", "set it before envgate runs"));
        }
        return values.getOrDefault(name, "");
    }
}
