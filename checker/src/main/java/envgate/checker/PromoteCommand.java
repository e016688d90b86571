package envgate.checker;

import envgate.envs.document.BadInput;
import envgate.envs.document.Quote;
import envgate.rules.engine.Question;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `envgate promote FROM TO`: the gate.
@Command(
        name = "promote",
        description = "The gate: judges the promotion from one environment to another; the exit status is the verdict.")
final class PromoteCommand implements Action {

    private final Run run;

    @Parameters(index = "0", paramLabel = "FROM", description = "The environment in which it works.")
    private String from = "";

    @Parameters(index = "1", paramLabel = "TO", description = "The environment in which it should.")
    private String to = "";

    @Mixin
    private final SourceOptions source = new SourceOptions();

    @Mixin
    private final PlanOptions plans = new PlanOptions();

    @Mixin
    private final GateOptions gate = new GateOptions();

    @Mixin
    private final ReportOptions report = new ReportOptions();

    PromoteCommand(Run run) {
        this.run = run;
    }

    @Override
    public ExitStatus run() {
        if (from.equals(to)) {
            throw new BadInput(BadInput.Mistake.of(
                    Quote.of(from) + " cannot be promoted to itself", "`envgate check " + from + "` judges it alone"));
        }
        return Pipe.judge(run, new Question.Promote(from, to), source, plans, gate, report);
    }
}
