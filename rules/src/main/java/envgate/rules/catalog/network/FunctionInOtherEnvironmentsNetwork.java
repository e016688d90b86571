package envgate.rules.catalog.network;

import static envgate.envs.model.Area.FUNCTIONS;
import static envgate.envs.model.Area.SECURITY_GROUPS;
import static envgate.envs.model.Area.SUBNETS;
import static envgate.rules.finding.Severity.ERROR;

import com.google.auto.service.AutoService;
import envgate.envs.model.LambdaFunction;
import envgate.envs.model.LambdaFunction.VpcConfig;
import envgate.envs.model.Value;
import envgate.rules.analysis.Facts;
import envgate.rules.analysis.links.Link;
import envgate.rules.analysis.links.Link.Evidence;
import envgate.rules.engine.Findings;
import envgate.rules.engine.FunctionRule;
import envgate.rules.engine.Rule;
import envgate.rules.finding.Lens;
import envgate.rules.finding.Missing;
import envgate.rules.finding.Place;
import envgate.rules.finding.RuleCard;
import envgate.rules.finding.Trail;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Finds functions that are attached to a subnet, or wear a security group, that another environment owns.
@RuleCard(
        id = "function-in-other-environments-network",
        code = "NET-020",
        severity = ERROR,
        needs = {FUNCTIONS, SUBNETS, SECURITY_GROUPS},
        through = Lens.LINKS,
        title = "Function is attached to another environment's network",
        why = """
        A subnet id that was copied puts the function behind the other environment's routes, and a security group that
        was copied opens every door that is open for the other environment's functions: its databases let this one in.
        """,
        fix = """
        Attach the function to its own environment's subnets and security groups. A network that several environments
        use on purpose belongs under `shared` in the inventory.
        """,
        bad = """
        environment: staging
        account: "333333333333"
        subnets: {subnet-staging: {}}
        functions: {Orders: {subnets: [subnet-staging]}}
        ---
        environment: prod
        account: "333333333333"
        functions: {Orders: {subnets: [subnet-staging]}}
        """,
        good = """
        environment: staging
        account: "333333333333"
        subnets: {subnet-staging: {}}
        functions: {Orders: {subnets: [subnet-staging]}}
        ---
        environment: prod
        account: "333333333333"
        vpcs: {vpc-prod: {}}
        subnets: {subnet-prod: {vpc: vpc-prod}}
        functions: {Orders: {subnets: [subnet-prod]}}
        """,
        sources = {
            "https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html",
            "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-sharing.html",
            "https://github.com/aws/aws-sdk-net/issues/1834"
        })
@AutoService(Rule.class)
public final class FunctionInOtherEnvironmentsNetwork implements FunctionRule {

    @Override
    public void check(LambdaFunction function, Facts facts, Findings findings) {
        VpcConfig vpc = function.vpc();
        if (vpc == null) {
            return;
        }
        List<Missing> missing = new ArrayList<>();
        TreeSet<String> ids = new TreeSet<>();
        TreeSet<String> owners = new TreeSet<>();
        Trail trail = Trail.EMPTY;
        for (String id : Stream.concat(vpc.subnetIds().stream(), vpc.securityGroupIds().stream())
                .toList()) {
            switch (facts.link(new Value.Plain(id))) {
                case Link.Strays it
                when it.how() == Evidence.NAME ->
                    missing.add(new Missing("which environment owns " + id, "ec2:DescribeSubnets"));
                case Link.Strays it -> {
                    ids.add(id);
                    owners.add(it.owner());
                    trail = trail.then(
                                    "it is attached to " + id, function.name(), facts.environment(), function.origin())
                            .then(it.trail());
                }
                case Link.Unresolved it -> missing.addAll(it.missing());
                case Link.Leads it -> missing.addAll(it.owner().isEmpty() ? it.unseen() : List.of());
                case Link.Dangles _ -> {}
            }
        }
        Place place = Place.of(facts.environment(), function);
        if (!ids.isEmpty()) {
            String message = "is attached to " + String.join(", ", ids) + " of " + String.join(" and ", owners);
            findings.add(place.against(owners.first()), message, trail);
        } else if (!missing.isEmpty()) {
            findings.unknown(place, missing);
        } else {
            findings.pass();
        }
    }
}
