package envgate.rules.catalog.artifact;

import static envgate.envs.model.Area.FUNCTIONS;
import static envgate.rules.finding.Severity.ERROR;
import static envgate.rules.finding.Severity.WARNING;

import com.google.auto.service.AutoService;
import envgate.envs.model.LambdaFunction;
import envgate.envs.model.LambdaFunction.PackageType;
import envgate.rules.analysis.Facts;
import envgate.rules.analysis.runtime.Lifecycle;
import envgate.rules.analysis.runtime.Runtimes;
import envgate.rules.engine.Findings;
import envgate.rules.engine.FunctionRule;
import envgate.rules.engine.Rule;
import envgate.rules.finding.Missing;
import envgate.rules.finding.Place;
import envgate.rules.finding.RuleCard;
import envgate.rules.finding.Trail;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/// Finds functions that cannot be updated any more, or not for long, because of their runtime.
@RuleCard(
        id = "runtime-closed-to-updates",
        code = "RTM-003",
        severity = ERROR,
        needs = {FUNCTIONS},
        through = {},
        title = "Function's runtime cannot be updated any more",
        why = """
        After this day Lambda takes neither code nor configuration for the function: it runs on as it is, every deploy
        of its stack fails, and so does a roll back. Before that day it is a warning, for dates are announced months
        ahead.
        """,
        fix = """
        Move the function to the successor of its runtime while it can still be updated.
        """,
        bad = """
        inventory: {today: 2027-03-15}
        ---
        environment: prod
        functions: {LegacyImport: {runtime: python3.9}}
        """,
        good = """
        inventory: {today: 2027-03-15}
        ---
        environment: prod
        functions: {LegacyImport: {runtime: python3.14}}
        """,
        sources = {
            "https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html",
            "https://docs.aws.amazon.com/lambda/latest/dg/runtime-support-policy.html",
            "https://github.com/airbnb/streamalert/issues/1346"
        })
@AutoService(Rule.class)
public final class RuntimeClosedToUpdates implements FunctionRule {

    @Override
    public void check(LambdaFunction function, Facts facts, Findings findings) {
        Place place = Place.of(facts.environment(), function);
        Optional<Lifecycle> lifecycle = Runtimes.published().of(function.runtime());
        if (function.packageType() == PackageType.IMAGE) {
            findings.pass();
        } else if (lifecycle.isEmpty()) {
            String what = "when runtime `" + function.runtime() + "` ends, for it is not in the list of "
                    + Runtimes.published().asOf();
            findings.unknown(place, List.of(new Missing(what, "")));
        } else {
            judge(lifecycle.get(), function, place, facts, findings);
        }
    }

    private static void judge(
            Lifecycle lifecycle, LambdaFunction function, Place place, Facts facts, Findings findings) {
        LocalDate today = facts.intent().today();
        long days = ChronoUnit.DAYS.between(today, lifecycle.noUpdate());
        if (days > Lifecycle.NOTICE) {
            findings.pass();
            return;
        }
        Trail trail = Trail.EMPTY
                .then("its runtime is " + lifecycle.runtime(), function.name(), facts.environment(), function.origin())
                .then("AWS closes it to updates on " + lifecycle.noUpdate() + ", says "
                        + Runtimes.published().source() + " of "
                        + Runtimes.published().asOf());
        String fix = "Move the function from " + lifecycle.runtime()
                + (lifecycle.successor().isEmpty() ? "" : " to " + lifecycle.successor())
                + " while it can still be updated.";
        String when = days <= 0
                ? " since " + lifecycle.noUpdate()
                : " from " + lifecycle.noUpdate() + " on, in " + days + (days == 1 ? " day" : " days");
        findings.add(
                place, "cannot be updated with " + lifecycle.runtime() + when, trail, days <= 0 ? ERROR : WARNING, fix);
    }
}
