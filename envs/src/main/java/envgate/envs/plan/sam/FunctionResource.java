package envgate.envs.plan.sam;

import envgate.envs.document.Quote;
import envgate.envs.plan.sam.Tree.Branch;
import envgate.envs.plan.sam.Tree.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Makes a function with its role, version, alias, URL, and what its events need.
///
/// See
/// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-function.html.
final class FunctionResource {

    static final Map<String, String> REFERABLE = Map.of(
            "Alias", "AWS::Lambda::Alias",
            "Version", "AWS::Lambda::Version",
            "DestinationTopic", "AWS::SNS::Topic",
            "DestinationQueue", "AWS::SQS::Queue");

    /// What `sam package` takes for the code where none is named: the folder of the template.
    private static final String HERE = ".";

    private final Written written;
    private final Bench bench;
    private final List<Made> made = new ArrayList<>();

    FunctionResource(Written written, Bench bench) {
        this.written = written;
        this.bench = bench;
    }

    void make() {
        Branch properties = written.properties();
        Tree tracing = known("Tracing");
        boolean traced = tracing != null && tracing.counts() && !"Disabled".equals(Tree.text(tracing));
        Made function = function(traced);
        made.add(function);
        Made alias = alias(function);
        Made target = alias == null ? function : alias;
        if (properties.given("FunctionUrlConfig") instanceof Branch url) {
            url(url, function, alias);
        }
        deployment(alias);
        List<Branch> inline = new ArrayList<>();
        deadLetters(inline);
        if (properties.given("EventInvokeConfig") instanceof Branch invocation) {
            known("EventInvokeConfig");
            made.addAll(new Destinations(written, bench).of(invocation, alias, inline));
        }
        Made role = role(traced, inline);
        assign(role, function);
        if (properties.get("Events") instanceof Branch events) {
            made.addAll(new FunctionEvents(written, target, role, bench).of(events));
        }
        Tags.propagate(made, properties.get("Tags"), properties.isTrue("PropagateTags"));
        bench.replace(written.id(), made, REFERABLE);
    }

    /// A property with known parameters put in; the property itself keeps what is written.
    private @Nullable Tree known(String name) {
        return bench.known().resolve(written.get(name));
    }

    private Made function(boolean traced) {
        Branch properties = written.properties();
        Made function = written.becomes("AWS::Lambda::Function")
                .copy(
                        properties,
                        "FunctionName",
                        "Handler",
                        "Runtime",
                        "Description",
                        "MemorySize",
                        "Timeout",
                        "VpcConfig",
                        "Role",
                        "Environment",
                        "KmsKeyArn",
                        "ReservedConcurrentExecutions",
                        "Layers",
                        "FileSystemConfigs",
                        "ImageConfig",
                        "PackageType",
                        "Architectures",
                        "SnapStart",
                        "EphemeralStorage",
                        "CodeSigningConfigArn",
                        "RuntimeManagementConfig",
                        "LoggingConfig",
                        "TenancyConfig",
                        "RecursiveLoop",
                        "DurableConfig",
                        "FunctionScalingConfig",
                        "PublishToLatestPublished")
                .put("Code", code())
                .put("Tags", Tags.marked(properties, "lambda:createdBy", properties.get("Tags")));
        if (traced) {
            function.put(
                    "TracingConfig",
                    Branch.of(
                            written.mark(),
                            "Mode",
                            Objects.requireNonNull(written.get("Tracing")).copy()));
        }
        if (written.given("DeadLetterQueue") instanceof Branch queue) {
            function.put("DeadLetterConfig", Branch.of(queue.mark(), "TargetArn", queue.get("TargetArn")));
        }
        if (written.given("CapacityProviderConfig") instanceof Branch capacity) {
            Branch instances = Branch.of(
                    capacity.mark(),
                    "CapacityProviderArn",
                    capacity.get("Arn"),
                    "PerExecutionEnvironmentMaxConcurrency",
                    capacity.get("PerExecutionEnvironmentMaxConcurrency"),
                    "ExecutionEnvironmentMemoryGiBPerVCpu",
                    capacity.get("ExecutionEnvironmentMemoryGiBPerVCpu"));
            function.put(
                    "CapacityProviderConfig",
                    Branch.of(capacity.mark(), "LambdaManagedInstancesCapacityProviderConfig", instances));
        }
        return function;
    }

