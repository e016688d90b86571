package envgate.checker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The launcher `envgate`, in a clone, with a JDK and a Maven that only look like it.
class LauncherTest {

    private static final List<String> TOOLS = List.of(
            "sh", "cat", "cp", "dirname", "find", "grep", "head", "mkdir", "mv", "readlink", "rm", "sleep", "touch");
    private static final String DONE = "envgate: building itself, once (a minute or two) ... done\n";

    @TempDir
    private Path root = Path.of("");

    private Path clone = root;
    private Path jdk = root;
    private Path bin = root;

    private record Outcome(int status, String out, String err) {}

    @BeforeEach
    void prepare() {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "the launcher is a shell script");
        clone = root.resolve("a clone");
        jdk = root.resolve("a jdk");
        bin = root.resolve("bin");
        // The usual folders of this machine are not looked into.
        String launcher = read(Path.of(System.getProperty("envgate.root"), "envgate"))
                .replaceFirst("(?s)/usr/lib/jvm/[*].*?(?=; do)", "");
        script(clone.resolve("envgate"), launcher);
        write(clone.resolve("pom.xml"), "");
        write(clone.resolve("checker/pom.xml"), "");
        write(clone.resolve("checker/src/main/Main.java"), "");
        write(jdk.resolve("release"), "JAVA_VERSION=\"25.0.3\"\n");
        script(jdk.resolve("bin/javac"), "#!/bin/sh\n");
        script(jdk.resolve("bin/java"), """
                #!/bin/sh
                for word; do
                  case $word in
                    -XX:AOTCacheOutput=*) echo warm >"${word#-XX:AOTCacheOutput=}"; exit 0 ;;
                  esac
                done
                for word; do printf '%s\\n' "$word"; done
                exit "${STATUS:-0}"
                """);
        maven("""
                #!/bin/sh
                echo "$JAVA_HOME" >>builds
                sleep 1
                mkdir -p checker/target/lib
                echo jar >checker/target/checker.jar
                echo jar >checker/target/lib/one.jar
                """);
        for (String tool : TOOLS) {
            Path found = List.of(Path.of("/bin", tool), Path.of("/usr/bin", tool)).stream()
                    .filter(Files::isExecutable)
                    .findFirst()
                    .orElseThrow();
            try {
                Files.createSymbolicLink(bin.resolve(tool), found);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Test
    void the_first_run_builds_and_the_next_does_not() {
        Outcome first = launch("explain", "two words", "*");
        assertThat(first.err()).isEqualTo(DONE);
        assertThat(first.status()).isZero();
        assertThat(first.out().lines())
                .containsSubsequence("-Denvgate.home=" + clone, "-jar", clone + "/checker/target/app/checker.jar")
                .endsWith("explain", "two words", "*")
                .contains("-XX:AOTCache=" + clone + "/checker/target/app/warm.aot");
        assertThat(clone.resolve("checker/target/app/lib/one.jar")).exists();
        assertThat(builds()).containsExactly(jdk.toString());

        Outcome second = launch("rules");
        assertThat(second.err()).isEmpty();
        assertThat(builds()).hasSize(1);
    }

    @Test
    void what_reads_aws_has_a_cache_of_its_own() {
        String folder = "-XX:AOTCache=" + clone + "/checker/target/app/";
        assertThat(launch("capture", "prod", "-o", "x").out()).contains(folder + "live.aot\n");
        assertThat(launch("promote", "staging", "prod").out()).contains(folder + "live.aot\n");
        assertThat(launch("promote", "staging", "prod", "--capture", "prod=x").out())
                .contains(folder + "warm.aot\n");
        assertThat(launch("check", "--capture=prod=x").out()).contains(folder + "warm.aot\n");
        assertThat(launch("demo").out()).contains(folder + "warm.aot\n");
        assertThat(launch().out()).contains(folder + "warm.aot\n");
    }

    @Test
    void without_its_cache_a_command_runs_as_well() throws IOException {
        launch();
        Files.delete(clone.resolve("checker/target/app/live.aot"));
        Outcome outcome = launch("capture", "two words");
        assertThat(outcome.status()).isZero();
        assertThat(outcome.out()).doesNotContain("AOTCache").contains("two words");
    }

    @Test
    void the_exit_status_is_handed_on() {
        assertThat(run(launcher("STATUS=3")).status()).isEqualTo(3);
    }

    @Test
    void a_changed_source_is_built_again() {
        launch();
        age();
        write(clone.resolve("checker/src/main/Main.java"), "class Main {}");
        assertThat(launch().err()).isEqualTo(DONE);
        assertThat(launch().err()).isEmpty();
        assertThat(builds()).hasSize(2);
    }

    @Test
    void a_deleted_source_is_built_without() throws IOException {
        write(clone.resolve("checker/src/main/Other.java"), "");
        write(clone.resolve("checker/target/lib/old.jar"), "");
        launch();
        assertThat(clone.resolve("checker/target/app/lib/old.jar")).doesNotExist();
        age();
        Files.delete(clone.resolve("checker/src/main/Other.java"));
        assertThat(launch().err()).isEqualTo(DONE);
    }

    @Test
    void of_two_first_runs_one_builds() throws Exception {
        Process first = launcher("A=1").start();
        Process second = launcher("A=2").start();
        assertThat(first.waitFor()).isZero();
        assertThat(second.waitFor()).isZero();
        assertThat(builds()).hasSize(1);
        assertThat(clone.resolve("checker/target/launcher.lock")).doesNotExist();
    }

    @Test
    void a_lock_that_nobody_holds_any_more_is_taken_over() {
        write(clone.resolve("checker/target/launcher.lock/pid"), "999999999");
        assertThat(launch().err()).isEqualTo(DONE);
    }

    @Test
    void a_link_to_it_leads_home() throws IOException {
        Path link = Files.createSymbolicLink(root.resolve("link"), clone.resolve("envgate"));
        Outcome outcome = run(launcher("A=1").command(link.toString(), "rules"));
        assertThat(outcome.out()).contains("-Denvgate.home=" + clone);
    }

    @Test
    void without_a_jdk_25_it_says_what_to_install() {
        write(jdk.resolve("release"), "JAVA_VERSION=\"17.0.15\"\n");
        Outcome outcome = launch();
        assertThat(outcome.err())
                .isEqualTo("envgate: needs a JDK 25, and none was found in JAVA_HOME, on the PATH or in the usual"
                        + " folders: install one, for example Eclipse Temurin 25\n");
        assertThat(outcome.status()).isEqualTo(2);
    }

    @Test
    void a_jdk_on_the_path_is_found() throws IOException {
        Files.createSymbolicLink(bin.resolve("java"), jdk.resolve("bin/java"));
        ProcessBuilder launcher = launcher("A=1");
        launcher.environment().remove("JAVA_HOME");
        assertThat(run(launcher).status()).isZero();
        assertThat(builds()).containsExactly(jdk.toRealPath().toString());
    }

    @Test
    void without_maven_it_says_what_to_install() throws IOException {
        Files.delete(bin.resolve("mvn"));
        Outcome outcome = launch();
        assertThat(outcome.err())
                .isEqualTo("envgate: needs Maven 3.8.6 or newer to build itself, and there is no mvn on the PATH:"
                        + " install Maven\n");
        assertThat(outcome.status()).isEqualTo(2);
    }

    @Test
    void a_build_that_fails_says_why_and_is_tried_again() {
        maven("#!/bin/sh\necho 'progress'\necho '[ERROR] no network'\nexit 1\n");
        Outcome outcome = launch();
        assertThat(outcome.err()).isEqualTo("""
                envgate: building itself, once (a minute or two) ... failed
                [ERROR] no network
                envgate: the build failed: see checker/target/launcher.log
                """);
        assertThat(outcome.status()).isEqualTo(4);
        assertThat(clone.resolve("checker/target/launcher.lock")).doesNotExist();
        assertThat(launch().status()).isEqualTo(4);
    }

    private Outcome launch(String... words) {
        ProcessBuilder launcher = launcher("A=1");
        List<String> command = new ArrayList<>(launcher.command());
        command.addAll(List.of(words));
        return run(launcher.command(command));
    }

    private ProcessBuilder launcher(String variable) {
        ProcessBuilder launcher = new ProcessBuilder(clone.resolve("envgate").toString()).directory(root.toFile());
        launcher.environment().clear();
        launcher.environment().put("PATH", bin.toString());
        launcher.environment().put("HOME", root.toString());
        launcher.environment().put("JAVA_HOME", jdk.toString());
        String[] words = variable.split("=", 2);
        launcher.environment().put(words[0], words[1]);
        return launcher;
    }

    private static Outcome run(ProcessBuilder launcher) {
        try {
            Process process = launcher.start();
            process.getOutputStream().close();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Outcome(process.waitFor(), out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// Lets the last build be ten seconds ago: times of files are not finer than the steps of a clock.
    private void age() {
        try (var files = Files.walk(clone)) {
            FileTime before = FileTime.from(Instant.now().minusSeconds(10));
            for (Path it : files.toList()) {
                Files.setLastModifiedTime(it, before);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> builds() {
        return read(clone.resolve("builds")).lines().toList();
    }

    private void maven(String text) {
        script(bin.resolve("mvn"), text);
    }

    private static void script(Path file, String text) {
        write(file, text);
        try {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
