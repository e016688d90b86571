package envgate.envs.plan.sam;

import envgate.envs.document.Mistakes;
import envgate.envs.document.Quote;
import envgate.envs.plan.sam.Tree.Branch;
import envgate.envs.plan.sam.Tree.Row;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Merges the section `Globals` into the resources that it is about.
///
/// Maps are merged, lists are put one behind the other, of anything else the resource's own wins. See
/// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-template-anatomy-globals.html.
final class Globals {

    private static final String PREFIX = "AWS::Serverless::";

    /// Where the resource's own list takes the place of the global one.
    private static final Set<String> REPLACED = Set.of("Function.Architectures");

    private static final Map<String, List<String>> SUPPORTED = supported();

    private Globals() {}

    private static Map<String, List<String>> supported() {
        Map<String, List<String>> supported = new TreeMap<>();
        """
        Function Handler Runtime CodeUri DeadLetterQueue Description MemorySize Timeout VpcConfig Environment Tags\
         PropagateTags Tracing KmsKeyArn AutoPublishAlias AutoPublishAliasAllProperties Layers DeploymentPreference\
         RolePath PermissionsBoundary ReservedConcurrentExecutions ProvisionedConcurrencyConfig\
         AssumeRolePolicyDocument EventInvokeConfig FileSystemConfigs CodeSigningConfigArn Architectures SnapStart\
         EphemeralStorage FunctionUrlConfig RuntimeManagementConfig LoggingConfig RecursiveLoop SourceKMSKeyArn\
         TenancyConfig DurableConfig CapacityProviderConfig FunctionScalingConfig PublishToLatestPublished\
         VersionDeletionPolicy
        Api Auth Name DefinitionUri CacheClusterEnabled CacheClusterSize MergeDefinitions Variables\
         EndpointConfiguration MethodSettings BinaryMediaTypes MinimumCompressionSize Cors GatewayResponses\
         AccessLogSetting CanarySetting TracingEnabled OpenApiVersion Domain AlwaysDeploy PropagateTags\
         SecurityPolicy EndpointAccessMode
        HttpApi Auth AccessLogSettings StageVariables Tags CorsConfiguration DefaultRouteSettings Domain\
         RouteSettings FailOnWarnings PropagateTags
        SimpleTable SSESpecification
        StateMachine PropagateTags
        LayerVersion PublishLambdaVersion
        CapacityProvider VpcConfig OperatorRole Tags InstanceRequirements ScalingConfig KmsKeyArn PropagateTags\
         LoggingConfig ManagedResourceTags
        WebSocketApi AccessLogSettings ApiKeySelectionExpression DefaultRouteSettings DisableExecuteApiEndpoint\
         DisableSchemaValidation Domain FailOnWarnings IpAddressType PropagateTags RouteSelectionExpression\
         RouteSettings StageVariables Tags
        """.lines().forEach(it -> {
            List<String> words = List.of(it.split(" +"));
            supported.put(words.getFirst(), words.subList(1, words.size()));
        });
        return supported;
    }

    /// Merges them, and takes the section away.
    static void merge(Branch template, Mistakes mistakes) {
        Tree written = template.remove("Globals");
        if (!(written instanceof Branch globals)) {
            if (written != null && written.counts()) {
                mistakes.add(written.mark(), "`Globals` has sections, and this has none", "");
            }
            return;
        }
        check(globals, mistakes);
        for (Map.Entry<String, Tree> it : template.branch("Resources").members().entrySet()) {
            if (it.getValue() instanceof Branch resource) {
                merge(globals, new Written(it.getKey(), resource), mistakes);
            }
        }
    }

    private static void check(Branch globals, Mistakes mistakes) {
        globals.members().forEach((section, properties) -> {
            List<String> supported = SUPPORTED.get(section);
            if (supported == null) {
                mistakes.add(
                        globals.keyMark(section),
                        "`Globals` has no section " + Quote.of(section),
                        Quote.nearest(section, List.copyOf(SUPPORTED.keySet())));
            } else if (!(properties instanceof Branch map)) {
                mistakes.add(properties.mark(), "the section " + Quote.of(section) + " has no properties", "");
            } else {
                for (String it : map.members().keySet()) {
                    if (!supported.contains(it)) {
                        mistakes.add(
                                map.keyMark(it),
                                Quote.of(it) + " of " + Quote.of(section) + " cannot be set in `Globals`",
                                Quote.nearest(it, supported));
                    }
                }
            }
        });
    }

    private static void merge(Branch globals, Written resource, Mistakes mistakes) {
        String type = String.valueOf(resource.body().text("Type"));
        String section = type.startsWith(PREFIX) ? type.substring(PREFIX.length()) : "";
        if (!(globals.get(section) instanceof Branch global)) {
            return;
        }
        Branch used = global.copy();
        Tree ignored = resource.body().remove("IgnoreGlobals");
        for (Tree it : Tree.items(ignored)) {
            String name = String.valueOf(Tree.text(it));
            if (name.equals("*") && !(ignored instanceof Row)) {
                return;
            }
            if (used.remove(name) == null) {
                mistakes.add(it.mark(), "`Globals` has no " + Quote.of(name) + " to be ignored", "");
            }
        }
        resource.body().put("Properties", merged(used, resource.properties(), section));
    }

    private static Tree merged(Tree global, Tree local, String path) {
        if (REPLACED.contains(path) || Intrinsic.is(global) || Intrinsic.is(local)) {
            return local;
        }
        if (global instanceof Row first && local instanceof Row second) {
            return first.copy().addAll(second.items());
        }
        if (global instanceof Branch first && local instanceof Branch second) {
            Branch both = new Branch(second.mark()).putAll(first.copy());
            second.members().forEach((name, value) -> {
                Tree other = first.members().get(name);
                both.put(name, other == null ? value : merged(other, value, path + "." + name), second.keyMark(name));
            });
            return both;
        }
        return local;
    }
}
