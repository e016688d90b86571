package envgate.envs.plan.sam;

import envgate.envs.document.Quote;
import envgate.envs.plan.sam.Tree.Branch;
import envgate.envs.plan.sam.Tree.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Writes what a REST API says about all its methods into its description: CORS, authorizers, keys,
/// models, responses.
final class RestApiBody {

    private static final List<String> METHODS = List.of("OPTIONS", "GET", "HEAD", "POST", "PUT", "DELETE", "PATCH");

    private final Written written;
    private final Branch doc;
    private final RestBody rest;
    private final ApiBody body;
    private final Bench bench;

    RestApiBody(Written written, Branch doc, Bench bench) {
        this.written = written;
        this.doc = doc;
        this.rest = new RestBody(doc, bench);
        this.body = rest.body();
        this.bench = bench;
    }

    void write() {
        boolean valid = ApiBody.isValid(doc);
        for (String it : List.of("Cors", "Auth", "GatewayResponses", "Models")) {
            if (written.given(it) != null && !valid) {
                throw written.wrong(it, Quote.of(it) + " needs a `DefinitionBody` that is OpenAPI or Swagger", "");
            }
        }
        String version = written.text("OpenApiVersion");
        cors();
        if (written.given("Auth") instanceof Branch auth) {
            auth(auth);
            OpenApiVersions.raise(doc, version);
        }
        responses();
        Tree media = written.given("BinaryMediaTypes");
        if (valid && media != null) {
            doc.put("x-amazon-apigateway-binary-media-types", slashes(media));
        }
        models(version);
        Tree disabled = written.get("DisableExecuteApiEndpoint");
        if (disabled != null) {
            disable(disabled);
        }
        OpenApiVersions.raise(doc, version);
    }

    private void cors() {
        Tree cors = written.given("Cors");
        if (cors == null) {
            return;
        }
        boolean detailed = cors instanceof Branch && !Intrinsic.is(cors);
        Branch settings = detailed ? (Branch) cors : Branch.of(cors.mark(), "AllowOrigin", cors);
        Set<String> done = new TreeSet<>();
        body.pathNames().forEach(path -> {
            if (done.add(path.equals("/") ? path : path.replaceAll("/+$", ""))) {
                Tree methods = settings.given("AllowMethods");
                for (Branch item : body.items(path)) {
                    if (!item.has("options")) {
                        methods = methods == null ? Tree.of("'" + methods(item) + "'", cors.mark()) : methods;
                        item.put("options", options(settings, methods));
                    }
                }
            }
        });
    }

    private static String methods(Branch item) {
        Set<String> names = new TreeSet<>();
        if (item.has(ApiBody.ANY)) {
            names.addAll(METHODS);
        } else {
            item.members().keySet().forEach(it -> names.add(it.toUpperCase(Locale.ROOT)));
            names.add("OPTIONS");
        }
        return String.join(",", names);
    }

    private static Branch options(Branch settings, Tree methods) {
        Branch parameters = Branch.of(settings.mark());
        Branch headers = Branch.of(settings.mark());
        Tree origin = settings.get("AllowOrigin");
        header("Origin", origin == null ? Tree.of("'*'", settings.mark()) : origin, "string", parameters, headers);
        header("Headers", settings.given("AllowHeaders"), "string", parameters, headers);
        header("Methods", methods, "string", parameters, headers);
        if (settings.get("MaxAge") != null) {
            parameters.put("method.response.header.Access-Control-Max-Age", settings.get("MaxAge"));
            headers.put("Access-Control-Max-Age", Branch.of(settings.mark(), "type", "integer"));
        }
        if (settings.isTrue("AllowCredentials")) {
            header("Credentials", Tree.of("'true'", settings.mark()), "string", parameters, headers);
        }
        Branch answer = Branch.of(
                settings.mark(),
                "statusCode",
                "200",
                "responseParameters",
                parameters,
                "responseTemplates",
                Branch.of(settings.mark(), "application/json", "{}\n"));
        Branch mock = Branch.of(
                settings.mark(),
                "type",
                "mock",
                "requestTemplates",
                Branch.of(settings.mark(), "application/json", "{\n  \"statusCode\" : 200\n}\n"),
                "responses",
                Branch.of(settings.mark(), "default", answer));
        Branch response =
                Branch.of(settings.mark(), "description", "Default response for CORS method", "headers", headers);
        return Branch.of(
                settings.mark(),
                "summary",
                "CORS support",
                "consumes",
                List.of("application/json"),
                "produces",
                List.of("application/json"),
                ApiBody.INTEGRATION,
                mock,
                "responses",
                Branch.of(settings.mark(), "200", response));
    }

