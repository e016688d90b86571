package envgate.checker;

import envgate.checker.batch.GrantQuestions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `envgate access check-no-new-access --questions FILE.jsonl`: whether new policies allow what existing ones do not.
@Command(
        name = "check-no-new-access",
        description = "Says whether `new` policies allow anything that `existing` ones do not, as AWS's"
                + " CheckNoNewAccess does, with a request that is new: one JSON object a line in, one out."
                + " Exit status: 0 when every line was answered, be it with an error.")
final class CheckNoNewAccessCommand implements Action {

    private final Run run;

    @Option(
            names = "--questions",
            paramLabel = "FILE",
            required = true,
            description = "The questions, one JSON object a line; `-` is standard input.")
    private String questions = "";

    CheckNoNewAccessCommand(Run run) {
        this.run = run;
    }

    @Override
    public ExitStatus run() {
        return AccessCommand.answer(run, "--questions", questions, GrantQuestions::noNewAccess);
    }
}
