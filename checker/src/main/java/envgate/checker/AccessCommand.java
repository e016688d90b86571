package envgate.checker;

import envgate.checker.batch.JsonLines;
import envgate.envs.document.BadInput;
import envgate.envs.document.Quote;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// `envgate access …`: questions about what policies allow, for scripts.
@Command(
        name = "access",
        description = "Answers questions about what policies allow, in the members of AWS's own API.",
        synopsisSubcommandLabel = "QUESTION")
final class AccessCommand {

    /// The command with all that it can be asked.
    static CommandLine line(Run run) {
        return new CommandLine(new AccessCommand())
                .addSubcommand("simulate", new SimulateCommand(run))
                .addSubcommand("check-access-not-granted", new CheckAccessNotGrantedCommand(run))
                .addSubcommand("check-no-new-access", new CheckNoNewAccessCommand(run))
                .addSubcommand("matrix", new MatrixCommand(run));
    }

    /// Answers a file of questions line by line on standard output.
    ///
    /// @param option that names the file, or `-` for standard input
    static ExitStatus answer(Run run, String option, String file, JsonLines.Answering answering) {
        Surroundings around = run.surroundings();
        try (InputStream questions = file.equals("-") ? around.in() : Files.newInputStream(around.path(file))) {
            int wrong = new JsonLines(answering).run(questions, around.out());
            if (wrong > 0) {
                run.messages().say(wrong + (wrong == 1 ? " line was" : " lines were") + " answered with an error");
            }
            return ExitStatus.GO;
        } catch (IOException _) {
            throw new BadInput(BadInput.Mistake.of(
                    "the questions in " + Quote.of(file) + " cannot be read",
                    "`" + option + "` names a file, or `-` for standard input"));
        }
    }
}
