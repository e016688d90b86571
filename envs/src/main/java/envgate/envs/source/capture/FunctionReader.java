package envgate.envs.source.capture;

import envgate.envs.model.Alias;
import envgate.envs.model.Area;
import envgate.envs.model.Arn;
import envgate.envs.model.LambdaFunction;
import envgate.envs.model.LambdaFunction.PackageType;
import envgate.envs.model.LambdaFunction.VpcConfig;
import envgate.envs.model.Origin;
import envgate.envs.model.PolicyDocument;
import envgate.envs.model.Sight;
import envgate.envs.model.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads the functions of the environment: the listing tells their configuration, `GetFunction` the rest.
///
/// The listing leaves out states, which
/// https://docs.aws.amazon.com/lambda/latest/api/API_ListFunctions.html says.
final class FunctionReader {

    private final Answers answers;
    private final Ledger ledger;
    private final Ownership ownership;
    private final Set<String> maybeOwn = new HashSet<>();
    private final Set<String> named;

    /// What the listing says of a function.
    private record Configuration(
            Site site,
            String name,
            Arn arn,
            PackageType packageType,
            String runtime,
            String handler,
            String codeSha256,
            List<String> architectures,
            int memorySize,
            Duration timeout,
            SortedMap<String, Value> environment,
            String environmentError,
            String kmsKeyArn,
            String logGroup,
            @Nullable VpcConfig vpc,
            String role,
            List<String> layers,
            String lastModified,
            String state,
            String stateReasonCode,
            String lastUpdateStatus) {}

    /// What only `GetFunction` says of a function.
    private record Details(
            String imageUri,
            String imageDigest,
            String state,
            String stateReasonCode,
            String lastUpdateStatus,
            @Nullable Integer concurrency,
            SortedMap<String, String> tags) {

        static final Details NONE = new Details("", "", "", "", "", null, new TreeMap<>());
    }

    FunctionReader(Answers answers, Ownership ownership) {
        this.answers = answers;
        this.ledger = answers.ledger();
        this.ownership = ownership;
        this.named = NamedAliases.functions(
                operation -> answers.sites(operation).stream().flatMap(it -> answers.all(operation, it).stream()));
    }

    List<LambdaFunction> read() {
        List<LambdaFunction> functions = new ArrayList<>();
        for (Configuration it : configurations()) {
            Inquiry inquiry = details(it, false);
            Sight<Details> seen = inquiry.read(body -> details(body, it.packageType()));
            Ownership.Belongs belongs = ownership.function(
                    it.arn(), it.name(), seen.seen().map(Details::tags).orElse(null));
            if (belongs != Ownership.Belongs.NO) {
                maybeOwn.add(it.arn().toString());
            }
            if (belongs == Ownership.Belongs.YES) {
                functions.add(function(it, details(it, true).read(body -> details(body, it.packageType()))));
            } else if (belongs == Ownership.Belongs.UNKNOWN) {
                ledger.gap(
                        Operation.LAMBDA_GET_FUNCTION,
                        List.of(Area.FUNCTIONS),
                        it.site(),
                        it.name(),
                        Operation.LAMBDA_GET_FUNCTION.permission(),
                        "nothing that was seen tells whether it belongs to the environment");
            }
        }
        for (String pattern :
                ledger.isWhole(Area.FUNCTIONS) ? List.<String>of() : ownership.patternsWithout(functions)) {
            ledger.note("no function is called `" + pattern + "`", new Origin.Unknown());
        }
        return functions;
    }

    /// Whether a function, or an alias or version of it, is the environment's own as far as was seen.
    boolean mayBeOwn(String arn) {
        return ownership.everything()
                || ledger.isWhole(Area.FUNCTIONS)
                || maybeOwn.stream().anyMatch(it -> arn.equals(it) || arn.startsWith(it + ":"));
    }

    private Inquiry details(Configuration of, boolean expected) {
        return new Inquiry(answers, Operation.LAMBDA_GET_FUNCTION, of.site(), of.name(), expected, of.name());
    }

