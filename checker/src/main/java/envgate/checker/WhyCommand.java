package envgate.checker;

import envgate.envs.document.BadInput;
import envgate.envs.document.Quote;
import envgate.envs.model.LambdaFunction;
import envgate.rules.analysis.Reached;
import envgate.rules.analysis.Wiring;
import envgate.rules.analysis.Wiring.Joint;
import envgate.rules.analysis.access.Decision;
import envgate.rules.analysis.drift.Feed;
import envgate.rules.analysis.links.Link;
import envgate.rules.analysis.reach.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `envgate why ENV/FUNCTION[/KEY]`: the wiring of a function's variables, from output or parameter to permission, path
/// and target.
@Command(
        name = "why",
        description = "Where do the variables of a function come from and lead, to whose things, may its role use them"
                + " and does it get there? Tells where the chain breaks. With KEY: one variable, with the whole trail. No"
                + " value is ever printed. Exit status: 0.")
final class WhyCommand implements Action {

    private final Run run;

    @Parameters(paramLabel = "ENV/FUNCTION[/KEY]", description = "The function, by logical name or AWS's.")
    private String subject = "";

    /// How the answer is written.
    enum Format {
        text,
        json
    }

    @Option(names = "--format", paramLabel = "FORMAT", description = "text (the default) or json.")
    private Format format = Format.text;

    @Mixin
    private final SourceOptions source = new SourceOptions();

    WhyCommand(Run run) {
        this.run = run;
    }

    @Override
    public ExitStatus run() {
        String[] words = subject.split("/", 3);
        if (words.length < 2 || words[0].isEmpty() || words[1].isEmpty()) {
            throw new BadInput(BadInput.Mistake.of(
                    Quote.of(subject) + " names no function of an environment",
                    "write it like `prod/OrdersApi` or `prod/OrdersApi/DB_HOST`"));
        }
        Optional<Asked> found = Asked.about(words[0], words[1], run, source);
        if (found.isEmpty()) {
            return ExitStatus.UNDECIDED;
        }
        Asked asked = found.get();
        List<String> keys = List.copyOf(asked.function().environment().keySet());
        boolean one = words.length == 3;
        if (one && !keys.contains(words[2])) {
            throw new BadInput(BadInput.Mistake.of(
                    Quote.of(asked.text()) + " has no variable " + Quote.of(words[2]), Quote.nearest(words[2], keys)));
        }
        List<Wiring> wirings = Wiring.of(asked.function(), asked.facts()).stream()
                .filter(it -> !one || it.key().equals(words[2]))
                .toList();
        if (format == Format.json) {
            run.print(WiringJson.of(asked.text(), asked.function().name(), wirings));
        } else {
            text(asked, wirings, one);
        }
        return ExitStatus.GO;
    }

    private void text(Asked asked, List<Wiring> wirings, boolean whole) {
        LambdaFunction function = asked.function();
        int width = run.surroundings().width();
        if (whole) {
            Wiring wiring = wirings.getFirst();
            run.print(asked.text() + "/" + wiring.key());
            chain(wiring, width);
            return;
        }
        run.print(asked.text() + " (" + function.name() + "): " + wirings.size()
                + (wirings.size() == 1 ? " variable" : " variables"));
        int column = wirings.stream().mapToInt(it -> it.key().length()).max().orElse(0);
        for (Wiring wiring : wirings) {
            String label = wiring.key();
            for (Wiring.End end : wiring.ends()) {
                String first = "  " + label + " ".repeat(column - label.length()) + "  ";
                print(Prose.wrap(words(end.link()), width, first, " ".repeat(first.length())));
                label = "";
            }
            String next = " ".repeat(column + 4);
            for (Wiring.Break it : wiring.breaks()) {
                if (it.joint() == Joint.PERMISSION || it.joint() == Joint.PATH) {
                    print(Prose.wrap(words(it), width, next, next + "  "));
                }
            }
        }
    }

    /// From what feeds the variable to where it breaks.
    private void chain(Wiring wiring, int width) {
        for (Feed it : wiring.feeds()) {
            print(Prose.wrap((it.whole() ? "is " : "contains ") + it.words(), width, "  ", "    "));
        }
        for (Wiring.End end : wiring.ends()) {
            Link link = end.link();
            print(Prose.wrap(words(link), width, "  ", "    "));
            print(Prose.trail(link.trail(), width));
            switch (link) {
                case Link.Leads it -> print(Prose.missing(it.unseen(), width));
                case Link.Unresolved it -> print(Prose.missing(it.missing(), width));
                case Link.Strays _, Link.Dangles _ -> {}
            }
            end.permission().ifPresent(it -> permission(it, width));
        }
        for (Reached it : wiring.paths()) {
            print(Prose.wrap(words(it), width, "  ", "    "));
            print(Prose.trail(it.path().trail(), width));
        }
        List<Wiring.Break> breaks = wiring.breaks();
        breaks.forEach(it -> print(Prose.wrap(words(it), width, "  ", "    ")));
        if (breaks.isEmpty()) {
            run.print("  holds, as far as it was seen");
        }
    }

    private void permission(Decision decision, int width) {
        String words = switch (decision) {
            case Decision.Allowed _ -> "its role may use it";
            case Decision.Denied _ -> "its role may do nothing with it";
            case Decision.Unknown _ -> "whether its role may use it cannot be told";
        };
        print(Prose.wrap(words, width, "  ", "    "));
        print(Prose.trail(decision.trail(), width));
        if (decision instanceof Decision.Unknown unknown) {
            print(Prose.missing(unknown.missing(), width));
        }
    }

    private static String words(Reached it) {
        String state = switch (it.path()) {
            case Path.Open _ -> "gets to ";
            case Path.Fragile _ -> "gets at this moment to ";
            case Path.Blocked _ -> "does not get to ";
            case Path.Partial _ -> "does not always get to ";
            case Path.Unknown _ -> "may get to ";
        };
        return state + it.call().text();
    }

    private static String words(Wiring.Break it) {
        String joint = switch (it.joint()) {
            case OWNER -> "at its owner";
            case THING -> "at the thing";
            case PERMISSION -> "at the permission";
            case PATH -> "on the way";
        };
        return (it.known() ? "breaks " : "may break ") + joint + ": " + (it.known() ? "" : "not known: ") + it.why();
    }

    private static String words(Link link) {
        String thing = link.thing().text();
        return switch (link) {
            case Link.Leads it when it.shared() -> "leads to " + thing + ", which is shared";
            case Link.Leads it when it.owner().isEmpty() -> "leads to " + thing + ", which belongs to no environment";
            case Link.Leads it -> "leads to " + thing + " of " + it.owner();
            case Link.Strays it -> "strays to " + thing + " of " + it.owner() + " (told by " + told(it.how()) + ")";
            case Link.Dangles _ -> "dangles: " + thing + " that does not exist";
            case Link.Unresolved it when it.missing().isEmpty() -> "names nothing: a plain setting";
            case Link.Unresolved _ -> "cannot be told: " + thing;
        };
    }

    private static String told(Link.Evidence how) {
        return switch (how) {
            case IDENTITY -> "the thing itself";
            case ACCOUNT -> "its account";
            case NAME -> "its name";
        };
    }

    private void print(List<String> lines) {
        lines.forEach(run::print);
    }
}
