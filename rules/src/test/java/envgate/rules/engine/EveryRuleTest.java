package envgate.rules.engine;

import static org.assertj.core.api.Assertions.assertThat;

import envgate.envs.model.Area;
import envgate.rules.finding.Answers;
import envgate.rules.finding.Card;
import envgate.rules.finding.Finding;
import envgate.rules.finding.Unjudged;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What holds for all rules, so that nobody has to remember it.
class EveryRuleTest {

    private static final Catalog CATALOG = Catalog.onClasspath();

    /// A rule that prints itself by its id.
    record Subject(Rule rule, Card card) {
        @Override
        public String toString() {
            return card.id();
        }
    }

    static List<Subject> rules() {
        return CATALOG.rules().stream()
                .map(it -> new Subject(it, CATALOG.card(it)))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void the_bad_example_is_found(Subject it) {
        Answers answers = RuleTester.run(it.rule(), "bad", it.card().bad());
        assertThat(answers.unjudged()).filteredOn(Unjudged::crashed).isEmpty();
        assertThat(answers.findings()).isNotEmpty();
        assertThat(fingerprints(answers)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void the_good_example_is_judged_and_silent(Subject it) {
        Answers answers = RuleTester.run(it.rule(), "good", it.card().good());
        assertThat(answers.unjudged()).isEmpty();
        assertThat(answers.findings()).isEmpty();
        assertThat(answers.rules())
                .hasEntrySatisfying(
                        it.card().id(), tally -> assertThat(tally.judged()).isPositive());
    }

    @ParameterizedTest
    @MethodSource("rules")
    void what_it_needs_and_does_not_see_is_unknown(Subject it) {
        for (Area area : it.card().needs()) {
            for (String example : List.of(it.card().bad(), it.card().good())) {
                Answers answers = RuleTester.run(it.rule(), "example", example, area);
                assertThat(answers.findings()).as("findings without %s", area).isEmpty();
                assertThat(answers.unjudged()).as("unjudged without %s", area).isNotEmpty();
                assertThat(answers.unjudged()).filteredOn(Unjudged::crashed).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("rules")
    void nothing_unseen_ever_makes_a_finding(Subject it) {
        for (Area area : Area.values()) {
            Answers answers = RuleTester.run(it.rule(), "good", it.card().good(), area);
            assertThat(answers.findings()).as("findings without %s", area).isEmpty();
            assertThat(answers.unjudged())
                    .as("without %s", area)
                    .filteredOn(Unjudged::crashed)
                    .isEmpty();
        }
    }

    /// What is hidden in one environment only may take findings away, which is said then, and never makes another one.
    @ParameterizedTest
    @MethodSource("rules")
    void what_one_environment_hides_turns_findings_into_doubt_and_into_nothing_else(Subject it) {
        for (String example : List.of(it.card().bad(), it.card().good())) {
            List<String> before = fingerprints(RuleTester.run(it.rule(), "example", example));
            for (String environment : environments(example)) {
                for (Area area : Area.values()) {
                    String hiding = example.replace(environment + "\n", environment + "\nunseen: [" + area + "]\n");
                    Answers answers = RuleTester.run(it.rule(), "example", hiding);
                    assertThat(fingerprints(answers))
                            .as("%s without its %s", environment, area)
                            .isSubsetOf(before);
                    if (answers.findings().size() < before.size()
                            && answers.unjudged().isEmpty()) {
                        assertThat(isSaidByAnother(hiding))
                                .as("doubt about %s without its %s", environment, area)
                                .isTrue();
                    }
                }
            }
        }
    }

    /// One doubt is told once: of rules that look at the same path, by the one that is meant for it.
    private static boolean isSaidByAnother(String example) {
        return Catalog.onClasspath().rules().stream()
                .anyMatch(
                        it -> !RuleTester.run(it, "example", example).unjudged().isEmpty());
    }

    private static List<String> environments(String example) {
        return example.contains("unseen:")
                ? List.of()
                : example.lines().filter(it -> it.startsWith("environment: ")).toList();
    }

    private static List<String> fingerprints(Answers answers) {
        return answers.findings().stream().map(Finding::fingerprint).toList();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void asked_twice_it_says_the_same(Subject it) {
        assertThat(RuleTester.run(it.rule(), "bad", it.card().bad()))
                .isEqualTo(RuleTester.run(it.rule(), "bad", it.card().bad()));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void findings_are_in_shape_and_carry_their_evidence(Subject it) {
        for (Finding finding : RuleTester.run(it.rule(), "bad", it.card().bad()).findings()) {
            assertThat(finding.message())
                    .doesNotEndWith(".")
                    .doesNotContain("\n")
                    .matches("[a-z0-9`*].*");
            assertThat(finding.fix()).endsWith(".");
            assertThat(finding.trail().isEmpty()).isFalse();
            assertThat(finding.place().environment()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("rules")
    void its_words_are_in_shape(Subject it) {
        assertThat(it.card().id()).isEqualTo(kebab(it.rule().getClass().getSimpleName()));
        assertThat(it.card().code()).matches("(CFG|OUT|PRM|RTM|TRG|IAM|NET|DEP)-[0-9]{3}");
        assertThat(it.card().title()).isNotBlank().doesNotEndWith(".").doesNotContain("\n");
        assertThat(it.card().why()).endsWith(".");
        assertThat(it.card().fix()).endsWith(".");
        assertThat(it.card().sources()).isNotEmpty().allMatch(source -> source.startsWith("https://"));
    }

    static String kebab(String name) {
        return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void its_test_finds_something_and_meets_the_unknown(Subject it) {
        String file = RuleTester.path(it.card());
        assertThat(RuleTester.read(file))
                .as(file)
                .hasValueSatisfying(
                        text -> assertThat(RuleTester.expectations(text)).containsKeys("finds", "unknown"));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void its_test_file_is_run_and_it_has_a_page(Subject it) throws ClassNotFoundException {
        assertThat(Class.forName(it.rule().getClass().getName() + "Test")).isNotNull();
        assertThat(Path.of(
                        System.getProperty("envgate.root"),
                        "rules/docs",
                        it.card().id() + ".md"))
                .as("rules/README.md says how to write the pages")
                .isRegularFile();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void it_is_public_final_stateless_and_of_one_scope(Subject it) {
        Class<?> type = it.rule().getClass();
        assertThat(type).isPublic().isFinal();
        assertThat(type.getInterfaces()).hasSize(1);
        assertThat(type.getDeclaredFields())
                .allMatch(field -> java.lang.reflect.Modifier.isStatic(field.getModifiers())
                        && java.lang.reflect.Modifier.isFinal(field.getModifiers()));
    }

    @Test
    void codes_are_unique() {
        assertThat(CATALOG.cards()).extracting(Card::code).doesNotHaveDuplicates();
    }

    @Test
    void every_class_of_the_catalog_is_a_rule_that_is_found() throws IOException, URISyntaxException {
        Path classes = Path.of(
                Rule.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        Path catalog = classes.resolve("envgate/rules/catalog");
        try (Stream<Path> files = Files.walk(catalog)) {
            List<String> names = files.map(it -> classes.relativize(it).toString())
                    .filter(it -> it.endsWith(".class") && !it.contains("$") && !it.endsWith("package-info.class"))
                    .map(it -> it.substring(0, it.length() - 6).replace('/', '.'))
                    .toList();
            List<String> found =
                    CATALOG.rules().stream().map(it -> it.getClass().getName()).toList();
            assertThat(names).containsExactlyInAnyOrderElementsOf(found);
        }
    }

    @Test
    void every_test_file_belongs_to_a_rule() throws IOException {
        Path resources = Path.of(System.getProperty("envgate.root"), "rules/src/test/resources");
        List<String> topics =
                Arrays.asList("access", "artifact", "deploy", "limits", "links", "network", "parity", "triggers");
        List<String> known = CATALOG.cards().stream().map(RuleTester::path).toList();
        for (String topic : topics) {
            if (Files.isDirectory(resources.resolve(topic))) {
                try (Stream<Path> files = Files.list(resources.resolve(topic))) {
                    assertThat(files.map(it -> topic + "/" + it.getFileName())).isSubsetOf(known);
                }
            }
        }
    }
}