    /// The functions of the listing, and those that only an answer about them shows.
    private List<Configuration> configurations() {
        Map<String, Configuration> found = new TreeMap<>();
        new Listing(answers)
                .read(Operation.LAMBDA_LIST_FUNCTIONS, "FunctionName", FunctionReader::identity, this::listed).stream()
                        .flatMap(List::stream)
                        .forEach(it -> put(found, it));
        for (Site site : answers.sites(Operation.LAMBDA_GET_FUNCTION)) {
            answers.items(Operation.LAMBDA_GET_FUNCTION, site).forEach((name, about) -> {
                for (Answer it : about) {
                    if (it.outcome() instanceof Answer.Response(JsonNode body)) {
                        try {
                            Item item = Item.of("GetFunction", body).in("Configuration");
                            if (item.has("FunctionArn")) {
                                Configuration one = configuration(item, site);
                                found.putIfAbsent(one.arn().toString(), one);
                            }
                        } catch (Unreadable e) {
                            answers.use(about);
                            ledger.unreadable(Operation.LAMBDA_GET_FUNCTION, site, name, e);
                        }
                    }
                }
            });
        }
        return List.copyOf(found.values());
    }

    /// What is listed twice is kept twice where it differs, so that [#put] says so.
    private static String identity(List<Configuration> listed) {
        return listed.isEmpty() ? "" : listed.getFirst().arn() + " " + listed.hashCode();
    }

    private void put(Map<String, Configuration> found, Configuration one) {
        Configuration other = found.putIfAbsent(one.arn().toString(), one);
        if (other != null && !other.equals(one)) {
            ledger.unreadable(
                    Operation.LAMBDA_LIST_FUNCTIONS,
                    one.site(),
                    one.name(),
                    new Unreadable("listed twice, and differently"));
        }
    }

    /// A function at `$LATEST`; its other versions are not held.
    private List<Configuration> listed(Item item, Site site) {
        if (!item.text("Version", "$LATEST").equals("$LATEST")) {
            ledger.note(Operation.LAMBDA_LIST_FUNCTIONS, "published versions of functions are not held");
            return List.of();
        }
        return List.of(configuration(item, site));
    }

    private static Configuration configuration(Item item, Site site) {
        Item environment = item.in("Environment");
        PackageType type = item.text("PackageType", "Zip").equals("Image") ? PackageType.IMAGE : PackageType.ZIP;
        String name = item.needed("FunctionName");
        Arn arn = item.arn("FunctionArn");
        List<String> architectures = item.texts("Architectures");
        return new Configuration(
                site,
                name,
                new Arn(arn.partition(), arn.service(), arn.region(), arn.account(), "function:" + name),
                type,
                item.text("Runtime"),
                type == PackageType.IMAGE ? "" : item.text("Handler"),
                item.text("CodeSha256"),
                architectures.isEmpty()
                        ? List.of("x86_64")
                        : architectures.stream().sorted().toList(),
                item.count("MemorySize", 128),
                Duration.ofSeconds(item.count("Timeout", 3)),
                environment.values("Variables"),
                environment.has("Error") ? environment.in("Error").text("ErrorCode", "an error") : "",
                item.text("KMSKeyArn"),
                item.in("LoggingConfig").text("LogGroup", "/aws/lambda/" + name),
                vpc(item.in("VpcConfig")),
                item.has("Role") ? item.needed("Role") : "",
                item.items("Layers").stream().map(it -> it.needed("Arn")).toList(),
                item.text("LastModified"),
                item.text("State"),
                item.text("StateReasonCode"),
                item.text("LastUpdateStatus"));
    }

    private static @Nullable VpcConfig vpc(Item item) {
        List<String> subnets = item.texts("SubnetIds");
        return subnets.isEmpty()
                ? null
                : new VpcConfig(subnets, item.texts("SecurityGroupIds"), item.flag("Ipv6AllowedForDualStack", false));
    }

    private static Details details(Item body, PackageType type) {
        Item configuration = body.in("Configuration");
        Item code = body.in("Code");
        Item concurrency = body.in("Concurrency");
        String resolved = type == PackageType.IMAGE ? code.text("ResolvedImageUri") : "";
        int at = resolved.indexOf('@');
        return new Details(
                type == PackageType.IMAGE ? code.text("ImageUri") : "",
                at < 0 ? "" : resolved.substring(at + 1),
                configuration.text("State"),
                configuration.text("StateReasonCode"),
                configuration.text("LastUpdateStatus"),
                concurrency.has("ReservedConcurrentExecutions")
                        ? (Integer) concurrency.count("ReservedConcurrentExecutions", 0)
                        : null,
                body.map("Tags"));
    }

