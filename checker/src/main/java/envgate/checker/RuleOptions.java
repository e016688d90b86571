package envgate.checker;

import envgate.checker.Settings.Setting;
import envgate.envs.document.Quote;
import envgate.rules.engine.Catalog;
import envgate.rules.engine.Rule;
import envgate.rules.finding.Card;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/// The option that chooses among the rules.
final class RuleOptions {

    @Option(
            names = "--rules",
            paramLabel = "RULE",
            split = ",",
            description = "Only these rules, by id or code, separated by commas.")
    private List<String> rules = new ArrayList<>();

    /// The rules that are asked for, all of them when none is named.
    Catalog catalog(Run run, Complaints mistakes) {
        Catalog all = Catalog.onClasspath();
        List<Setting> named = run.settings().several("--rules", rules);
        if (named.isEmpty()) {
            return all;
        }
        List<Rule> chosen = new ArrayList<>();
        for (Setting it : named) {
            Optional<Card> card = all.find(it.text());
            if (card.isEmpty()) {
                mistakes.add("there is no rule " + Quote.of(it.text()), hint(it.text(), all.cards()));
            }
            card.ifPresent(found -> all.rules().stream()
                    .filter(rule -> all.card(rule).id().equals(found.id()) && !chosen.contains(rule))
                    .forEach(chosen::add));
        }
        return Catalog.of(chosen);
    }

    /// A rule that is called nearly so; else where to look them up.
    static String hint(String word, List<Card> cards) {
        List<String> names =
                cards.stream().flatMap(it -> Stream.of(it.id(), it.code())).toList();
        return Quote.near(word, names).map(it -> "did you mean `" + it + "`?").orElse("`envgate rules` lists them");
    }
}
