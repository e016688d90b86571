package envgate.envs.plan.terraform;

import envgate.envs.document.Node;
import envgate.envs.document.Node.Sequence;
import envgate.envs.document.Node.Text;
import envgate.envs.plan.Term;
import envgate.envs.plan.Term.Literal;
import envgate.envs.plan.Term.Unknown;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What an identifier that is known after apply will be, where its expression refers to nothing but what it
/// identifies.
///
/// A plan keeps of an expression only what it refers to. An attribute that holds an id, and refers to the
/// id of one resource and to nothing else, holds that id: a condition or a position would be referred to as
/// well. All else stays unknown, and so does everything that is no identifier: a text around a reference is
/// not kept in a plan.
final class References {

    private static final int DEEPEST = 20;

    private final Configuration configuration;
    private final Node plan;
    private final Names names;
    private final Map<String, List<ResourceChange>> declared = new HashMap<>();

    /// A place in the configuration: a module and the index of what stands there.
    private record Scope(String module, ResourceChange reader) {}

    References(Node plan, Configuration configuration, List<ResourceChange> changes, Names names) {
        this.plan = plan;
        this.configuration = configuration;
        this.names = names;
        for (ResourceChange it : changes) {
            declared.computeIfAbsent(prefix(it.module()) + it.declared(), _ -> new ArrayList<>())
                    .add(it);
        }
    }

    private static String prefix(String module) {
        return module.isEmpty() ? "" : module + ".";
    }

    /// One identifier.
    ///
    /// @param wanted the attribute that is meant where a reference names a whole resource
    Term one(ResourceChange change, List<String> path, String wanted, Unknown unknown) {
        List<String> found = texts(change, path, wanted);
        return found.size() == 1 ? Term.text(found.getFirst(), unknown.mark()) : reasoned(change, path, unknown);
    }

    /// A list of identifiers of which nothing is known.
    Term all(ResourceChange change, List<String> path, String wanted, Unknown unknown) {
        List<String> found = texts(change, path, wanted);
        return found.isEmpty()
                ? reasoned(change, path, unknown)
                : new Term.Listed(
                        found.stream()
                                .distinct()
                                .<Term>map(it -> Term.text(it, unknown.mark()))
                                .toList(),
                        unknown.mark());
    }

    List<String> texts(ResourceChange change, List<String> path, String wanted) {
        return configuration
                .expression(change, path)
                .flatMap(it -> resolve(it, new Scope(change.module(), change), wanted, 0))
                .orElse(List.of());
    }

    private Term reasoned(ResourceChange change, List<String> path, Unknown unknown) {
        List<String> made = configuration
                .expression(change, path)
                .map(Configuration::references)
                .orElse(List.of());
        return made.isEmpty()
                ? unknown
                : new Unknown(unknown.reason() + ", it is made of `" + String.join("`, `", made) + "`", unknown.mark());
    }

    /// The data source that an attribute takes its text from, and from nothing else.
    Optional<ResourceChange> document(ResourceChange change, List<String> path) {
        List<String> made = configuration
                .expression(change, path)
                .map(Configuration::references)
                .orElse(List.of());
        if (made.size() != 1) {
            return Optional.empty();
        }
        Address address = Address.parse(made.getFirst());
        boolean json = address.name(0).equals("data")
                && (address.size() == 3 || address.name(3).equals("json"));
        return json
                ? instances(new Scope(change.module(), change), "data." + address.name(1) + "." + address.name(2))
                        .stream()
                        .filter(it -> address.index(2).isEmpty()
                                ? it.index().isEmpty()
                                : it.index().equals(address.index(2)))
                        .findFirst()
                : Optional.empty();
    }

    private List<ResourceChange> instances(Scope scope, String name) {
        return declared.getOrDefault(prefix(scope.module()) + name, List.of()).stream()
                .filter(ResourceChange::isThere)
                .toList();
    }

    /// The texts that an expression comes to; nothing when that cannot be told.
    private Optional<List<String>> resolve(Node expression, Scope scope, String wanted, int depth) {
        if (depth > DEEPEST) {
            return Optional.empty();
        }
        Optional<Node> constant = Tree.get(expression, "constant_value");
        if (constant.isPresent()) {
            return literal(constant.get());
        }
        List<String> made = Configuration.references(expression);
        boolean each = made.contains("each.key");
        boolean count = made.contains("count.index");
        List<String> rest = made.stream()
                .filter(it -> !it.equals("each.key") && !it.equals("count.index"))
                .toList();
        if (rest.isEmpty() || ((each || count) && rest.size() > 1)) {
            return Optional.empty();
        }
        List<String> found = new ArrayList<>();
        for (String it : rest) {
            Optional<List<String>> texts = reference(it, scope, wanted, each || count, depth);
            if (texts.isEmpty()) {
                return Optional.empty();
            }
            found.addAll(texts.get());
        }
        return Optional.of(found);
    }

