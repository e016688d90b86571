package envgate;

import static org.assertj.core.api.Assertions.assertThat;

import envgate.envs.source.capture.Operation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What the pages for people name must be there.
class DocsTest {

    private static final Path ROOT =
            Path.of(System.getProperty("envgate.root", "..")).toAbsolutePath().normalize();
    private static final Pattern BACKTICKS = Pattern.compile("`([^`\n]+)`");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^ *```.*?^ *```$");
    private static final Pattern TYPE = Pattern.compile("[A-Z][a-z0-9]+(?:[A-Z][a-z0-9]+)+");
    private static final Pattern COMMAND = Pattern.compile("(?:\\./)?envgate ([a-z][a-z-]*)");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(?:#[^)]*)?\\)");

    static Stream<Path> readmes() {
        return Stream.of(".", "envs", "rules", "reports", "checker")
                .map(it -> ROOT.resolve(it).resolve("README.md").normalize());
    }

    @ParameterizedTest
    @MethodSource("readmes")
    void a_readme_names_only_types_that_exist(Path readme) {
        Set<String> named =
                inBackticks(readme).filter(TYPE.asMatchPredicate()).collect(Collectors.toCollection(TreeSet::new));
        named.removeIf(it -> Stream.of(Operation.values())
                .anyMatch(known -> known.operation().equals(it)));

        assertThat(types()).containsAll(named);
    }

    @ParameterizedTest
    @MethodSource("readmes")
    void a_readme_names_only_commands_that_exist(Path readme) {
        List<String> unknown = inBackticks(readme)
                .flatMap(it -> COMMAND.matcher(it).results())
                .map(it -> it.group(1))
                .filter(it -> !Files.exists(ROOT.resolve("checker/src/main/java/envgate/checker")
                        .resolve(Character.toUpperCase(it.charAt(0)) + it.substring(1) + "Command.java")))
                .toList();

        assertThat(unknown).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("readmes")
    void a_readme_links_only_to_files_that_exist(Path readme) {
        List<String> broken = LINK.matcher(text(readme))
                .results()
                .map(it -> it.group(1))
                .filter(it -> !Files.exists(readme.resolveSibling(it)))
                .toList();

        assertThat(broken).isEmpty();
    }

    @Test
    void the_readme_says_every_word_of_the_list() {
        String text = text(ROOT.resolve("README.md"));

        assertThat(List.of("environment", "inventory", "capture", "snapshot", "gap", "promotion", "owner", "wiring"))
                .allSatisfy(it -> assertThat(text).contains("| " + it + " |"));
        assertThat(List.of("finding", "unjudged", "assumption", "waiver"))
                .allSatisfy(it -> assertThat(text).contains("| " + it + " |"));
    }

    /// The types that have a file of their own, tests included.
    private static Set<String> types() {
        try (Stream<Path> files = Stream.of("envs", "rules", "reports", "checker")
                .map(it -> ROOT.resolve(it).resolve("src"))
                .flatMap(DocsTest::walk)) {
            return files.map(it -> it.getFileName().toString())
                    .filter(it -> it.endsWith(".java"))
                    .map(it -> it.substring(0, it.length() - ".java".length()))
                    .collect(Collectors.toSet());
        }
    }

    private static Stream<Path> walk(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Texts in backticks outside of blocks, for blocks show what others wrote.
    private static Stream<String> inBackticks(Path file) {
        String prose = BLOCK.matcher(text(file)).replaceAll("");
        return BACKTICKS.matcher(prose).results().map((MatchResult it) -> it.group(1));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
