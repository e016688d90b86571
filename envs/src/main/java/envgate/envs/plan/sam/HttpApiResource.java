package envgate.envs.plan.sam;

import envgate.envs.document.Quote;
import envgate.envs.plan.sam.Tree.Branch;
import envgate.envs.plan.sam.Tree.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes an HTTP API with its stage, domain, and the rights of its authorizers.
///
/// See
/// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-httpapi.html.
final class HttpApiResource {

    /// The tag that says that SAM made it.
    private static final String TAG = "httpapi:createdBy";

    private static final List<String> CORS =
            List.of("AllowOrigins", "AllowHeaders", "AllowMethods", "ExposeHeaders", "MaxAge", "AllowCredentials");

    private static final Map<String, String> REFERABLE =
            Map.of("Stage", "AWS::ApiGatewayV2::Stage", "DomainName", "AWS::ApiGatewayV2::DomainName");

    private final Written written;
    private final Bench bench;
    private final Branch properties;

    HttpApiResource(Written written, Bench bench) {
        this.written = written;
        this.bench = bench;
        this.properties = written.properties();
    }

    void make() {
        Made api = written.becomes("AWS::ApiGatewayV2::Api").put("FailOnWarnings", properties.given("FailOnWarnings"));
        Tree location = properties.given("DefinitionUri");
        Tree body = properties.given("DefinitionBody");
        if (body != null && location != null) {
            throw written.wrong("DefinitionUri", "an API has either `DefinitionBody` or `DefinitionUri`", "");
        }
        if (body instanceof Branch doc) {
            describe(doc);
            api.put("Body", doc.copy());
        } else if (location != null && Locations.isLocal(location)) {
            api.put("Body", bench.described(location));
        } else if (location != null) {
            api.put("BodyS3Location", Locations.description(location));
        } else {
            throw new SamMistake(written.mark(), "the API " + Quote.of(written.id()) + " has no description", "");
        }
        List<Made> made = new ArrayList<>();
        made.add(api);
        made.addAll(Domains.of(written, TAG, bench));
        made.addAll(permissions());
        made.add(stage());
        Tags.propagate(made, properties.get("Tags"), body != null);
        bench.replace(written.id(), made, REFERABLE);
    }

    private void describe(Branch doc) {
        boolean valid = new ApiBody(doc).isOpenApi3() && doc.get("paths") instanceof Branch;
        for (String it : List.of("CorsConfiguration", "Auth", "Tags", "DisableExecuteApiEndpoint")) {
            if (properties.given(it) != null && !valid) {
                throw written.wrong(it, Quote.of(it) + " needs a `DefinitionBody` that is OpenAPI 3", "");
            }
        }
        Tree cors = bench.known().resolve(properties, "CorsConfiguration");
        if (cors != null && cors.counts()) {
            cors(doc, cors);
        }
        if (properties.given("Auth") instanceof Branch auth) {
            auth(doc, auth);
        }
        if (valid) {
            Branch tags = properties.grow("Tags");
            tags.put(TAG, "SAM");
            tags(doc, tags);
        }
        Tree disabled = properties.get("DisableExecuteApiEndpoint");
        if (disabled != null) {
            Row servers = doc.growRow("servers");
            if (servers.items().isEmpty()) {
                servers.add(new Branch(doc.mark()));
            }
            servers.items().forEach(it -> {
                if (it instanceof Branch server) {
                    server.grow("x-amazon-apigateway-endpoint-configuration")
                            .put("disableExecuteApiEndpoint", disabled);
                }
            });
        }
        title(doc);
        Branch paths = doc.branch("paths");
        if (properties.given("FailOnWarnings") != null && paths.has(ApiBody.DEFAULT)) {
            paths.put("/" + ApiBody.DEFAULT, paths.remove(ApiBody.DEFAULT));
        }
    }

    private void title(Branch doc) {
        Tree name = properties.given("Name");
        if (name == null && properties.given("Description") == null) {
            return;
        }
        Branch info = doc.grow("info");
        if (name != null) {
            if (!Intrinsic.ref("AWS::StackName", doc.mark()).equals(info.get("title"))) {
                throw written.wrong(
                        "Name", "the description of the API has a title, so that `Name` is one too many", "");
            }
            info.put("title", name.copy());
        }
        Tree description = properties.given("Description");
        if (description != null) {
            if (info.given("description") != null) {
                throw written.wrong("Description", "the API is described twice", "");
            }
            info.put("description", description.copy());
        }
    }