    private Optional<List<String>> literal(Node node) {
        List<String> texts = new ArrayList<>();
        for (Node it : node instanceof Sequence list ? list.items() : List.of(node)) {
            if (!(it instanceof Text text) || !isIdentifier(text.value())) {
                return Optional.empty();
            }
            texts.add(text.value());
        }
        return Optional.of(texts);
    }

    /// A condition is referred to like any other thing; what it holds is no identifier.
    private static boolean isIdentifier(String text) {
        return text.startsWith("arn:") || text.matches("[a-z]{1,8}-[0-9a-f]{8,17}");
    }

    private Optional<List<String>> reference(String text, Scope scope, String wanted, boolean own, int depth) {
        Address address = Address.parse(text);
        return switch (address.name(0)) {
            case "var" -> variable(address, scope, wanted, own, depth);
            case "module" -> output(address, scope, wanted, own, depth);
            case "local", "path", "terraform", "each", "self", "data" -> Optional.empty();
            default -> resource(address, scope, wanted, own);
        };
    }

    private Optional<List<String>> variable(Address address, Scope scope, String wanted, boolean own, int depth) {
        if (own || address.size() != 2 || !address.index(1).isEmpty()) {
            return Optional.empty();
        }
        String name = address.name(1);
        Address module = Address.parse(scope.module());
        if (module.size() == 0) {
            boolean sensitive = Tree.isTrue(configuration.root(), "root_module", "variables", name, "sensitive");
            return sensitive
                    ? Optional.empty()
                    : Tree.get(plan, "variables", name, "value").flatMap(this::literal);
        }
        int cut = module.size() - 2;
        StringBuilder outer = new StringBuilder();
        for (int i = 0; i < cut; i++) {
            outer.append(i == 0 ? "" : ".").append(module.name(i));
            outer.append(module.index(i).isEmpty() ? "" : "[" + module.index(i) + "]");
        }
        return configuration
                .given(module.modules(), name)
                .flatMap(it -> resolve(it, new Scope(outer.toString(), scope.reader()), wanted, depth + 1));
    }

    /// An output of a module of which there is one, or whose index is written.
    private Optional<List<String>> output(Address address, Scope scope, String wanted, boolean own, int depth) {
        if (own || address.size() != 3 || !address.index(2).isEmpty()) {
            return Optional.empty();
        }
        String index = address.index(1).isEmpty() ? "" : "[" + address.index(1) + "]";
        String module = prefix(scope.module()) + "module." + address.name(1) + index;
        return configuration
                .output(Address.parse(module).modules(), address.name(2))
                .flatMap(it -> resolve(it, new Scope(module, scope.reader()), wanted, depth + 1));
    }

    private Optional<List<String>> resource(Address address, Scope scope, String wanted, boolean own) {
        List<ResourceChange> instances = instances(scope, address.name(0) + "." + address.name(1));
        if (instances.isEmpty() || address.size() > 3 || address.size() < 2) {
            return Optional.empty();
        }
        String attribute = address.size() == 3 ? address.name(2) : wanted;
        String index = address.index(1);
        boolean indexed = instances.stream().anyMatch(it -> !it.index().isEmpty());
        if (own && index.isEmpty() && indexed) {
            return paired(instances, attribute, scope);
        }
        if (own
                || (address.size() == 3 && index.isEmpty() && indexed)
                || !address.index(2).isEmpty()) {
            return Optional.empty();
        }
        List<String> found = new ArrayList<>();
        for (ResourceChange it : instances) {
            if (index.isEmpty() || it.index().equals(index)) {
                Optional<String> text = names.attribute(it, attribute);
                if (text.isEmpty()) {
                    return Optional.empty();
                }
                found.add(text.get());
            }
        }
        return found.isEmpty() ? Optional.empty() : Optional.of(found);
    }

    /// `aws_subnet.inner[count.index].id` where both have the same indexes: any other position would lie
    /// outside.
    private Optional<List<String>> paired(List<ResourceChange> instances, String attribute, Scope scope) {
        ResourceChange reader = scope.reader();
        if (!reader.module().equals(scope.module())) {
            return Optional.empty();
        }
        List<String> readers = instances(scope, reader.declared()).stream()
                .map(ResourceChange::index)
                .sorted()
                .toList();
        Map<String, ResourceChange> byIndex = new LinkedHashMap<>();
        instances.forEach(it -> byIndex.put(it.index(), it));
        ResourceChange pair = byIndex.get(reader.index());
        boolean same = byIndex.keySet().stream().sorted().toList().equals(readers);
        return pair == null || !same
                ? Optional.empty()
                : names.attribute(pair, attribute).map(List::of);
    }

    /// The text of a literal.
    static Optional<String> text(Term term) {
        return term instanceof Literal it ? Optional.of(it.text()) : Optional.empty();
    }
}
