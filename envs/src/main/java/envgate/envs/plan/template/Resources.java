package envgate.envs.plan.template;

import envgate.envs.document.Mark;
import envgate.envs.document.Mistakes;
import envgate.envs.document.Node;
import envgate.envs.document.Node.Kind;
import envgate.envs.document.Node.Mapping;
import envgate.envs.document.Quote;
import envgate.envs.model.Stack.StackResource;
import envgate.envs.plan.PlannedResource.Fate;
import envgate.envs.plan.Term;
import envgate.envs.plan.Term.Literal;
import envgate.envs.plan.Term.Unknown;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a template's resources are called, and what their attributes are.
///
/// Existing ones keep the ids that the live stack knows; new ones get a placeholder that can be read.
final class Resources {

    private static final Pattern HOLE = Pattern.compile("\\{([^{}]+)}");
    private static final Set<String> INVENTED = Set.of("StreamArn", "DefaultSecurityGroup", "DefaultNetworkAcl");
    private static final String STACK = "AWS::CloudFormation::Stack";

    private final Evaluator evaluator;
    private final Template template;
    private final Target target;
    private final Nested nested;
    private final Mistakes mistakes;
    private final LiveAttributes live;
    private final Map<String, StackResource> made;
    private final Map<String, Identity> identities = new HashMap<>();
    private final Set<String> open = new HashSet<>();

    /// What a resource is called.
    ///
    /// @param ref what `Ref` gives
    record Identity(String type, String name, String ref, Fate fate) {}

    Resources(Evaluator evaluator, Template template, Target target, Nested nested, Mistakes mistakes) {
        this.evaluator = evaluator;
        this.template = template;
        this.target = target;
        this.nested = nested;
        this.mistakes = mistakes;
        this.made = target.resources();
        this.live = new LiveAttributes(target);
    }

    Term ref(String logicalId, Node at, Mark mark) {
        Optional<Unknown> missing = missing(logicalId, at, mark);
        if (missing.isPresent()) {
            return missing.get();
        }
        Identity identity = identity(logicalId);
        if (identity.fate() != Fate.KEPT && identity.type().equals("AWS::EC2::EIP")) {
            return new Unknown("the address of `" + logicalId + "` is known after the deploy", mark);
        }
        boolean unheld = identity.fate() != Fate.KEPT
                && Kinds.of(identity.type()).isEmpty()
                && !identity.type().equals("AWS::Events::Rule");
        return unheld && isCustom(identity.type())
                ? new Unknown("the id of the custom resource `" + logicalId + "` is known after the deploy", mark)
                : Term.text(identity.ref(), mark);
    }

    private static boolean isCustom(String type) {
        return type.startsWith("Custom::") || type.equals("AWS::CloudFormation::CustomResource");
    }

    /// A resource that its condition leaves out, or may.
    private Optional<Unknown> missing(String logicalId, Node at, Mark mark) {
        Term presence = presence(logicalId);
        if (presence instanceof Unknown unknown) {
            return Optional.of(new Unknown(unknown.reason(), mark));
        }
        if (Terms.text(presence).filter("false"::equals).isPresent()) {
            mistakes.accuse(
                    at,
                    Quote.of(logicalId) + " is referred to, but its condition leaves it out",
                    "choose with `Fn::If`");
            return Optional.of(new Unknown("its condition leaves it out", mark));
        }
        return Optional.empty();
    }

    /// Whether a resource is made: `true`, `false` or unknown.
    Term presence(String logicalId) {
        Mapping resource = template.resource(logicalId).orElseThrow();
        return Nodes.get(resource, "Condition")
                .map(it -> evaluator.conditions().named(Nodes.text(it).orElse(""), it))
                .orElse(new Literal("true", Kind.FLAG, false, resource.mark()));
    }

