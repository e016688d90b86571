package envgate.rules.catalog.access;

import static envgate.envs.model.Area.FUNCTIONS;
import static envgate.envs.model.Area.ROLES;
import static envgate.rules.finding.Severity.ERROR;

import com.google.auto.service.AutoService;
import envgate.envs.model.LambdaFunction;
import envgate.rules.analysis.Facts;
import envgate.rules.analysis.access.Decision;
import envgate.rules.analysis.access.VpcAttachment;
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
import java.util.Set;
import java.util.TreeSet;

/// Finds functions in a VPC whose role does not let Lambda attach them to it.
@RuleCard(
        id = "vpc-function-without-interface-permissions",
        code = "IAM-009",
        severity = ERROR,
        needs = {FUNCTIONS, ROLES},
        through = Lens.ACCESS,
        title = "Function is in a VPC, and its role may not manage network interfaces",
        why = """
        Lambda makes the network interfaces of a function with the function's own role. A running function does not
        notice that its role lost the permission: the next deploy fails, or the function does not come back after it
        was idle for weeks and its interfaces were reclaimed.
        """,
        fix = """
        Attach `AWSLambdaVPCAccessExecutionRole` to the role, or allow `ec2:CreateNetworkInterface`,
        `ec2:DescribeNetworkInterfaces` and `ec2:DeleteNetworkInterface` on all resources.
        """,
        bad = """
        environment: prod
        subnets: {inner: {}}
        functions: {OrdersApi: {subnets: [inner], role: orders-api}}
        roles: {orders-api: {policies: ["allow logs:* on *"]}}
        """,
        good = """
        environment: prod
        subnets: {inner: {}}
        functions: {OrdersApi: {subnets: [inner], role: orders-api}}
        roles: {orders-api: {policies: ["allow logs:*, ec2:*NetworkInterface* on *"]}}
        """,
        sources = {
            "https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html",
            "https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSLambdaVPCAccessExecutionRole.html",
            "https://github.com/aws/aws-cdk/issues/23589",
            "https://github.com/serverless/serverless/issues/1966",
            "https://github.com/aws/aws-sam-cli/issues/617"
        })
@AutoService(Rule.class)
public final class VpcFunctionWithoutInterfacePermissions implements FunctionRule {

    @Override
    public void check(LambdaFunction function, Facts facts, Findings findings) {
        if (function.vpc() == null) {
            return;
        }
        Set<String> lacking = new TreeSet<>();
        List<Missing> missing = new ArrayList<>();
        Trail denials = Trail.EMPTY;
        Trail grounds = Trail.EMPTY;
        for (VpcAttachment.Need need : VpcAttachment.needs(function, facts.snapshot())) {
            switch (facts.access().lambdaMay(function, need.action(), need.resource())) {
                case Decision.Allowed(Trail trail) -> grounds = grounds.assuming(trail.assumptions());
                case Decision.Unknown(Trail _, List<Missing> some) -> missing.addAll(some);
                case Decision.Denied(Trail trail, boolean _) -> {
                    denials = lacking.add(need.action()) ? denials.then(trail) : denials;
                }
            }
        }
        Place place = Place.of(facts.environment(), function);
        if (!lacking.isEmpty()) {
            String name = function.role().substring(function.role().lastIndexOf('/') + 1);
            findings.add(place, "role `" + name + "` may not do `" + String.join("`, `", lacking) + "`", denials);
        } else if (!missing.isEmpty()) {
            findings.unknown(place, missing);
        } else {
            findings.pass(grounds);
        }
    }
}
