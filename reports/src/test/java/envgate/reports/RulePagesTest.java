package envgate.reports;

import static org.assertj.core.api.Assertions.assertThat;

import envgate.envs.model.Area;
import envgate.rules.engine.Catalog;
import envgate.rules.finding.Card;
import envgate.rules.finding.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RulePagesTest {

    private static final Path ROOT = Path.of(System.getProperty("envgate.root"));
    private static final Path DOCS = ROOT.resolve("rules/docs");
    private static final List<Card> CARDS = Catalog.onClasspath().cards();

    private static final Card SMALL = new Card(
            "tiny-memory",
            "CFG-999",
            Severity.NOTE,
            "limits",
            "function",
            "Function has 1 | 2 MB",
            "It is slow.",
            "Give it more.",
            List.of(Area.FUNCTIONS, Area.FUNCTION_DETAILS),
            "environment: prod\nfunctions: {A: {memory: 1}}\n",
            "environment: prod\n",
            List.of("little-memory"),
            List.of("https://docs.aws.amazon.com/lambda/"));

    @Test
    void the_pages_say_what_the_cards_say() throws IOException {
        SortedMap<String, String> pages = RulePages.of(CARDS);
        if (System.getProperty("golden", "").equals("write")) {
            write(pages);
        }
        assertThat(written())
                .as("see rules/README.md for how to write the pages again")
                .isEqualTo(pages);
    }

    private static SortedMap<String, String> written() throws IOException {
        SortedMap<String, String> written = new TreeMap<>();
        for (Path it : files()) {
            written.put(it.getFileName().toString(), Files.readString(it));
        }
        return written;
    }

    private static List<Path> files() throws IOException {
        if (!Files.isDirectory(DOCS)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(DOCS)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static void write(SortedMap<String, String> pages) throws IOException {
        for (Path it : files()) {
            Files.delete(it);
        }
        Files.createDirectories(DOCS);
        for (var it : pages.entrySet()) {
            Files.writeString(DOCS.resolve(it.getKey()), it.getValue());
        }
    }

    @Test
    void every_rule_has_a_page_that_leads_to_its_class() {
        assertThat(CARDS).isNotEmpty().allSatisfy(card -> {
            String page = RulePages.page(card);
            assertThat(page).contains(card.title(), card.code(), card.why(), card.fix());
            String link = page.replaceAll("(?s).*\\]\\((\\.\\./src/[^)]*)\\).*", "$1");
            assertThat(DOCS.resolve(link).normalize()).isRegularFile();
        });
    }

    @Test
    void a_page_shows_the_examples_and_what_the_rule_needs() {
        assertThat(RulePages.page(SMALL))
                .startsWith("# tiny-memory\n")
                .contains("| Needs to see | functions, function details |\n")
                .contains("| Also called | little-memory |\n")
                .contains("| Judges | one function at a time |\n")
                .contains("## Found\n\n```yaml\nenvironment: prod\nfunctions: {A: {memory: 1}}\n```\n")
                .contains("- <https://docs.aws.amazon.com/lambda/>\n");
    }

    @Test
    void the_index_lists_rules_by_topic_and_keeps_its_columns() {
        assertThat(RulePages.index(List.of(SMALL)))
                .contains("1 rule.")
                .contains("\n## limits\n")
                .contains("| [tiny-memory](tiny-memory.md) | CFG-999 | note | one function at a time |"
                        + " Function has 1 \\| 2 MB |\n");
    }
}
