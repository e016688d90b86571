package envgate.rules.catalog.links;

import static envgate.envs.model.Area.EXPORTS;
import static envgate.envs.model.Area.STACKS;
import static envgate.envs.model.Area.TEMPLATES;
import static envgate.rules.finding.Severity.ERROR;

import com.google.auto.service.AutoService;
import envgate.envs.model.Export;
import envgate.envs.model.Provenance;
import envgate.envs.model.Sight;
import envgate.envs.model.Stack;
import envgate.envs.model.Stack.Template;
import envgate.rules.analysis.Promotion;
import envgate.rules.analysis.drift.Drift.StackPair;
import envgate.rules.engine.Findings;
import envgate.rules.engine.PromotionRule;
import envgate.rules.engine.Rule;
import envgate.rules.finding.Missing;
import envgate.rules.finding.Place;
import envgate.rules.finding.RuleCard;
import envgate.rules.finding.Trail;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// Finds imports of a stack that nothing in the target's account and region exports.
///
/// What a deployed stack imports is there, for CloudFormation lets nobody take it away; what the source's template
/// imports besides will be asked for by the next deploy, by the same name or by one that differs in the environment.
@RuleCard(
        id = "import-without-export",
        code = "OUT-003",
        severity = ERROR,
        needs = {STACKS, TEMPLATES, EXPORTS},
        through = {},
        title = "Stack imports a value that the target does not export",
        why = """
        `Fn::ImportValue` finds exports of the same account and region only. Where none has the name, the deploy fails
        with `No export named … found` and rolls back.
        """,
        fix = """
        Deploy the stack that exports the value to the target first, or correct the name.
        """,
        bad = """
        environment: staging
        stacks: {orders-staging: {imports: [network-vpc]}}
        exports: {network-vpc: vpc-1}
        ---
        environment: prod
        stacks: {orders-prod: {}}
        """,
        good = """
        environment: staging
        stacks: {orders-staging: {imports: [network-staging-vpc]}}
        exports: {network-staging-vpc: vpc-1}
        ---
        environment: prod
        stacks: {orders-prod: {imports: [network-prod-vpc]}}
        exports: {network-prod-vpc: vpc-2}
        """,
        sources = {
            "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-importvalue.html",
            "https://github.com/aws-cloudformation/cfn-lint/issues/326"
        })
@AutoService(Rule.class)
public final class ImportWithoutExport implements PromotionRule {

    @Override
    public void check(Promotion promotion, Findings findings) {
        List<StackPair> pairs = promotion.drift().stackPairs();
        for (Stack stack : promotion.from().snapshot().stacks()) {
            Optional<Stack> partner = pairs.stream()
                    .filter(it -> it.source().equals(stack))
                    .map(StackPair::target)
                    .findFirst();
            switch (stack.template()) {
                case Sight.Seen<Template>(Template template) -> promoted(template, stack, partner, promotion, findings);
                case Sight.Unseen<Template>(var gap) -> findings.unknown(place(promotion, stack, partner), gap);
                case Sight.Absent<Template> _ -> {}
            }
        }
        for (Stack stack : promotion.to().snapshot().stacks()) {
            switch (stack.template()) {
                case Sight.Seen<Template>(Template template) -> present(template, stack, promotion, findings);
                case Sight.Unseen<Template>(var gap) ->
                    findings.unknown(place(promotion, stack, Optional.of(stack)), gap);
                case Sight.Absent<Template> _ -> {}
            }
        }
    }

    /// What the target's own template imports, as it is or as a plan would leave it.
    private static void present(Template template, Stack stack, Promotion promotion, Findings findings) {
        Place place = place(promotion, stack, Optional.of(stack));
        for (String name : template.imports()) {
            if (exports(promotion, stack, name)) {
                findings.pass();
            } else {
                findings.add(place.withKey(name), message(name, promotion), trail(name, stack, promotion));
            }
        }
        boolean planned = promotion.to().snapshot().provenance().kind() == Provenance.Kind.PLANNED;
        if (planned && template.unresolvedImports() > 0) {
            findings.unknown(place, List.of(unresolved(template.unresolvedImports())));
        }
    }

    /// What the source's template imports and the target's does not yet.
    private static void promoted(
            Template template, Stack stack, Optional<Stack> partner, Promotion promotion, Findings findings) {
        Template known = partner.flatMap(it -> it.template().seen()).orElse(new Template(List.of(), 0, List.of()));
        if (partner.isPresent() && partner.get().template().seen().isEmpty()) {
            return;
        }
        Place place = place(promotion, stack, partner);
        TreeSet<String> fresh = new TreeSet<>(template.imports());
        fresh.removeIf(name -> known.imports().stream()
                .anyMatch(it -> it.equals(name) || promotion.drift().isCounterpart(name, it)));
        for (String name : fresh) {
            Stack where = partner.orElse(stack);
            boolean found = exports(promotion, where, name)
                    || promotion.to().snapshot().exports().stream()
                            .anyMatch(it -> promotion.drift().isCounterpart(name, it.name()));
            if (found) {
                findings.pass();
            } else {
                findings.add(place.withKey(name), message(name, promotion), trail(name, stack, promotion));
            }
        }
        int more = template.unresolvedImports() - known.unresolvedImports();
        if (more > 0) {
            findings.unknown(place, List.of(unresolved(more)));
        }
    }

    /// Exports count in their account and region; a stack of the source stands for one in any region of the target.
    private static boolean exports(Promotion promotion, Stack stack, String name) {
        boolean own = promotion.to().snapshot().stacks().contains(stack);
        for (Export export : promotion.to().snapshot().exports()) {
            boolean there = !own
                    || (export.region().equals(stack.arn().region())
                            && export.account().equals(stack.arn().account()));
            if (there && export.name().equals(name)) {
                return true;
            }
        }
        return false;
    }

    private static String message(String name, Promotion promotion) {
        return "import `" + name + "` has no export in " + promotion.to().environment();
    }

    private static Missing unresolved(int count) {
        return new Missing(
                count + (count == 1 ? " import has a name" : " imports have names") + " that cannot be worked out", "");
    }

    private static Trail trail(String name, Stack stack, Promotion promotion) {
        return Trail.EMPTY
                .then(
                        "the template of stack " + stack.name() + " imports " + name,
                        stack.arn().toString(),
                        "",
                        stack.origin())
                .then(
                        "none of the exports of the account and region is called so",
                        "",
                        promotion.to().environment(),
                        new envgate.envs.model.Origin.Unknown());
    }

    private static Place place(Promotion promotion, Stack stack, Optional<Stack> partner) {
        Place place =
                Place.of(promotion.to().environment()).against(promotion.from().environment());
        return partner.map(it -> place.withResource(it.arn().toString(), it.origin()))
                .orElseGet(() -> place.withResource(stack.name(), place.origin()));
    }
}
