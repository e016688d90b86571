package envgate.checker;

import envgate.envs.document.BadInput;
import envgate.rules.engine.Question;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `envgate demo`: the gate on the sample application that ships with envgate.
@Command(
        name = "demo",
        description = "The gate on the sample application that ships with envgate, from staging to prod: prints the"
                + " report and writes it as a page.")
final class DemoCommand implements Action {

    private final Run run;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "The page to write. Default: envgate-demo.html.")
    private String output = "envgate-demo.html";

    @Option(names = "--healthy", description = "Judge the sample's healthy twin.")
    private boolean healthy;

    DemoCommand(Run run) {
        this.run = run;
    }

    @Override
    public ExitStatus run() {
        Path home = run.surroundings().home();
        Path sample = home.resolve("checker/sample/orders").resolve(healthy ? "envgate-healthy.yaml" : "envgate.yaml");
        if (!Files.isRegularFile(sample)) {
            throw new BadInput(BadInput.Mistake.of(
                    "the sample application is not where envgate is installed: there is no " + sample,
                    "get it again with a fresh clone"));
        }
        Path directory = run.surroundings().directory();
        String config = (sample.startsWith(directory) ? directory.relativize(sample) : sample).toString();
        // What is set for the user's own application is not meant for the sample.
        Run apart = new Run(run.surroundings(), run.messages(), new Settings(Map.of()));
        return Pipe.judge(
                apart,
                new Question.Promote("staging", "prod"),
                SourceOptions.of(config),
                new GateOptions(),
                ReportOptions.of("console", "html=" + output));
    }
}