    private static void header(String name, @Nullable Tree value, String type, Branch parameters, Branch headers) {
        if (value != null) {
            parameters.put("method.response.header.Access-Control-Allow-" + name, value.copy());
            headers.put("Access-Control-Allow-" + name, Branch.of(value.mark(), "type", type));
        }
    }

    private void auth(Branch auth) {
        Branch authorizers = auth.branch("Authorizers");
        String otherwise = auth.text("DefaultAuthorizer");
        boolean signed = "AWS_IAM".equals(otherwise);
        if (signed || !authorizers.isEmpty()) {
            if (otherwise != null && !signed && authorizers.given(otherwise) == null) {
                throw new SamMistake(
                        auth.keyMark("DefaultAuthorizer"), "there is no authorizer " + Quote.of(otherwise), "");
            }
            if (signed) {
                rest.definitions().put("AWS_IAM", Authorizers.signed(auth.mark()));
            }
            authorizers
                    .members()
                    .forEach((name, it) -> rest.definitions().put(name, Authorizers.of(it, bench.partition())));
            if (otherwise != null) {
                boolean preflight = !auth.has("AddDefaultAuthorizerToCorsPreflight")
                        || auth.given("AddDefaultAuthorizerToCorsPreflight") != null;
                authorizeAll(otherwise, authorizers, preflight);
            }
        }
        if (auth.given("ApiKeyRequired") != null) {
            rest.keyDefinition(auth.mark());
            boolean preflight = !auth.has("AddApiKeyRequiredToCorsPreflight")
                    || auth.given("AddApiKeyRequiredToCorsPreflight") != null;
            body.pathNames()
                    .forEach(path -> body.eachMethod(path, (name, method) -> askForKey(name, method, preflight)));
        }
        if (auth.given("ResourcePolicy") instanceof Branch policy) {
            ResourcePolicies policies = new ResourcePolicies(body);
            Tree stage = written.get("StageName");
            for (String path : body.pathNames()) {
                policies.add(policy, path, stage == null ? Tree.of("", auth.mark()) : stage);
            }
            policies.addCustom(policy.get("CustomStatements"));
        }
    }

    private void authorizeAll(String otherwise, Branch authorizers, boolean preflight) {
        Set<String> names = new TreeSet<>(authorizers.members().keySet());
        names.add("AWS_IAM");
        Tree scopes = authorizers.branch(otherwise).get("AuthorizationScopes");
        for (String path : body.pathNames()) {
            body.eachMethod(path, (name, method) -> {
                if (preflight || !name.equals("options")) {
                    authorize(method, otherwise, names, scopes);
                }
            });
        }
    }

    private void authorize(Branch method, String otherwise, Set<String> names, @Nullable Tree scopes) {
        List<Tree> own = new ArrayList<>();
        List<Tree> others = new ArrayList<>();
        for (Tree it : method.items("security")) {
            boolean known =
                    it instanceof Branch one && one.members().keySet().stream().anyMatch(names::contains);
            (known ? own : others).add(it);
        }
        Tree none = others.stream()
                .filter(it -> it instanceof Branch one && one.has("NONE"))
                .findFirst()
                .orElse(null);
        Row security = new Row(method.mark());
        if (none != null) {
            others.remove(none);
            security.addAll(others);
        } else if (!own.isEmpty()) {
            security.addAll(others).addAll(own);
        } else {
            security.addAll(others)
                    .add(Branch.of(method.mark(), otherwise, scopes == null ? new Row(method.mark()) : scopes.copy()));
        }
        if (security.counts()) {
            method.put("security", security);
            rest.signed(method);
        }
    }

