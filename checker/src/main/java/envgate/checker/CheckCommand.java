package envgate.checker;

import envgate.rules.engine.Question;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `envgate check ENV…`: judges environments one by one.
@Command(name = "check", description = "Judges environments one by one.")
final class CheckCommand implements Action {

    private final Run run;

    @Parameters(paramLabel = "ENV", arity = "1..*", description = "Environments of the project file.")
    private List<String> environments = new ArrayList<>();

    @Mixin
    private final SourceOptions source = new SourceOptions();

    @Mixin
    private final GateOptions gate = new GateOptions();

    @Mixin
    private final ReportOptions report = new ReportOptions();

    CheckCommand(Run run) {
        this.run = run;
    }

    @Override
    public ExitStatus run() {
        List<String> names = environments.stream().distinct().toList();
        return Pipe.judge(run, new Question.Check(names), source, gate, report);
    }
}