    Identity identity(String logicalId) {
        Identity known = identities.get(logicalId);
        if (known != null) {
            return known;
        }
        Mapping resource = template.resource(logicalId).orElseThrow();
        String type = Nodes.text(resource, "Type").orElse("");
        if (!open.add(logicalId)) {
            return new Identity(type, placeholder(logicalId), placeholder(logicalId), Fate.NEW);
        }
        Identity identity = identity(logicalId, type);
        open.remove(logicalId);
        identities.put(logicalId, identity);
        return identity;
    }

    private Identity identity(String logicalId, String type) {
        StackResource before = made.get(logicalId);
        Optional<Kinds.Kind> kind = Kinds.of(type);
        Optional<String> given = kind.map(Kinds.Kind::nameProperty)
                .filter(it -> !it.isEmpty())
                .flatMap(it -> property(logicalId, it))
                .flatMap(Terms::text);
        if (before != null && before.type().equals(type) && before.physicalId().isEmpty()) {
            return new Identity(type, placeholder(logicalId), placeholder(logicalId), Fate.KEPT);
        }
        if (before != null && before.type().equals(type)) {
            String name = nameIn(type, before.physicalId());
            boolean sameName = given.isEmpty() || name.equalsIgnoreCase(last(given.get())) || name.equals(given.get());
            if (sameName && !isReplaced(logicalId, type)) {
                return new Identity(type, name, before.physicalId(), Fate.KEPT);
            }
        }
        String name = given.orElse(placeholder(logicalId));
        if (given.isEmpty() && type.equals("AWS::S3::Bucket")) {
            name = name.toLowerCase(Locale.ROOT);
        }
        Fate fate = before == null ? Fate.NEW : Fate.REPLACED;
        if (type.equals("AWS::Lambda::Version") || type.equals("AWS::Lambda::Alias")) {
            return qualified(logicalId, type, fate);
        }
        String ref = kind.isEmpty() ? name : filled(kind.get().ref(), logicalId, name, "");
        return new Identity(type, name, ref, fate);
    }

    private boolean isReplaced(String logicalId, String type) {
        Optional<Resources> before = nested.resourcesBefore()
                .filter(it -> it.template
                        .resource(logicalId)
                        .flatMap(one -> Nodes.text(one, "Type"))
                        .filter(type::equals)
                        .isPresent());
        return before.isPresent()
                && Replacing.is(type, it -> before.get().property(logicalId, it), it -> property(logicalId, it));
    }

    /// A version or alias of a function.
    private Identity qualified(String logicalId, String type, Fate fate) {
        String function =
                property(logicalId, "FunctionName").flatMap(Terms::text).orElse(placeholder(logicalId));
        String arn = function.startsWith("arn:") ? function : lambda(function);
        String name = type.endsWith("Version")
                ? "planned"
                : property(logicalId, "Name").flatMap(Terms::text).orElse("planned");
        return new Identity(type, name, arn + ":" + name, fate);
    }

    private static String last(String name) {
        return name.substring(name.lastIndexOf('/') + 1);
    }

    /// The name in a physical id.
    private static String nameIn(String type, String physicalId) {
        return switch (type) {
            case "AWS::ElasticLoadBalancingV2::LoadBalancer", "AWS::ElasticLoadBalancingV2::TargetGroup" -> {
                String[] parts = physicalId.split("/", -1);
                yield parts.length < 2 ? physicalId : parts[parts.length - 2];
            }
            case "AWS::SecretsManager::Secret" ->
                physicalId.replaceFirst("^arn:.*:secret:", "").replaceFirst("-[A-Za-z0-9]{6}$", "");
            case "AWS::SSM::Parameter", "AWS::KMS::Alias", "AWS::Logs::LogGroup" -> physicalId;
            case "AWS::Lambda::LayerVersion" -> {
                String[] parts = physicalId.split(":", -1);
                yield parts.length < 2 ? physicalId : parts[parts.length - 2];
            }
            default ->
                physicalId.substring(Math.max(
                                physicalId.lastIndexOf('/'),
                                physicalId.startsWith("arn:") ? physicalId.lastIndexOf(':') : -1)
                        + 1);
        };
    }