    private static void cors(Branch doc, Tree written) {
        Branch cors = doc.grow("x-amazon-apigateway-cors");
        if (!(written instanceof Branch map)) {
            cors.put("allowOrigins", List.of("*"));
        } else if (Intrinsic.is(map)) {
            cors.putAll((Branch) lower(map));
        } else {
            for (String it : CORS) {
                if (!it.equals("AllowCredentials") || map.isTrue(it)) {
                    cors.put(start(it), it.equals("MaxAge") ? map.get(it) : map.given(it));
                }
            }
            if (Intrinsic.is(map.get("AllowOrigins"))) {
                cors.putAll((Branch) lower(map.branch("AllowOrigins")));
            }
        }
    }

    private static String start(String name) {
        return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }

    /// The same with the settings of CORS called as OpenAPI calls them.
    private static Tree lower(Tree tree) {
        return switch (tree) {
            case Tree.Leaf it -> it;
            case Row it -> {
                Row row = new Row(it.mark());
                it.items().forEach(one -> row.add(lower(one)));
                yield row;
            }
            case Branch it -> {
                Branch branch = new Branch(it.mark());
                it.members().forEach((name, one) -> branch.put(CORS.contains(name) ? start(name) : name, lower(one)));
                yield branch;
            }
        };
    }

    private void auth(Branch doc, Branch auth) {
        Branch authorizers = auth.branch("Authorizers");
        boolean signed = auth.isTrue("EnableIamAuthorizer");
        if (signed || !authorizers.isEmpty()) {
            Branch schemes = doc.grow("components").grow("securitySchemes");
            if (signed) {
                schemes.put("AWS_IAM", Authorizers.signed(auth.mark()));
            }
            authorizers.members().forEach((name, it) -> schemes.put(name, Authorizers.http(it, bench.partition())));
        }
        Tree otherwise = auth.given("DefaultAuthorizer");
        if (otherwise == null || Intrinsic.isNoValue(otherwise)) {
            return;
        }
        String name = String.valueOf(Tree.text(otherwise));
        if (!authorizers.has(name) && !(signed && name.equals("AWS_IAM"))) {
            throw new SamMistake(otherwise, "there is no authorizer " + Quote.of(name), "");
        }
        Tree scopes = authorizers.branch(name).get("AuthorizationScopes");
        ApiBody body = new ApiBody(doc);
        for (String path : body.pathNames()) {
            body.eachMethod(path, (method, it) -> {
                if (!method.equals("options") && it.given("security") == null) {
                    it.remove("security");
                    ApiBody.secure(it, name, scopes == null ? new Row(it.mark()) : scopes.copy());
                }
            });
        }
    }

    private static void tags(Branch doc, Branch tags) {
        Row all = doc.growRow("tags");
        tags.members().forEach((name, value) -> {
            Branch tag = all.items().stream()
                    .filter(it -> it instanceof Branch one && name.equals(one.text("name")))
                    .map(Branch.class::cast)
                    .findFirst()
                    .orElse(null);
            if (tag == null) {
                tag = Branch.of(value.mark(), "name", name);
                all.add(tag);
            }
            tag.put("x-amazon-apigateway-tag-value", value.copy());
        });
    }

    private List<Made> permissions() {
        List<Made> made = new ArrayList<>();
        properties.branch("Auth").branch("Authorizers").members().forEach((name, it) -> {
            Tree function = it instanceof Branch authorizer && authorizer.isTrue("EnableFunctionDefaultPermissions")
                    ? authorizer.given("FunctionArn")
                    : null;
            if (function != null) {
                String source = "arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:"
                        + "${__ApiId__}/authorizers/*";
                made.add(RestApiResource.permission(written, name, function, source));
            }
        });
        return made;
    }

    private Made stage() {
        Tree given = properties.given("StageName");
        @Nullable String name = given == null ? ApiBody.DEFAULT : Tree.text(given);
        String shown = name == null ? "" : name;
        String id = written.id()
                + (shown.equals(ApiBody.DEFAULT)
                        ? "ApiGatewayDefaultStage"
                        : shown.matches("[\\p{L}\\p{N}]+") ? shown + "Stage" : "Stage" + Digest.of(shown));
        return written.beside(id, "AWS::ApiGatewayV2::Stage")
                .put("ApiId", Intrinsic.ref(written.id(), written.mark()))
                .put("StageName", given == null ? ApiBody.DEFAULT : given.copy())
                .copy(
                        properties,
                        "StageVariables",
                        "AccessLogSettings",
                        "DefaultRouteSettings",
                        "RouteSettings",
                        "Tags")
                .put("AutoDeploy", true);
    }
}
