package envgate.checker;

import envgate.checker.Settings.Setting;
import envgate.envs.document.Quote;
import envgate.reports.Format;
import envgate.reports.Renderer.Options;
import envgate.rules.finding.CheckReport;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/// The option about what becomes of a report.
final class ReportOptions {

    @Option(
            names = "--format",
            paramLabel = "FORMAT[=FILE]",
            description =
                    "console, json, html, sarif or junit; to standard output where no file is given. Several times."
                            + " Default: console.")
    private List<String> formats = new ArrayList<>();

    /// Where one format goes.
    ///
    /// @param file as the user wrote it, empty for standard output
    record Output(Format format, String file) {}

    static ReportOptions of(String... formats) {
        ReportOptions options = new ReportOptions();
        options.formats = List.of(formats);
        return options;
    }

    List<Output> outputs(Run run, Complaints mistakes) {
        List<Output> outputs = new ArrayList<>();
        for (Setting it : run.settings().several("--format", formats)) {
            String[] words = it.text().split("=", 2);
            Optional<Format> format = Format.parse(words[0]);
            if (format.isEmpty()) {
                List<String> known =
                        Arrays.stream(Format.values()).map(Format::id).toList();
                mistakes.add("there is no format " + Quote.of(words[0]), Quote.nearest(words[0], known));
            } else if (words.length == 2 && words[1].isBlank()) {
                mistakes.add(it.quoted() + " names no file", "write `--format " + words[0] + "=FILE`");
            } else {
                outputs.add(new Output(format.get(), words.length == 2 ? words[1] : ""));
            }
        }
        List<String> toStandardOutput = outputs.stream()
                .filter(it -> it.file().isEmpty())
                .map(it -> it.format().id())
                .toList();
        if (toStandardOutput.size() > 1) {
            mistakes.add(
                    "`" + String.join("` and `", toStandardOutput) + "` cannot share standard output",
                    "give all but one a file: `--format " + toStandardOutput.getLast() + "=FILE`");
        }
        return outputs.isEmpty() ? List.of(new Output(Format.CONSOLE, "")) : outputs;
    }

    /// Writes a report everywhere it goes; the verdict is said even when it all goes into files.
    ///
    /// @param inventory the project file, for formats that need a file for every finding
    static void write(CheckReport report, List<Output> outputs, String inventory, Run run) {
        Surroundings around = run.surroundings();
        for (Output it : outputs) {
            boolean toFile = !it.file().isEmpty();
            boolean console = it.format() == Format.CONSOLE;
            StringBuilder text = new StringBuilder();
            Options options = new Options(
                    around.width(), console && !toFile && around.colour(), toFile || around.unicode(), inventory);
            it.format().renderer().render(report, options, text);
            if (toFile) {
                TextFiles.write(around.path(it.file()), it.file(), text.toString());
                run.messages().say("wrote " + it.file());
            } else {
                around.out().print(text);
            }
        }
        if (outputs.stream().noneMatch(it -> it.file().isEmpty())) {
            run.messages().say(report.verdict().name() + "  " + report.verdictReason());
        }
    }
}
