package envgate.rules.catalog.network;

import static envgate.envs.model.Area.FUNCTIONS;
import static envgate.envs.model.Area.SECURITY_GROUPS;
import static envgate.rules.finding.Severity.ERROR;

import com.google.auto.service.AutoService;
import envgate.envs.model.LambdaFunction;
import envgate.rules.analysis.Facts;
import envgate.rules.analysis.Reached;
import envgate.rules.analysis.reach.Path;
import envgate.rules.analysis.reach.Path.Blocker;
import envgate.rules.analysis.reach.Path.Part;
import envgate.rules.engine.Findings;
import envgate.rules.engine.FunctionRule;
import envgate.rules.engine.Rule;
import envgate.rules.finding.Place;
import envgate.rules.finding.RuleCard;
import envgate.rules.finding.Trail;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Finds functions whose own security groups do not let out what they call.
@RuleCard(
        id = "security-group-without-egress",
        code = "NET-013",
        severity = ERROR,
        needs = {FUNCTIONS, SECURITY_GROUPS},
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
        List<String> services = new ArrayList<>();
        Set<String> groups = new TreeSet<>();
        Trail evidence = Trail.EMPTY;
        for (Reached it : facts.reached(function)) {
            switch (it.path()) {
                case Path.Blocked(Trail trail, List<Blocker> blockers)
                when !own(blockers).isEmpty() -> {
                    services.add(it.call().text());
                    own(blockers).forEach(blocker -> groups.add(blocker.component()));
                    evidence = evidence.isEmpty() ? trail : evidence;
                }
                case Path.Unknown unknown
                when unknown.parts().contains(Part.OWN_GROUPS) -> findings.unknown(place, unknown.missing());
                case Path.Open _, Path.Blocked _, Path.Partial _, Path.Fragile _, Path.Unknown _ -> findings.pass();
            }
        }
        if (!services.isEmpty()) {
            String message = String.join(", ", groups) + " does not let it out to " + String.join(", ", services);
            findings.add(place, message, evidence);
        }
    }

    private static List<Blocker> own(List<Blocker> blockers) {
        return blockers.stream().filter(it -> it.part() == Part.OWN_GROUPS).toList();
    }
}
