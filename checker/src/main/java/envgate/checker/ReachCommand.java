package envgate.checker;

import envgate.checker.batch.JsonLines;
import envgate.checker.batch.ReachQuestions;
import envgate.checker.batch.Worlds;
import envgate.envs.document.BadInput;
import envgate.envs.document.Quote;
import envgate.envs.model.Call;
import envgate.rules.analysis.reach.Path;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `envgate reach ENV/FUNCTION HOST:PORT`: one question about the network, with the whole trail; or many
/// questions of a script, one JSON object a line.
@Command(
        name = "reach",
        description = "Does a function reach a service? Prints every hop; with --beside, next to those of another"
                + " environment. Exit status: 0 it does, 1 it does not or not always, 3 not known. With --queries: one JSON object a line in, one out; exit status 0 when every"
                + " line was answered, be it with an `error`, and 2 when the file or the capture cannot be read.")
final class ReachCommand implements Action {

    private static final Pattern SERVICE =
            Pattern.compile("(?:(tcp|udp)://)?(\\[[0-9a-fA-F:.]+]|[^\\s:/\\[\\]]+):(\\d{1,5})");

    private final Run run;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "ENV/FUNCTION",
            description = "The function, by logical name or AWS's.")
    private String function = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "HOST:PORT",
            description = "The service: a host name or address; `udp://` before it where it is not TCP.")
    private String service = "";

    @Option(
            names = "--queries",
            paramLabel = "FILE",
            description = "Questions, one JSON object a line; `-` reads standard input. Then `--capture DIR` names the"
                    + " folder that is asked about.")
    private @Nullable String queries;

    @Option(
            names = "--beside",
            paramLabel = "ENV",
            description = "Another environment whose function of the same name is asked the same, side by side.")
    private String beside = "";

    @Mixin
    private final SourceOptions source = new SourceOptions();

    ReachCommand(Run run) {
        this.run = run;
    }

    @Override
    public ExitStatus run() {
        Complaints mistakes = new Complaints();
        String file = queries;
        if (file != null) {
            return answerAll(file, mistakes);
        }
        if (function.isEmpty()) {
            mistakes.add("ENV/FUNCTION is missing", "`envgate reach --help` says what there is");
        }
        if (service.isEmpty()) {
            mistakes.add("HOST:PORT is missing", "`envgate reach --help` says what there is");
        }
        mistakes.end();
        String[] words = function.split("/", 2);
        if (words.length < 2 || words[0].isEmpty() || words[1].isEmpty()) {
            mistakes.add(Quote.of(function) + " names no function of an environment", "write it like `prod/OrdersApi`");
        }
        Optional<Call> call = call();
        if (call.isEmpty()) {
            mistakes.add(Quote.of(service) + " is no service", "write it like `api.example.com:443`");
        }
        mistakes.end();
        List<String> environments = beside.isEmpty() ? List.of(words[0]) : List.of(words[0], beside);
        Optional<List<Asked>> asked = Asked.about(environments, words[1], run, source);
        return asked.map(it -> answer(it, call.orElseThrow())).orElse(ExitStatus.UNDECIDED);
    }

    private ExitStatus answerAll(String file, Complaints mistakes) {
        if (!beside.isEmpty()) {
            mistakes.add("`--queries` and `--beside` are not asked together", "leave one of them out");
        }
        if (!function.isEmpty()) {
            mistakes.add("`--queries` and ENV/FUNCTION are not asked together", "leave one of them out");
        }
        List<String> captures = source.captures(run);
        if (captures.size() > 1) {
            mistakes.add("several captures are given", "name each in its question: `\"capture\": \"DIR\"`");
        }
        captures.stream()
                .filter(it -> !Files.isDirectory(run.surroundings().path(it)))
                .forEach(it -> mistakes.add("there is no folder " + Quote.of(it), "`--capture` names one"));
        mistakes.end();
        Surroundings around = run.surroundings();
        Worlds worlds = new Worlds(around.directory(), captures.stream().findFirst(), around.today());
        worlds.open();
        try (InputStream questions = file.equals("-") ? around.in() : Files.newInputStream(around.path(file))) {
            int wrong = new JsonLines(new ReachQuestions(worlds)).run(questions, around.out());
            if (wrong > 0) {
                run.messages().say(wrong + (wrong == 1 ? " line was" : " lines were") + " answered with an error");
            }
            return ExitStatus.GO;
        } catch (IOException _) {
            throw new BadInput(BadInput.Mistake.of(
                    "the questions in " + Quote.of(file) + " cannot be read", "`--queries` names a file, or `-`"));
        }
    }

    private Optional<Call> call() {
        Matcher match = SERVICE.matcher(service);
        if (!match.matches() || Integer.parseInt(match.group(3)) > 65535) {
            return Optional.empty();
        }
        String protocol = match.group(1) == null ? "tcp" : match.group(1);
        String host = match.group(2).replaceAll("[\\[\\]]", "");
        return Optional.of(new Call(host, Integer.parseInt(match.group(3)), protocol, "asked"));
    }

    private ExitStatus answer(List<Asked> asked, Call call) {
        int width = run.surroundings().width();
        List<Answer> answers = asked.stream()
                .map(it -> Answer.of(it, call, asked.size() == 1 ? width : Columns.half(width)))
                .toList();
        List<String> lines = answers.getFirst().lines();
        if (answers.size() > 1) {
            lines = Columns.of(lines, answers.getLast().lines(), width);
        }
        lines.forEach(run::print);
        answers.forEach(it -> run.print(it.last()));
        return answers.stream()
                .map(Answer::status)
                .max(Comparator.comparingInt(it -> List.of(ExitStatus.GO, ExitStatus.UNDECIDED, ExitStatus.STOPPED)
                        .indexOf(it)))
                .orElseThrow();
    }

    /// What is printed of one path, and its last line.
    private record Answer(List<String> lines, String last, ExitStatus status) {

        static Answer of(Asked asked, Call call, int width) {
            Path path = asked.facts().reach().from(asked.function()).to(call);
            String title = asked.text() + " -> " + call.text() + " over " + call.protocol();
            List<String> lines = new ArrayList<>(Prose.wrap(title, width, "", "  "));
            lines.addAll(Prose.trail(path.trail(), width));
            String end = asked.text() + " and " + call.text();
            return switch (path) {
                case Path.Open _ -> new Answer(lines, "OPEN  nothing stands between " + end, ExitStatus.GO);
                case Path.Fragile(var _, String why) -> {
                    lines.addAll(Prose.wrap(why, width, "   = ", "     "));
                    yield new Answer(
                            lines, "FRAGILE  nothing stands between " + end + " at this moment", ExitStatus.GO);
                }
                case Path.Blocked(var _, var blockers) -> {
                    lines.addAll(blockers(blockers, width));
                    yield new Answer(lines, "BLOCKED  there is no way between " + end, ExitStatus.STOPPED);
                }
                case Path.Partial(var _, double _, var _, String which, var blockers) -> {
                    lines.addAll(blockers(blockers, width));
                    yield new Answer(
                            lines,
                            "PARTIAL  there is not always a way between " + end + ": " + which,
                            ExitStatus.STOPPED);
                }
                case Path.Unknown(var _, var _, var missing) -> {
                    lines.addAll(Prose.missing(missing, width));
                    yield new Answer(
                            lines, "UNKNOWN  it cannot be said what stands between " + end, ExitStatus.UNDECIDED);
                }
            };
        }
    }

    private static List<String> blockers(List<Path.Blocker> blockers, int width) {
        List<String> lines = new ArrayList<>();
        for (Path.Blocker it : blockers) {
            String what = it.code() + " " + it.component() + (it.detail().isEmpty() ? "" : ": " + it.detail());
            lines.addAll(Prose.wrap("blocked by " + what, width, "   = ", "     "));
        }
        return lines;
    }
}
