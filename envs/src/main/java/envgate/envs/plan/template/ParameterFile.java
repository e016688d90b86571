package envgate.envs.plan.template;

import envgate.envs.document.Document;
import envgate.envs.document.Mark;
import envgate.envs.document.Mistakes;
import envgate.envs.document.Node;
import envgate.envs.document.Node.Kind;
import envgate.envs.document.Node.Member;
import envgate.envs.document.Node.Sequence;
import envgate.envs.document.Quote;
import envgate.envs.plan.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Reads values of parameters from a file in one of the shapes that the AWS CLI and its pipelines take.
///
/// `[{"ParameterKey": …, "ParameterValue": …}]`, `{"Parameters": {KEY: VALUE}}`, `["KEY=VALUE"]`, `{KEY:
/// VALUE}`, in JSON or YAML. See https://docs.aws.amazon.com/cli/latest/reference/cloudformation/deploy/.
public final class ParameterFile {

    private ParameterFile() {}

    public static Map<String, Term> read(PlanFiles files, String name, Mistakes mistakes) {
        Map<String, Term> values = new TreeMap<>();
        Optional<PlanFiles.Found> found = files.read(name);
        if (found.isEmpty()) {
            mistakes.add(new Mark(name, 0, 0), "there is no such file", "");
            return values;
        }
        Document.readTemplate(name, found.get().content(), mistakes).ifPresent(it -> read(it, values, mistakes));
        return values;
    }

    private static void read(Node root, Map<String, Term> values, Mistakes mistakes) {
        if (root instanceof Sequence list) {
            list.items().forEach(it -> item(it, values, mistakes));
            return;
        }
        Node map = Nodes.get(root, "Parameters").orElse(root);
        if (map instanceof Sequence list) {
            list.items().forEach(it -> item(it, values, mistakes));
            return;
        }
        for (Member it : Nodes.members(map)) {
            Optional<String> value = value(it.value());
            if (value.isEmpty()) {
                mistakes.accuse(it.value(), "the value of " + Quote.of(it.key().value()) + " is no text", "");
            }
            value.ifPresent(text -> put(values, it.key().value(), text, it.key().mark()));
        }
        if (!(map instanceof Node.Mapping)) {
            mistakes.accuse(map, "this holds no parameters", "write `[{\"ParameterKey\": …, \"ParameterValue\": …}]`");
        }
    }

    private static void item(Node item, Map<String, Term> values, Mistakes mistakes) {
        Optional<String> text = Nodes.text(item);
        if (text.isPresent() && text.get().indexOf('=') > 0) {
            int equals = text.get().indexOf('=');
            put(values, text.get().substring(0, equals), text.get().substring(equals + 1), item.mark());
            return;
        }
        Optional<String> key = Nodes.text(item, "ParameterKey");
        Optional<String> value = Nodes.get(item, "ParameterValue").flatMap(ParameterFile::value);
        boolean previous = Nodes.text(item, "UsePreviousValue")
                .filter(it -> it.equalsIgnoreCase("true"))
                .isPresent();
        if (key.isPresent() && value.isPresent()) {
            put(values, key.get(), value.get(), item.mark());
        } else if (key.isEmpty() || !previous) {
            mistakes.accuse(item, "this is no parameter", "write `{\"ParameterKey\": …, \"ParameterValue\": …}`");
        }
    }

    /// A text, or a list of texts, which CloudFormation takes as one.
    private static Optional<String> value(Node node) {
        if (!(node instanceof Sequence list)) {
            return Nodes.text(node);
        }
        List<String> texts = new ArrayList<>();
        list.items().forEach(it -> Nodes.text(it).ifPresent(texts::add));
        return texts.size() == list.items().size() ? Optional.of(String.join(",", texts)) : Optional.empty();
    }

    private static void put(Map<String, Term> values, String key, String value, Mark mark) {
        values.put(key, new Term.Literal(value, Kind.TEXT, false, mark));
    }
}
