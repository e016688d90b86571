package envgate.reports;

import envgate.rules.finding.Card;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Writes the cards of rules as Markdown: a page for each, and an index.
///
/// The pages lie in `rules/docs`; a test compares them with the cards and writes them with `-Dgolden=write`.
public final class RulePages {

    /// The name of the index among the pages.
    public static final String INDEX = "README.md";

    private static final String NOTE = "<!-- Written from the cards of the rules by RulePages: change the card, then"
            + " see `rules/README.md` for how to write the pages again. -->\n";

    private RulePages() {}

    /// All pages by file name, the index included.
    public static SortedMap<String, String> of(Collection<Card> cards) {
        SortedMap<String, String> pages = new TreeMap<>();
        cards.forEach(it -> pages.put(it.id() + ".md", page(it)));
        pages.put(INDEX, index(cards));
        return pages;
    }

    static String page(Card card) {
        StringBuilder page = new StringBuilder("# " + card.id() + "\n\n" + NOTE + "\n");
        page.append("**").append(card.title()).append(".**\n\n");
        page.append("| | |\n|---|---|\n");
        row(page, "Code", card.code());
        if (!card.aliases().isEmpty()) {
            row(page, "Also called", String.join(", ", card.aliases()));
        }
        row(page, "Severity", card.severity().id());
        row(page, "Judges", judges(card));
        row(page, "Needs to see", needs(card));
        row(page, "Written in", "[" + card.topic() + "/" + type(card) + ".java](" + source(card) + ")");
        page.append("\n## Why\n\n").append(card.why()).append("\n\n");
        page.append("## What to do\n\n").append(card.fix()).append("\n\n");
        page.append("## Found\n\n").append(example(card.bad()));
        page.append("\n## Fine\n\n").append(example(card.good()));
        if (!card.sources().isEmpty()) {
            page.append("\n## Sources\n\n");
            card.sources().forEach(it -> page.append("- <").append(it).append(">\n"));
        }
        return page.toString();
    }

    static String index(Collection<Card> cards) {
        StringBuilder index = new StringBuilder("# The rules\n\n" + NOTE + "\n");
        index.append(Wording.count(cards.size(), "rule"))
                .append(". Severities are those of the card; an inventory may change them.\n");
        topics(cards).forEach((topic, some) -> {
            index.append("\n## ").append(topic).append("\n\n");
            index.append("| rule | code | severity | judges | finds |\n|---|---|---|---|---|\n");
            for (Card it : some) {
                List<String> cells = List.of(
                        "[" + it.id() + "](" + it.id() + ".md)",
                        it.code(),
                        it.severity().id(),
                        judges(it),
                        it.title());
                index.append("| ")
                        .append(cells.stream().map(RulePages::cell).collect(Collectors.joining(" | ")))
                        .append(" |\n");
            }
        });
        return index.toString();
    }

    private static SortedMap<String, List<Card>> topics(Collection<Card> cards) {
        SortedMap<String, List<Card>> topics = new TreeMap<>();
        cards.stream()
                .sorted(Comparator.comparing(Card::code))
                .forEach(it -> topics.computeIfAbsent(it.topic(), _ -> new ArrayList<>())
                        .add(it));
        return topics;
    }

    private static void row(StringBuilder page, String name, String value) {
        page.append("| ").append(name).append(" | ").append(cell(value)).append(" |\n");
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }

    private static String judges(Card card) {
        return switch (card.scope()) {
            case "function" -> "one function at a time";
            case "environment" -> "one environment at a time";
            case "promotion" -> "a promotion";
            case "fleet" -> "all environments together";
            case "deploy" -> "what a plan makes of an environment";
            case "outcome" -> "what came of a plan";
            default -> throw new IllegalArgumentException(card.scope());
        };
    }

    private static String needs(Card card) {
        return card.needs().isEmpty()
                ? "nothing in particular"
                : card.needs().stream()
                        .map(it -> it.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                        .collect(Collectors.joining(", "));
    }

    private static String example(String yaml) {
        return "```yaml\n" + yaml.strip() + "\n```\n";
    }

    private static String source(Card card) {
        return "../src/main/java/envgate/rules/catalog/" + card.topic() + "/" + type(card) + ".java";
    }

    /// The class that goes by an id, for that is the class's name in kebab case.
    private static String type(Card card) {
        return Arrays.stream(card.id().split("-"))
                .map(it -> it.substring(0, 1).toUpperCase(Locale.ROOT) + it.substring(1))
                .collect(Collectors.joining());
    }
}
