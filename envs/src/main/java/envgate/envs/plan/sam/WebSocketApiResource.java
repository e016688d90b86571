package envgate.envs.plan.sam;

import envgate.envs.document.Quote;
import envgate.envs.plan.sam.Tree.Branch;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes a WebSocket API with its routes, stage, domain and authorizer.
///
/// AWS hands what stands beside its properties, a condition too, to nothing that it makes. See
/// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-websocketapi.html.
final class WebSocketApiResource {

    private static final String TAG = "websocketapi:createdBy";
    private static final String PLAIN = "default";
    private static final String CONNECT = "$connect";
    private static final List<String> SPECIAL = List.of(CONNECT, "$disconnect", "$default");

    private static final Map<String, String> REFERABLE =
            Map.of("Stage", "AWS::ApiGatewayV2::Stage", "DomainName", "AWS::ApiGatewayV2::DomainName");

    private final Written written;
    private final Bench bench;
    private final Branch properties;
    private final List<Made> made = new ArrayList<>();

    WebSocketApiResource(Written written, Bench bench) {
        Branch bare = written.body().copy();
        List.of("Condition", "DeletionPolicy", "UpdateReplacePolicy", "UpdatePolicy", "Metadata")
                .forEach(bare::remove);
        this.written = new Written(written.id(), bare);
        this.bench = bench;
        this.properties = this.written.properties();
    }

    void make() {
        bench.known().resolve(properties, "Auth");
        bench.known().resolve(properties, "Routes");
        Branch routes = properties.branch("Routes");
        Branch auth = properties.branch("Auth");
        if (routes.isEmpty() || (!auth.isEmpty() && !routes.has(CONNECT))) {
            throw written.wrong(
                    "Routes",
                    routes.isEmpty() ? "a WebSocket API has routes" : "only the route `$connect` can be authorized",
                    "");
        }
        Tree name = properties.get("Name");
        Branch tags = properties.grow("Tags").put(TAG, "SAM");
        made.add(written.becomes("AWS::ApiGatewayV2::Api")
                .copy(
                        properties,
                        "ApiKeySelectionExpression",
                        "Description",
                        "DisableExecuteApiEndpoint",
                        "DisableSchemaValidation",
                        "IpAddressType",
                        "RouteSelectionExpression")
                .put("Name", name == null ? written.id() : name.copy())
                .put("Tags", tags.copy())
                .put("ProtocolType", "WEBSOCKET"));
        List<String> ids = new ArrayList<>();
        for (String it : routes.members().keySet()) {
            if (!(routes.get(it) instanceof Branch route) || route.get("FunctionArn") == null) {
                throw new SamMistake(routes.keyMark(it), "the route " + Quote.of(it) + " has no `FunctionArn`", "");
            }
            ids.add(route(it, route, auth));
        }
        made.addAll(Domains.of(written, TAG, bench));
        Made stage = stage();
        if (properties.given("RouteSettings") != null) {
            stage.dependsOn(ids);
        }
        made.add(stage);
        if ("CUSTOM".equals(auth.text("AuthType"))) {
            authorizer(auth);
        }
        Tags.propagate(made, tags, properties.isTrue("PropagateTags"));
        bench.replace(written.id(), made, REFERABLE);
    }

