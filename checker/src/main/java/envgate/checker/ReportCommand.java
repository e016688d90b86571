package envgate.checker;

import envgate.checker.ReportOptions.Output;
import envgate.envs.document.BadInput;
import envgate.reports.JsonReport;
import envgate.rules.finding.CheckReport;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `envgate report RESULT.json`: renders a result again.
@Command(
        name = "report",
        description =
                "Renders a result again, in other formats. Exits with 0: the verdict was said when it was judged.")
final class ReportCommand implements Action {

    private final Run run;

    @Parameters(paramLabel = "RESULT", description = "A JSON or HTML report of envgate.")
    private String result = "";

    @Mixin
    private final ReportOptions report = new ReportOptions();

    ReportCommand(Run run) {
        this.run = run;
    }

    @Override
    public ExitStatus run() {
        Complaints mistakes = new Complaints();
        List<Output> outputs = report.outputs(run, mistakes);
        Optional<CheckReport> read = read(mistakes);
        mistakes.end();
        ReportOptions.write(read.orElseThrow(), outputs, ProjectFile.NAMES.getFirst(), run);
        return ExitStatus.GO;
    }

    private Optional<CheckReport> read(Complaints mistakes) {
        try {
            return Optional.of(JsonReport.read(TextFiles.read(run.surroundings().path(result), result), result));
        } catch (BadInput bad) {
            mistakes.add(bad);
            return Optional.empty();
        }
    }
}
