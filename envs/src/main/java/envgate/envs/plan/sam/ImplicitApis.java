package envgate.envs.plan.sam;

import envgate.envs.document.Mistakes;
import envgate.envs.document.Quote;
import envgate.envs.plan.sam.Tree.Branch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Makes the API that events without one share, and writes the paths of all events into the APIs that
/// have no description.
///
/// See
/// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-api.html.
final class ImplicitApis {

    /// Says that the macro writes the description of an API.
    static final String MANAGED = "__MANAGE_SWAGGER";

    /// REST or HTTP APIs.
    enum Kind {
        REST("Api", "RestApiId", "ServerlessRestApi"),
        HTTP("HttpApi", "ApiId", "ServerlessHttpApi");

        private final String event;
        private final String idProperty;
        private final String implicitId;

        Kind(String event, String idProperty, String implicitId) {
            this.event = event;
            this.idProperty = idProperty;
            this.implicitId = implicitId;
        }

        private String type() {
            return "AWS::Serverless::" + event;
        }
    }

    private final Kind kind;
    private final Branch template;
    private final Mistakes mistakes;

    /// Condition by API, path and method; empty where there is none.
    private final Map<String, Map<String, Map<String, String>>> conditions = new LinkedHashMap<>();

    private final List<String> deletions = new ArrayList<>();
    private final List<String> replacements = new ArrayList<>();

    private ImplicitApis(Kind kind, Branch template, Mistakes mistakes) {
        this.kind = kind;
        this.template = template;
        this.mistakes = mistakes;
    }

    static void write(Branch template, Mistakes mistakes) {
        for (Tree it : template.branch("Resources").members().values()) {
            if (it instanceof Branch resource) {
                describe(resource);
            }
        }
        for (Kind it : Kind.values()) {
            new ImplicitApis(it, template, mistakes).write();
        }
    }

    /// An API without a description gets an empty one.
    private static void describe(Branch resource) {
        boolean http = Kind.HTTP.type().equals(resource.text("Type"));
        if (!http && !Kind.REST.type().equals(resource.text("Type"))) {
            return;
        }
        Branch properties = resource.grow("Properties");
        if (properties.given("DefinitionBody") == null && properties.given("DefinitionUri") == null) {
            properties.put("DefinitionBody", ApiBody.empty(http, resource.mark()));
            properties.put(MANAGED, true);
        }
    }

    private void write() {
        Branch resources = template.grow("Resources");
        Tree existing = resources.get(kind.implicitId);
        Branch properties = Branch.of(
                resources.mark(),
                "StageName",
                kind == Kind.REST ? "Prod" : null,
                "DefinitionBody",
                ApiBody.empty(kind == Kind.HTTP, resources.mark()),
                MANAGED,
                true);
        Branch implicit = Branch.of(resources.mark(), "Type", kind.type(), "Properties", properties);
        resources.put(kind.implicitId, implicit);
        for (Map.Entry<String, Tree> it : List.copyOf(resources.members().entrySet())) {
            if (it.getValue() instanceof Branch body) {
                events(new Written(it.getKey(), body));
            }
        }
        attributes(implicit);
        conditionalPaths();
        if (properties.branch("DefinitionBody").branch("paths").isEmpty()) {
            resources.remove(kind.implicitId);
            resources.put(kind.implicitId, existing);
        }
    }

    private void events(Written resource) {
        String type = String.valueOf(resource.body().text("Type"));
        if (!type.equals("AWS::Serverless::Function") && !type.equals("AWS::Serverless::StateMachine")) {
            return;
        }
        Branch events = resource.properties().branch("Events");
        for (String id : events.members().keySet()) {
            if (events.get(id) instanceof Branch event && kind.event.equals(event.text("Type"))) {
                try {
                    event(resource, id, event);
                } catch (SamMistake bad) {
                    bad.add(mistakes);
                }
            }
        }
    }

