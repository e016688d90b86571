package envgate.rules.catalog.network;

import static envgate.envs.model.Area.FUNCTIONS;
import static envgate.envs.model.Area.SUBNETS;
import static envgate.envs.model.Area.VPC_ENDPOINTS;
import static envgate.rules.finding.Severity.ERROR;

import com.google.auto.service.AutoService;
import envgate.envs.model.LambdaFunction;
import envgate.envs.model.Resource;
import envgate.rules.analysis.Checkpoint;
import envgate.rules.analysis.Facts;
import envgate.rules.analysis.NamedResource;
import envgate.rules.engine.Findings;
import envgate.rules.engine.FunctionRule;
import envgate.rules.engine.Rule;
import envgate.rules.finding.Missing;
import envgate.rules.finding.Place;
import envgate.rules.finding.RuleCard;
import envgate.rules.finding.Trail;
import java.util.List;

/// Finds functions that are told of a thing which the policy of the endpoint on the way lets nobody touch.
@RuleCard(
        id = "endpoint-forbids-resource",
        code = "NET-010",
        severity = ERROR,
        needs = {FUNCTIONS, SUBNETS, VPC_ENDPOINTS},
        title = "Endpoint's policy lets no call to the function's resource pass",
        why = """
        The role may use the thing and the way to the service is open, but the policy of the VPC endpoint on that way names
        other things: those of the environment that it was copied from. Each call ends in `AccessDenied`, in this VPC only.
        """,
        fix = """
        Add the resource to the policy of the endpoint.
        """,
        bad = """
        environment: prod
        subnets: {inner: {}}
        endpoints: {vpce-s3: {service: s3, subnets: [inner], policy: ["allow * to s3:* on arn:aws:s3:::orders-staging/*"]}}
        buckets: [orders-prod]
        functions:
          Orders:
            subnets: [inner]
            permissions: ["allow s3:GetObject on arn:aws:s3:::orders-prod/*"]
            environment: {BUCKET: orders-prod}
        """,
        good = """
        environment: prod
        subnets: {inner: {}}
        endpoints: {vpce-s3: {service: s3, subnets: [inner], policy: ["allow * to s3:* on arn:aws:s3:::orders-prod/*"]}}
        buckets: [orders-prod]
        functions:
          Orders:
            subnets: [inner]
            permissions: ["allow s3:GetObject on arn:aws:s3:::orders-prod/*"]
            environment: {BUCKET: orders-prod}
        """,
        sources = {
            "https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html",
            "https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-s3.html"
        })
@AutoService(Rule.class)
public final class EndpointForbidsResource implements FunctionRule {

    @Override
    public void check(LambdaFunction function, Facts facts, Findings findings) {
        Place place = Place.of(facts.environment(), function);
        for (NamedResource it : NamedResource.of(function, facts)) {
            Resource thing = it.thing();
            switch (Checkpoint.of(function, thing, facts)) {
                case Checkpoint.Passes _ -> findings.pass();
                case Checkpoint.Unclear(List<Missing> missing) -> findings.unknown(place.withKey(it.key()), missing);
                case Checkpoint.Refuses(String endpoint, Trail trail) ->
                    findings.add(
                            place.withKey(it.key()),
                            "the policy of endpoint " + endpoint + " lets nothing pass to " + thing.kind() + " `"
                                    + thing.name() + "`",
                            trail);
            }
        }
        if (NamedResource.of(function, facts).isEmpty()) {
            findings.pass();
        }
    }
}
