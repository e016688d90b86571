package envgate.envs.plan.sam;

import envgate.envs.document.Quote;
import envgate.envs.plan.sam.Tree.Branch;
import envgate.envs.plan.sam.Tree.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Makes a REST API with its deployment, stage, domain, usage plan, and the rights of its authorizers.
///
/// See
/// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-api.html.
final class RestApiResource {

    private static final Map<String, String> REFERABLE = Map.of(
            "Stage", "AWS::ApiGateway::Stage",
            "Deployment", "AWS::ApiGateway::Deployment",
            "DomainName", "AWS::ApiGateway::DomainName",
            "DomainNameV2", "AWS::ApiGateway::DomainNameV2",
            "UsagePlan", "AWS::ApiGateway::UsagePlan",
            "UsagePlanKey", "AWS::ApiGateway::UsagePlanKey",
            "ApiKey", "AWS::ApiGateway::ApiKey");

    private final Written written;
    private final Bench bench;

    RestApiResource(Written written, Bench bench) {
        this.written = written;
        this.bench = bench;
    }

    void make() {
        Branch properties = written.properties();
        bench.known().resolve(properties, "BinaryMediaTypes");
        bench.known().resolve(properties, "Auth");
        if (written.get("StageName") == null) {
            throw new SamMistake(written.mark(), "the API " + Quote.of(written.id()) + " has no `StageName`", "");
        }
        List<Made> made = new ArrayList<>();
        Made api = api();
        Made deployment = written.beside(written.id() + "Deployment", "AWS::ApiGateway::Deployment")
                .put("RestApiId", api.ref());
        if (written.given("OpenApiVersion") == null) {
            deployment.put("StageName", "Stage");
        }
        name(deployment, api);
        Made stage = stage(deployment);
        made.add(api);
        made.add(deployment);
        made.add(stage);
        made.addAll(permissions());
        made.addAll(Domains.of(written, "", bench));
        Tree plan = properties.branch("Auth").get("UsagePlan");
        if (plan != null) {
            made.addAll(bench.plans().of(written, plan, stage, bench.conditions()));
        }
        Tags.propagate(made, properties.get("Tags"), properties.isTrue("PropagateTags"));
        bench.replace(written.id(), made, REFERABLE);
    }

    private Made api() {
        Branch properties = written.properties();
        Made api = written.becomes("AWS::ApiGateway::RestApi").copy(properties, "BinaryMediaTypes");
        Tree endpoint = written.given("EndpointConfiguration");
        if (endpoint != null) {
            endpoint(api, endpoint);
        }
        Tree body = written.given("DefinitionBody");
        Tree location = written.given("DefinitionUri");
        if (body != null && location != null) {
            throw written.wrong("DefinitionUri", "an API has either `DefinitionBody` or `DefinitionUri`", "");
        }
        if (body instanceof Branch doc) {
            new RestApiBody(written, doc, bench).write();
            api.put("Body", doc.copy());
        } else if (location != null && Locations.isLocal(location)) {
            api.put("Body", bench.described(location));
        } else if (location != null) {
            api.put("BodyS3Location", Locations.description(location));
        }
        api.put("MinimumCompressionSize", written.get("MinimumCompressionSize"));
        for (String it : List.of(
                "FailOnWarnings",
                "Name",
                "Description",
                "Mode",
                "ApiKeySourceType",
                "Policy",
                "SecurityPolicy",
                "EndpointAccessMode")) {
            api.put(it, written.given(it));
        }
        return api;
    }

    private static void endpoint(Made api, Tree endpoint) {
        Branch map = endpoint instanceof Branch it && it.given("Type") != null ? it : null;
        Tree type = map == null ? endpoint : map.get("Type");
        Branch configuration = new Branch(endpoint.mark());
        configuration.put("Types", type == null ? null : Row.of(endpoint.mark(), type.copy()));
        if (map != null) {
            Tree endpoints = map.given("VPCEndpointIds");
            configuration.put("VpcEndpointIds", endpoints == null ? map.get("VpcEndpointIds") : endpoints);
            configuration.put("IpAddressType", map.get("IpAddressType"));
        }
        api.put("EndpointConfiguration", configuration);
        api.put("Parameters", Branch.of(endpoint.mark(), "endpointConfigurationTypes", type));
    }

    /// A deployment is made anew whenever the API's description changes, and so has its hash in its id.
    private void name(Made deployment, Made api) {
        Tree content = api.properties().get("Body");
        if (content == null) {
            content = api.properties().get("BodyS3Location");
        }
        if (content == null || !content.counts()) {
            return;
        }
        String all = Digest.json(content)
                + "||" + written.text("OpenApiVersion")
                + "||" + (written.get("Domain") instanceof Branch domain ? Digest.json(domain) : "");
        deployment.rename(deployment.id() + Digest.of(all));
        deployment.put("Description", "RestApi deployment id: " + Digest.whole(all));
    }

    private Made stage(Made deployment) {
        String name = written.text("StageName");
        String shown = name == null ? "" : name;
        String id = shown.matches("[\\p{L}\\p{N}]+")
                ? written.id() + shown + "Stage"
                : written.id() + "Stage" + Digest.of(shown);
        Branch properties = written.properties();
        Tree tags = written.get("Tags");
        return written.beside(id, "AWS::ApiGateway::Stage")
                .put("RestApiId", Intrinsic.ref(written.id(), written.mark()))
                .put("DeploymentId", deployment.ref())
                .copy(
                        properties,
                        "StageName",
                        "CacheClusterEnabled",
                        "CacheClusterSize",
                        "Variables",
                        "MethodSettings",
                        "AccessLogSetting",
                        "CanarySetting",
                        "TracingEnabled")
                .put("Tags", tags instanceof Branch map ? Tags.listed(map) : null);
    }

    private List<Made> permissions() {
        List<Made> made = new ArrayList<>();
        Branch authorizers = written.properties().branch("Auth").branch("Authorizers");
        authorizers.members().forEach((name, it) -> {
            Tree function = it instanceof Branch authorizer ? authorizer.given("FunctionArn") : null;
            if (function != null && ((Branch) it).given("DisableFunctionDefaultPermissions") == null) {
                made.add(permission(written, name, function, bench.arn("execute-api", "${__ApiId__}/authorizers/*")));
            }
        });
        return made;
    }

    /// What lets an API ask a function whether a caller may come in.
    static Made permission(Written api, String authorizer, Tree function, String source) {
        Branch variables = Branch.of(function.mark(), "__ApiId__", Intrinsic.ref(api.id(), function.mark()));
        return api.beside(api.id() + authorizer + "AuthorizerPermission", "AWS::Lambda::Permission")
                .put("Action", "lambda:InvokeFunction")
                .put("FunctionName", function.copy())
                .put("Principal", "apigateway.amazonaws.com")
                .put("SourceArn", Intrinsic.sub(source, variables));
    }
}