    /// `orders-prod-Worker-planned`: CloudFormation would end it in random characters.
    private String placeholder(String logicalId) {
        return target.stackName() + "-" + logicalId + "-planned";
    }

    private String filled(String pattern, String logicalId, String name, String ref) {
        Matcher hole = HOLE.matcher(pattern);
        StringBuilder made = new StringBuilder();
        while (hole.find()) {
            String word = hole.group(1);
            String value = switch (word) {
                case "name" -> name;
                case "ref" -> ref;
                case "p" -> target.partition();
                case "r" -> target.region();
                case "a" -> target.account();
                case "s" -> target.suffix();
                case "@Path" -> property(logicalId, "Path").flatMap(Terms::text).orElse("/");
                case "@GroupName" ->
                    property(logicalId, "GroupName").flatMap(Terms::text).orElse("default");
                default -> word.startsWith("id:") ? word.substring(3) + "-" + placeholder(logicalId) : word;
            };
            hole.appendReplacement(made, Matcher.quoteReplacement(value));
        }
        return hole.appendTail(made).toString();
    }

    /// What a property of a resource comes to.
    Optional<Term> property(String logicalId, String name) {
        return template.resource(logicalId)
                .flatMap(it -> Nodes.get(it, "Properties"))
                .flatMap(it -> Nodes.get(it, name))
                .flatMap(evaluator::value);
    }

    Term attribute(String logicalId, String name, Node at, Mark mark) {
        Optional<Unknown> missing = missing(logicalId, at, mark);
        if (missing.isPresent()) {
            return missing.get();
        }
        Identity identity = identity(logicalId);
        if (identity.type().equals(STACK) && name.startsWith("Outputs.")) {
            return nested.output(logicalId, name.substring("Outputs.".length()), mark);
        }
        if (identity.fate() == Fate.KEPT) {
            Optional<Term> seen = live.of(identity, name, mark);
            if (seen.isPresent()) {
                return seen.get();
            }
        }
        boolean unseen = identity.fate() == Fate.KEPT && isInvented(identity.type(), name);
        return (unseen ? Optional.<Term>empty() : computed(logicalId, identity, name))
                .map(it -> it instanceof Literal text ? new Literal(text.text(), text.kind(), text.secret(), mark) : it)
                .orElse(new Unknown(
                        identity.fate() == Fate.KEPT
                                ? "`" + logicalId + "." + name + "` of a `" + identity.type() + "` was not read"
                                : "`" + logicalId + "." + name + "` of a new `" + identity.type()
                                        + "` is known after the deploy",
                        mark));
    }

    /// Whether the attribute of a new resource is made up, so that of an existing one it has to be read.
    private static boolean isInvented(String type, String name) {
        String pattern = Kinds.of(type).map(it -> it.attributes().get(name)).orElse("");
        return pattern.contains("planned") || pattern.contains("{id:") || INVENTED.contains(name);
    }

