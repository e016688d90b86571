package envgate.checker;

import envgate.envs.document.BadInput;
import envgate.envs.document.BadInput.Mistake;
import envgate.envs.document.Quote;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// What is wrong with a command line that could not be parsed, in our words.
record Usage(ParameterException exception) {

    BadInput asBadInput() {
        return new BadInput(
                switch (exception) {
                    case UnmatchedArgumentException it -> unmatched(it);
                    case MissingParameterException it ->
                        it.getMissing().stream().map(this::missing).toList();
                    case OverwrittenOptionException it ->
                        List.of(Mistake.of("`" + name(it.getOverwritten()) + "` is given twice", ""));
                    default -> List.of(Mistake.of(plain(exception), help()));
                });
    }

    /// An unknown option may have taken the words behind it: they are not judged beside it.
    private List<Mistake> unmatched(UnmatchedArgumentException it) {
        CommandSpec command = it.getCommandLine().getCommandSpec();
        List<String> options = it.getUnmatched().stream()
                .filter(word -> word.startsWith("-"))
                .map(word -> word.split("=", 2)[0])
                .toList();
        if (!options.isEmpty()) {
            List<String> known =
                    command.options().stream().map(OptionSpec::longestName).toList();
            return options.stream()
                    .map(word -> Mistake.of("unknown option `" + word + "`", guess(word, known)))
                    .toList();
        }
        String word = it.getUnmatched().getFirst();
        return List.of(
                command.parent() == null
                        ? Mistake.of(
                                "unknown command " + Quote.of(word),
                                guess(word, List.copyOf(command.subcommands().keySet())))
                        : Mistake.of(Quote.of(word) + " is one word too many", help()));
    }

    private String guess(String word, List<String> known) {
        return Quote.near(word, known).map(it -> "did you mean `" + it + "`?").orElse(help());
    }

    private Mistake missing(ArgSpec it) {
        return it.isOption()
                ? Mistake.of("`" + name(it) + "` needs a value: " + it.paramLabel(), help())
                : Mistake.of(it.paramLabel() + " is missing", help());
    }

    private String help() {
        return "`" + exception.getCommandLine().getCommandSpec().qualifiedName() + " --help` says what there is";
    }

    private static String name(ArgSpec it) {
        return it instanceof OptionSpec option ? option.longestName() : it.paramLabel();
    }

    /// picocli's own words, in the manner of ours.
    private static String plain(ParameterException exception) {
        String text = exception.getMessage() == null ? "" : exception.getMessage();
        String line = text.lines()
                .findFirst()
                .orElse("the command line cannot be read")
                .replaceFirst("[.\\s]+$", "");
        return line.substring(0, 1).toLowerCase(Locale.ROOT) + line.substring(1);
    }
}
