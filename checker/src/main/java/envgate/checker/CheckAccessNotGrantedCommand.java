package envgate.checker;

import envgate.checker.batch.GrantQuestions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `envgate access check-access-not-granted --questions FILE.jsonl`: whether policies grant any of some access.
@Command(
        name = "check-access-not-granted",
        description = "Says whether policies grant any of the `access` that a question lists, as AWS's"
                + " CheckAccessNotGranted does, with a request that is allowed: one JSON object a line in, one out."
                + " Exit status: 0 when every line was answered, be it with an error.")
final class CheckAccessNotGrantedCommand implements Action {

    private final Run run;

    @Option(
            names = "--questions",
            paramLabel = "FILE",
            required = true,
            description = "The questions, one JSON object a line; `-` is standard input.")
    private String questions = "";

    CheckAccessNotGrantedCommand(Run run) {
        this.run = run;
    }

    @Override
    public ExitStatus run() {
        return AccessCommand.answer(run, "--questions", questions, GrantQuestions::notGranted);
    }
}
