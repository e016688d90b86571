package envgate.envs.plan.sam;

import envgate.envs.document.Quote;
import envgate.envs.plan.sam.Tree.Branch;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Routes of APIs that lead to a function: the right to call it, and the integration in the API's
/// description.
final class ApiEvents {

    private static final Pattern VARIABLE = Pattern.compile("\\{(.*?)}");

    private final Event event;
    private final Bench bench;

    ApiEvents(Event event, Bench bench) {
        this.event = event;
        this.bench = bench;
    }

    /// What the API has that a property names; null where it names none, which was said before.
    static @Nullable Branch api(Event event, String property, Bench bench) {
        String id = ImplicitApis.apiId(event.get(property));
        return bench.written().get(String.valueOf(id)) instanceof Branch resource ? resource.grow("Properties") : null;
    }

    /// How the stage of an API shows in ids; empty where it has none.
    static String stage(Branch api) {
        String stage = api.text("StageName");
        return stage == null ? "Stage" : stage;
    }

    List<Made> rest() {
        Branch api = api(event, "RestApiId", bench);
        if (api == null
                || event.properties().text("Path") == null
                || event.properties().text("Method") == null) {
            return List.of();
        }
        String path = event.requiredText("Path");
        String method = event.requiredText("Method").toLowerCase(Locale.ROOT);
        String stage = stage(api);
        String shown = method.equals("any") ? "*" : method.toUpperCase(Locale.ROOT);
        Branch source = Intrinsic.sub(
                bench.arn("execute-api", "${__ApiId__}/${__Stage__}/" + shown + ApiBody.inArn(trimmed(path))),
                Branch.of(event.mark(), "__ApiId__", event.required("RestApiId").copy(), "__Stage__", "*"));
        Made permission = event.permission(event.id(), stage, "apigateway.amazonaws.com", source);
        describe(api, path, method, stage);
        return List.of(permission);
    }

