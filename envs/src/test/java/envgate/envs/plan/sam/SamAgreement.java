package envgate.envs.plan.sam;

import envgate.envs.document.Mistakes;
import envgate.envs.document.Node;
import envgate.envs.document.Node.Mapping;
import envgate.envs.document.Node.Sequence;
import envgate.envs.document.Node.Text;
import envgate.envs.plan.template.Nodes;
import envgate.envs.plan.template.Setting;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Counts how many resources our macro makes as AWS's transform does, and says which it does not.
final class SamAgreement {

    /// Types that this macro leaves as they are: a resource of them is unknown, and what refers to it.
    private static final List<String> LEFT =
            List.of("AWS::Serverless::GraphQLApi", "AWS::Serverless::CapacityProvider");

    final List<String> differing = new ArrayList<>();
    final Map<String, int[]> byType = new TreeMap<>();
    int compared;
    int agreeing;

    private SamAgreement() {}

    static SamAgreement none() {
        return new SamAgreement();
    }

    void compare(String name, Mapping template, Node expected) {
        Mistakes mistakes = new Mistakes();
        boolean partly = Nodes.members(template, "Resources").stream()
                .flatMap(it -> Nodes.text(it.value(), "Type").stream())
                .anyMatch(LEFT::contains);
        Mapping made = new Sam().apply(template, setting(template, mistakes));
        if (!mistakes.isEmpty()) {
            differing.add("MISTAKE " + name + " " + mistakes.all());
        }
        Map<String, Node> mine = resources(made);
        Map<String, Node> theirs = resources(expected);
        TreeSet<String> ids = new TreeSet<>(mine.keySet());
        ids.addAll(theirs.keySet());
        if (partly) {
            // What comes of the types that are left is not ours to make.
            ids.retainAll(mine.keySet());
            ids.retainAll(theirs.keySet());
            ids.removeIf(it -> Nodes.text(Objects.requireNonNull(mine.get(it)), "Type")
                    .filter(LEFT::contains)
                    .isPresent());
        }
        for (String id : ids) {
            Node own = mine.get(id);
            Node their = theirs.get(id);
            boolean same = own != null && their != null && canonical(own, "").equals(canonical(their, ""));
            count(Objects.requireNonNull(their == null ? own : their), same);
            if (!same) {
                differing.add("DIFFERS " + name + " " + id + "\n   mine   " + (own == null ? "-" : canonical(own, ""))
                        + "\n   theirs " + (their == null ? "-" : canonical(their, "")));
            }
        }
    }

    private void count(Node resource, boolean same) {
        int[] counts = byType.computeIfAbsent(Nodes.text(resource, "Type").orElse(""), _ -> new int[2]);
        counts[0] += same ? 1 : 0;
        counts[1]++;
        compared++;
        agreeing += same ? 1 : 0;
    }

    private static Setting setting(Mapping template, Mistakes mistakes) {
        Map<String, Node> parameters = new TreeMap<>();
        for (Node.Member it : Nodes.members(template, "Parameters")) {
            Nodes.get(it.value(), "Default")
                    .ifPresent(value -> parameters.put(it.key().value(), value));
        }
        parameters.put("param1", Nodes.text("value1", template.mark()));
        parameters.put("param2", Nodes.text("value2", template.mark()));
        return new Setting(parameters, "aws", "123456789012", "ap-southeast-1", "stack", Path.of("."), mistakes);
    }

    private static Map<String, Node> resources(Node template) {
        Map<String, Node> all = new TreeMap<>();
        for (Node.Member it : Nodes.members(template, "Resources")) {
            all.put(plain(it.key().value()), it.value());
        }
        for (Node.Member it : Nodes.members(template, "Conditions")) {
            all.put("Condition " + it.key().value(), it.value());
        }
        for (Node.Member it : Nodes.members(template, "Outputs")) {
            all.put("Output " + it.key().value(), it.value());
        }
        return all;
    }

    /// Without the hash that a deployment's id and description end in, which is taken over Python's
    /// own notation.
    private static String plain(String text) {
        return text.replaceAll("(Deployment)[0-9a-f]{10}$", "$1#")
                .replaceAll("^(RestApi deployment id: )[0-9a-f]{40}$", "$1#");
    }

    /// Lists in no order but for layers, as AWS's own test compares them.
    private static String canonical(Node node, String key) {
        return switch (node) {
            case Text it -> it.kind() == Node.Kind.NOTHING ? "null" : '"' + plain(it.value()) + '"';
            case Sequence it -> {
                Stream<String> items = it.items().stream().map(one -> canonical(one, ""));
                yield (key.equals("Layers") ? items : items.sorted()).toList().toString();
            }
            case Mapping it -> {
                Map<String, String> members = new TreeMap<>();
                for (Node.Member one : it.members()) {
                    String name = one.key().value();
                    boolean nothing = one.value() instanceof Text text && text.kind() == Node.Kind.NOTHING;
                    boolean dotted = name.equals("Fn::GetAtt") && one.value() instanceof Text;
                    if (!nothing) {
                        members.put(plain(name), canonical(dotted ? split((Text) one.value()) : one.value(), name));
                    }
                }
                yield members.toString();
            }
        };
    }

    /// `A.B` in the place of `[A, B]`, which is the same.
    private static Sequence split(Text dotted) {
        String[] words = dotted.value().split("\\.", 2);
        return new Sequence(
                Stream.of(words).map(it -> (Node) Nodes.text(it, dotted.mark())).toList(), dotted.mark());
    }
}
