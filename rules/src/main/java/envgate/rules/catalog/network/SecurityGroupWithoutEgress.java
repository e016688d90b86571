package envgate.rules.catalog.network;

import static envgate.envs.model.Area.FUNCTIONS;
import static envgate.envs.model.Area.SECURITY_GROUPS;
import static envgate.rules.finding.Severity.ERROR;

import com.google.auto.service.AutoService;
import envgate.envs.model.LambdaFunction;
import envgate.rules.analysis.Facts;
import envgate.rules.analysis.Stopped;
import envgate.rules.analysis.reach.Fault;
import envgate.rules.engine.Findings;
import envgate.rules.engine.FunctionRule;
import envgate.rules.engine.Rule;
import envgate.rules.finding.Lens;
import envgate.rules.finding.Place;
import envgate.rules.finding.RuleCard;

/// Finds functions whose own security groups do not let out what they call.
@RuleCard(
        id = "security-group-without-egress",
        code = "NET-013",
        severity = ERROR,
        needs = {FUNCTIONS, SECURITY_GROUPS},
        through = Lens.REACH,
        title = "Function's security groups do not let a call out",
        why = """
        A security group that somebody made by hand lets everything out; one that Terraform made lets out only what it
        says. Without a rule for the call every connection hangs until the timeout.
        """,
        fix = """
        Add an egress rule for the port and the destination to one of the function's security groups.
        """,
        bad = """
        environment: prod
        subnets: {inner: {routes: {0.0.0.0/0: nat-1}}}
        security-groups: {sg-pay: {out: [tcp 443 to 0.0.0.0/0]}}
        functions: {Pay: {subnets: [inner], security-groups: [sg-pay], calls: ["smtp.example.com:587"]}}
        """,
        good = """
        environment: prod
        subnets: {inner: {routes: {0.0.0.0/0: nat-1}}}
        security-groups: {sg-pay: {out: [tcp 587 to 0.0.0.0/0]}}
        functions: {Pay: {subnets: [inner], security-groups: [sg-pay], calls: ["smtp.example.com:587"]}}
        """,
        sources = {
            "https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html",
            "https://github.com/hashicorp/terraform/issues/9602",
            "https://github.com/antonbabenko/modules.tf-lambda/issues/64",
            "https://github.com/hashicorp/terraform-provider-aws/issues/38315"
        })
@AutoService(Rule.class)
public final class SecurityGroupWithoutEgress implements FunctionRule {

    @Override
    public void check(LambdaFunction function, Facts facts, Findings findings) {
        Place place = Place.of(facts.environment(), function);
        Stopped stopped = findings.stopped(place, facts.reached(function), Fault.OWN_GROUPS);
        if (!stopped.isEmpty()) {
            String message = stopped.components() + " does not let it out to " + stopped.services();
            findings.add(stopped.at(place), message, stopped.evidence());
        }
    }
}
