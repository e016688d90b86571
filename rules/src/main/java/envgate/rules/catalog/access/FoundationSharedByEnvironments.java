package envgate.rules.catalog.access;

import static envgate.envs.model.Area.FUNCTIONS;
import static envgate.envs.model.Area.ROLES;
import static envgate.envs.model.Area.SECURITY_GROUPS;
import static envgate.envs.model.Area.SUBNETS;
import static envgate.rules.finding.Severity.WARNING;

import com.google.auto.service.AutoService;
import envgate.envs.model.Arn;
import envgate.envs.model.Gap;
import envgate.envs.model.Intent;
import envgate.envs.model.LambdaFunction;
import envgate.envs.model.LambdaFunction.VpcConfig;
import envgate.envs.model.PolicyDocument;
import envgate.envs.model.Role;
import envgate.envs.model.Subnet;
import envgate.envs.model.Value;
import envgate.rules.analysis.Facts;
import envgate.rules.analysis.Fleet;
import envgate.rules.analysis.links.Link;
import envgate.rules.analysis.links.Link.Evidence;
import envgate.rules.engine.Findings;
import envgate.rules.engine.FleetRule;
import envgate.rules.engine.Rule;
import envgate.rules.finding.Lens;
import envgate.rules.finding.Missing;
import envgate.rules.finding.Place;
import envgate.rules.finding.RuleCard;
import envgate.rules.finding.Trail;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/// Finds what functions of several environments stand on together: a KMS key, a log group, a managed policy, a
/// security group or a VPC.
///
/// A network that one of them owns is left to the rule about functions in another environment's network, and a role
/// to the one about shared roles. Policies of AWS's own are everybody's.
@RuleCard(
        id = "foundation-shared-by-environments",
        code = "IAM-021",
        severity = WARNING,
        needs = {FUNCTIONS, ROLES, SUBNETS, SECURITY_GROUPS},
        through = Lens.LINKS,
        title = "Functions of two environments stand on one key, log group, policy, security group or VPC",
        why = """
        Whoever changes it for one environment changes it for the other: a new version of the policy widens both roles,
        a key that is disabled stops both functions, a security group that lets one of them in lets in both, and whoever
        reads the logs of one reads those of the other.
        """,
        fix = """
        Give each environment its own, made by its own stack. What is shared on purpose belongs under `shared` in the
        inventory, with a reason.
        """,
        bad = """
        environment: staging
        account: "333333333333"
        functions: {Orders: {kms-key: orders, role: staging-orders}}
        roles: {staging-orders: {}}
        keys: {orders: {}}
        ---
        environment: prod
        account: "333333333333"
        functions: {Orders: {kms-key: orders, role: prod-orders}}
        roles: {prod-orders: {}}
        keys: {orders: {}}
        """,
        good = """
        environment: staging
        account: "333333333333"
        functions: {Orders: {kms-key: staging-orders, role: staging-orders}}
        roles: {staging-orders: {}}
        keys: {staging-orders: {}}
        ---
        environment: prod
        account: "333333333333"
        functions: {Orders: {kms-key: prod-orders, role: prod-orders}}
        roles: {prod-orders: {}}
        keys: {prod-orders: {}}
        """,
        sources = {
            "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-versioning.html",
            "https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars-encryption.html",
            "https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-loggroups.html",
            "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html",
            "https://docs.aws.amazon.com/wellarchitected/latest/security-pillar/sec_securely_operate_multi_accounts.html"
        })
@AutoService(Rule.class)
public final class FoundationSharedByEnvironments implements FleetRule {

    /// What functions of one environment stand on, and the first of them that does.
    private record Use(Facts environment, LambdaFunction function, String words) {

        Trail told(Trail trail, String id) {
            return trail.then(
                    function.logicalName() + " of " + environment.environment() + " has " + words,
                    id,
                    environment.environment(),
                    function.origin());
        }
    }