    private Optional<Term> computed(String logicalId, Identity identity, String name) {
        Mark mark = template.resource(logicalId).orElseThrow().mark();
        Optional<String> pattern =
                Kinds.of(identity.type()).map(it -> it.attributes().get(name));
        if (pattern.isPresent() && pattern.get().matches("\\{@[A-Za-z]+}")) {
            return property(logicalId, pattern.get().substring(2, pattern.get().length() - 1));
        }
        if (pattern.isPresent()) {
            return Optional.of(Term.text(filled(pattern.get(), logicalId, identity.name(), identity.ref()), mark));
        }
        return switch (identity.type() + " " + name) {
            case "AWS::DynamoDB::Table StreamArn", "AWS::DynamoDB::GlobalTable StreamArn" ->
                Optional.of(Term.text(
                        "arn:" + target.partition() + ":dynamodb:" + target.region() + ":" + target.account()
                                + ":table/" + identity.name() + "/stream/planned",
                        mark));
            case "AWS::ApiGatewayV2::Api ApiEndpoint" -> Optional.of(Term.text(endpoint(logicalId, identity), mark));
            case "AWS::ApiGateway::RestApi RootResourceId" -> Optional.of(Term.text(identity.ref() + "-root", mark));
            case "AWS::EC2::VPC DefaultSecurityGroup" ->
                Optional.of(Term.text("sg-" + placeholder(logicalId) + "-default", mark));
            case "AWS::EC2::VPC DefaultNetworkAcl" ->
                Optional.of(Term.text("acl-" + placeholder(logicalId) + "-default", mark));
            case "AWS::Lambda::Version Version" ->
                identity.fate() == Fate.KEPT
                        ? Optional.of(Term.text(last(identity.ref().replace(':', '/')), mark))
                        : Optional.empty();
            case "AWS::Lambda::Alias AliasArn" -> Optional.of(Term.text(identity.ref(), mark));
            case "AWS::Lambda::Url FunctionArn" -> function(logicalId, identity, mark);
            case "AWS::RDS::DBInstance Endpoint.Port", "AWS::RDS::DBCluster Endpoint.Port" ->
                property(logicalId, "Port").or(() -> port(logicalId, mark));
            case "AWS::ElastiCache::CacheCluster RedisEndpoint.Port",
                    "AWS::ElastiCache::ReplicationGroup PrimaryEndPoint.Port",
                    "AWS::ElastiCache::ReplicationGroup ConfigurationEndPoint.Port" ->
                Optional.of(property(logicalId, "Port").orElse(Term.text("6379", mark)));
            case "AWS::Events::Rule Arn" -> Optional.of(Term.text(rule(logicalId, identity), mark));
            default -> Optional.empty();
        };
    }

    /// The function of a URL, whose property may be a name; what it is called with an alias no page says.
    /// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-url.html.
    private Optional<Term> function(String logicalId, Identity identity, Mark mark) {
        if (identity.fate() == Fate.KEPT && identity.ref().startsWith("arn:")) {
            return Optional.of(Term.text(identity.ref(), mark));
        }
        if (property(logicalId, "Qualifier").isPresent()) {
            return Optional.empty();
        }
        return property(logicalId, "TargetFunctionArn")
                .map(it -> Terms.text(it)
                        .filter(name -> name.matches("[-_A-Za-z0-9]+"))
                        .<Term>map(name -> Term.text(lambda(name), mark))
                        .orElse(it));
    }

    private String lambda(String function) {
        return "arn:" + target.partition() + ":lambda:" + target.region() + ":" + target.account() + ":function:"
                + function;
    }

    private String endpoint(String logicalId, Identity identity) {
        boolean socket = property(logicalId, "ProtocolType")
                .flatMap(Terms::text)
                .filter("WEBSOCKET"::equals)
                .isPresent();
        return (socket ? "wss://" : "https://") + identity.ref() + ".execute-api." + target.region() + "."
                + target.suffix();
    }

    /// https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html, `Port`.
    private Optional<Term> port(String logicalId, Mark mark) {
        String engine = property(logicalId, "Engine").flatMap(Terms::text).orElse("");
        String port = engine.contains("postgres")
                ? "5432"
                : engine.contains("mysql") || engine.contains("mariadb") || engine.equals("aurora")
                        ? "3306"
                        : engine.startsWith("oracle") ? "1521" : engine.startsWith("sqlserver") ? "1433" : "";
        return port.isEmpty() ? Optional.empty() : Optional.of(Term.text(port, mark));
    }

    private String rule(String logicalId, Identity identity) {
        String bus = property(logicalId, "EventBusName").flatMap(Terms::text).orElse("");
        String name = identity.ref().substring(identity.ref().indexOf('|') + 1);
        String path = bus.isEmpty() || bus.equals("default") ? "" : last(bus) + "/";
        return "arn:" + target.partition() + ":events:" + target.region() + ":" + target.account() + ":rule/" + path
                + name;
    }
}
