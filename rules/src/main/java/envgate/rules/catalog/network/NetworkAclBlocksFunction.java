package envgate.rules.catalog.network;

import static envgate.envs.model.Area.FUNCTIONS;
import static envgate.envs.model.Area.NETWORK_ACLS;
import static envgate.envs.model.Area.SUBNETS;
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

/// Finds functions whose packets, or the answers to them, a network ACL drops.
@RuleCard(
        id = "network-acl-blocks-function",
        code = "NET-015",
        severity = ERROR,
        needs = {FUNCTIONS, SUBNETS, NETWORK_ACLS},
        through = Lens.REACH,
        title = "Network ACL drops the function's packets or the answers to them",
        why = """
        Network ACLs keep no state: the answer is a packet of its own, to a port from 1024 to 65535, and must be let in as
        well. A list written for servers often lets the call out and drops its answer.
        """,
        fix = """
        Let the call out of the function's subnet and into the destination's, and the answers back on ports 1024-65535.
        """,
        bad = """
        environment: prod
        subnets: {inner: {routes: {0.0.0.0/0: nat-1}, acl: acl-inner}}
        network-acls: {acl-inner: {in: ["100 allow tcp 443 from 0.0.0.0/0"], out: ["100 allow tcp 443 to 0.0.0.0/0"]}}
        functions: {Pay: {subnets: [inner], calls: ["api.example.com:443"]}}
        """,
        good = """
        environment: prod
        subnets: {inner: {routes: {0.0.0.0/0: nat-1}, acl: acl-inner}}
        network-acls: {acl-inner: {in: ["100 allow tcp 1024-65535 from 0.0.0.0/0"], out: ["100 allow tcp 443 to 0.0.0.0/0"]}}
        functions: {Pay: {subnets: [inner], calls: ["api.example.com:443"]}}
        """,
        sources = {
            "https://docs.aws.amazon.com/vpc/latest/userguide/custom-network-acl.html#nacl-ephemeral-ports",
            "https://github.com/codeforamerica/intake/issues/1192",
            "https://github.com/smoketurner/serverless-vpc-plugin/issues/417"
        })
@AutoService(Rule.class)
public final class NetworkAclBlocksFunction implements FunctionRule {

    @Override
    public void check(LambdaFunction function, Facts facts, Findings findings) {
        Place place = Place.of(facts.environment(), function);
        Stopped stopped = findings.stopped(place, facts.reached(function), Fault.NETWORK_ACL);
        if (!stopped.isEmpty()) {
            findings.add(
                    stopped.at(place),
                    stopped.components() + " cuts it off from " + stopped.services(),
                    stopped.evidence());
        }
    }
}