    @Override
    public void check(Fleet fleet, Findings findings) {
        SortedMap<String, List<Use>> uses = new TreeMap<>();
        for (Facts facts : fleet.environments()) {
            SortedMap<String, Use> own = new TreeMap<>();
            for (LambdaFunction function : facts.snapshot().functions()) {
                if (function.logGroup().isEmpty()) {
                    findings.unknown(
                            Place.of(facts.environment(), function),
                            List.of(new Missing("which log group it writes to", "")));
                }
                stands(function, facts, (id, words) -> own.putIfAbsent(id, new Use(facts, function, words)));
            }
            own.forEach((id, use) ->
                    uses.computeIfAbsent(id, _ -> new ArrayList<>()).add(use));
        }
        Set<String> grouped = new HashSet<>();
        uses.forEach((id, users) -> judge(id, users, fleet.intent(), grouped, findings));
    }

    /// Tells what a function stands on, by ARN or id, with words for it.
    private static void stands(LambdaFunction function, Facts facts, BiConsumer<String, String> told) {
        if (!function.kmsKeyArn().isEmpty()) {
            told.accept(function.kmsKeyArn(), "its variables encrypted with key `" + last(function.kmsKeyArn()) + "`");
        }
        if (!function.logGroup().isEmpty()) {
            told.accept(
                    beside(function, "logs", "log-group:" + function.logGroup()),
                    "log group `" + function.logGroup() + "`");
        }
        facts.snapshot()
                .role(function.role())
                .ifPresent(role -> attached(role)
                        .forEach(it -> told.accept(it, "policy `" + last(it) + "` attached to its role")));
        VpcConfig vpc = function.vpc();
        if (vpc != null) {
            vpc.securityGroupIds().stream()
                    .filter(it -> !strays(facts, it))
                    .forEach(
                            it -> told.accept(beside(function, "ec2", "security-group/" + it), "security group " + it));
            facts.snapshot().network().subnets().stream()
                    .filter(it -> vpc.subnetIds().contains(it.id()) && !strays(facts, it.id()))
                    .map(Subnet::vpcId)
                    .distinct()
                    .forEach(it -> told.accept(beside(function, "ec2", "vpc/" + it), "its subnets in " + it));
        }
    }

    /// The ARN of something in the function's own account and region: ids alone may be those of two accounts.
    private static String beside(LambdaFunction function, String service, String resource) {
        Arn arn = function.arn();
        return new Arn(arn.partition(), service, arn.region(), arn.account(), resource).toString();
    }

    /// ARNs of the customer's managed policies, whether their documents were seen or not.
    private static Stream<String> attached(Role role) {
        return Stream.concat(
                        role.policies().stream().map(PolicyDocument::name),
                        role.unseenPolicies().stream().map(Gap::resource))
                .filter(it -> it.contains(":policy/") && !it.contains(":iam::aws:"))
                .distinct();
    }

    /// Each environment but the highest has to change.
    ///
    /// @param grouped environments that were accused for a security group: its VPC is not told besides
    private static void judge(String id, List<Use> uses, Intent intent, Set<String> grouped, Findings findings) {
        findings.pass();
        Use highest = uses.getLast();
        for (Use it : uses.subList(0, uses.size() - 1)) {
            String environment = it.environment().environment();
            if (intent.shares(id, last(id)).isPresent() || (id.contains(":vpc/") && grouped.contains(environment))) {
                findings.pass();
                continue;
            }
            if (id.contains(":security-group/")) {
                grouped.add(environment);
            }
            findings.add(
                    Place.of(environment, it.function())
                            .withKey(last(id))
                            .against(highest.environment().environment()),
                    "has " + it.words() + ", as " + highest.function().logicalName() + " of "
                            + highest.environment().environment() + " does",
                    highest.told(it.told(Trail.EMPTY, id), id));
        }
    }

    /// Whether it belongs to an environment, and not to this one.
    private static boolean strays(Facts facts, String id) {
        return facts.link(new Value.Plain(id)) instanceof Link.Strays it && it.how() != Evidence.NAME;
    }

    private static String last(String id) {
        int group = id.indexOf(":log-group:");
        return group < 0 ? id.substring(id.lastIndexOf('/') + 1) : id.substring(group + ":log-group:".length());
    }
}
