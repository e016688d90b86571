package envgate.rules.catalog.artifact;

import static envgate.envs.model.Area.FUNCTIONS;
import static envgate.rules.finding.Severity.ERROR;
import static envgate.rules.finding.Severity.WARNING;

import com.google.auto.service.AutoService;
import envgate.envs.model.Arn;
import envgate.envs.model.LambdaFunction;
import envgate.envs.model.LambdaFunction.PackageType;
import envgate.rules.analysis.Facts;
import envgate.rules.analysis.Promotion;
import envgate.rules.analysis.drift.Difference;
import envgate.rules.analysis.runtime.Lifecycle;
import envgate.rules.analysis.runtime.Runtimes;
import envgate.rules.engine.Findings;
import envgate.rules.engine.PromotionRule;
import envgate.rules.engine.Rule;
import envgate.rules.finding.Missing;
import envgate.rules.finding.Place;
import envgate.rules.finding.RuleCard;
import envgate.rules.finding.Trail;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Finds functions that the promotion has to create with a runtime that Lambda no longer takes for new ones.
@RuleCard(
        id = "runtime-closed-to-new-functions",
        code = "RTM-002",
        severity = ERROR,
        needs = {FUNCTIONS},
        through = {},
        title = "Function is new to the target and its runtime cannot be created any more",
        why = """
        Where a function exists, Lambda lets it be updated for a while after its runtime is closed to new functions.
        Promoted to an environment that does not have it yet, the same function is a new one: the deploy fails there,
        and only there. Before that day it is a warning, for dates are announced months ahead.
        """,
        fix = """
        Move the function to the successor of its runtime in every environment before it is promoted.
        """,
        bad = """
        inventory: {today: 2027-02-15}
        ---
        environment: staging
        functions: {LegacyImport: {runtime: python3.9}}
        ---
        environment: prod
        """,
        good = """
        inventory: {today: 2027-02-15}
        ---
        environment: staging
        functions: {LegacyImport: {runtime: python3.14}, OrdersApi: {runtime: python3.9}}
        ---
        environment: prod
        functions: {OrdersApi: {runtime: python3.9}}
        """,
        sources = {
            "https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html",
            "https://docs.aws.amazon.com/lambda/latest/dg/runtime-support-policy.html",
            "https://github.com/LBHackney-IT/Data-Platform/issues/1747"
        })
@AutoService(Rule.class)
public final class RuntimeClosedToNewFunctions implements PromotionRule {

    @Override
    public void check(Promotion promotion, Findings findings) {
        promotion
                .before()
                .ifPresentOrElse(
                        it -> planned(it, promotion, findings),
                        () -> promotion.drift().functionPairs().forEach(_ -> findings.pass()));
        for (Difference difference : promotion.differences()) {
            switch (difference) {
                case Difference.FunctionOnly it
                when it.environment().equals(promotion.from().environment()) ->
                    created(
                            new Made(it.function(), it.environment(), it.trail(), place(it.function(), promotion)),
                            promotion,
                            findings);
                case Difference.FunctionUnseen it
                when promotion.from().snapshot().functions().contains(it.function()) ->
                    findings.unknown(place(it.function(), promotion), it.gap());
                case Difference.FunctionOnly _, Difference.FunctionUnseen _, Difference.StackOnly _ -> {}
                case Difference.VariableOnly _, Difference.Variable _ -> {}
                case Difference.Output _, Difference.OutputOnly _ -> {}
            }
        }
    }

    /// What the plan makes is made with the runtime that the plan gives it.
    private static void planned(Facts before, Promotion promotion, Findings findings) {
        Set<Arn> there = new HashSet<>();
        before.snapshot().functions().forEach(it -> there.add(it.arn()));
        String target = promotion.to().environment();
        for (LambdaFunction it : promotion.to().snapshot().functions()) {
            if (there.contains(it.arn())) {
                findings.pass();
            } else {
                Place place = Place.of(target, it).against(promotion.from().environment());
                Trail trail = Trail.EMPTY.then("the plan makes it", it.name(), target, it.origin());
                created(new Made(it, target, trail, place), promotion, findings);
            }
        }
    }

    /// A function that has to be created, and why.
    private record Made(LambdaFunction function, String environment, Trail why, Place place) {}

    private static void created(Made it, Promotion promotion, Findings findings) {
        if (it.function().packageType() == PackageType.IMAGE) {
            findings.pass();
        } else {
            Runtimes.published()
                    .of(it.function().runtime())
                    .ifPresentOrElse(
                            lifecycle -> judge(lifecycle, it, promotion, findings),
                            () -> findings.unknown(it.place(), List.of(unlisted(it.function()))));
        }
    }

    private static Place place(LambdaFunction function, Promotion promotion) {
        return Place.of(promotion.to().environment())
                .ofFunction(function.logicalName())
                .against(promotion.from().environment());
    }

    private static Missing unlisted(LambdaFunction function) {
        String what = function.runtime().isEmpty()
                ? "which runtime it has"
                : "when runtime `" + function.runtime() + "` ends, for it is not in the list of "
                        + Runtimes.published().asOf();
        return new Missing(what, "");
    }

    private static void judge(Lifecycle lifecycle, Made it, Promotion promotion, Findings findings) {
        LocalDate today = promotion.intent().today();
        String what = "is not there yet, and no function can be created with " + lifecycle.runtime();
        LambdaFunction function = it.function();
        Trail trail = it.why()
                .then("its runtime is " + lifecycle.runtime(), function.name(), it.environment(), function.origin())
                .then("AWS closes it to new functions on " + lifecycle.noCreate() + " and to updates on "
                        + lifecycle.noUpdate() + ", says "
                        + Runtimes.published().source() + " of "
                        + Runtimes.published().asOf());
        switch (lifecycle.creation(today)) {
            case OPEN -> findings.pass();
            case CLOSING -> {
                long days = ChronoUnit.DAYS.between(today, lifecycle.noCreate());
                String when = " from " + lifecycle.noCreate() + " on, in " + days + (days == 1 ? " day" : " days");
                findings.add(it.place(), what + when, trail, WARNING, fix(lifecycle));
            }
            case CLOSED -> findings.add(it.place(), what + " since " + lifecycle.noCreate(), trail, fix(lifecycle));
        }
    }

    private static String fix(Lifecycle lifecycle) {
        return "Move the function from " + lifecycle.runtime() + " to " + lifecycle.successor()
                + " in every environment before it is promoted.";
    }
}
