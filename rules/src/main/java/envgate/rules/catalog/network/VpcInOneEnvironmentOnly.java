package envgate.rules.catalog.network;

import static envgate.envs.model.Area.FUNCTIONS;
import static envgate.rules.finding.Severity.WARNING;

import com.google.auto.service.AutoService;
import envgate.envs.model.Gap;
import envgate.envs.model.LambdaFunction;
import envgate.envs.model.Snapshot;
import envgate.rules.analysis.Promotion;
import envgate.rules.analysis.drift.Drift;
import envgate.rules.engine.Findings;
import envgate.rules.engine.PromotionRule;
import envgate.rules.engine.Rule;
import envgate.rules.finding.Place;
import envgate.rules.finding.RuleCard;
import envgate.rules.finding.Trail;
import java.util.Optional;

/// Finds functions that are in a VPC in one environment and in none in the other.
@RuleCard(
        id = "vpc-in-one-environment-only",
        code = "NET-024",
        severity = WARNING,
        needs = {FUNCTIONS},
        through = {},
        title = "Function is in a VPC in one environment only",
        why = """
        In a VPC a function loses the internet and gains the private hosts; outside of one it is the other way round.
        Whatever was tested in the source says nothing about the connections of the target.
        """,
        fix = """
        Attach the function to a VPC in both environments or in neither; a difference on purpose belongs under
        `waivers`, with its reason.
        """,
        bad = """
        environment: staging
        functions: {Orders: {}}
        ---
        environment: prod
        subnets: {inner: {}}
        functions: {Orders: {subnets: [inner]}}
        """,
        good = """
        environment: staging
        subnets: {inner: {}}
        functions: {Orders: {subnets: [inner]}}
        ---
        environment: prod
        subnets: {inner: {}}
        functions: {Orders: {subnets: [inner]}}
        """,
        sources = {
            "https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc-internet.html",
            "https://github.com/RJPearson94/terraform-aws-open-next/issues/45"
        })
@AutoService(Rule.class)
public final class VpcInOneEnvironmentOnly implements PromotionRule {

    @Override
    public void check(Promotion promotion, Findings findings) {
        for (Drift.FunctionPair pair : promotion.drift().functionPairs()) {
            Place place = Place.of(promotion.to().environment(), pair.target())
                    .against(promotion.from().environment());
            Optional<Gap> gap = gap(promotion.from().snapshot(), pair.source())
                    .or(() -> gap(promotion.to().snapshot(), pair.target()));
            boolean source = pair.source().vpc() != null;
            boolean target = pair.target().vpc() != null;
            if (gap.isPresent()) {
                findings.unknown(place, gap.get());
            } else if (source == target) {
                findings.pass();
            } else {
                String message = "is in " + (target ? "a" : "no") + " VPC, and in "
                        + promotion.from().environment() + " it is in " + (source ? "one" : "none");
                Trail trail = told(
                        told(Trail.EMPTY, promotion.from().snapshot(), pair.source()),
                        promotion.to().snapshot(),
                        pair.target());
                findings.add(place, message, trail);
            }
        }
    }

    private static Optional<Gap> gap(Snapshot snapshot, LambdaFunction function) {
        return snapshot.gapIn(FUNCTIONS, function.name())
                .or(() -> snapshot.gapIn(FUNCTIONS, function.arn().toString()));
    }

    private static Trail told(Trail trail, Snapshot snapshot, LambdaFunction function) {
        return trail.then(
                "in " + snapshot.environment() + " it has " + (function.vpc() == null ? "no VPC" : "a VPC"),
                function.name(),
                snapshot.environment(),
                function.origin());
    }
}
