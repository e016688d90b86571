package envgate.envs.plan.sam;

import envgate.envs.document.Mark;
import envgate.envs.plan.sam.Tree.Branch;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// The description of an API while methods, authorizers and the like are written into it, in place.
final class ApiBody {

    static final String INTEGRATION = "x-amazon-apigateway-integration";
    static final String ANY = "x-amazon-apigateway-any-method";
    static final String DEFAULT = "$default";

    private final Branch doc;

    ApiBody(Branch doc) {
        this.doc = doc;
    }

    Branch doc() {
        return doc;
    }

    Branch paths() {
        return doc.grow("paths");
    }

    List<String> pathNames() {
        return List.copyOf(paths().members().keySet());
    }

    /// An API with no path yet.
    static Branch empty(boolean http, Mark mark) {
        Branch info = Branch.of(mark, "version", "1.0", "title", Intrinsic.ref("AWS::StackName", mark));
        Branch doc = http ? Branch.of(mark, "openapi", "3.0.1") : Branch.of(mark, "swagger", "2.0");
        return doc.put("info", info).put("paths", new Branch(mark));
    }

    /// Whether it is one that methods can be written into.
    static boolean isValid(@Nullable Tree doc) {
        return doc instanceof Branch it
                && it.get("paths") instanceof Branch
                && (it.given("swagger") != null || new ApiBody(it).isOpenApi3());
    }

    boolean isOpenApi3() {
        return isVersion3(doc.text("openapi"));
    }

    static boolean isVersion3(@Nullable String version) {
        return version != null && version.matches("3(\\.\\d)(\\.\\d)?");
    }

    static String method(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.equals("any") ? ANY : lower;
    }

    /// The maps of methods of a path: one, or those that an `Fn::If` chooses from.
    List<Branch> items(String path) {
        return branches(paths().get(path));
    }

    static List<Branch> branches(@Nullable Tree tree) {
        List<Branch> all = new ArrayList<>();
        for (Tree it : Intrinsic.alternatives(tree)) {
            if (!(it instanceof Branch branch)) {
                throw new SamMistake(it, "paths and methods of an API are maps, and this is none", "");
            }
            all.add(branch);
        }
        return all;
    }

    void addPath(String path, String method) {
        if (paths().get(path) == null) {
            paths().put(path, new Branch(doc.mark()));
        }
        items(path).forEach(it -> it.grow(method(method)));
    }

    void makeConditional(String path, String condition) {
        Tree written = paths().get(path);
        if (written != null) {
            paths().put(path, Intrinsic.where(condition, written));
        }
    }

    boolean hasIntegration(String path, String method) {
        List<Branch> items = items(path);
        return !items.isEmpty()
                && items.stream()
                        .allMatch(it -> it.get(method(method)) instanceof Branch written
                                && branches(written).stream().anyMatch(one -> one.given(INTEGRATION) != null));
    }

    /// What a method says, wherever it leads somewhere.
    List<Branch> methods(String path, String method) {
        List<Branch> all = new ArrayList<>();
        for (Branch item : items(path)) {
            branches(item.get(method(method))).stream()
                    .filter(it -> it.given(INTEGRATION) != null)
                    .forEach(all::add);
        }
        return all;
    }

    /// Visits all methods that lead somewhere, with their names.
    void eachMethod(String path, BiConsumer<String, Branch> visitor) {
        for (Branch item : items(path)) {
            for (Map.Entry<String, Tree> it : List.copyOf(item.members().entrySet())) {
                if (!List.of("summary", "description", "parameters").contains(it.getKey())) {
                    branches(it.getValue()).stream()
                            .filter(one -> one.given(INTEGRATION) != null)
                            .forEach(one -> visitor.accept(method(it.getKey()), one));
                }
            }
        }
    }

    /// Lets a method call something.
    ///
    /// @param condition null where it always does
    /// @param integration made anew for every place
    void integrate(
            String path,
            String method,
            @Nullable String condition,
            java.util.function.Function<Branch, Branch> integration,
            Branch responses) {
        addPath(path, method);
        String name = method(method);
        for (Branch item : items(path)) {
            Branch written = item.grow(name);
            written.put(INTEGRATION, integration.apply(written));
            if (written.get("responses") == null) {
                written.put("responses", responses.copy());
            }
            if (condition != null) {
                item.put(name, Intrinsic.where(condition, written));
            }
        }
    }

    void timeout(String path, String method, Tree millis) {
        methods(path, method).forEach(it -> it.branch(INTEGRATION).put("timeoutInMillis", millis));
    }

    /// Lets callers in by one more way.
    static void secure(Branch method, String by, Object scopes) {
        method.growRow("security").add(Branch.of(method.mark(), by, scopes));
    }

    /// The path as it stands in ARNs: what varies is `*`.
    static String inArn(String path) {
        return path.replaceAll("\\{([a-zA-Z0-9._-]+|[a-zA-Z0-9._-]+\\+|proxy\\+)}", "*");
    }
}
