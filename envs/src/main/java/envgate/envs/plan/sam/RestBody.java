package envgate.envs.plan.sam;

import envgate.envs.document.Mark;
import envgate.envs.document.Quote;
import envgate.envs.plan.sam.Tree.Branch;
import envgate.envs.plan.sam.Tree.Row;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The description of a REST API while events and the API itself write into it who may call what, and
/// how.
final class RestBody {

    private static final String VALIDATORS = "x-amazon-apigateway-request-validators";
    private static final String NAME = "method\\.request\\.(querystring|path|header)\\..+";

    private final ApiBody body;
    private final Bench bench;

    RestBody(Branch doc, Bench bench) {
        this.body = new ApiBody(doc);
        this.bench = bench;
    }

    ApiBody body() {
        return body;
    }

    Branch definitions() {
        return body.doc().grow("securityDefinitions");
    }

    /// Writes what an event says about its method beside where it leads.
    void add(Event event, Branch api, String path, String method, String stage) {
        if (event.properties().given("Auth") instanceof Branch auth) {
            authorize(event, api, auth, path, method, stage);
        }
        Tree timeout = event.properties().given("TimeoutInMillis");
        if (timeout != null) {
            body.timeout(path, method, timeout);
        }
        if (event.properties().given("RequestModel") instanceof Branch model) {
            model(event, api, model, path, method);
        }
        for (Tree it : event.properties().items("RequestParameters")) {
            parameter(event, it, path, method);
        }
    }

    void authorize(Event event, Branch api, Branch auth, String path, String method, String stage) {
        Branch all =
                bench.known().resolve(api.branch("Auth")) instanceof Branch known ? known : new Branch(event.mark());
        String name = auth.text("Authorizer");
        if (name != null) {
            authorizer(event, all, name, auth.get("AuthorizationScopes"), path, method);
        }
        Tree key = auth.get("ApiKeyRequired");
        if (key != null) {
            boolean wanted = key.counts();
            if (!wanted && all.given("ApiKeyRequired") == null) {
                throw event.wrong("Auth", "`ApiKeyRequired` is taken back, and the API does not ask for it");
            }
            body.methods(path, method)
                    .forEach(it -> ApiBody.secure(it, wanted ? "api_key" : "api_key_false", new Row(event.mark())));
            if (wanted) {
                keyDefinition(event.mark());
            }
        }
        if (auth.given("ResourcePolicy") instanceof Branch policy) {
            ResourcePolicies policies = new ResourcePolicies(body);
            policies.add(policy, path, Tree.of(stage, event.mark()));
            policies.addCustom(policy.get("CustomStatements"));
        }
    }

    private void authorizer(Event event, Branch all, String name, @Nullable Tree own, String path, String method) {
        Branch authorizers = all.branch("Authorizers");
        boolean known = name.equals("AWS_IAM")
                || (name.equals("NONE") ? all.given("DefaultAuthorizer") != null : authorizers.given(name) != null);
        if (!known) {
            throw event.wrong(
                    "Auth", "the API of the event " + Quote.of(event.name()) + " has no authorizer " + Quote.of(name));
        }
        Tree declared = authorizers.branch(name).get("AuthorizationScopes");
        Tree wanted = own == null ? declared : own;
        boolean scoped = !name.equals("NONE") && authorizers.get(name) != null && wanted != null;
        for (Branch it : body.methods(path, method)) {
            ApiBody.secure(it, name, scoped ? Objects.requireNonNull(wanted).copy() : new Row(event.mark()));
            signed(it);
        }
    }

    /// Says what signing with IAM is where a method asks for it first.
    void signed(Branch method) {
        List<Tree> security = method.items("security");
        if (!security.isEmpty()
                && security.getFirst() instanceof Branch first
                && first.has("AWS_IAM")
                && !definitions().has("AWS_IAM")) {
            definitions()
                    .put(
                            "AWS_IAM",
                            Branch.of(
                                    method.mark(),
                                    "x-amazon-apigateway-authtype",
                                    "awsSigv4",
                                    "type",
                                    "apiKey",
                                    "name",
                                    "Authorization",
                                    "in",
                                    "header"));
        }
    }

    void keyDefinition(Mark mark) {
        if (!definitions().has("api_key")) {
            definitions().put("api_key", Branch.of(mark, "type", "apiKey", "name", "x-api-key", "in", "header"));
        }
    }

    private void model(Event event, Branch api, Branch model, String path, String method) {
        String name = model.text("Model");
        if (name == null) {
            return;
        }
        if (api.branch("Models").given(name) == null) {
            throw event.wrong(
                    "RequestModel",
                    "the API of the event " + Quote.of(event.name()) + " has no model " + Quote.of(name));
        }
        String lower = name.toLowerCase(Locale.ROOT);
        for (Branch it : body.methods(path, method)) {
            Branch schema = Branch.of(event.mark());
            if (body.doc().get("swagger") != null) {
                schema.put("$ref", "#/definitions/" + lower);
                it.growRow("parameters")
                        .add(Branch.of(
                                event.mark(),
                                "in",
                                "body",
                                "name",
                                lower,
                                "schema",
                                schema,
                                "required",
                                model.get("Required")));
            } else {
                schema.put("$ref", "#/components/schemas/" + lower);
                Branch content = Branch.of(event.mark(), "schema", schema);
                it.put(
                        "requestBody",
                        Branch.of(
                                event.mark(),
                                "content",
                                Branch.of(event.mark(), "application/json", content),
                                "required",
                                model.get("Required")));
            }
        }
        if (model.get("ValidateBody") != null || model.get("ValidateParameters") != null) {
            validate(model.isTrue("ValidateBody"), model.isTrue("ValidateParameters"), event.mark(), path, method);
        }
    }

    private void validate(boolean whole, boolean parameters, Mark mark, String path, String method) {
        String name =
                whole ? parameters ? "body-and-params" : "body-only" : parameters ? "params-only" : "no-validation";
        Branch validators = body.doc().grow(VALIDATORS);
        if (validators.given(name) == null) {
            validators.put(
                    name, Branch.of(mark, "validateRequestBody", whole, "validateRequestParameters", parameters));
        }
        body.methods(path, method).forEach(it -> it.put("x-amazon-apigateway-request-validator", name));
    }

    private void parameter(Event event, Tree written, String path, String method) {
        Branch settings = new Branch(event.mark());
        String name = Tree.text(written);
        if (written instanceof Branch map && !map.isEmpty()) {
            name = map.members().keySet().iterator().next();
            settings = map.branch(name);
        }
        if (name == null || !name.matches(NAME)) {
            throw event.wrong(
                    "RequestParameters",
                    "a request parameter is called like `method.request.header.Authorization`, and this is not");
        }
        String[] words = name.substring("method.request.".length()).split("\\.", 2);
        for (Branch it : body.methods(path, method)) {
            Tree required = settings.get("Required");
            it.growRow("parameters")
                    .add(Branch.of(
                            event.mark(),
                            "in",
                            words[0].equals("querystring") ? "query" : words[0],
                            "name",
                            words[1],
                            "required",
                            required == null ? Tree.of(false, event.mark()) : required,
                            "type",
                            "string"));
            if (settings.given("Caching") != null) {
                it.branch(ApiBody.INTEGRATION).growRow("cacheKeyParameters").add(name);
            }
        }
    }
}