    private Tree code() {
        boolean image = "Image".equals(written.text("PackageType"));
        Tree inline = written.get("InlineCode");
        Tree location = written.get(image ? "ImageUri" : "CodeUri");
        if (image) {
            Tree context = written.body().branch("Metadata").get("DockerContext");
            if (location != null) {
                return Branch.of(location.mark(), "ImageUri", location.copy());
            }
            if (context == null) {
                throw new SamMistake(written.mark(), "the image " + Quote.of(written.id()) + " has no `ImageUri`", "");
            }
            return context.copy();
        }
        if (inline != null) {
            return Branch.of(inline.mark(), "ZipFile", inline.copy());
        }
        if (location == null) {
            return Tree.of(HERE, written.mark());
        }
        Tree code = Locations.code(location);
        if (code instanceof Branch object) {
            Tree key = written.get("SourceKMSKeyArn");
            object.put("SourceKMSKeyArn", key == null ? null : key.copy());
        }
        return code;
    }

    private @Nullable Made alias(Made function) {
        Tree wanted = written.given("AutoPublishAlias");
        if (wanted == null) {
            if (written.given("ProvisionedConcurrencyConfig") != null) {
                throw written.wrong(
                        "ProvisionedConcurrencyConfig", "`ProvisionedConcurrencyConfig` needs `AutoPublishAlias`", "");
            }
            return null;
        }
        String name = Tree.text(bench.known().resolve(wanted));
        if (name == null || !name.matches("(?!^[0-9]+$)([a-zA-Z0-9\\-_]+)")) {
            throw written.wrong(
                    "AutoPublishAlias",
                    "`AutoPublishAlias` is no name of an alias that is known before the deploy",
                    "");
        }
        String hash = Tree.text(known("AutoPublishCodeSha256"));
        if (hash != null) {
            describe(function, hash);
        }
        Made version = version(function, hash);
        Made alias = written.beside(
                        function.id() + "Alias" + name.replace("-", "D").replace("_", "U"), "AWS::Lambda::Alias")
                .put("Name", name)
                .put("FunctionName", function.ref())
                .put("FunctionVersion", version.attribute("Version"))
                .put("ProvisionedConcurrencyConfig", written.given("ProvisionedConcurrencyConfig"));
        made.add(version);
        made.add(alias);
        return alias;
    }

    /// A new hash has to show in the function, or no version would come of it.
    private void describe(Made function, String hash) {
        Tree description = known("Description");
        String text = Tree.text(description);
        if (description == null || !description.counts()) {
            function.put("Description", hash);
        } else if (text != null) {
            function.put("Description", text + " " + hash);
        } else {
            function.put(
                    "Description",
                    Branch.of(description.mark(), "Fn::Join", List.of(" ", List.of(description.copy(), hash))));
        }
    }

    private Made version(Made function, @Nullable String hash) {
        Branch properties = function.properties();
        bench.known().resolve(properties, "Code");
        String id = written.id() + "Version" + (hash == null ? Digest.of(content(properties)) : start(hash));
        Made version = written.beside(id, "AWS::Lambda::Version")
                .put("FunctionName", function.ref())
                .put("Description", written.get("VersionDescription"));
        if (version.attributes().get("DeletionPolicy") == null) {
            Tree policy = written.get("VersionDeletionPolicy");
            String otherwise = written.get("CapacityProviderConfig") == null ? "Retain" : "Delete";
            version.attributes().put("DeletionPolicy", policy == null ? otherwise : policy);
        }
        if (written.get("CapacityProviderConfig") != null) {
            version.put("FunctionScalingConfig", written.get("FunctionScalingConfig"));
        }
        return version;
    }

    private static String start(String hash) {
        return hash.substring(0, Math.min(10, hash.length()));
    }

    /// What a new version is made for.
    private Tree content(Branch properties) {
        if (written.properties().isTrue("AutoPublishAliasAllProperties")) {
            Branch all = properties.copy();
            for (Tree layer : properties.items("Layers")) {
                String id = Intrinsic.resource(layer);
                Branch of = bench.resources().branch(String.valueOf(id)).branch("Properties");
                if (of.isTrue("PublishLambdaVersion")) {
                    all.put(String.valueOf(id), of.copy());
                }
            }
            return all;
        }
        Branch content = new Branch(written.mark());
        if (properties.get("Code") instanceof Branch code) {
            content.putAll(code);
        } else {
            content.put("Code", properties.get("Code"));
        }
        content.putAll(properties.branch("Environment"));
        content.put("MemorySize", properties.given("MemorySize"));
        String snap = properties.branch("SnapStart").text("ApplyOn");
        return snap == null || snap.equals("None") ? content : content.put("SnapStart", properties.get("SnapStart"));
    }

