package envgate.envs.plan.sam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import envgate.envs.document.Document;
import envgate.envs.document.Mistakes;
import envgate.envs.document.Node;
import envgate.envs.document.Node.Mapping;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The macro makes of AWS's own examples what AWS's transform makes of them.
class SamPairsTest {

    private static final Path DATA = Path.of(System.getProperty("envgate.root", ".."))
            .toAbsolutePath()
            .resolve("../shared/data/templates/sam")
            .normalize();

    private final SamAgreement agreement = SamAgreement.none();

    @Test
    void resources_are_those_that_aws_makes() throws IOException {
        assumeTrue(Files.isDirectory(DATA), "the examples of AWS are not here");
        try (Stream<Path> files = Files.list(DATA.resolve("input"))) {
            for (Path it : files.sorted().toList()) {
                compare(it);
            }
        }
        System.out.printf("SAM: %d of %d resources agree%n", agreement.agreeing, agreement.compared);
        if (System.getenv("SHOW") != null) {
            agreement.byType.forEach((it, n) -> System.out.println("TYPE " + it + " " + n[0] + " of " + n[1]));
        }
        assertThat(agreement.differing).isEmpty();
        assertThat(agreement.compared).isGreaterThanOrEqualTo(1_810);
    }

    private void compare(Path input) throws IOException {
        String name = input.getFileName().toString().replace(".yaml", "");
        Mapping template = (Mapping) Document.readTemplate(name, Files.readAllBytes(input), new Mistakes())
                .orElseThrow();
        Path output = DATA.resolve("output").resolve(name + ".json");
        Node expected = Document.readTemplate(name, Files.readAllBytes(output), new Mistakes())
                .orElseThrow();
        agreement.compare(name, template, expected);
    }
}