    /// @return the id of the route
    private String route(String key, Branch route, Branch auth) {
        if (!SPECIAL.contains(key) && !key.matches("[\\p{L}\\p{N}]+")) {
            throw new SamMistake(route, Quote.of(key) + " is no key of a route", "letters and digits only");
        }
        String plain = key.replace("$", "");
        String prefix = written.id()
                + plain.substring(0, 1).toUpperCase(Locale.ROOT)
                + plain.substring(1).toLowerCase(Locale.ROOT);
        Made integration = written.beside(prefix + "Integration", "AWS::ApiGatewayV2::Integration")
                .put("ApiId", api())
                .put("IntegrationType", "AWS_PROXY")
                .put("IntegrationUri", invocation("FunctionArn", route))
                .put("TimeoutInMillis", route.get("IntegrationTimeout"));
        Made made = written.beside(prefix + "Route", "AWS::ApiGatewayV2::Route")
                .put("ApiId", api())
                .put("RouteKey", key)
                .copy(
                        route,
                        "ApiKeyRequired",
                        "ModelSelectionExpression",
                        "OperationName",
                        "RequestModels",
                        "RouteResponseSelectionExpression")
                .put("RequestParameters", route.given("RequestParameters"))
                .put(
                        "Target",
                        Branch.of(
                                written.mark(), "Fn::Join", List.of("/", List.of("integrations", integration.ref()))));
        if (key.equals(CONNECT) && !auth.isEmpty()) {
            String type = auth.text("AuthType");
            boolean custom = "CUSTOM".equals(type);
            if (!List.of("NONE", "AWS_IAM", "CUSTOM").contains(String.valueOf(type))
                    || (custom && auth.given("AuthArn") == null)) {
                throw new SamMistake(auth, "`AuthType` is `NONE`, `AWS_IAM`, or `CUSTOM` with an `AuthArn`", "");
            }
            made.put("AuthorizationType", type)
                    .put("AuthorizerId", custom ? Intrinsic.ref(authorizerId(), auth.mark()) : null);
        }
        this.made.add(made);
        this.made.add(integration);
        this.made.add(written.beside(prefix + "Permission", "AWS::Lambda::Permission")
                .put("Action", "lambda:InvokeFunction")
                .put("FunctionName", route.get("FunctionArn"))
                .put("Principal", "apigateway.amazonaws.com")
                .put("SourceArn", source(key)));
        return made.id();
    }

    private Branch api() {
        return Intrinsic.ref(written.id(), written.mark());
    }

    private String authorizerId() {
        return written.id() + "ConnectAuthorizer";
    }

    private static Branch invocation(String variable, Branch holder) {
        return Intrinsic.sub(
                "arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${" + variable
                        + "}/invocations",
                Branch.of(holder.mark(), variable, holder.get(variable)));
    }

    private Branch source(String key) {
        String start =
                "arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${" + written.id() + ".ApiId}/";
        Tree stage = properties.get("StageName");
        String name = stage == null ? PLAIN : Tree.text(stage);
        return stage == null || name != null
                ? Intrinsic.sub(start + name + "/" + key, written.mark())
                : Intrinsic.sub(
                        start + "${__StageName__}/" + key, Branch.of(written.mark(), "__StageName__", stage.copy()));
    }

    private Made stage() {
        Tree given = properties.get("StageName");
        @Nullable String name = given == null ? PLAIN : Tree.text(given);
        String shown = name == null ? "" : name.equals(PLAIN) ? "Default" : name;
        return written.beside(written.id() + shown + "Stage", "AWS::ApiGatewayV2::Stage")
                .put("ApiId", api())
                .put("StageName", given == null ? PLAIN : given.copy())
                .copy(properties, "StageVariables", "AccessLogSettings", "DefaultRouteSettings", "RouteSettings")
                .put("Tags", Branch.of(written.mark(), TAG, "SAM"))
                .put("AutoDeploy", true);
    }

    private void authorizer(Branch auth) {
        Tree name = auth.given("Name");
        Tree role = auth.given("InvokeRole");
        made.add(written.beside(authorizerId(), "AWS::ApiGatewayV2::Authorizer")
                .put("ApiId", api())
                .put("AuthorizerCredentialsArn", auth.get("InvokeRole"))
                .put("AuthorizerType", "REQUEST")
                .put("AuthorizerUri", invocation("AuthArn", auth))
                .put("IdentitySource", auth.get("IdentitySource"))
                .put("Name", name == null ? authorizerId() : name));
        Tree function = auth.given("AuthArn");
        if (role == null && function != null) {
            String arn =
                    "arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${__ApiId__}/authorizers/*";
            made.add(RestApiResource.permission(written, "", function, arn));
        }
    }
}
