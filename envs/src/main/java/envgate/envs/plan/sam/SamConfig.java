package envgate.envs.plan.sam;

import envgate.envs.document.Document;
import envgate.envs.document.Mark;
import envgate.envs.document.Mistakes;
import envgate.envs.document.Node;
import envgate.envs.document.Node.Kind;
import envgate.envs.document.Node.Member;
import envgate.envs.document.Node.Sequence;
import envgate.envs.document.Quote;
import envgate.envs.plan.Term;
import envgate.envs.plan.template.Nodes;
import envgate.envs.plan.template.PlanFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Reads what `sam deploy` gives to a template's parameters from its configuration file.
///
/// Environments do not inherit from each other: what the file says for one is said for this one only. See
/// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-sam-cli-config.html.
public final class SamConfig {

    private static final Pattern NAME = Pattern.compile("samconfig(\\.[^.]+)*\\.(toml|ya?ml|json)");
    private static final String PAIRS = "write `parameter_overrides = \"Key=value Other=value\"`";

    private final Map<String, Term> values = new TreeMap<>();
    private final Mistakes mistakes;

    private SamConfig(Mistakes mistakes) {
        this.mistakes = mistakes;
    }

    /// Whether a file is called so that it is one.
    public static boolean is(String file) {
        String name = file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1)
                .toLowerCase(Locale.ROOT);
        return name.endsWith(".toml") || NAME.matcher(name).matches();
    }

    /// The values of one environment; none where it gives none.
    ///
    /// @param environment as the file calls it
    public static Map<String, Term> read(PlanFiles files, String file, String environment, Mistakes mistakes) {
        Optional<PlanFiles.Found> found = files.read(file);
        if (found.isEmpty()) {
            mistakes.add(new Mark(file, 0, 0), "there is no such file", "");
            return Map.of();
        }
        SamConfig config = new SamConfig(mistakes);
        Document.read(file, found.get().content(), mistakes).ifPresent(it -> config.read(it, environment));
        return config.values;
    }

    private void read(Node root, String environment) {
        Optional<Node> section = Nodes.get(root, environment);
        if (section.isEmpty()) {
            List<String> there = Nodes.members(root).stream()
                    .filter(it -> it.value() instanceof Node.Mapping)
                    .map(it -> it.key().value())
                    .toList();
            mistakes.add(
                    root.mark(),
                    "there is no environment " + Quote.of(environment) + " here",
                    there.isEmpty() ? "" : "write `--config-env ENV`, where ENV is one of " + Quote.of(there));
            return;
        }
        for (String command : List.of("global", "deploy")) {
            Nodes.get(section.get(), command)
                    .flatMap(it -> Nodes.get(it, "parameters"))
                    .flatMap(it -> Nodes.get(it, "parameter_overrides"))
                    .ifPresent(it -> {
                        values.clear();
                        overrides(it);
                    });
        }
    }

    private void overrides(Node overrides) {
        switch (overrides) {
            case Node.Text it -> words(it.value(), it);
            case Sequence it -> it.items().forEach(this::overrides);
            case Node.Mapping it -> {
                for (Member one : it.members()) {
                    Optional<String> value = value(one.value());
                    if (value.isEmpty()) {
                        mistakes.accuse(
                                one.value(),
                                "the value of " + Quote.of(one.key().value()) + " is no text",
                                "");
                    }
                    value.ifPresent(
                            text -> put(one.key().value(), text, one.key().mark()));
                }
            }
        }
    }

    private static Optional<String> value(Node node) {
        if (!(node instanceof Sequence list)) {
            return Nodes.text(node);
        }
        List<String> texts =
                list.items().stream().flatMap(it -> Nodes.text(it).stream()).toList();
        return texts.size() == list.items().size() ? Optional.of(String.join(",", texts)) : Optional.empty();
    }

    private void words(String text, Node at) {
        for (String word : split(text)) {
            String pair = word;
            if (word.startsWith("ParameterKey=") && word.contains(",ParameterValue=")) {
                pair = word.substring("ParameterKey=".length()).replaceFirst(",ParameterValue=", "=");
            }
            int equals = pair.indexOf('=');
            if (equals < 1) {
                mistakes.accuse(at, "this holds what is no `Key=value`", PAIRS);
            } else {
                put(unquoted(pair.substring(0, equals)), unquoted(pair.substring(equals + 1)), at.mark());
            }
        }
    }

    /// The words of a line as a shell has them: blanks in double quotes part nothing.
    private static List<String> split(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char it = text.charAt(i);
            if (it == '\\' && i + 1 < text.length()) {
                word.append(it).append(text.charAt(++i));
            } else if (!quoted && Character.isWhitespace(it)) {
                if (!word.isEmpty()) {
                    words.add(word.toString());
                }
                word.setLength(0);
            } else {
                quoted ^= it == '"';
                word.append(it);
            }
        }
        if (!word.isEmpty()) {
            words.add(word.toString());
        }
        return words;
    }

    private static String unquoted(String word) {
        char first = word.isEmpty() ? ' ' : word.charAt(0);
        boolean quoted =
                word.length() > 1 && (first == '"' || first == '\'') && word.charAt(word.length() - 1) == first;
        String inner = quoted ? word.substring(1, word.length() - 1) : word;
        return inner.replaceAll("\\\\(.)", "$1");
    }

    private void put(String key, String value, Mark mark) {
        values.put(key, new Term.Literal(value, Kind.TEXT, false, mark));
    }
}