    private LambdaFunction function(Configuration it, Sight<Details> seen) {
        Details details = seen.seen().orElse(Details.NONE);
        ownership.claimFunction(it.arn(), it.name());
        if (!it.environmentError().isEmpty()) {
            ledger.gap(
                    Operation.LAMBDA_LIST_FUNCTIONS,
                    List.of(Area.FUNCTIONS),
                    it.site(),
                    it.name(),
                    "kms:Decrypt",
                    "its variables cannot be decrypted: " + it.environmentError());
        }
        String stack = ownership
                .function(it.arn(), it.name())
                .map(member -> member.stack().name())
                .orElse(Ownership.stackOf(details.tags()));
        String logicalId = ownership
                .function(it.arn(), it.name())
                .map(member -> member.resource().logicalId())
                .orElse(Ownership.logicalIdOf(details.tags()));
        return new LambdaFunction(
                it.name(),
                it.arn(),
                logicalId.isEmpty() ? it.name() : logicalId,
                stack,
                it.packageType(),
                it.packageType() == PackageType.IMAGE ? "" : it.runtime(),
                it.handler(),
                details.imageUri(),
                details.imageDigest(),
                it.codeSha256(),
                it.architectures(),
                it.memorySize(),
                it.timeout(),
                it.environment(),
                it.kmsKeyArn(),
                it.logGroup(),
                it.vpc(),
                it.role(),
                it.layers(),
                details.state().isEmpty() ? it.state() : details.state(),
                details.stateReasonCode().isEmpty() ? it.stateReasonCode() : details.stateReasonCode(),
                details.lastUpdateStatus().isEmpty() ? it.lastUpdateStatus() : details.lastUpdateStatus(),
                it.lastModified(),
                details.concurrency(),
                policy(it),
                aliases(it),
                details.tags(),
                List.of(),
                new Origin.ApiCall("lambda", "ListFunctions", it.name()));
    }

    private Sight<List<Alias>> aliases(Configuration of) {
        boolean expected = named.contains(of.arn().toString());
        Inquiry inquiry =
                new Inquiry(answers, Operation.LAMBDA_LIST_ALIASES, of.site(), of.name(), expected, of.name());
        List<Answer> all = answers.about(Operation.LAMBDA_LIST_ALIASES, of.site(), of.name()).stream()
                .filter(it -> !it.request().has("FunctionVersion"))
                .toList();
        return inquiry.read(
                all,
                body -> StackReader.required(body, "Aliases").stream()
                        .map(FunctionReader::alias)
                        .sorted()
                        .toList());
    }

    /// https://docs.aws.amazon.com/lambda/latest/api/API_AliasRoutingConfiguration.html
    private static Alias alias(Item item) {
        SortedMap<String, Double> weights = new TreeMap<>();
        Item additional = item.in("RoutingConfig").in("AdditionalVersionWeights");
        for (Map.Entry<String, JsonNode> it : additional.node().properties()) {
            String version = UnresolvedText.parse(it.getKey()).isPresent() ? "" : it.getKey();
            weights.merge(version, weight(it.getValue()), Double::sum);
        }
        return new Alias(item.needed("Name"), item.value("FunctionVersion"), weights);
    }

    private static double weight(JsonNode node) {
        String text = node.isNumber() ? node.asString() : node.isString() ? node.stringValue() : "";
        if (!text.matches("[0-9]{1,3}([.][0-9]{1,20})?(E-?[0-9]{1,3})?")) {
            throw new Unreadable("`RoutingConfig.AdditionalVersionWeights` has no weight");
        }
        return Double.parseDouble(text);
    }

    /// The function's own policy; aliases and versions have others, which are not held.
    private Sight<PolicyDocument> policy(Configuration of) {
        Inquiry inquiry = new Inquiry(answers, Operation.LAMBDA_GET_POLICY, of.site(), of.name(), true, of.name());
        List<Answer> own = new ArrayList<>();
        for (Answer it : answers.about(Operation.LAMBDA_GET_POLICY, of.site(), of.name())) {
            if (isQualified(it)) {
                ledger.note(Operation.LAMBDA_GET_POLICY, "policies of aliases and versions are not held");
            } else {
                own.add(it);
            }
        }
        return inquiry.policy("Policy", own);
    }

    private static boolean isQualified(Answer answer) {
        JsonNode asked = answer.request().get("FunctionName");
        String name = asked != null && asked.isString() ? asked.stringValue() : "";
        String resource = name.substring(name.indexOf("function:") < 0 ? 0 : name.indexOf("function:") + 9);
        return answer.request().has("Qualifier") || resource.contains(":");
    }
}
