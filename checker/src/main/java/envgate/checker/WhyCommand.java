package envgate.checker;

import envgate.envs.document.BadInput;
import envgate.envs.document.Quote;
import envgate.envs.model.LambdaFunction;
import envgate.rules.analysis.links.Link;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `envgate why ENV/FUNCTION[/KEY]`: where the variables of a function lead, and who owns what they name.
@Command(
        name = "why",
        description = "Where do the variables of a function lead, and to whose things? With KEY: one variable, with the"
                + " whole trail. No value is ever printed.")
final class WhyCommand implements Action {

    private final Run run;

    @Parameters(paramLabel = "ENV/FUNCTION[/KEY]", description = "The function, by logical name or AWS's.")
    private String subject = "";

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
        if (words.length == 2) {
            function(asked, keys);
        } else if (keys.contains(words[2])) {
            variable(asked, words[2]);
        } else {
            throw new BadInput(BadInput.Mistake.of(
                    Quote.of(asked.text()) + " has no variable " + Quote.of(words[2]), Quote.nearest(words[2], keys)));
        }
        return ExitStatus.GO;
    }

    private void function(Asked asked, List<String> keys) {
        LambdaFunction function = asked.function();
        run.print(asked.text() + " (" + function.name() + "): " + keys.size()
                + (keys.size() == 1 ? " variable" : " variables"));
        int column = keys.stream().mapToInt(String::length).max().orElse(0);
        for (String key : keys) {
            String label = key;
            for (Link link : asked.facts().links(function, key)) {
                String first = "  " + label + " ".repeat(column - label.length()) + "  ";
                print(Prose.wrap(words(link), run.surroundings().width(), first, " ".repeat(first.length())));
                label = "";
            }
        }
    }

    private void variable(Asked asked, String key) {
        int width = run.surroundings().width();
        run.print(asked.text() + "/" + key);
        for (Link link : asked.facts().links(asked.function(), key)) {
            print(Prose.wrap(words(link), width, "  ", "    "));
            print(Prose.trail(link.trail(), width));
            switch (link) {
                case Link.Leads it -> print(Prose.missing(it.unseen(), width));
                case Link.Unresolved it -> print(Prose.missing(it.missing(), width));
                case Link.Strays _, Link.Dangles _ -> {}
            }
        }
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
