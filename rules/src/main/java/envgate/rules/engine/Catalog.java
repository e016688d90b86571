package envgate.rules.engine;

import envgate.rules.finding.Card;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.TreeMap;

/// The rules, by id.
public final class Catalog {

    private final SortedMap<String, Entry> entries = new TreeMap<>();

    private record Entry(Rule rule, Card card) {}

    private Catalog(Iterable<Rule> rules) {
        for (Rule rule : rules) {
            Card card = Card.of(rule.getClass(), scope(rule));
            if (entries.put(card.id(), new Entry(rule, card)) != null) {
                throw new IllegalStateException("two rules are called " + card.id());
            }
        }
    }

    /// All rules that can be found on the class path.
    public static Catalog onClasspath() {
        return new Catalog(ServiceLoader.load(Rule.class, Catalog.class.getClassLoader()));
    }

    public static Catalog of(Collection<Rule> rules) {
        return new Catalog(rules);
    }

    public List<Card> cards() {
        return entries.values().stream().map(Entry::card).toList();
    }

    public List<Rule> rules() {
        return entries.values().stream().map(Entry::rule).toList();
    }

    public Card card(Rule rule) {
        return Card.of(rule.getClass(), scope(rule));
    }

    /// The card that goes by this id, code or earlier id.
    public Optional<Card> find(String name) {
        return cards().stream().filter(it -> it.goesBy(name)).findFirst();
    }

    private static String scope(Rule rule) {
        return switch (rule) {
            case FunctionRule _ -> "function";
            case EnvironmentRule _ -> "environment";
            case PromotionRule _ -> "promotion";
            case DeployRule _ -> "deploy";
            case FleetRule _ -> "fleet";
        };
    }
}
