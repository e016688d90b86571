package envgate.checker;

import envgate.rules.engine.Catalog;
import envgate.rules.engine.Triage;
import envgate.rules.finding.Card;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import picocli.CommandLine.Command;

/// `envgate rules`: the catalogue, a line each.
@Command(name = "rules", description = "The catalogue of rules, a line each.")
final class RulesCommand implements Action {

    private final Run run;

    RulesCommand(Run run) {
        this.run = run;
    }

    @Override
    public ExitStatus run() {
        List<Card> cards = all();
        int id = cards.stream().mapToInt(it -> it.id().length()).max().orElse(0);
        int code = cards.stream().mapToInt(it -> it.code().length()).max().orElse(0);
        int severity =
                cards.stream().mapToInt(it -> it.severity().id().length()).max().orElse(0);
        for (Card it : cards) {
            run.print(pad(it.code(), code) + pad(it.severity().id(), severity) + pad(it.id(), id) + it.title());
        }
        return ExitStatus.GO;
    }

    /// The rules, and what triage finds by itself, by code.
    static List<Card> all() {
        List<Card> cards = new ArrayList<>(Catalog.onClasspath().cards());
        cards.add(Triage.PAST_DATES);
        cards.sort(Comparator.comparing(Card::code));
        return cards;
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(width - text.length() + 2);
    }
}
