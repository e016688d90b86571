package envgate.rules.catalog.deploy;

import static envgate.envs.model.Area.EXPORTS;
import static envgate.envs.model.Area.STACKS;
import static envgate.rules.finding.Severity.ERROR;

import com.google.auto.service.AutoService;
import envgate.envs.model.Export;
import envgate.envs.model.Gap;
import envgate.envs.model.Sight;
import envgate.envs.model.Stack;
import envgate.rules.analysis.Promotion;
import envgate.rules.analysis.drift.Drift;
import envgate.rules.engine.Findings;
import envgate.rules.engine.PromotionRule;
import envgate.rules.engine.Rule;
import envgate.rules.finding.Place;
import envgate.rules.finding.RuleCard;
import envgate.rules.finding.Trail;
import java.util.Optional;

/// Finds exports of the target that other stacks import and that the source's stack does not have any more, so that
/// promoting it would take them away.
@RuleCard(
        id = "imported-export-missing-in-source",
        code = "OUT-004",
        severity = ERROR,
        needs = {STACKS, EXPORTS},
        through = {},
        title = "Promotion takes away an export that other stacks import",
        why = """
        CloudFormation refuses to delete or change an export as long as a stack imports it: the deploy fails with
        `Export … cannot be deleted as it is in use by …` and rolls back. The source never noticed, for nobody imports
        it there.
        """,
        fix = """
        Promote in two steps: first the importing stacks, without the import, then this one; or put the output back.
        """,
        bad = """
        environment: staging
        stacks: {base-staging: {outputs: {Vpc: {value: vpc-1, export: staging-vpc}}}}
        ---
        environment: prod
        stacks:
          base-prod: {outputs: {Vpc: {value: vpc-2, export: prod-vpc}, Zone: {value: z-2, export: prod-zone}}}
          orders-prod: {imports: [prod-vpc, prod-zone]}
        """,
        good = """
        environment: staging
        stacks: {base-staging: {outputs: {Vpc: {value: vpc-1, export: staging-vpc}}}}
        ---
        environment: prod
        stacks:
          base-prod: {outputs: {Vpc: {value: vpc-2, export: prod-vpc}, Zone: {value: z-2, export: prod-zone}}}
          orders-prod: {imports: [prod-vpc]}
        """,
        sources = {
            "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-stack-exports.html",
            "https://github.com/anomalyco/sst/issues/1256",
            "https://github.com/aws/aws-cdk/issues/3414",
            "https://github.com/linz/geostore/issues/630",
            "https://github.com/rlister/stax/issues/40"
        })
@AutoService(Rule.class)
public final class ImportedExportMissingInSource implements PromotionRule {

    @Override
    public void check(Promotion promotion, Findings findings) {
        for (Drift.StackPair pair : promotion.drift().stackPairs()) {
            boolean exports = false;
            for (Stack.Output output : pair.target().outputs().values()) {
                Optional<Export> export = imported(pair.target(), output, promotion);
                if (export.isPresent()) {
                    exports = true;
                    judge(pair, output, export.get(), promotion, findings);
                }
            }
            if (!exports) {
                findings.pass();
            }
        }
    }

    private static Optional<Export> imported(Stack stack, Stack.Output output, Promotion promotion) {
        return promotion.to().snapshot().exports().stream()
                .filter(it -> !output.exportName().isEmpty() && it.name().equals(output.exportName()))
                .filter(it -> it.account().equals(stack.arn().account())
                        && it.region().equals(stack.arn().region()))
                .filter(it -> !it.importedBy().isEmpty())
                .findFirst();
    }

    private static void judge(
            Drift.StackPair pair, Stack.Output output, Export export, Promotion promotion, Findings findings) {
        Place place = Place.of(promotion.to().environment())
                .withResource(pair.target().arn().toString(), pair.target().origin())
                .against(promotion.from().environment())
                .withKey(output.key());
        boolean kept = pair.source().outputs().values().stream()
                .anyMatch(it -> it.exportName().equals(export.name())
                        || promotion.drift().isCounterpart(it.exportName(), export.name())
                        || (it.key().equals(output.key()) && !it.exportName().isEmpty()));
        if (kept || isConditional(pair.source(), output)) {
            findings.pass();
            return;
        }
        if (pair.source().template() instanceof Sight.Unseen<Stack.Template>(Gap gap)) {
            findings.unknown(place, gap);
            return;
        }
        Trail trail = Trail.EMPTY
                .then(
                        "stack " + pair.target().name() + " exports `" + export.name() + "`, which "
                                + String.join(", ", export.importedBy()) + " imports",
                        pair.target().arn().toString(),
                        promotion.to().environment(),
                        pair.target().origin())
                .then(
                        "stack " + pair.source().name() + " has no such export",
                        pair.source().arn().toString(),
                        promotion.from().environment(),
                        pair.source().origin());
        findings.add(
                place,
                "export `" + export.name() + "` is imported by " + String.join(", ", export.importedBy())
                        + ", and stack " + pair.source().name() + " of "
                        + promotion.from().environment() + " does not export it any more",
                trail);
    }

    /// A condition that is false in the source may be true in the target.
    private static boolean isConditional(Stack source, Stack.Output output) {
        return source.template()
                .seen()
                .map(it -> it.conditionalOutputs().contains(output.key()))
                .orElse(false);
    }
}
