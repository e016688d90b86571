package envgate.checker;

import static org.assertj.core.api.Assertions.assertThat;

import envgate.envs.moto.Fault;
import envgate.envs.moto.MotoServer;
import envgate.envs.moto.OrdersApplication;
import envgate.envs.moto.OrdersApplication.Variant;
import envgate.envs.source.aws.ReadOnly;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The whole pipe over the wire: the sample application is seeded into three accounts of an emulator, judged live,
/// captured by our own command, and judged again from its captures.
///
/// The captures that ship with envgate are these; `-Dgolden=write` records them anew.
class SampleTest {

    /// What differs between two recordings of the same thing: times, the emulator's port and random ids, and the
    /// hashes of hidden texts, whose key is each run's own.
    private static final Pattern MOMENT = Pattern.compile(
            "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?(?:Z|\\+0000|\\+00:00)|(?<=127\\.0\\.0\\.1:)\\d+"
                    + "|(?<=hidden:)[0-9a-f]{8}:[0-9a-f]{64}"
                    + "|\\b1[0-9]{9}\\.[0-9]+\\b|\\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\\b");

    private static final Map<Variant, Twin> TWINS = new EnumMap<>(Variant.class);

    @TempDir
    static Path folder;

    /// One variant of the application, as it was judged.
    ///
    /// @param live `promote staging prod` against the emulator
    /// @param captured the same against the captures
    /// @param captures their folder
    private record Twin(Run live, Run captured, Path captures) {}

    private record Run(int status, String out, String err) {

        JsonNode json() {
            return JsonMapper.shared().readTree(out);
        }

        List<String> accusations() {
            return items("findings").map(SampleTest::accusation).sorted().toList();
        }

        Stream<JsonNode> items(String member) {
            return StreamSupport.stream(json().path(member).spliterator(), false);
        }
    }

    @BeforeAll
    static void judge_both_twins_live_and_from_captures() throws IOException {
        System.setProperty("aws.accessKeyId", "test");
        System.setProperty("aws.secretAccessKey", "test");
        for (Variant variant : Variant.values()) {
            TWINS.put(variant, twin(variant));
        }
    }

    private static Twin twin(Variant variant) throws IOException {
        Path home = Files.createDirectories(folder.resolve(label(variant)));
        try (MotoServer server = MotoServer.start()) {
            OrdersApplication.seed(server, variant);
            Files.writeString(home.resolve("live.yaml"), OrdersApplication.inventory(server));
            for (String environment : OrdersApplication.accounts().keySet()) {
                Run capture = run(home, "capture", environment, "-o", environment, "--config", "live.yaml");
                assertThat(capture.status()).as(capture.err()).isZero();
            }
            Run live = run(home, "promote", "staging", "prod", "--config", "live.yaml", "--format", "json");
            List<String> words =
                    new ArrayList<>(List.of("promote", "staging", "prod", "--config", "live.yaml", "--format", "json"));
            OrdersApplication.accounts().keySet().forEach(it -> words.addAll(List.of("--capture", it + "=" + it)));
            Run captured = run(home, words.toArray(String[]::new));
            return new Twin(live, captured, home);
        }
    }

    @ParameterizedTest
    @EnumSource(Variant.class)
    void live_accounts_and_their_captures_are_judged_alike(Variant variant) {
        Twin twin = twinOf(variant);

        for (String member : List.of("verdict", "coverage", "findings", "unjudged", "waived", "assumptions", "rules")) {
            assertThat(moments(twin.captured().json().path(member).toPrettyString()))
                    .as(member)
                    .isEqualTo(moments(twin.live().json().path(member).toPrettyString()));
        }
    }

    @Test
    void every_seeded_fault_is_found_by_the_rule_meant_for_it_and_nothing_else_is_accused() {
        List<String> seeded = OrdersApplication.faults().stream()
                .map(SampleTest::accusation)
                .sorted()
                .toList();

        assertThat(twinOf(Variant.FAULTY).live().accusations()).containsExactlyElementsOf(seeded);
    }

