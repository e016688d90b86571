package envgate.rules.catalog.network;

import static envgate.envs.model.Area.FUNCTIONS;
import static envgate.envs.model.Area.SUBNETS;
import static envgate.rules.finding.Severity.ERROR;
import static envgate.rules.finding.Severity.WARNING;

import com.google.auto.service.AutoService;
import envgate.envs.model.LambdaFunction;
import envgate.envs.model.LambdaFunction.VpcConfig;
import envgate.envs.model.Origin;
import envgate.envs.model.Subnet;
import envgate.rules.analysis.Facts;
import envgate.rules.engine.EnvironmentRule;
import envgate.rules.engine.Findings;
import envgate.rules.engine.Rule;
import envgate.rules.finding.Missing;
import envgate.rules.finding.Place;
import envgate.rules.finding.RuleCard;
import envgate.rules.finding.Severity;
import envgate.rules.finding.Trail;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// Finds subnets without room for the network interfaces of the functions in them.
///
/// Functions with the same security groups share the interfaces of a subnet, so room is counted by sets of groups, and
/// not by functions or by their concurrency. A deploy that changes the network of a function makes new interfaces
/// before the old ones go.
@RuleCard(
        id = "subnet-almost-full",
        code = "NET-018",
        severity = WARNING,
        needs = {FUNCTIONS, SUBNETS},
        through = {},
        title = "Subnet has fewer free addresses than its functions need for new interfaces",
        why = """
        Each set of security groups takes an address of every subnet, and another one for each 65,000 connections. When
        none is left a deploy that changes the network fails, a function that was idle for weeks does not come back, and
        its state is `SubnetOutOfIPAddresses`. With no address left this is an error.
        """,
        fix = """
        Attach the functions to a larger subnet, let them share security groups, or free addresses of the subnet.
        """,
        bad = """
        environment: prod
        subnets: {inner: {free: 1}}
        security-groups: {sg-a: {}, sg-b: {}}
        functions: {Orders: {subnets: [inner], security-groups: [sg-a]}, Search: {subnets: [inner], security-groups: [sg-b]}}
        """,
        good = """
        environment: prod
        subnets: {inner: {free: 120}}
        security-groups: {sg-a: {}, sg-b: {}}
        functions: {Orders: {subnets: [inner], security-groups: [sg-a]}, Search: {subnets: [inner], security-groups: [sg-b]}}
        """,
        sources = {
            "https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html",
            "https://docs.aws.amazon.com/lambda/latest/api/API_FunctionConfiguration.html",
            "https://github.com/ministryofjustice/modernisation-platform/issues/8334"
        })
@AutoService(Rule.class)
public final class SubnetAlmostFull implements EnvironmentRule {

    @Override
    public void check(Facts facts, Findings findings) {
        SortedMap<String, List<LambdaFunction>> users = new TreeMap<>();
        for (LambdaFunction function : facts.snapshot().functions()) {
            VpcConfig vpc = function.vpc();
            if (vpc != null) {
                vpc.subnetIds()
                        .forEach(it -> users.computeIfAbsent(it, _ -> new ArrayList<>())
                                .add(function));
            }
        }
        users.forEach((subnet, functions) -> judge(subnet, functions, facts, findings));
    }

    private static void judge(String id, List<LambdaFunction> functions, Facts facts, Findings findings) {
        Place place = Place.of(facts.environment()).withResource(id, new Origin.Unknown());
        Optional<Subnet> subnet = facts.snapshot().network().subnets().stream()
                .filter(it -> it.id().equals(id))
                .findFirst();
        int free = subnet.map(Subnet::availableIpAddressCount).orElse(-1);
        if (free < 0) {
            findings.unknown(
                    place, List.of(new Missing("how many addresses of " + id + " are free", "ec2:DescribeSubnets")));
            return;
        }
        TreeSet<String> groups = new TreeSet<>();
        for (LambdaFunction it : functions) {
            VpcConfig vpc = it.vpc();
            groups.add(vpc == null ? "" : String.join(" ", vpc.securityGroupIds()));
        }
        int needed = groups.size();
        if (free > needed) {
            findings.pass();
            return;
        }
        Severity severity = free == 0 ? ERROR : WARNING;
        String used = functions.size() == 1
                ? "1 function is in it"
                : functions.size() + " functions are in it, with " + needed + (needed == 1 ? " set" : " sets")
                        + " of security groups";
        Trail trail = Trail.EMPTY
                .then(id + " has " + count(free) + " left", id, facts.environment(), new Origin.Unknown())
                .then(used);
        findings.add(
                place,
                "has " + count(free) + " left for the interfaces of " + functions.size()
                        + (functions.size() == 1 ? " function" : " functions"),
                trail,
                severity,
                "Attach the functions to a larger subnet, let them share security groups, or free addresses of " + id
                        + ".");
    }

    private static String count(int free) {
        return free == 0 ? "no address" : free == 1 ? "1 address" : free + " addresses";
    }
}
