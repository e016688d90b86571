package envgate.rules.catalog.deploy;

import static envgate.envs.model.Area.EXPORTS;
import static envgate.envs.model.Area.STACKS;
import static envgate.rules.finding.Severity.ERROR;

import com.google.auto.service.AutoService;
import envgate.envs.model.Export;
import envgate.envs.model.Gap;
import envgate.envs.model.Origin;
import envgate.envs.model.Sight;
import envgate.envs.model.Snapshot;
import envgate.envs.model.Stack;
import envgate.rules.analysis.Promotion;
import envgate.rules.analysis.drift.Difference.Equality;
import envgate.rules.analysis.drift.Drift;
import envgate.rules.analysis.drift.Values;
import envgate.rules.engine.Findings;
import envgate.rules.engine.PromotionRule;
import envgate.rules.engine.Rule;
import envgate.rules.finding.Missing;
import envgate.rules.finding.Place;
import envgate.rules.finding.RuleCard;
import envgate.rules.finding.Trail;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Finds exports of the target that other stacks import and that a plan takes away or changes; without a plan, those
/// that the source's stack does not have any more, so that promoting it would take them away.
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
        if (promotion.before().isPresent()) {
            planned(promotion.before().get().snapshot(), promotion, findings);
            return;
        }
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

    private static void planned(Snapshot before, Promotion promotion, Findings findings) {
        Snapshot after = promotion.to().snapshot();
        for (Export was : before.exports()) {
            Optional<Export> is = after.exports().stream()
                    .filter(it -> it.name().equals(was.name()) && it.stackArn().equals(was.stackArn()))
                    .findFirst();
            Equality equality =
                    is.map(it -> Values.compare(was.value(), it.value())).orElse(new Equality.Different());
            Optional<Gap> gap = is.isPresent()
                    ? Optional.empty()
                    : after.gapsIn(EXPORTS).stream()
                            .filter(it -> !before.gaps().contains(it))
                            .findFirst();
            Optional<Gap> importers = was.importedBy().isEmpty() ? before.gapIn(EXPORTS, was.name()) : Optional.empty();
            Optional<Gap> unseen = gap.or(() -> importers);
            if (equality instanceof Equality.Same || (was.importedBy().isEmpty() && importers.isEmpty())) {
                findings.pass();
            } else if (unseen.isPresent()) {
                findings.unknown(place(was, promotion), unseen.get());
            } else if (equality instanceof Equality.Unknown(String why)) {
                String what = "whether export `" + was.name() + "` keeps its value, which "
                        + String.join(", ", was.importedBy()) + " imports: " + why;
                findings.unknown(place(was, promotion), List.of(new Missing(what, "")));
            } else {
                accuse(was, is.isPresent(), promotion, findings);
            }
        }
    }

    private static Place place(Export export, Promotion promotion) {
        Origin origin = promotion.to().snapshot().stacks().stream()
                .filter(it -> it.arn().toString().equals(export.stackArn()))
                .map(Stack::origin)
                .findFirst()
                .orElse(new Origin.Unknown());
        return Place.of(promotion.to().environment())
                .withResource(export.stackArn(), origin)
                .against(promotion.from().environment())
                .withKey(export.name());
    }

    /// Stacks that the plan takes the import from free the export if they are deployed first, and only then.
    private static void accuse(Export export, boolean stays, Promotion promotion, Findings findings) {
        List<String> importers = export.importedBy();
        Set<String> freed = new HashSet<>();
        for (Stack it : promotion.to().snapshot().stacks()) {
            boolean imports = it.template()
                    .seen()
                    .map(one -> one.imports().contains(export.name()) || one.unresolvedImports() > 0)
                    .orElse(true);
            if (!imports) {
                freed.add(it.name());
            }
        }
        Place place = place(export, promotion);
        Trail trail = Trail.EMPTY
                .then(
                        "export `" + export.name() + "` is imported by " + String.join(", ", importers),
                        export.stackArn(),
                        promotion.to().environment(),
                        place.origin())
                .then("the plan " + (stays ? "gives it another value" : "takes it away"));
        String message = "export `" + export.name() + "` is imported by " + String.join(", ", importers)
                + ", and the plan " + (stays ? "changes it" : "takes it away");
        if (freed.containsAll(importers)) {
            String fix = "Deploy " + String.join(", ", importers) + " first, so that nothing imports it any more.";
            findings.add(place, message + " while it takes the import out of them", trail, ERROR, fix);
        } else {
            findings.add(place, message, trail);
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
