package envgate.rules.catalog.parity;

import static envgate.envs.model.Area.FUNCTIONS;
import static envgate.rules.finding.Severity.NOTE;

import com.google.auto.service.AutoService;
import envgate.envs.model.LambdaFunction;
import envgate.envs.model.Moment;
import envgate.envs.model.Provenance;
import envgate.rules.analysis.Promotion;
import envgate.rules.analysis.drift.Drift;
import envgate.rules.engine.Findings;
import envgate.rules.engine.PromotionRule;
import envgate.rules.engine.Rule;
import envgate.rules.finding.Missing;
import envgate.rules.finding.Place;
import envgate.rules.finding.RuleCard;
import envgate.rules.finding.Trail;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/// Finds functions of the target whose code is much older than the source's.
///
/// That a target lags behind is what a promotion is for; after a month, more than one change comes with it.
@RuleCard(
        id = "code-far-behind-source",
        code = "DEP-011",
        severity = NOTE,
        needs = {FUNCTIONS},
        title = "Function's code in the target is more than a month behind the source",
        why = """
        Everything that changed since comes with the next deploy at once: variables, permissions and data that the code
        in between has brought, and nobody remembers what they were.
        """,
        fix = """
        Read what changed since then before promoting, and promote more often.
        """,
        bad = """
        environment: staging
        functions: {Orders: {code-sha: new, last-modified: 2026-11-20T00:00:00Z}}
        ---
        environment: prod
        functions: {Orders: {code-sha: old, last-modified: 2026-08-01T00:00:00Z}}
        """,
        good = """
        environment: staging
        functions: {Orders: {code-sha: new, last-modified: 2026-11-20T00:00:00Z}}
        ---
        environment: prod
        functions: {Orders: {code-sha: old, last-modified: 2026-11-01T00:00:00Z}}
        """,
        sources = {
            "https://docs.aws.amazon.com/lambda/latest/api/API_FunctionConfiguration.html",
            "https://github.com/nearform/titus/issues/219"
        })
@AutoService(Rule.class)
public final class CodeFarBehindSource implements PromotionRule {

    private static final long DAYS = 30;

    @Override
    public void check(Promotion promotion, Findings findings) {
        if (promotion.to().snapshot().provenance().kind() == Provenance.Kind.PLANNED) {
            return;
        }
        for (Drift.FunctionPair pair : promotion.drift().functionPairs()) {
            String source = code(pair.source());
            String target = code(pair.target());
            Optional<Instant> ahead = Moment.parse(pair.source().lastModified());
            Optional<Instant> behind = Moment.parse(pair.target().lastModified());
            Place place = Place.of(promotion.to().environment(), pair.target())
                    .against(promotion.from().environment());
            if (!source.isEmpty() && source.equals(target)) {
                findings.pass();
            } else if (source.isEmpty() || target.isEmpty() || ahead.isEmpty() || behind.isEmpty()) {
                findings.unknown(place, List.of(new Missing("which code the two functions have, and since when", "")));
            } else {
                judge(pair, ChronoUnit.DAYS.between(behind.get(), ahead.get()), place, promotion, findings);
            }
        }
    }

    /// What tells one code from another: AWS's hash of the package, which an image has as well.
    private static String code(LambdaFunction function) {
        return function.codeSha256();
    }

    private static void judge(Drift.FunctionPair pair, long days, Place place, Promotion promotion, Findings findings) {
        if (days <= DAYS) {
            findings.pass();
            return;
        }
        Trail trail = Trail.EMPTY
                .then(
                        "last changed at " + pair.source().lastModified(),
                        pair.source().name(),
                        promotion.from().environment(),
                        pair.source().origin())
                .then(
                        "last changed at " + pair.target().lastModified() + ", and has other code",
                        pair.target().name(),
                        promotion.to().environment(),
                        pair.target().origin());
        findings.add(
                place,
                "its code is " + days + " days behind " + promotion.from().environment(),
                trail);
    }
}
