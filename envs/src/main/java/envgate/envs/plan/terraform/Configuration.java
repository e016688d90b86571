package envgate.envs.plan.terraform;

import envgate.envs.document.Node;
import envgate.envs.document.Node.Mapping;
import envgate.envs.document.Node.Sequence;
import envgate.envs.document.Node.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the configuration writes where: a plan keeps of each expression a constant, or what it refers to.
///
/// See https://developer.hashicorp.com/terraform/internals/json-format#expression-representation.
final class Configuration {

    private final Node root;
    private final Map<String, Map<String, Node>> resources = new HashMap<>();

    Configuration(Node plan) {
        this.root = Tree.get(plan, "configuration").orElse(plan);
    }

    /// What is written of a module; modules are called by the names on the way to them.
    private Optional<Node> module(List<String> names) {
        Optional<Node> module = Tree.get(root, "root_module");
        for (String it : names) {
            module = module.flatMap(one -> Tree.get(one, "module_calls", it, "module"));
        }
        return module;
    }

    private Optional<Node> resource(ResourceChange change) {
        return Optional.ofNullable(resources
                .computeIfAbsent(
                        change.module(), it -> declared(Address.parse(it).modules()))
                .get(change.declared()));
    }

    private Map<String, Node> declared(List<String> names) {
        Map<String, Node> declared = new HashMap<>();
        module(names)
                .ifPresent(it ->
                        Tree.items(it, "resources").forEach(one -> declared.put(Tree.text(one, "address"), one)));
        return declared;
    }

    String provider(ResourceChange change) {
        return resource(change).map(it -> Tree.text(it, "provider_config_key")).orElse("");
    }

    Node root() {
        return root;
    }

    /// Whether the configuration gives an attribute; nothing when it does not tell of the resource at all.
    Optional<Boolean> gives(ResourceChange change, String attribute) {
        return resource(change).map(it -> Tree.get(it, "expressions", attribute).isPresent());
    }

    /// What the expression of an attribute is; steps are names and positions of blocks.
    Optional<Node> expression(ResourceChange change, List<String> path) {
        Optional<Node> node = resource(change).flatMap(it -> Tree.get(it, "expressions"));
        for (String it : path) {
            node = node.flatMap(one -> step(one, it));
        }
        return node;
    }

    private static Optional<Node> step(Node node, String step) {
        if (node instanceof Sequence list && step.matches("[0-9]{1,6}")) {
            int at = Integer.parseInt(step);
            return at < list.items().size() ? Optional.of(list.items().get(at)) : Optional.empty();
        }
        return Tree.get(node, step);
    }

    /// What the caller of a module gives for one of its variables.
    Optional<Node> given(List<String> module, String variable) {
        if (module.isEmpty()) {
            return Optional.empty();
        }
        return module(module.subList(0, module.size() - 1))
                .flatMap(it -> Tree.get(it, "module_calls", module.getLast(), "expressions", variable));
    }

    Optional<Node> output(List<String> module, String name) {
        return module(module).flatMap(it -> Tree.get(it, "outputs", name, "expression"));
    }

    /// The longest of what an expression refers to: of `aws_vpc.main.id` a plan lists `aws_vpc.main` as
    /// well.
    static List<String> references(Node expression) {
        List<String> all = Tree.items(expression, "references").stream()
                .map(it -> it instanceof Text text ? text.value() : "")
                .distinct()
                .toList();
        List<String> longest = new ArrayList<>();
        for (String it : all) {
            boolean covered = all.stream().anyMatch(other -> other.startsWith(it + ".") || other.startsWith(it + "["));
            if (!covered) {
                longest.add(it);
            }
        }
        return longest;
    }

    static boolean isExpression(Node node) {
        return node instanceof Mapping
                && (Tree.get(node, "references").isPresent()
                        || Tree.get(node, "constant_value").isPresent());
    }
}
