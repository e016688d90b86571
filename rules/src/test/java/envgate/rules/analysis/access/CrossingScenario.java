package envgate.rules.analysis.access;

import envgate.envs.model.Arn;
import envgate.envs.model.Belongings;
import envgate.envs.model.LambdaFunction;
import envgate.envs.model.Network;
import envgate.envs.model.Origin;
import envgate.envs.model.PolicyDocument;
import envgate.envs.model.Provenance;
import envgate.envs.model.Resource;
import envgate.envs.model.Role;
import envgate.envs.model.Sight;
import envgate.envs.model.Snapshot;
import envgate.envs.model.Statement;
import envgate.envs.model.Statement.Matcher;
import envgate.envs.source.text.SnapshotYaml;
import envgate.rules.analysis.access.NaiveSpec.Ask;
import envgate.rules.analysis.access.NaiveSpec.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Two environments, in one account or two: a role of the first, and some things of the second.
///
/// @param owner the second one's account
/// @param policies of its things, by ARN; a thing without one has none
/// @param grants of its key
record CrossingScenario(
        String owner,
        List<PolicyDocument> identity,
        Optional<PolicyDocument> boundary,
        Map<String, PolicyDocument> policies,
        PolicyDocument grants) {

    static final String ROLE = Scenario.ROLE_ARN;

    private static final List<String> ACTIONS = List.of(
            "sqs:SendMessage",
            "dynamodb:GetItem",
            "dynamodb:Query",
            "s3:GetObject",
            "s3:ListBucket",
            "kms:Decrypt",
            "lambda:InvokeFunction",
            "ssm:GetParameter");
    private static final List<String> NAMES =
            List.of("a", "b", "x", "/", ":", "ab", "ba", "a/", "/a", "a:", "xx", "shop", "shop/a");

    /// Something that the role may want to do to a thing, or to what stands inside of it.
    record Wish(Thing thing, String action, String resource) {

        Ask in(Map<String, String> context) {
            return new Ask(Scenario.OWN, "api", "api", action, resource, context);
        }
    }

    static CrossingScenario of(Random random, boolean conditions) {
        String owner = random.nextBoolean() ? Scenario.OWN : Scenario.FOREIGN;
        List<String> arns = new ArrayList<>();
        for (Resource it : resources(owner)) {
            arns.add(it.arn().toString());
            arns.addAll(Thing.of(it).inside().values().stream()
                    .map(start -> start + "a")
                    .toList());
        }
        arns.add(function(owner).arn().toString());
        arns.add(function(owner).arn() + ":a");
        List<String> principals = List.of(
                "*",
                "AWS:" + Scenario.OWN,
                "AWS:" + Scenario.OWN,
                "AWS:" + ROLE,
                "AWS:arn:aws:sts::" + Scenario.OWN + ":assumed-role/api/api",
                "AWS:" + Scenario.FOREIGN,
                "Service:sns.amazonaws.com");
        PolicyGenerator generator = new PolicyGenerator(random, ACTIONS, arns, principals, conditions);
        Map<String, PolicyDocument> policies = new TreeMap<>();
        for (Resource it : resources(owner)) {
            boolean can = Thing.of(it).kind().hasPolicy();
            if (it instanceof Resource.Key || (can && random.nextBoolean())) {
                policies.put(it.arn().toString(), generator.ofResource("policy"));
            }
        }
        return new CrossingScenario(
                owner,
                random.nextInt(3) == 0
                        ? List.of(generator.ofIdentity("one"), generator.ofIdentity("two"))
                        : List.of(generator.ofIdentity("one")),
                random.nextInt(4) == 0 ? Optional.of(generator.ofOrganization("boundary")) : Optional.empty(),
                policies,
                grants(random, owner, principals));
    }

    /// None, or some to whomever a grant can name.
    private static PolicyDocument grants(Random random, String owner, List<String> principals) {
        List<Statement> grants = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            grants.add(new Statement(
                    "#" + i,
                    Statement.Effect.ALLOW,
                    new Matcher(false, List.of(principals.get(1 + random.nextInt(principals.size() - 1)))),
                    new Matcher(false, List.of(random.nextBoolean() ? "kms:Decrypt" : "kms:DescribeKey")),
                    new Matcher(false, List.of("arn:aws:kms:eu-west-1:" + owner + ":key/k1")),
                    List.of(),
                    List.of()));
        }
        return new PolicyDocument("grants", "2012-10-17", grants, new Origin.Unknown());
    }

    Crossing ask() {
        Snapshot from = from();
        Snapshot to = to();
        return new Overlap(List.of(from, to), Scenario.intent(Set.of()))
                .crossings(from, to)
                .getFirst();
    }

    private Snapshot from() {
        Role role = new Role(
                "api",
                Arn.of(ROLE),
                PolicyGenerator.document("trust", List.of()),
                identity,
                List.of(),
                boundary.<Sight<PolicyDocument>>map(Sight.Seen::new).orElse(new Sight.Absent<>()),
                new Origin.Unknown());
        return snapshot("staging", Scenario.OWN, List.of(Scenario.function()), List.of(), List.of(role));
    }

    private Snapshot to() {
        return snapshot("prod", owner, List.of(function(owner)), resources(owner, policies, grants), List.of());
    }

    static Snapshot snapshot(
            String name, String account, List<LambdaFunction> functions, List<Resource> resources, List<Role> roles) {
        return new Snapshot(
                name,
                new Provenance(Provenance.Kind.TEXT, "a test", List.of(account), List.of("eu-west-1"), "", null),
                functions,
                List.of(),
                List.of(),
                List.of(),
                resources,
                Network.EMPTY,
                roles,
                List.of(),
                Belongings.ALL,
                List.of(),
                List.of(),
                null);
    }

    static LambdaFunction function(String account) {
        return SnapshotYaml.read(
                        "far.yaml", "environment: prod\naccount: \"" + account + "\"\nfunctions: {Pay: {name: pay}}")
                .snapshots()
                .getFirst()
                .functions()
                .getFirst();
    }

    private static List<Resource> resources(String account) {
        return resources(account, Map.of(), new PolicyDocument("grants", "", List.of(), new Origin.Unknown()));
    }

    private static List<Resource> resources(
            String account, Map<String, PolicyDocument> policies, PolicyDocument grants) {
        String in = ":eu-west-1:" + account + ":";
        Origin origin = new Origin.Unknown();
        TreeMap<String, String> tags = new TreeMap<>();
        Arn queue = Arn.of("arn:aws:sqs" + in + "jobs");
        Arn table = Arn.of("arn:aws:dynamodb" + in + "table/shop");
        Arn key = Arn.of("arn:aws:kms" + in + "key/k1");
        Arn parameter = Arn.of("arn:aws:ssm" + in + "parameter/shop/x");
        List<Resource> all = new ArrayList<>();
        for (String it : List.of("shop", "stock", "store")) { // patterns may treat some of them alike
            Arn bucket = Arn.of("arn:aws:s3:::" + it);
            all.add(new Resource.Bucket(bucket, it, sight(policies, bucket), tags, origin));
        }
        all.addAll(List.of(
                new Resource.Queue(queue, "jobs", 30, sight(policies, queue), tags, origin),
                new Resource.Table(table, "shop", sight(policies, table), tags, origin),
                new Resource.Key(
                        key, "k1", List.of(), "Enabled", sight(policies, key), new Sight.Seen<>(grants), tags, origin),
                new Resource.Parameter(parameter, "/shop/x", "String", 1, null, tags, origin)));
        return all;
    }

    private static Sight<PolicyDocument> sight(Map<String, PolicyDocument> policies, Arn arn) {
        PolicyDocument policy = policies.get(arn.toString());
        return policy == null ? new Sight.Absent<>() : new Sight.Seen<>(policy);
    }

    /// Everything that could be wished for on the things of the second environment, within reason.
    List<Wish> wishes() {
        List<Wish> wishes = new ArrayList<>();
        Stream.concat(resources(owner, policies, grants).stream().map(Thing::of), Stream.of(Thing.of(function(owner))))
                .forEach(thing -> {
                    wish(wishes, thing, thing.kind(), thing.arn().toString());
                    thing.inside().forEach((kind, start) -> {
                        if (kind != Kind.VERSION || owner.equals(Scenario.OWN)) {
                            NAMES.stream()
                                    .filter(it -> it.chars()
                                            .noneMatch(c -> kind.never().indexOf(c) >= 0))
                                    .forEach(it -> wish(wishes, thing, kind, start + it));
                        }
                    });
                });
        return wishes;
    }

    private static void wish(List<Wish> wishes, Thing thing, Kind kind, String resource) {
        for (Kind.Deed deed : kind.deeds()) {
            wishes.add(new Wish(thing, deed.action(), resource));
        }
    }

    /// The world as far as it matters for a thing.
    World world(Thing thing) {
        return new World(
                identity,
                boundary,
                List.of(),
                List.of(),
                policy(thing),
                owner.equals(Scenario.OWN),
                thing.kind() == Kind.KEY);
    }

    /// A grant is as good as a statement.
    private Optional<PolicyDocument> policy(Thing thing) {
        Optional<PolicyDocument> policy =
                Optional.ofNullable(policies.get(thing.arn().toString()));
        return thing.kind() == Kind.KEY
                ? policy.map(it -> new PolicyDocument(
                        it.name(),
                        it.version(),
                        Stream.concat(it.statements().stream(), grants.statements().stream())
                                .toList(),
                        it.origin()))
                : policy;
    }

    /// Every context that there may be.
    List<Map<String, String>> contexts() {
        String policies = toString();
        List<Map<String, String>> contexts = new ArrayList<>(Truth.contexts(owner, policies));
        if (policies.contains("lambda:SourceFunctionArn")) {
            for (Map<String, String> it : List.copyOf(contexts)) {
                TreeMap<String, String> bare = new TreeMap<>(it);
                bare.remove("lambda:sourcefunctionarn");
                contexts.add(bare);
            }
        }
        return contexts;
    }
}