    @Test
    void calls_were_made_and_all_of_them_read() {
        assertThat(ReadOnly.made()).isPositive();
        assertThat(ReadOnly.stopped()).isZero();
    }

    @Test
    void the_faulty_twin_is_stopped() {
        Twin twin = twinOf(Variant.FAULTY);

        assertThat(twin.live().status()).isEqualTo(ExitStatus.STOPPED.code());
        assertThat(twin.live().json().path("verdict").asString()).isEqualTo("stop");
    }

    @Test
    void nothing_is_said_about_the_healthy_twin_and_nothing_is_left_open() {
        Twin twin = twinOf(Variant.HEALTHY);

        assertThat(twin.live().accusations()).isEmpty();
        assertThat(twin.live().items("unjudged").map(JsonNode::toPrettyString)).isEmpty();
        assertThat(twin.live().status()).isEqualTo(ExitStatus.GO.code());
    }

    @ParameterizedTest
    @EnumSource(Variant.class)
    void the_captures_that_ship_are_what_our_own_command_records(Variant variant) throws IOException {
        Path recorded = twinOf(variant).captures();
        Path shipped = Shell.SAMPLE.resolve(label(variant));
        if ("write".equals(System.getProperty("golden"))) {
            for (String environment : OrdersApplication.accounts().keySet()) {
                replace(recorded.resolve(environment), shipped.resolve(environment));
            }
        }
        for (String environment : OrdersApplication.accounts().keySet()) {
            assertThat(files(shipped.resolve(environment))).isEqualTo(files(recorded.resolve(environment)));
        }
    }

    private static Twin twinOf(Variant variant) {
        Twin twin = TWINS.get(variant);
        if (twin == null) {
            throw new IllegalStateException("no twin " + variant);
        }
        return twin;
    }

    private static String label(Variant variant) {
        return variant.name().toLowerCase(Locale.ROOT);
    }

    private static String accusation(Fault fault) {
        return String.join(" ", fault.code(), fault.environment(), fault.function(), fault.key());
    }

    private static String accusation(JsonNode finding) {
        return String.join(
                " ",
                finding.path("code").asString(""),
                finding.path("environment").asString(""),
                finding.path("function").asString(""),
                finding.path("key").asString(""));
    }

    private static String moments(String text) {
        return MOMENT.matcher(text).replaceAll("…");
    }

    /// Contents by their path, without what differs between any two recordings; the order of a list means nothing.
    private static SortedMap<String, String> files(Path folder) throws IOException {
        SortedMap<String, String> texts = new TreeMap<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> paths = Files.walk(folder)) {
                paths.filter(Files::isRegularFile)
                        .forEach(it -> texts.put(
                                folder.relativize(it).toString(),
                                ordered(JsonMapper.shared().readTree(moments(text(it))))));
            }
        }
        return texts;
    }

    private static String ordered(JsonNode node) {
        if (node.isArray()) {
            return StreamSupport.stream(node.spliterator(), false)
                    .map(SampleTest::ordered)
                    .sorted()
                    .collect(Collectors.joining(",\n", "[", "]"));
        }
        return node.isObject()
                ? node.properties().stream()
                        .map(it -> it.getKey() + ": " + ordered(it.getValue()))
                        .sorted()
                        .collect(Collectors.joining(",\n", "{", "}"))
                : node.toString();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void replace(Path from, Path to) throws IOException {
        if (Files.exists(to)) {
            try (Stream<Path> old = Files.walk(to)) {
                for (Path it : old.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(it);
                }
            }
        }
        Files.createDirectories(to.getParent());
        try (Stream<Path> paths = Files.walk(from)) {
            for (Path it : paths.toList()) {
                Files.copy(it, to.resolve(from.relativize(it).toString()));
            }
        }
    }

    private static Run run(Path directory, String... words) {
        Shell.Outcome outcome = new Shell(directory)
                .set("AWS_ACCESS_KEY_ID", "test")
                .set("AWS_SECRET_ACCESS_KEY", "test")
                .run(words);
        return new Run(outcome.status(), outcome.out(), outcome.err());
    }
}
