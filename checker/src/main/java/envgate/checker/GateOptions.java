package envgate.checker;

import envgate.checker.Settings.Setting;
import envgate.envs.document.BadInput;
import envgate.reports.JsonReport;
import envgate.rules.engine.Catalog;
import envgate.rules.engine.Gate;
import envgate.rules.engine.Triage;
import envgate.rules.finding.Baseline;
import envgate.rules.finding.CheckReport;
import envgate.rules.finding.Severity;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Options about what is judged and what stops.
final class GateOptions {

    @Option(
            names = "--fail-on",
            paramLabel = "SEVERITY",
            description = "Findings of this severity and worse stop: error, warning, note or never.")
    private @Nullable String failOn;

    @Option(
            names = "--min-coverage",
            paramLabel = "SHARE",
            description = "The share of judgements that must have been made, from 0 to 1. Default: 0.95.")
    private @Nullable String minCoverage;

    @Option(
            names = "--baseline",
            paramLabel = "FILE",
            description = "A JSON or HTML report: the findings in it are known, do not stop and are not shown again.")
    private @Nullable String baseline;

    @Option(
            names = "--exit-zero",
            description = "Exit with 0 whatever the verdict; wrong usage and faults of envgate keep theirs.")
    private boolean exitZero;

    @Mixin
    private final RuleOptions rules = new RuleOptions();

    Catalog catalog(Run run, Complaints mistakes) {
        return rules.catalog(run, mistakes);
    }

    /// What the command line and the variables say about the gate; what they leave open, its profile says.
    record Choice(
            boolean setsFailOn,
            @Nullable Severity failOn,
            Optional<Double> minCoverage,
            Optional<Baseline> known,
            boolean exitZero) {

        Triage over(Triage project, Gate profile) {
            Triage triage = project.withGate(
                    new Gate(setsFailOn ? failOn : profile.failOn(), minCoverage.orElse(profile.minCoverage())));
            return known.map(triage::withBaseline).orElse(triage);
        }

        ExitStatus status(CheckReport report) {
            ExitStatus status = ExitStatus.of(report);
            return exitZero ? status.reportingOnly() : status;
        }
    }

    Choice choice(Run run, Complaints mistakes) {
        Optional<Setting> severity = run.settings().one("--fail-on", failOn);
        return new Choice(
                severity.isPresent(),
                severity.flatMap(it -> severity(it, mistakes)).orElse(null),
                run.settings().one("--min-coverage", minCoverage).flatMap(it -> share(it, mistakes)),
                run.settings().one("--baseline", baseline).flatMap(it -> known(it, run, mistakes)),
                run.settings().flag("--exit-zero", exitZero, mistakes));
    }

    private static Optional<Severity> severity(Setting set, Complaints mistakes) {
        Optional<Severity> severity = Severity.parse(set.text());
        if (severity.isEmpty() && !set.text().equals("never")) {
            mistakes.add(set.quoted() + " is no severity", "write `error`, `warning`, `note` or `never`");
        }
        return severity;
    }

    private static Optional<Double> share(Setting set, Complaints mistakes) {
        if (!set.text().matches("0|1|0?\\.[0-9]{1,9}|1\\.0{1,9}")) {
            mistakes.add(set.quoted() + " is no share", "write a number from 0 to 1: `0.95` stands for 95 %");
            return Optional.empty();
        }
        return Optional.of(Double.parseDouble(set.text()));
    }

    private static Optional<Baseline> known(Setting set, Run run, Complaints mistakes) {
        try {
            String text = TextFiles.read(run.surroundings().path(set.text()), set.text());
            return Optional.of(JsonReport.baseline(text, set.text()));
        } catch (BadInput bad) {
            mistakes.add(bad);
            return Optional.empty();
        }
    }
}
