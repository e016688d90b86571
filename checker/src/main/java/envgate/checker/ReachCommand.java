package envgate.checker;

import envgate.envs.document.Quote;
import envgate.envs.model.Call;
import envgate.rules.analysis.reach.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `envgate reach ENV/FUNCTION HOST:PORT`: one question about the network, with the whole trail.
@Command(
        name = "reach",
        description = "Does a function reach a service? Prints every hop. Exit status: 0 it does, 1 it does not or not"
                + " always, 3 not known.")
final class ReachCommand implements Action {

    private static final Pattern SERVICE =
            Pattern.compile("(?:(tcp|udp)://)?(\\[[0-9a-fA-F:.]+]|[^\\s:/\\[\\]]+):(\\d{1,5})");

    private final Run run;

    @Parameters(index = "0", paramLabel = "ENV/FUNCTION", description = "The function, by logical name or AWS's.")
    private String function = "";

    @Parameters(
            index = "1",
            paramLabel = "HOST:PORT",
            description = "The service: a host name or address; `udp://` before it where it is not TCP.")
    private String service = "";

    @Mixin
    private final SourceOptions source = new SourceOptions();

    ReachCommand(Run run) {
        this.run = run;
    }

    @Override
    public ExitStatus run() {
        Complaints mistakes = new Complaints();
        String[] words = function.split("/", 2);
        if (words.length < 2 || words[0].isEmpty() || words[1].isEmpty()) {
            mistakes.add(Quote.of(function) + " names no function of an environment", "write it like `prod/OrdersApi`");
        }
        Optional<Call> call = call();
        if (call.isEmpty()) {
            mistakes.add(Quote.of(service) + " is no service", "write it like `api.example.com:443`");
        }
        mistakes.end();
        Optional<Asked> asked = Asked.about(words[0], words[1], run, source);
        if (asked.isEmpty()) {
            return ExitStatus.UNDECIDED;
        }
        return answer(asked.get(), call.orElseThrow());
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

    private ExitStatus answer(Asked asked, Call call) {
        int width = run.surroundings().width();
        Path path = asked.facts().reach().from(asked.function()).to(call);
        run.print(asked.text() + " -> " + call.text() + " over " + call.protocol());
        List<String> lines = new ArrayList<>(Prose.trail(path.trail(), width));
        String end = asked.text() + " and " + call.text();
        ExitStatus status = switch (path) {
            case Path.Open _ -> {
                lines.add("OPEN  nothing stands between " + end);
                yield ExitStatus.GO;
            }
            case Path.Fragile(var _, String why) -> {
                lines.addAll(Prose.wrap(why, width, "   = ", "     "));
                lines.add("FRAGILE  nothing stands between " + end + " at this moment");
                yield ExitStatus.GO;
            }
            case Path.Blocked(var _, var blockers) -> {
                lines.addAll(blockers(blockers, width));
                lines.add("BLOCKED  there is no way between " + end);
                yield ExitStatus.STOPPED;
            }
            case Path.Partial(var _, double _, var _, String which, var blockers) -> {
                lines.addAll(blockers(blockers, width));
                lines.add("PARTIAL  there is not always a way between " + end + ": " + which);
                yield ExitStatus.STOPPED;
            }
            case Path.Unknown(var _, var _, var missing) -> {
                lines.addAll(Prose.missing(missing, width));
                lines.add("UNKNOWN  it cannot be said what stands between " + end);
                yield ExitStatus.UNDECIDED;
            }
        };
        lines.forEach(run::print);
        return status;
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
