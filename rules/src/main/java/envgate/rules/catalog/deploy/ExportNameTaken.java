package envgate.rules.catalog.deploy;

import static envgate.envs.model.Area.EXPORTS;
import static envgate.envs.model.Area.STACKS;
import static envgate.rules.finding.Severity.ERROR;
import static envgate.rules.finding.Severity.WARNING;

import com.google.auto.service.AutoService;
import envgate.envs.model.Export;
import envgate.envs.model.Snapshot;
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

/// Finds exports that the promotion would make a second time under one name, in one account and region.
///
/// Whether the name stays as it is in the target cannot be seen: a name that carries the environment's or the stack's
/// is taken for one that does not. A plan tells the names: what another stack exports already fails.
@RuleCard(
        id = "export-name-taken",
        code = "OUT-005",
        severity = WARNING,
        needs = {STACKS, EXPORTS},
        through = {},
        title = "Export's name does not tell two environments of one account and region apart",
        why = """
        The name of an export is unique in its account and region. The source has it already: when the same template
        makes it for the target, the deploy fails with `Export with name … is already exported by stack …`.
        """,
        fix = """
        Put the environment's or the stack's name into the export's name: `!Sub "${AWS::StackName}-vpc"`.
        """,
        bad = """
        environment: staging
        account: "333333333333"
        stacks: {base-staging: {outputs: {Vpc: {value: vpc-1, export: network-vpc}}}}
        ---
        environment: prod
        account: "333333333333"
        stacks: {base-prod: {}}
        """,
        good = """
        environment: staging
        account: "333333333333"
        stacks: {base-staging: {outputs: {Vpc: {value: vpc-1, export: network-staging-vpc}}}}
        ---
        environment: prod
        account: "333333333333"
        stacks: {base-prod: {}}
        """,
        sources = {
            "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-stack-exports.html",
            "https://github.com/oslokommune/okctl/issues/280"
        })
@AutoService(Rule.class)
public final class ExportNameTaken implements PromotionRule {

    @Override
    public void check(Promotion promotion, Findings findings) {
        promotion.before().ifPresent(it -> planned(it.snapshot(), promotion, findings));
        boolean together = shareAccountAndRegion(
                promotion.from().snapshot(), promotion.to().snapshot());
        for (Stack stack : promotion.from().snapshot().stacks()) {
            Optional<Stack> partner = promotion.drift().stackPairs().stream()
                    .filter(it -> it.source().equals(stack))
                    .map(Drift.StackPair::target)
                    .findFirst();
            for (Stack.Output output : stack.outputs().values()) {
                if (!together || output.exportName().isEmpty() || !isTaken(stack, partner, output, promotion)) {
                    findings.pass();
                } else {
                    accuse(stack, partner, output, promotion, findings);
                }
            }
        }
    }

    private static void planned(Snapshot before, Promotion promotion, Findings findings) {
        String target = promotion.to().environment();
        for (Stack stack : promotion.to().snapshot().stacks()) {
            for (Stack.Output output : stack.outputs().values()) {
                Optional<Export> other = before.exports().stream()
                        .filter(it -> it.name().equals(output.exportName()))
                        .filter(it -> it.account().equals(stack.arn().account())
                                && it.region().equals(stack.arn().region()))
                        .filter(it -> !it.stackArn().equals(stack.arn().toString()))
                        .findFirst();
                if (other.isEmpty()) {
                    findings.pass();
                    continue;
                }
                String whose = other.get().stackArn().replaceFirst("^arn:.*:stack/([^/]*)/.*$", "$1");
                Trail trail = Trail.EMPTY.then(
                        "stack " + whose + " exports `" + output.exportName() + "` already",
                        other.get().stackArn(),
                        target,
                        stack.origin());
                findings.add(
                        Place.of(target)
                                .against(promotion.from().environment())
                                .withResource(stack.arn().toString(), stack.origin())
                                .withKey(output.key()),
                        "export `" + output.exportName() + "` is there already, exported by stack " + whose,
                        trail,
                        ERROR,
                        "Give the export another name, or take it out of stack " + whose + " first.");
            }
        }
    }

    private static boolean isTaken(Stack stack, Optional<Stack> partner, Stack.Output output, Promotion promotion) {
        String name = output.exportName();
        boolean own =
                promotion.from().names().name(promotion.from().environment(), name) || name.contains(stack.name());
        boolean there = partner.map(it -> it.outputs().get(output.key()))
                .filter(it -> !it.exportName().isEmpty())
                .isPresent();
        return !own && !there;
    }

    private static boolean shareAccountAndRegion(Snapshot from, Snapshot to) {
        return from.provenance().accounts().stream().anyMatch(to.provenance().accounts()::contains)
                && from.provenance().regions().stream().anyMatch(to.provenance().regions()::contains);
    }

    private static void accuse(
            Stack stack, Optional<Stack> partner, Stack.Output output, Promotion promotion, Findings findings) {
        String target = promotion.to().environment();
        Place place = Place.of(target)
                .against(promotion.from().environment())
                .withResource(
                        partner.map(it -> it.arn().toString()).orElse(stack.name()),
                        partner.map(Stack::origin).orElse(Place.of(target).origin()))
                .withKey(output.key());
        Trail trail = Trail.EMPTY
                .then(
                        "stack " + stack.name() + " exports `" + output.exportName() + "`",
                        stack.arn().toString(),
                        promotion.from().environment(),
                        stack.origin())
                .then("the name names neither " + promotion.from().environment() + " nor the stack, and " + target
                        + " lies in the same account and region");
        findings.add(
                place,
                "export `" + output.exportName() + "` is there already, exported by stack " + stack.name() + " of "
                        + promotion.from().environment(),
                trail);
    }
}
