package envgate.rules.analysis.access;

import envgate.envs.model.Area;
import envgate.envs.model.Arn;
import envgate.envs.model.Assumption;
import envgate.envs.model.Belongings;
import envgate.envs.model.Gap;
import envgate.envs.model.Intent;
import envgate.envs.model.LambdaFunction;
import envgate.envs.model.Network;
import envgate.envs.model.OrganizationPolicy;
import envgate.envs.model.Origin;
import envgate.envs.model.PolicyDocument;
import envgate.envs.model.Provenance;
import envgate.envs.model.Resource;
import envgate.envs.model.Role;
import envgate.envs.model.Sight;
import envgate.envs.model.Snapshot;
import envgate.envs.source.text.SnapshotYaml;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// One small world for one request: what a snapshot shows of it, and all that it may be in truth.
///
/// @param hidden what the snapshot does not show
record Scenario(
        Subject subject,
        List<PolicyDocument> identity,
        Optional<PolicyDocument> boundary,
        List<List<PolicyDocument>> serviceControl,
        List<List<PolicyDocument>> resourceControl,
        Optional<PolicyDocument> resource,
        Set<Hidden> hidden) {

    static final String OWN = "111111111111";
    static final String FOREIGN = "222222222222";
    static final String ROLE_ARN = "arn:aws:iam::" + OWN + ":role/api";
    static final String FUNCTION_ARN = "arn:aws:lambda:eu-west-1:" + OWN + ":function:api";

    static final List<String> KEYS =
            List.of("aws:PrincipalTag/team", "aws:SourceVpce", "aws:SourceArn", "aws:PrincipalAccount", "aws:username");

    private static final Snapshot BASE = SnapshotYaml.read(
                    "base.yaml", "environment: prod\nfunctions: {Api: {name: api, role: api}}\nroles: {api: {}}")
            .snapshots()
            .getFirst();

    /// What is asked for.
    enum Subject {
        OWN_QUEUE("sqs:SendMessage", "arn:aws:sqs:eu-west-1:" + OWN + ":ab", OWN),
        FOREIGN_QUEUE("sqs:SendMessage", "arn:aws:sqs:eu-west-1:" + FOREIGN + ":ab", FOREIGN),
        OWN_KEY("kms:Decrypt", "arn:aws:kms:eu-west-1:" + OWN + ":key/ab", OWN),
        FOREIGN_KEY("kms:Decrypt", "arn:aws:kms:eu-west-1:" + FOREIGN + ":key/ab", FOREIGN),
        OWN_ROLE("sts:AssumeRole", "arn:aws:iam::" + OWN + ":role/ab", OWN),
        FOREIGN_ROLE("sts:AssumeRole", "arn:aws:iam::" + FOREIGN + ":role/ab", FOREIGN),
        INDEX("dynamodb:Query", "arn:aws:dynamodb:eu-west-1:" + OWN + ":table/ab/index/ab", OWN),
        NOTHING("ec2:CreateNetworkInterface", "*", OWN);

        final String action;
        final String arn;
        final String owner;

        Subject(String action, String arn, String owner) {
            this.action = action;
            this.arn = arn;
            this.owner = owner;
        }

        boolean isRole() {
            return this == OWN_ROLE || this == FOREIGN_ROLE;
        }

        boolean isKey() {
            return this == OWN_KEY || this == FOREIGN_KEY;
        }

        boolean isUnderResourceControl() {
            return this != NOTHING;
        }
    }

    enum Hidden {
        IDENTITY,
        BOUNDARY,
        RESOURCE,
        ORGANIZATION
    }

    static Scenario of(Random random, boolean conditions, boolean hiding) {
        Subject subject = List.of(Subject.values()).get(random.nextInt(8));
        List<String> principals = List.of(
                "*",
                "AWS:*",
                "AWS:" + OWN,
                "AWS:arn:aws:iam::" + OWN + ":root",
                "AWS:" + ROLE_ARN,
                "AWS:" + ROLE_ARN,
                "AWS:arn:aws:sts::" + OWN + ":assumed-role/api/api",
                "AWS:arn:aws:sts::" + OWN + ":assumed-role/api/other",
                "AWS:" + FOREIGN,
                "Service:lambda.amazonaws.com");
        PolicyGenerator policies = new PolicyGenerator(
                random, List.of(subject.action), List.of(subject.arn, subject.arn, "*"), principals, conditions);
        List<PolicyDocument> identity = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            identity.add(policies.ofIdentity("identity-" + i));
        }
        Optional<PolicyDocument> boundary =
                random.nextInt(4) == 0 ? Optional.of(policies.ofOrganization("boundary")) : Optional.empty();
        Set<Hidden> hidden = new TreeSet<>();
        for (Hidden it : Hidden.values()) {
            if (hiding && random.nextInt(4) == 0) {
                hidden.add(it);
            }
        }
        return new Scenario(
                subject,
                identity,
                boundary,
                levels(random, policies),
                subject.isUnderResourceControl() ? levels(random, policies) : List.of(),
                resource(random, subject, policies),
                hidden);
    }

    private static Optional<PolicyDocument> resource(Random random, Subject subject, PolicyGenerator policies) {
        if (subject == Subject.NOTHING) {
            return Optional.empty();
        }
        if (subject.isRole()) {
            return Optional.of(policies.ofTrust("trust"));
        }
        return subject.isKey() || random.nextInt(3) > 0
                ? Optional.of(policies.ofResource("resource"))
                : Optional.empty();
    }

    private static List<List<PolicyDocument>> levels(Random random, PolicyGenerator policies) {
        List<List<PolicyDocument>> levels = new ArrayList<>();
        while (random.nextInt(3) == 0) {
            levels.add(List.of(policies.ofOrganization("level-" + levels.size())));
        }
        return levels;
    }

    Decision decide(Set<Assumption> assumed) {
        Snapshot snapshot = snapshot();
        Access access = new Access(snapshot, intent(assumed));
        return access.may(snapshot.functions().getFirst(), subject.action, subject.arn);
    }

    static Intent intent(Set<Assumption> assumed) {
        Intent plain = Intent.of(LocalDate.of(2026, 11, 24), "prod");
        return new Intent(
                plain.application(),
                plain.environments(),
                plain.pairing(),
                plain.variables(),
                plain.shared(),
                plain.calls(),
                plain.namespaces(),
                assumed,
                plain.today());
    }

    /// What was seen.
    Snapshot snapshot() {
        List<Gap> gaps = new ArrayList<>();
        List<PolicyDocument> seen = new ArrayList<>(identity);
        List<Gap> unseen = new ArrayList<>();
        if (hidden.contains(Hidden.IDENTITY)) {
            seen.removeLast();
            unseen.add(gap(Area.MANAGED_POLICIES));
        }
        if (hidden.contains(Hidden.ORGANIZATION)) {
            gaps.add(gap(Area.ORGANIZATION_POLICIES));
        }
        Sight<PolicyDocument> limit =
                boundary.<Sight<PolicyDocument>>map(Sight.Seen::new).orElse(new Sight.Absent<>());
        PolicyDocument trust = PolicyGenerator.document("trust", List.of());
        Role caller = new Role(
                "api",
                Arn.of(ROLE_ARN),
                trust,
                seen,
                unseen,
                hidden.contains(Hidden.BOUNDARY) ? new Sight.Unseen<>(gap(Area.MANAGED_POLICIES)) : limit,
                new Origin.Unknown());
        List<Role> roles = new ArrayList<>(List.of(caller));
        if (subject.isRole() && !hidden.contains(Hidden.RESOURCE)) {
            roles.add(new Role(
                    "ab",
                    Arn.of(subject.arn),
                    resource.orElseThrow(),
                    List.of(),
                    List.of(),
                    new Sight.Absent<>(),
                    new Origin.Unknown()));
        }
        List<OrganizationPolicy> organization = new ArrayList<>();
        organization(organization, OrganizationPolicy.Kind.SERVICE_CONTROL_POLICY, OWN, serviceControl);
        organization(organization, OrganizationPolicy.Kind.RESOURCE_CONTROL_POLICY, subject.owner, resourceControl);
        return new Snapshot(
                "prod",
                new Provenance(Provenance.Kind.TEXT, "a test", List.of(OWN), List.of("eu-west-1"), "", null),
                BASE.functions(),
                List.of(),
                List.of(),
                List.of(),
                things(),
                Network.EMPTY,
                roles,
                organization,
                Belongings.ALL,
                gaps,
                List.of(),
                null);
    }

    private static void organization(
            List<OrganizationPolicy> all,
            OrganizationPolicy.Kind kind,
            String account,
            List<List<PolicyDocument>> levels) {
        for (int i = 0; i < levels.size(); i++) {
            all.add(new OrganizationPolicy(kind, account, "ou-" + i, i, levels.get(i)));
        }
    }

    private List<Resource> things() {
        Sight<PolicyDocument> policy = hidden.contains(Hidden.RESOURCE)
                ? new Sight.Unseen<>(gap(Area.RESOURCE_POLICIES))
                : resource.<Sight<PolicyDocument>>map(Sight.Seen::new).orElse(new Sight.Absent<>());
        Origin origin = new Origin.Unknown();
        return switch (subject) {
            case OWN_QUEUE, FOREIGN_QUEUE ->
                List.of(new Resource.Queue(Arn.of(subject.arn), "ab", 30, policy, new TreeMap<>(), origin));
            case OWN_KEY, FOREIGN_KEY ->
                List.of(new Resource.Key(
                        Arn.of(subject.arn),
                        "ab",
                        List.of(),
                        "Enabled",
                        policy,
                        new Sight.Absent<>(),
                        new TreeMap<>(),
                        origin));
            case INDEX ->
                List.of(new Resource.Table(
                        Arn.of(subject.arn.replace("/index/ab", "")), "ab", policy, new TreeMap<>(), origin));
            case OWN_ROLE, FOREIGN_ROLE, NOTHING -> List.of();
        };
    }

    private static Gap gap(Area area) {
        return new Gap(area, OWN, "eu-west-1", "iam", "Get", "", "iam:Get", "AccessDenied");
    }

    /// The function that runs as the role.
    static LambdaFunction function() {
        return BASE.functions().getFirst();
    }
}
