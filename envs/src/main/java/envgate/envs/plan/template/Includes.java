package envgate.envs.plan.template;

import envgate.envs.document.Document;
import envgate.envs.document.Mistakes;
import envgate.envs.document.Node;
import envgate.envs.document.Node.Mapping;
import envgate.envs.document.Node.Member;
import envgate.envs.document.Node.Sequence;
import envgate.envs.document.Node.Text;
import envgate.envs.document.Quote;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Puts parts of templates in where `AWS::Include` names them by a local path.
///
/// See
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/transform-aws-include.html.
final class Includes {

    static final String NAME = "AWS::Include";
    private static final int DEPTH = 10;

    private final PlanFiles files;
    private final String file;
    private final Function<Node, Optional<String>> locations;
    private final Mistakes mistakes;

    /// @param locations what an expression of a location comes to
    Includes(PlanFiles files, String file, Function<Node, Optional<String>> locations, Mistakes mistakes) {
        this.files = files;
        this.locations = locations;
        this.file = file;
        this.mistakes = mistakes;
    }

    Mapping apply(Mapping template) {
        Mapping root = template;
        for (Node it : Nodes.get(template, "Transform").map(Nodes::items).orElse(List.of())) {
            if (Nodes.text(it, "Name").filter(NAME::equals).isPresent()) {
                root = merged(root, included(it, 0));
            }
        }
        return (Mapping) node(root, 0);
    }

    private Node node(Node node, int depth) {
        return switch (node) {
            case Text it -> it;
            case Sequence it ->
                new Sequence(it.items().stream().map(item -> node(item, depth)).toList(), it.mark());
            case Mapping it -> map(it, depth);
        };
    }

    private Node map(Mapping map, int depth) {
        Optional<Node> call = Nodes.get(map, "Fn::Transform")
                .map(it -> it instanceof Sequence list && list.items().size() == 1
                        ? list.items().getFirst()
                        : it)
                .filter(it -> Nodes.text(it, "Name").filter(NAME::equals).isPresent());
        List<Member> members = new ArrayList<>();
        for (Member it : map.members()) {
            if (call.isEmpty() || !it.key().value().equals("Fn::Transform")) {
                members.add(new Member(it.key(), node(it.value(), depth)));
            }
        }
        Mapping own = new Mapping(members, map.mark());
        return call.isEmpty() ? own : merged(own, included(call.get(), depth));
    }

    private static Mapping merged(Mapping own, Optional<Mapping> included) {
        if (included.isEmpty()) {
            return own;
        }
        Map<String, Member> members = new LinkedHashMap<>();
        included.get().members().forEach(it -> members.put(it.key().value(), it));
        own.members().forEach(it -> members.put(it.key().value(), it));
        return new Mapping(List.copyOf(members.values()), own.mark());
    }

    private Optional<Mapping> included(Node call, int depth) {
        Optional<Node> location = Nodes.get(call, "Parameters").flatMap(it -> Nodes.get(it, "Location"));
        Optional<String> path = location.flatMap(locations);
        if (path.isEmpty() || path.get().startsWith("s3://") || path.get().startsWith("https://") || depth > DEPTH) {
            mistakes.accuse(
                    location.orElse(call),
                    "what is included here is no local file",
                    "write a path, or give the processed template");
            return Optional.empty();
        }
        Optional<PlanFiles.Found> found = files.read(file, path.get());
        if (found.isEmpty()) {
            mistakes.accuse(location.get(), "there is no file " + Quote.of(path.get()), "");
            return Optional.empty();
        }
        return Document.readTemplate(found.get().name(), found.get().content(), mistakes)
                .map(it -> new Includes(files, found.get().name(), locations, mistakes).node(it, depth + 1))
                .filter(Mapping.class::isInstance)
                .map(Mapping.class::cast);
    }
}
