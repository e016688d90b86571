package envgate.envs.plan.sam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import envgate.envs.document.Document;
import envgate.envs.document.Mistakes;
import envgate.envs.document.Node;
import envgate.envs.document.Node.Mapping;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The macro makes of templates what AWS's transform itself makes of them now: of ours, and of those that people
/// really wrote, after the step that uploads local code.
///
/// AWS's transform is the package `aws-sam-translator`, which `.ci/run` installs for this test.
class SamTranslatorTest {

    private static final Path ROOT =
            Path.of(System.getProperty("envgate.root", "..")).toAbsolutePath().normalize();
    private static final Path PYTHON = ROOT.resolve("envs/target/sam/bin/python");
    private static final Path DATA = ROOT.resolve("../shared/data/templates").normalize();

    @TempDir
    private Path folder;

    private static Path resource(String name) {
        return Path.of(Objects.requireNonNull(SamTranslatorTest.class.getResource(name))
                .getPath());
    }

    private static List<Path> templates() throws IOException {
        List<Path> all = new ArrayList<>();
        for (Path it : List.of(resource("own"), DATA)) {
            if (Files.isDirectory(it)) {
                try (Stream<Path> files = Files.walk(it)) {
                    files.filter(one -> one.toString().matches(".*\\.(ya?ml|json)"))
                            .filter(SamTranslatorTest::isSam)
                            .forEach(all::add);
                }
            }
        }
        return all.stream().sorted().toList();
    }

    private static boolean isSam(Path file) {
        try {
            String text = Files.readString(file, StandardCharsets.ISO_8859_1);
            return text.contains("AWS::Serverless") && text.contains("Resources:");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void what_aws_makes_of_a_template_is_what_the_macro_makes_of_it() throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(PYTHON), "aws-sam-translator is not here: `.ci/run` installs it");
        List<Path> templates = templates();
        Path asked = folder.resolve("asked");
        Files.write(asked, templates.stream().map(Path::toString).toList());
        Process python = new ProcessBuilder(
                        PYTHON.toString(), resource("transform.py").toString())
                .redirectInput(asked.toFile())
                .redirectOutput(folder.resolve("answers").toFile())
                .redirectError(folder.resolve("log").toFile())
                .start();
        assertThat(python.waitFor(10, TimeUnit.MINUTES)).isTrue();
        assumeTrue(python.exitValue() == 0, "aws-sam-translator does not run here");

        List<String> answers = Files.readAllLines(folder.resolve("answers"));
        assertThat(answers).hasSameSizeAs(templates);
        SamAgreement agreement = SamAgreement.none();
        int made = 0;
        for (int i = 0; i < answers.size(); i++) {
            JsonNode answer = JsonMapper.shared().readTree(answers.get(i));
            if (answer.has("made")) {
                made++;
                Path file = templates.get(i);
                String name = file.toString().replaceFirst("^.*/([^/]+/[^/]+)$", "$1");
                agreement.compare(name, (Mapping) node(name, answer.path("packaged")), node(name, answer.path("made")));
            }
        }
        System.out.printf(
                "SAM TRANSLATOR: %d of %d resources agree, of %d templates, %d of which AWS refuses%n",
                agreement.agreeing, agreement.compared, templates.size(), templates.size() - made);
        if (System.getenv("SHOW") != null) {
            agreement.byType.forEach((it, n) -> System.out.println("TYPE " + it + " " + n[0] + " of " + n[1]));
        }
        assertThat(agreement.differing).isEmpty();
        assertThat(made).isPositive();
    }

    private static Node node(String name, JsonNode json) {
        return Document.readTemplate(name, json.toString().getBytes(StandardCharsets.UTF_8), new Mistakes())
                .orElseThrow();
    }
}