    private void url(Branch url, Made function, @Nullable Made alias) {
        Made target = alias == null ? function : alias;
        String auth = url.text("AuthType");
        if (!Intrinsic.is(url)
                && !Intrinsic.is(url.get("AuthType"))
                && !List.of("AWS_IAM", "NONE").contains(auth)) {
            throw new SamMistake(url, "`AuthType` of a function's URL is `AWS_IAM` or `NONE`", "");
        }
        made.add(written.beside(function.id() + "Url", "AWS::Lambda::Url")
                .put("Cors", url.given("Cors"))
                .put("AuthType", url.get("AuthType"))
                .put("TargetFunctionArn", target.ref())
                .put("InvokeMode", url.get("InvokeMode")));
        if ("NONE".equals(auth)) {
            made.add(written.beside(function.id() + "UrlPublicPermissions", "AWS::Lambda::Permission")
                    .put("Action", "lambda:InvokeFunctionUrl")
                    .put("FunctionName", target.ref())
                    .put("Principal", "*")
                    .put("FunctionUrlAuthType", auth));
            made.add(written.beside(function.id() + "URLInvokeAllowPublicAccess", "AWS::Lambda::Permission")
                    .put("Action", "lambda:InvokeFunction")
                    .put("FunctionName", target.ref())
                    .put("Principal", "*")
                    .put("InvokedViaFunctionUrl", true));
        }
    }

    private void deployment(@Nullable Made alias) {
        if (!(written.given("DeploymentPreference") instanceof Branch given)) {
            return;
        }
        Branch preference = given.copy();
        for (String it : List.of("Enabled", "Type", "PassthroughCondition")) {
            preference.put(it, bench.known().resolveMapped(preference.get(it)));
        }
        if (!bench.deployments().add(written, preference)) {
            return;
        }
        if (alias == null) {
            throw written.wrong("DeploymentPreference", "`DeploymentPreference` needs `AutoPublishAlias`", "");
        }
        alias.attributes().put("UpdatePolicy", bench.deployments().updatePolicy(written.id(), written.mark()));
    }

    private void deadLetters(List<Branch> inline) {
        if (!(written.given("DeadLetterQueue") instanceof Branch queue)) {
            return;
        }
        String action = Map.of("SQS", "sqs:SendMessage", "SNS", "sns:Publish").get(String.valueOf(queue.text("Type")));
        Tree target = queue.get("TargetArn");
        if (action == null || target == null) {
            throw new SamMistake(queue, "`DeadLetterQueue` has a `Type`, `SQS` or `SNS`, and a `TargetArn`", "");
        }
        Branch document = Grants.document(Grants.allow(action, target.copy()));
        inline.add(Branch.of(queue.mark(), "PolicyName", "DeadLetterQueuePolicy", "PolicyDocument", document));
    }

    private Made role(boolean traced, List<Branch> inline) {
        Roles roles = bench.roles();
        List<String> managed = new ArrayList<>();
        managed.add(roles.managed(
                written.given("DurableConfig") == null
                        ? "service-role/AWSLambdaBasicExecutionRole"
                        : "service-role/AWSLambdaBasicDurableExecutionRolePolicy"));
        if (traced) {
            managed.add(roles.managed(roles.tracing()));
        }
        if (written.given("VpcConfig") != null) {
            managed.add(roles.managed("service-role/AWSLambdaVPCAccessExecutionRole"));
        }
        Branch trust = written.get("AssumeRolePolicyDocument") instanceof Branch own
                ? own.copy()
                : Grants.trust("lambda.amazonaws.com", written.mark());
        Row tags = Tags.marked(written.properties(), "lambda:createdBy", written.get("Tags"));
        return roles.role(written, trust, managed, inline, written.get("Policies"), tags);
    }

    /// Gives the function the role that was made, unless it brings its own in every case.
    private void assign(Made role, Made function) {
        Tree own = function.properties().get("Role");
        if (own == null) {
            function.put("Role", role.arn());
            made.add(role);
            return;
        }
        if (!Intrinsic.isIf(own)) {
            return;
        }
        List<Tree> parts = Intrinsic.parts(Objects.requireNonNull(bench.known().resolve(own)));
        boolean first = Intrinsic.isNoValue(parts.get(1));
        boolean second = Intrinsic.isNoValue(parts.get(2));
        String condition = String.valueOf(Tree.text(parts.getFirst()));
        if (first && second) {
            function.put("Role", role.arn());
        } else if (first) {
            function.put("Role", Intrinsic.choice(condition, role.arn(), parts.get(2)));
            role.attributes().put("Condition", condition);
        } else if (second) {
            function.put("Role", Intrinsic.choice(condition, parts.get(1), role.arn()));
            role.attributes().put("Condition", "NOT" + condition);
            bench.conditions().put("NOT" + condition, Intrinsic.not(condition, role.mark()));
        }
        if (first || second) {
            made.add(role);
        }
    }
}
