package envgate.rules.engine;

import envgate.envs.model.Area;
import envgate.rules.finding.Card;
import envgate.rules.finding.Lens;
import envgate.rules.finding.RuleCard;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
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

    /// All that any of the rules may look at.
    public Set<Area> areas() {
        Set<Area> areas = EnumSet.noneOf(Area.class);
        rules().forEach(it -> areas.addAll(areas(it)));
        return areas;
    }

    /// All that one rule may look at: what it needs, and what the analyses look at that it asks.
    public Set<Area> areas(Rule rule) {
        RuleCard card = rule.getClass().getAnnotation(RuleCard.class);
        Set<Area> areas = EnumSet.noneOf(Area.class);
        areas.addAll(List.of(card.needs()));
        for (Lens it : card.through()) {
            areas.addAll(it.areas());
        }
        return areas;
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
            case OutcomeRule _ -> "outcome";
            case FleetRule _ -> "fleet";
        };
    }
}
