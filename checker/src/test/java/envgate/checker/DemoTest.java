package envgate.checker;

import static org.assertj.core.api.Assertions.assertThat;

import envgate.checker.Shell.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoTest {

    private static final Path HOME = Path.of(System.getProperty("envgate.root"));

    @TempDir
    private Path directory = Path.of("");

    @Test
    void the_demo_stops_and_writes_its_page() {
        Shell shell = new Shell(directory).installedIn(HOME).set("ENVGATE_FAIL_ON", "never");
        Outcome outcome = shell.run("demo");
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.lastLine()).matches("STOP  [0-9]+ errors stop the promotion from staging to prod");
        assertThat(outcome.err()).isEqualTo("envgate: wrote envgate-demo.html\n");
        assertThat(shell.read("envgate-demo.html")).startsWith("<!DOCTYPE html>");
    }

    /// Shortened where it has `…` alone in a line.
    @Test
    void the_readme_shows_what_it_says() throws IOException {
        String readme = Files.readString(HOME.resolve("README.md"));
        int said = readme.indexOf("\nenvgate promote staging -> prod");
        String excerpt = readme.substring(said, readme.indexOf("\n```", said));
        String shown = new Shell(directory).installedIn(HOME).run("demo").out();

        assertThat(shown).contains(excerpt.strip().split("\n\n(?:…\n\n)?", -1));
    }

    @Test
    void its_healthy_twin_goes() {
        Shell shell = new Shell(directory).installedIn(HOME);
        Outcome outcome = shell.run("demo", "--healthy", "-o", "out/healthy.html");
        assertThat(outcome.lastLine()).isEqualTo("GO  nothing stops the promotion from staging to prod");
        assertThat(outcome.status()).isZero();
        assertThat(shell.read("out/healthy.html")).startsWith("<!DOCTYPE html>");
    }

    @Test
    void a_capture_is_recorded_again_as_it_is() {
        Shell shell = new Shell(directory);
        String prod = HOME.resolve("checker/sample/orders/faulty/prod").toString();
        Outcome outcome = shell.run("capture", "prod", "--capture", "prod=" + prod, "-o", "again");
        assertThat(outcome.out()).matches("prod: [0-9]+ answers in again\n");
        assertThat(outcome.status()).isZero();
        Outcome judged = shell.run("check", "prod", "--capture", "prod=again", "--format", "json");
        assertThat(judged.out().replace("\"again\"", '"' + prod + '"'))
                .isEqualTo(shell.run("check", "prod", "--capture", "prod=" + prod, "--format", "json")
                        .out());
    }

    @Test
    void a_folder_that_is_no_capture_is_a_mistake() {
        Outcome outcome =
                new Shell(directory).file("folder/notes.txt", "").run("check", "prod", "--capture", "prod=folder");
        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err()).startsWith("folder: ");
    }
}