    private static void askForKey(String name, Branch method, boolean preflight) {
        List<Tree> before = method.items("security");
        Row security = new Row(method.mark());
        boolean refused = false;
        for (Tree it : before) {
            boolean key = it instanceof Branch one && (one.has("api_key") || one.has("api_key_false"));
            refused |= it instanceof Branch one && one.has("api_key_false");
            if (!key) {
                security.add(it);
            }
        }
        if (!refused && (preflight || !name.equals("options"))) {
            security.add(Branch.of(method.mark(), "api_key", new Row(method.mark())));
        }
        if (!security.items().equals(before)) {
            method.put("security", security);
        }
    }

    private void responses() {
        if (!(written.given("GatewayResponses") instanceof Branch responses)) {
            return;
        }
        Branch all = doc.grow("x-amazon-apigateway-gateway-responses");
        responses.members().forEach((type, it) -> {
            if (!(it instanceof Branch response) || Intrinsic.is(it)) {
                throw new SamMistake(it, "a gateway response has properties, and this has none", "");
            }
            Branch parameters = response.branch("ResponseParameters");
            Branch prefixed = new Branch(response.mark());
            prefix(parameters.branch("Headers"), "header.", prefixed);
            prefix(parameters.branch("Paths"), "path.", prefixed);
            prefix(parameters.branch("QueryStrings"), "querystring.", prefixed);
            all.put(
                    type,
                    Branch.of(
                            response.mark(),
                            "responseParameters",
                            prefixed,
                            "responseTemplates",
                            response.branch("ResponseTemplates").copy(),
                            "statusCode",
                            response.text("StatusCode")));
        });
    }

    private static void prefix(Branch from, String prefix, Branch to) {
        from.members().forEach((name, value) -> to.put("gatewayresponse." + prefix + name, value.copy()));
    }

    /// In media types, a slash may be written `~1`.
    private static Tree slashes(Tree tree) {
        return switch (tree) {
            case Row row -> {
                Row changed = new Row(row.mark());
                row.items().forEach(it -> changed.add(slashes(it)));
                yield changed;
            }
            case Branch branch -> {
                Branch changed = new Branch(branch.mark());
                branch.members().forEach((name, it) -> changed.put(name, slashes(it)));
                yield changed;
            }
            case Tree.Leaf leaf -> {
                String text = Tree.text(leaf);
                yield text == null ? leaf : Tree.of(text.replace("~1", "/"), leaf.mark());
            }
        };
    }

    private void models(@Nullable String version) {
        if (!(written.given("Models") instanceof Branch models)) {
            return;
        }
        models.members().forEach((name, it) -> {
            if (!(it instanceof Branch model) || model.given("type") == null) {
                throw new SamMistake(it, "the model " + Quote.of(name) + " has no `type`", "");
            }
            doc.grow("definitions").put(name.toLowerCase(Locale.ROOT), it.copy());
        });
        OpenApiVersions.raise(doc, version);
    }

    private void disable(Tree disabled) {
        String key = "x-amazon-apigateway-endpoint-configuration";
        if (!body.isOpenApi3()) {
            doc.grow(key).put("disableExecuteApiEndpoint", disabled);
            return;
        }
        Row servers = doc.growRow("servers");
        if (servers.items().isEmpty()) {
            servers.add(new Branch(doc.mark()));
        }
        for (Tree it : servers.items()) {
            if (it instanceof Branch server) {
                server.grow(key).put("disableExecuteApiEndpoint", disabled);
            }
        }
    }
}
