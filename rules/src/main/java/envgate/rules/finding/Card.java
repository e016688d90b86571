package envgate.rules.finding;

import envgate.envs.model.Area;
import java.util.List;
import java.util.Locale;

/// What a [RuleCard] says, as data.
///
/// @param topic the package of the catalog that the rule lives in: `network`
/// @param scope what it judges at a time: `function`, `environment`, `promotion`, `fleet`
public record Card(
        String id,
        String code,
        Severity severity,
        String topic,
        String scope,
        String title,
        String why,
        String fix,
        List<Area> needs,
        String bad,
        String good,
        List<String> aliases,
        List<String> sources) {

    public Card {
        needs = needs.stream().sorted().distinct().toList();
        aliases = List.copyOf(aliases);
        sources = List.copyOf(sources);
    }

    /// The card on a rule's class.
    public static Card of(Class<?> rule, String scope) {
        RuleCard card = rule.getAnnotation(RuleCard.class);
        if (card == null) {
            throw new IllegalArgumentException(rule.getName() + " carries no card");
        }
        String pack = rule.getPackageName();
        return new Card(
                card.id(),
                card.code(),
                card.severity(),
                pack.substring(pack.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT),
                scope,
                card.title(),
                prose(card.why()),
                prose(card.fix()),
                List.of(card.needs()),
                card.bad(),
                card.good(),
                List.of(card.aliases()),
                List.of(card.sources()));
    }

    /// Whether the rule goes by this id, code or earlier id.
    public boolean goesBy(String name) {
        return id.equals(name) || code.equalsIgnoreCase(name) || aliases.contains(name);
    }

    private static String prose(String text) {
        return text.strip().replaceAll("(?<!\n)\n(?!\n)", " ");
    }
}
