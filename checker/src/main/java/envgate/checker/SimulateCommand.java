package envgate.checker;

import envgate.checker.batch.SimulateRequests;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `envgate access simulate --requests FILE.jsonl`: decides requests by the policies that come with them.
@Command(
        name = "simulate",
        description =
                "Decides requests by the policies that come with them, as AWS's SimulateCustomPolicy does: one JSON"
                        + " object a line in, one out. Exit status: 0 when every line was answered, be it with an error.")
final class SimulateCommand implements Action {

    private final Run run;

    @Option(
            names = "--requests",
            paramLabel = "FILE",
            required = true,
            description = "The requests, one JSON object a line; `-` is standard input.")
    private String requests = "";

    SimulateCommand(Run run) {
        this.run = run;
    }

    @Override
    public ExitStatus run() {
        return AccessCommand.answer(run, "--requests", requests, new SimulateRequests());
    }
}
