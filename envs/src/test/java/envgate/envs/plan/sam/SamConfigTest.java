package envgate.envs.plan.sam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import envgate.envs.document.BadInput.Mistake;
import envgate.envs.document.Mistakes;
import envgate.envs.plan.Term;
import envgate.envs.plan.template.PlanFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `sam deploy` would give to a template's parameters.
class SamConfigTest {

    private static final Path DATA = Path.of(System.getProperty("envgate.root", ".."))
            .toAbsolutePath()
            .resolve("../shared/data/templates/sam-cli")
            .normalize();

    private static final String TOML = """
            version = 0.1

            [default.deploy.parameters]
            parameter_overrides = "Stage=dev Size=\\"1 2\\""

            [staging.global.parameters]
            parameter_overrides = ["Stage=staging"]

            [prod.global.parameters]
            parameter_overrides = "Stage=everywhere Other=x"

            [prod.deploy.parameters]
            parameter_overrides = [
                "Stage=prod",
                "ParameterKey=Zones,ParameterValue=a,b",
            ]
            """;

    @TempDir
    private Path folder;

    private final Mistakes mistakes = new Mistakes();

    private Map<String, String> read(String file, String content, String environment) throws IOException {
        Files.writeString(folder.resolve(file), content);
        Map<String, String> texts = new TreeMap<>();
        SamConfig.read(new PlanFiles(folder), file, environment, mistakes)
                .forEach((name, it) -> texts.put(name, ((Term.Literal) it).text()));
        return texts;
    }

    @Test
    void an_environment_has_what_it_says_itself_and_nothing_of_others() throws IOException {
        assertThat(read("samconfig.toml", TOML, "default")).isEqualTo(Map.of("Stage", "dev", "Size", "1 2"));
        assertThat(read("samconfig.toml", TOML, "prod")).isEqualTo(Map.of("Stage", "prod", "Zones", "a,b"));
        assertThat(read("samconfig.toml", TOML, "staging")).isEqualTo(Map.of("Stage", "staging"));
        assertThat(mistakes.isEmpty()).isTrue();
    }

    @Test
    void yaml_says_the_same() throws IOException {
        String yaml = """
                prod:
                  deploy:
                    parameters:
                      parameter_overrides:
                        - Stage=prod
                        - Token="a=b \\"c\\""
                """;

        assertThat(read("samconfig.yaml", yaml, "prod")).isEqualTo(Map.of("Stage", "prod", "Token", "a=b \"c\""));
    }

    @Test
    void an_environment_that_is_not_there_is_a_mistake_and_not_the_default() throws IOException {
        assertThat(read("samconfig.toml", TOML, "production")).isEmpty();
        assertThat(mistakes.all())
                .extracting(Mistake::text)
                .singleElement()
                .asString()
                .contains("samconfig.toml:1:1", "no environment `production`", "`default`, `staging`, `prod`");
    }

    @Test
    void mistakes_have_lines() throws IOException {
        read("samconfig.toml", "version = 0.1\n[default.deploy.parameters]\nstack_name=my_stack\"\n", "default");
        read("other.toml", TOML.replace("\"Stage=prod\"", "\"Stage\""), "prod");

        assertThat(mistakes.all())
                .extracting(Mistake::text)
                .hasSize(2)
                .anySatisfy(it -> assertThat(it).startsWith("samconfig.toml:3:12: this is no TOML"))
                .anySatisfy(it -> assertThat(it).startsWith("other.toml:13:24: this holds what is no `Key=value`"));
    }

    @Test
    void no_depth_brings_it_down() throws IOException {
        assertThat(read("deep.toml", "a = " + "[".repeat(50_000) + "]".repeat(50_000), "a"))
                .isEmpty();
        assertThat(mistakes.isEmpty()).isFalse();
    }

    @Test
    void configurations_of_others_are_read_or_refused_with_a_line() throws IOException {
        assumeTrue(Files.isDirectory(DATA), "the configurations of others are not here");
        List<String> refused = new ArrayList<>();
        int read = 0;
        try (Stream<Path> files = Files.walk(DATA)) {
            for (Path it : files.filter(Files::isRegularFile)
                    .filter(one -> one.getFileName().toString().matches(".*samconfig[^/]*"))
                    .sorted()
                    .toList()) {
                Mistakes found = new Mistakes();
                SamConfig.read(
                        new PlanFiles(it.resolveSibling("")), it.getFileName().toString(), "default", found);
                found.all().forEach(one -> refused.add(one.text()));
                read++;
            }
        }

        System.out.printf("samconfig: %d files, %d refused%n", read, refused.size());
        refused.forEach(it -> System.out.println("refused " + it));
        assertThat(read).isEqualTo(19);
        assertThat(refused).isNotEmpty().allMatch(it -> it.matches("(?s)samconfig.*:\\d+:\\d+: this is no TOML.*"));
    }
}
