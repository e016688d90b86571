package envgate.checker;

import static org.assertj.core.api.Assertions.assertThat;

import envgate.envs.source.aws.Permissions;
import envgate.envs.source.capture.Answer;
import envgate.envs.source.capture.CaptureFolder;
import envgate.envs.source.capture.Operation;
import envgate.envs.source.capture.Recording;
import envgate.rules.engine.Catalog;
import envgate.rules.engine.Rule;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Whoever runs the gate may be refused any call: that takes verdicts away, says so with the permission, and never
/// makes one. A rule whose permissions leave the call out says what it said before.
class DenialTest {

    private static final Catalog CATALOG = Catalog.onClasspath();
    private static final Map<String, Recording> RECORDED = new HashMap<>();
    private static final Map<String, JsonNode> UNDENIED = new HashMap<>();

    @TempDir
    Path folder;

    static Stream<Operation> calls_that_were_made() {
        return Stream.of(Operation.values())
                .filter(it -> !it.permission().isEmpty())
                .filter(it -> recorded("faulty", "prod").answers().stream().anyMatch(answer -> isOf(answer, it)));
    }

    @ParameterizedTest
    @MethodSource("calls_that_were_made")
    void a_refused_call_accuses_nobody_and_is_told_of(Operation denied) {
        for (String twin : List.of("faulty", "healthy")) {
            JsonNode before = UNDENIED.computeIfAbsent(twin, it -> judge(it, Shell.SAMPLE.resolve(it)));
            JsonNode after = judge(twin, refused(twin, denied));
            Set<String> found = accusations(after);

            assertThat(accusations(before)).as(twin).containsAll(found);
            if (found.size() < accusations(before).size()) {
                assertThat(after.path("unjudged")).as(twin).isNotEmpty();
            }
            assertThat(permissions(after)).as(twin).contains(denied.permission());
            String verdict = after.path("verdict").asString();
            if (found.isEmpty()) {
                assertThat(verdict).isEqualTo(after.path("unjudged").isEmpty() ? "go" : "undecided");
            }
            for (Rule rule : CATALOG.rules()) {
                if (!Permissions.of(CATALOG.areas(rule), List.of()).actions().contains(denied.permission())) {
                    String code = CATALOG.card(rule).code();
                    assertThat(said(after, code)).as(code).isEqualTo(said(before, code));
                }
            }
            assertThat(after.path("unjudged").toString()).doesNotContain("the rule itself failed");
        }
    }

    private Path refused(String twin, Operation denied) {
        for (String environment : List.of("dev", "staging", "prod")) {
            Recording all = recorded(twin, environment);
            List<Answer> answers = all.answers().stream()
                    .map(it -> isOf(it, denied) ? refusal(it) : it)
                    .toList();
            Recording without = new Recording(
                    all.environment(),
                    all.accounts(),
                    all.regions(),
                    all.caller(),
                    all.takenAt(),
                    all.selection(),
                    answers,
                    all.gaps(),
                    all.notes());
            CaptureFolder.write(without, folder.resolve(twin).resolve(environment));
        }
        return folder.resolve(twin);
    }

    private static Answer refusal(Answer it) {
        return new Answer(
                it.account(),
                it.region(),
                it.service(),
                it.operation(),
                it.request(),
                new Answer.Refusal("AccessDenied", 403));
    }

    private static boolean isOf(Answer answer, Operation operation) {
        return answer.service().equals(operation.service())
                && answer.operation().equals(operation.operation())
                && answer.outcome() instanceof Answer.Response;
    }

    private static Recording recorded(String twin, String environment) {
        return RECORDED.computeIfAbsent(twin + "/" + environment, it -> CaptureFolder.read(Shell.SAMPLE.resolve(it)));
    }

    /// The report of the promotion when every judgement is demanded.
    private JsonNode judge(String twin, Path captures) {
        String inventory = twin.equals("faulty") ? "envgate.yaml" : "envgate-healthy.yaml";
        Shell.Outcome outcome = new Shell(folder)
                .run(
                        "promote",
                        "staging",
                        "prod",
                        "--config",
                        Shell.SAMPLE.resolve(inventory).toString(),
                        "--capture",
                        "dev=" + captures.resolve("dev"),
                        "--capture",
                        "staging=" + captures.resolve("staging"),
                        "--capture",
                        "prod=" + captures.resolve("prod"),
                        "--min-coverage",
                        "1",
                        "--format",
                        "json");
        JsonNode report = JsonMapper.shared().readTree(outcome.out());
        int status = switch (report.path("verdict").asString()) {
            case "go" -> ExitStatus.GO.code();
            case "stop" -> ExitStatus.STOPPED.code();
            default -> ExitStatus.UNDECIDED.code();
        };
        assertThat(outcome.status()).as(outcome.err()).isEqualTo(status);
        return report;
    }

    /// By AWS's names: the logical name of a function is what its stack says, and its stack may not be seen.
    private static Set<String> accusations(JsonNode report) {
        return each(report.path("findings"))
                .map(it -> String.join(
                        " ",
                        it.path("code").asString(""),
                        it.path("environment").asString(""),
                        it.path("resource").asString(""),
                        it.path("key").asString("")))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// All that one rule says, but for the logical names that only stacks tell.
    private static List<String> said(JsonNode report, String code) {
        return Stream.of("findings", "unjudged")
                .flatMap(list -> each(report.path(list)))
                .filter(it -> it.path("code").asString("").equals(code))
                .map(it -> String.join(
                        " ",
                        it.path("environment").asString(""),
                        it.path("resource").asString(""),
                        it.path("key").asString(""),
                        it.path("message").asString(""),
                        it.path("reason").asString("")))
                .sorted()
                .toList();
    }

    private static Set<String> permissions(JsonNode report) {
        return each(report.path("environments"))
                .flatMap(it -> each(it.path("gaps")))
                .map(it -> it.path("permission").asString(""))
                .collect(Collectors.toSet());
    }

    private static Stream<JsonNode> each(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }
}