    static String trimmed(String path) {
        return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    private void describe(Branch api, String path, String method, String stage) {
        boolean merged = api.isTrue("MergeDefinitions");
        if (!(api.get("DefinitionBody") instanceof Branch doc) || !ApiBody.isValid(doc)) {
            return;
        }
        RestBody body = new RestBody(doc, bench);
        Branch auth = event.properties().branch("Auth");
        if (merged || api.isTrue(ImplicitApis.MANAGED)) {
            RestBody into = merged ? new RestBody(ApiBody.empty(false, doc.mark()), bench) : body;
            integrate(into, api, path, method);
            into.add(event, api, path, method, stage);
            if (merged) {
                merge(doc, into, path, method);
            }
        }
        if (auth.given("OverrideApiAuth") != null) {
            body.authorize(event, api, auth, path, method, stage);
        }
    }

    private void integrate(RestBody into, Branch api, String path, String method) {
        if (into.body().hasIntegration(path, method)) {
            throw event.wrong(
                    "Path", "the method " + Quote.of(method) + " of the path " + Quote.of(path) + " is there twice");
        }
        boolean streams = "RESPONSE_STREAM".equals(event.properties().text("ResponseTransferMode"));
        String condition = event.target().condition();
        Tree credentials = credentials(api);
        into.body()
                .integrate(
                        path,
                        method,
                        condition,
                        _ -> Branch.of(
                                event.mark(),
                                "type",
                                "aws_proxy",
                                "httpMethod",
                                "POST",
                                "uri",
                                uri(bench.partition(), streams, condition),
                                "responseTransferMode",
                                streams ? "STREAM" : null,
                                "credentials",
                                credentials == null ? null : credentials.copy()),
                        new Branch(event.mark()));
    }

    private Branch uri(String partition, boolean streams, @Nullable String condition) {
        Branch uri = Intrinsic.sub(
                "arn:" + partition + ":apigateway:${AWS::Region}:lambda:path/"
                        + (streams ? "2021-11-15" : "2015-03-31")
                        + "/functions/"
                        + Intrinsic.shorthand(event.target().arn())
                        + (streams ? "/response-streaming-invocations" : "/invocations"),
                event.mark());
        return condition == null ? uri : Intrinsic.where(condition, uri);
    }

    /// The role that API Gateway takes on where callers sign with IAM; null where it takes none on.
    private @Nullable Tree credentials(Branch api) {
        Branch own = event.properties().branch("Auth");
        Branch all = api.branch("Auth");
        boolean signed = "AWS_IAM".equals(own.text("Authorizer"))
                || ("AWS_IAM".equals(all.text("DefaultAuthorizer")) && own.isEmpty());
        if (!signed) {
            return null;
        }
        Tree role = role(own) == null ? role(all) : role(own);
        String text = Tree.text(role);
        if ("NONE".equals(text)) {
            return null;
        }
        return role == null || "CALLER_CREDENTIALS".equals(text)
                ? Tree.of("arn:" + bench.partition() + ":iam::*:user/*", event.mark())
                : role;
    }

    private static @Nullable Tree role(Branch auth) {
        Tree role = auth.given("InvokeRole");
        return role == null && auth.has("InvokeRole") ? Tree.of("NONE", auth.mark()) : role;
    }

    private static void merge(Branch doc, RestBody generated, String path, String method) {
        Branch item = doc.grow("paths").grow(path);
        Branch merged = item.branch(method).copy();
        Tree made = generated.body().doc().branch("paths").branch(path).get(ApiBody.method(method));
        item.put(method, merged.putAll((Branch) Objects.requireNonNull(made)));
    }

    List<Made> http() {
        Branch api = api(event, "ApiId", bench);
        if (api == null
                || event.properties().text("Path") == null
                || event.properties().text("Method") == null) {
            return List.of();
        }
        String path = event.requiredText("Path");
        String method = event.requiredText("Method").toLowerCase(Locale.ROOT);
        ApiBody body =
                api.get("DefinitionBody") instanceof Branch doc && ApiBody.isValid(doc) ? new ApiBody(doc) : null;
        Made permission = permission(body, path, method);
        if (body != null) {
            integrate(body, api, path, method);
        }
        return permission == null ? List.of() : List.of(permission);
    }

    /// The right of an HTTP API to call the function; null where it has the right for all its paths
    /// already.
    private @Nullable Made permission(@Nullable ApiBody body, String path, String method) {
        String shown = trimmed(path);
        if (shown.equals(ApiBody.DEFAULT)) {
            shown = "";
        } else if (body != null && isDefault(body)) {
            return null;
        }
        shown = shown.replaceAll("\\{([a-zA-Z0-9._-]+|proxy\\+)}", "*");
        boolean any = method.equals("any") || method.equals(ApiBody.ANY);
        boolean bare = method.equals("any") && shown.equals("/" + ApiBody.DEFAULT);
        String verb = bare ? "" : "/" + (any ? "*" : method.toUpperCase(Locale.ROOT));
        String resource = "${__ApiId__}/${__Stage__}" + verb + shown;
        Branch source = Intrinsic.sub(
                "arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:" + resource,
                Branch.of(event.mark(), "__ApiId__", event.required("ApiId").copy(), "__Stage__", "*"));
        return event.permission("apigateway.amazonaws.com", source);
    }

    /// Whether the default route leads to this very function.
    private boolean isDefault(ApiBody body) {
        if (!body.hasIntegration(ApiBody.DEFAULT, ApiBody.ANY)) {
            return false;
        }
        for (Branch method : body.methods(ApiBody.DEFAULT, ApiBody.ANY)) {
            for (Tree uri :
                    Intrinsic.alternatives(method.branch(ApiBody.INTEGRATION).get("uri"))) {
                String arn = uri instanceof Branch call ? String.valueOf(call.text("Fn::Sub")) : "";
                Matcher function = Pattern.compile("([A-Za-z0-9]+)\\.Arn").matcher(arn);
                if (!function.find() || !function.group(1).equals(event.target().id())) {
                    return false;
                }
            }
        }
        return true;
    }

    private void integrate(ApiBody body, Branch api, String path, String method) {
        if (body.hasIntegration(path, method)) {
            if (api.isTrue(ImplicitApis.MANAGED)) {
                throw event.wrong(
                        "Path",
                        "the method " + Quote.of(method) + " of the path " + Quote.of(path) + " is there twice");
            }
        } else {
            String condition = event.target().condition();
            body.integrate(
                    path,
                    method,
                    condition,
                    it -> {
                        if (path.equals(ApiBody.DEFAULT)
                                && ApiBody.method(method).equals(ApiBody.ANY)) {
                            it.put("isDefaultRoute", true);
                        }
                        return Branch.of(
                                event.mark(),
                                "type",
                                "aws_proxy",
                                "httpMethod",
                                "POST",
                                "payloadFormatVersion",
                                "2.0",
                                "uri",
                                uri("${AWS::Partition}", false, condition));
                    },
                    new Branch(event.mark()));
        }
        if (event.properties().given("Auth") instanceof Branch auth) {
            authorize(body, api, auth, path, method);
        }
        Tree timeout = event.properties().given("TimeoutInMillis");
        if (timeout != null) {
            body.timeout(path, method, timeout);
        }
        List<String> variables =
                VARIABLE.matcher(path).results().map(it -> it.group(1)).toList();
        Tree payload = event.properties().given("PayloadFormatVersion");
        for (Branch one : body.methods(path, method)) {
            if (!variables.isEmpty()) {
                variables(one.growRow("parameters"), variables);
            }
            one.branch(ApiBody.INTEGRATION).put("payloadFormatVersion", payload);
        }
    }

    private void variables(Tree.Row parameters, List<String> names) {
        for (String name : names) {
            Branch parameter = parameters.items().stream()
                    .filter(it -> it instanceof Branch one && name.equals(one.text("name")))
                    .map(Branch.class::cast)
                    .findFirst()
                    .orElse(null);
            if (parameter == null) {
                parameter = Branch.of(event.mark(), "name", name);
                parameters.add(parameter);
            }
            parameter.put("in", "path").put("required", true);
        }
    }

    private void authorize(ApiBody body, Branch api, Branch auth, String path, String method) {
        Branch all = api.branch("Auth");
        String own = auth.text("Authorizer");
        String name = String.valueOf(own == null ? all.text("DefaultAuthorizer") : own);
        boolean known = name.equals("NONE")
                ? all.given("DefaultAuthorizer") != null
                : all.branch("Authorizers").has(name) || (name.equals("AWS_IAM") && all.isTrue("EnableIamAuthorizer"));
        if (!known) {
            throw event.wrong(
                    "Auth",
                    own == null
                            ? "the event " + Quote.of(event.name()) + " names no authorizer, and its API has no default"
                            : "the API of the event " + Quote.of(event.name()) + " has no authorizer "
                                    + Quote.of(name));
        }
        Tree scopes = auth.given("AuthorizationScopes");
        Tree otherwise = all.branch("Authorizers").branch(name).given("AuthorizationScopes");
        boolean scoped = !List.of("NONE", "AWS_IAM").contains(name);
        Tree wanted = scopes == null ? otherwise : scopes;
        body.methods(path, method)
                .forEach(it -> ApiBody.secure(
                        it, name, scoped && wanted != null ? wanted.copy() : new Tree.Row(event.mark())));
    }
}
