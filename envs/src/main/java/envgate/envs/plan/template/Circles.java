package envgate.envs.plan.template;

import envgate.envs.document.Mistakes;
import envgate.envs.document.Node;
import envgate.envs.document.Node.Mapping;
import envgate.envs.document.Node.Member;
import envgate.envs.document.Node.Sequence;
import envgate.envs.document.Node.Text;
import envgate.envs.document.Quote;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds resources that wait for each other, which CloudFormation refuses:
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/troubleshooting.html#troubleshooting-errors-dependence-error.
final class Circles {

    private static final Pattern HOLE = Pattern.compile("\\$\\{([A-Za-z0-9]+)(?:\\.[^}]*)?}");

    private final Mistakes mistakes;
    private final Map<String, Member> resources = new TreeMap<>();
    private final Map<String, Set<String>> needs = new HashMap<>();
    private final Set<String> done = new LinkedHashSet<>();

    private Circles(Template template, Mistakes mistakes) {
        this.mistakes = mistakes;
        template.section("Resources").forEach(it -> resources.put(it.key().value(), it));
    }

    static void check(Template template, Mistakes mistakes) {
        Circles circles = new Circles(template, mistakes);
        circles.resources.forEach((id, member) -> {
            Set<String> found = new LinkedHashSet<>();
            // SAM makes several resources of one, of which each may wait for another's.
            boolean several = Nodes.text(member.value(), "Type")
                    .filter(it -> it.startsWith("AWS::Serverless::"))
                    .isPresent();
            Nodes.get(member.value(), "Properties").filter(_ -> !several).ifPresent(it -> circles.collect(it, found));
            for (Node it :
                    Nodes.get(member.value(), "DependsOn").map(Nodes::items).orElse(List.of())) {
                String name = Nodes.text(it).orElse("");
                if (circles.resources.containsKey(name)) {
                    found.add(name);
                } else {
                    List<String> known = List.copyOf(circles.resources.keySet());
                    mistakes.accuse(
                            it,
                            Quote.of(id) + " depends on " + Quote.of(name) + ", which is no resource",
                            Quote.near(name, known)
                                    .map(near -> "did you mean " + Quote.of(near) + "?")
                                    .orElse(""));
                }
            }
            circles.needs.put(id, found);
        });
        circles.resources.keySet().forEach(it -> circles.visit(it, new ArrayList<>()));
    }

    private void collect(Node node, Set<String> found) {
        switch (node) {
            case Text _ -> {}
            case Sequence it -> it.items().forEach(item -> collect(item, found));
            case Mapping it -> {
                for (Member member : it.members()) {
                    switch (member.key().value()) {
                        case "Ref" -> Nodes.text(member.value()).ifPresent(name -> add(name, found));
                        case "Fn::GetAtt" -> attribute(member.value(), found);
                        case "Fn::Sub" -> {
                            holes(member.value(), found);
                            collect(member.value(), found);
                        }
                        default -> collect(member.value(), found);
                    }
                }
            }
        }
    }

    private void attribute(Node argument, Set<String> found) {
        Node first = Nodes.items(argument).isEmpty()
                ? argument
                : Nodes.items(argument).getFirst();
        Nodes.text(first).ifPresent(it -> add(it.split("\\.", 2)[0], found));
    }

    private void holes(Node argument, Set<String> found) {
        List<Node> parts = Nodes.items(argument);
        Set<String> own = new LinkedHashSet<>();
        if (parts.size() == 2) {
            Nodes.members(parts.get(1)).forEach(it -> own.add(it.key().value()));
        }
        if (!parts.isEmpty() && parts.getFirst() instanceof Text text) {
            Matcher hole = HOLE.matcher(text.value());
            while (hole.find()) {
                if (!own.contains(hole.group(1))) {
                    add(hole.group(1), found);
                }
            }
        }
    }

    private void add(String name, Set<String> found) {
        if (resources.containsKey(name)) {
            found.add(name);
        }
    }

    private void visit(String id, List<String> path) {
        if (done.contains(id)) {
            return;
        }
        if (path.contains(id)) {
            List<String> circle = new ArrayList<>(path.subList(path.indexOf(id), path.size()));
            Optional.ofNullable(resources.get(circle.getFirst()))
                    .ifPresent(it -> mistakes.accuse(
                            it.key(), "resources wait for each other: " + Quote.of(circle), "break the circle"));
            return;
        }
        path.add(id);
        needs.getOrDefault(id, Set.of()).forEach(it -> visit(it, path));
        path.removeLast();
        done.add(id);
    }
}