    private void event(Written resource, String id, Branch event) {
        if (event.given("Properties") == null && kind == Kind.REST) {
            return;
        }
        Branch properties = event.grow("Properties");
        if (!properties.has(kind.idProperty)) {
            passTags(resource);
            properties.put(kind.idProperty, Intrinsic.ref(kind.implicitId, event.mark()));
        }
        if (kind == Kind.HTTP && properties.given("Path") == null && properties.given("Method") == null) {
            properties.put("Path", ApiBody.DEFAULT).put("Method", ApiBody.ANY);
        }
        String path = required(properties, "Path", id);
        String method = required(properties, "Method", id);
        String api = apiId(properties.get(kind.idProperty));
        if (!(template.branch("Resources").get(String.valueOf(api)) instanceof Branch target)
                || (kind == Kind.REST && Kind.HTTP.type().equals(target.text("Type")))) {
            throw new SamMistake(
                    properties.keyMark(kind.idProperty),
                    Quote.of(kind.idProperty) + " of the event " + Quote.of(id) + " names no " + Quote.of(kind.type())
                            + " of this template",
                    "");
        }
        String condition = resource.body().text("Condition");
        conditions
                .computeIfAbsent(String.valueOf(api), _ -> new LinkedHashMap<>())
                .computeIfAbsent(path, _ -> new HashMap<>())
                .put(method, condition == null ? "" : condition);
        if (kind.implicitId.equals(api)) {
            deletions.add(String.valueOf(resource.body().text("DeletionPolicy")));
            replacements.add(String.valueOf(resource.body().text("UpdateReplacePolicy")));
        }
        Branch targeted = target.grow("Properties");
        if (targeted.isTrue(MANAGED)
                && targeted.get("DefinitionBody") instanceof Branch body
                && ApiBody.isValid(body)) {
            new ApiBody(body).addPath(path, method);
        }
        if (kind == Kind.HTTP && properties.get("RouteSettings") instanceof Branch settings) {
            route(targeted, path, method, settings, condition);
        }
    }

    static @Nullable String apiId(@Nullable Tree id) {
        return id instanceof Branch map ? map.text("Ref") : Tree.text(id);
    }

    private static String required(Branch properties, String name, String event) {
        String text = properties.text(name);
        if (text == null) {
            throw new SamMistake(properties, "the event " + Quote.of(event) + " has no " + Quote.of(name), "");
        }
        return text;
    }

    private void route(Branch api, String path, String method, Branch settings, @Nullable String condition) {
        String route = method.equals(ApiBody.ANY) ? path : method.toUpperCase(Locale.ROOT) + " " + path;
        api.grow("RouteSettings")
                .grow(route)
                .putAll(condition == null ? settings.copy() : Intrinsic.where(condition, settings.copy()));
    }

    private void passTags(Written resource) {
        String type = String.valueOf(resource.body().text("Type"));
        Branch globals = template.branch("Globals").branch(type.substring(type.lastIndexOf(':') + 1));
        boolean wanted = resource.properties().isTrue("PropagateTags") || globals.isTrue("PropagateTags");
        Tree own = resource.given("Tags");
        Tree tags = own == null ? globals.given("Tags") : own;
        if (wanted && tags instanceof Branch map) {
            Branch properties =
                    template.branch("Resources").branch(kind.implicitId).grow("Properties");
            properties.grow("Tags").putAll(map.copy());
            properties.put("PropagateTags", true);
        }
    }

    private void attributes(Branch implicit) {
        List<String> all = conditions.getOrDefault(kind.implicitId, Map.of()).values().stream()
                .flatMap(it -> it.values().stream())
                .toList();
        String condition = condition(all, kind.implicitId + "Condition");
        implicit.put("Condition", condition);
        implicit.put("DeletionPolicy", strictest(deletions));
        implicit.put("UpdateReplacePolicy", strictest(replacements));
    }

    private static @Nullable String strictest(List<String> policies) {
        return List.of("Retain", "Snapshot", "Delete").stream()
                .filter(policies::contains)
                .findFirst()
                .orElse(null);
    }

    /// The condition under which one of these holds; null where one has none.
    private @Nullable String condition(List<String> all, String name) {
        if (all.isEmpty() || all.stream().anyMatch(String::isEmpty)) {
            return null;
        }
        TreeSet<String> different = new TreeSet<>();
        different.addAll(all);
        if (different.size() > 1) {
            Intrinsic.combine(List.copyOf(different), name, template.grow("Conditions"));
            return name;
        }
        return different.first();
    }

    private void conditionalPaths() {
        conditions.forEach((id, paths) -> {
            Branch properties = template.branch("Resources").branch(id).branch("Properties");
            if (!properties.isTrue(MANAGED) || !(properties.get("DefinitionBody") instanceof Branch doc)) {
                return;
            }
            ApiBody body = new ApiBody(doc);
            for (String path : body.pathNames()) {
                String name = id + path.replace("/", "SLASH").replace("{", "OB").replace("}", "CB") + "PathCondition";
                Map<String, String> methods = paths.getOrDefault(path, Map.of());
                String condition = condition(new ArrayList<>(methods.values()), name);
                if (condition != null) {
                    body.makeConditional(path, condition);
                }
            }
        });
    }
}
