package envgate.checker;

import static org.assertj.core.api.Assertions.assertThat;

import envgate.checker.Shell.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// `envgate verify` on the sample application: what is deployed there is planned first, and then taken for what came
/// of it.
class VerifyCommandTest {

    private static final String SINCE = Shell.SAMPLE.resolve("healthy/prod").toString();

    @TempDir
    private Path directory = Path.of("");

    private Shell shell = new Shell(directory);

    @BeforeEach
    void open() throws IOException {
        shell = new Shell(directory).file(".git/HEAD", "");
        ObjectNode orders = template();
        ObjectNode api = (ObjectNode) orders.path("Resources").path("OrdersApi").path("Properties");
        ((ObjectNode) api.path("Environment").path("Variables")).remove("TABLE_NAME");
        ((ObjectNode) api.path("Environment").path("Variables")).put("FEATURE", "on");
        ((ObjectNode) api.path("Environment").path("Variables"))
                .put("QUEUE_URL", "https://sqs.eu-west-1.amazonaws.com/222222222222/orders-staging-incoming");
        ((ObjectNode) orders.path("Resources")).remove("DailyReport");
        shell.file("orders.json", orders.toPrettyString());
    }

    private static ObjectNode template() throws IOException {
        Path file = Shell.SAMPLE.resolve("healthy/prod/333333333333/eu-west-1/cloudformation-get-template.json");
        for (JsonNode call :
                JsonMapper.shared().readTree(Files.readString(file)).path("Calls")) {
            if (call.path("request").path("StackName").asString("").equals("orders-prod")) {
                return (ObjectNode) JsonMapper.shared()
                        .readTree(call.path("response").path("TemplateBody").stringValue());
            }
        }
        throw new IllegalArgumentException("orders-prod");
    }

    private Outcome ask(String... words) {
        List<String> all = new ArrayList<>(Arrays.asList(words));
        all.addAll(
                List.of("--config", Shell.SAMPLE.resolve("envgate-healthy.yaml").toString()));
        return shell.run(all.toArray(String[]::new));
    }

    /// What the template makes of prod, as a capture of what is there.
    private void deploy() throws IOException {
        assertThat(ask("plan", "prod", "--plan", "orders-prod=orders.json", "-o", "after")
                        .status())
                .isZero();
        ObjectNode manifest = (ObjectNode) JsonMapper.shared().readTree(shell.read("after/capture.json"));
        manifest.remove("planned");
        shell.file("after/capture.json", manifest.toPrettyString());
    }

    private Outcome verify(String... more) {
        List<String> words = new ArrayList<>(List.of("verify", "prod", "--since", SINCE));
        words.addAll(Arrays.asList(more));
        return ask(words.toArray(String[]::new));
    }

    @Test
    void where_nothing_was_deployed_nothing_is_new() {
        Outcome outcome = verify();

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.lastLine()).startsWith("GO  0 new findings, 0 fixed, ");
        assertThat(outcome.status()).isZero();
    }

    @Test
    void what_was_deployed_as_planned_deviates_nowhere() throws IOException {
        deploy();

        Outcome outcome = verify("--capture", "prod=after", "--plan", "orders-prod=orders.json", "--format", "json");

        JsonNode json = JsonMapper.shared().readTree(outcome.out());
        assertThat(json.path("deviations").isArray()).isTrue();
        assertThat(json.path("deviations")).isEmpty();
        assertThat(json.path("changes"))
                .anySatisfy(it -> assertThat(it.path("detail").asString("")).isEqualTo("variable `TABLE_NAME`"));
    }

    @Test
    void what_was_planned_and_did_not_happen_stops() {
        Outcome outcome = verify("--plan", "orders-prod=orders.json");

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.out())
                .contains(
                        "Planned, and not there (1)\n  OrdersApi: variable `FEATURE`",
                        "  OrdersApi: variable `TABLE_NAME`",
                        "  DailyReport: AWS::")
                .contains("Planned to go, and still there (");
        assertThat(outcome.lastLine()).startsWith("STOP  1 error ").contains(", 1 planned, and not there, ");
    }

    @Test
    void what_nobody_planned_stops_where_warnings_do() throws IOException {
        deploy();
        shell.file("same.json", template().toPrettyString());

        Outcome lenient = verify("--capture", "prod=after", "--plan", "orders-prod=same.json", "--format", "json");
        Outcome strict = verify("--capture", "prod=after", "--plan", "orders-prod=same.json", "--fail-on", "warning");

        assertThat(JsonMapper.shared().readTree(lenient.out()).path("deviations"))
                .anySatisfy(it -> {
                    assertThat(it.path("deviation").asString("")).isEqualTo("unplanned");
                    assertThat(it.path("detail").asString("")).isEqualTo("variable `FEATURE`");
                });
        assertThat(strict.out()).contains("There, and not planned (1)\n  OrdersApi: variable `FEATURE`");
        assertThat(strict.lastLine()).contains("1 there, and not planned");
    }

    @Test
    void findings_are_new_one_way_and_fixed_the_other() throws IOException {
        deploy();

        Outcome there = verify("--capture", "prod=after", "--format", "json");
        Outcome back = ask("verify", "prod", "--since", "after", "--format", "json");

        JsonNode fresh = JsonMapper.shared().readTree(there.out()).path("findings");
        JsonNode fixed = JsonMapper.shared().readTree(back.out()).path("findings");
        assertThat(fresh.path("new"))
                .isNotEmpty()
                .anySatisfy(it -> assertThat(it.path("key").asString("")).isEqualTo("QUEUE_URL"));
        assertThat(fixed.path("new")).isEmpty();
        assertThat(fixed.path("fixed")
                        .valueStream()
                        .map(it -> it.path("fingerprint").asString(""))
                        .toList())
                .containsExactlyElementsOf(fresh.path("new")
                        .valueStream()
                        .map(it -> it.path("fingerprint").asString(""))
                        .toList());
        assertThat(back.status()).isZero();
    }

    @Test
    void a_function_that_failed_stops_and_one_that_is_not_ready_leaves_it_open() throws IOException {
        copy("failed", "\"Successful\"", "\"Failed\"");
        copy("busy", "\"Successful\"", "\"InProgress\"");

        Outcome failed = verify("--capture", "prod=failed");
        Outcome busy = verify("--capture", "prod=busy");
        Outcome still = ask("verify", "prod", "--since", "failed", "--capture", "prod=failed");

        assertThat(failed.status()).isEqualTo(1);
        assertThat(failed.out()).contains("OrdersApi: last update Failed\n");
        assertThat(busy.status()).isEqualTo(3);
        assertThat(busy.lastLine()).startsWith("UNDECIDED  ").contains("not finished: verify again");
        assertThat(still.status()).isZero();
        assertThat(still.out()).contains("Failed before already (");
    }

    private void copy(String name, String from, String to) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(SINCE))) {
            for (Path it : files.filter(Files::isRegularFile).toList()) {
                String text = Files.readString(it);
                boolean functions = it.getFileName().toString().startsWith("lambda-");
                shell.file(
                        name + "/" + Path.of(SINCE).relativize(it),
                        functions && !from.isEmpty() ? text.replace(from, to) : text);
            }
        }
    }

    @Test
    void code_and_keys_that_are_not_the_planned_ones_are_accused_at_the_plans_lines() throws IOException {
        deploy();
        String functions = "after/333333333333/eu-west-1/lambda-list-functions.json";
        String listed = shell.read(functions);
        JsonNode list = JsonMapper.shared().readTree(listed);
        for (JsonNode it : list.path("Functions")) {
            if (it.path("FunctionName").asString("").equals("orders-prod-api")) {
                ((ObjectNode) it).put("CodeSha256", "n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg=");
            }
        }
        shell.file(functions, list.toPrettyString());

        Outcome outcome = verify(
                "--capture",
                "prod=after",
                "--plan",
                "orders-prod=orders.json",
                "--rules",
                "DEP-015",
                "--format",
                "json");

        JsonNode findings =
                JsonMapper.shared().readTree(outcome.out()).path("findings").path("new");
        assertThat(findings).singleElement().satisfies(it -> {
            assertThat(it.path("code").asString("")).isEqualTo("DEP-015");
            assertThat(it.path("function").asString("")).isEqualTo("OrdersApi");
            assertThat(it.path("message").asString("")).isEqualTo("its code is not the one that was planned");
        });
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(verify("--capture", "prod=after", "--rules", "DEP-015").out())
                .doesNotContain("DEP-015");
    }

    private void aliases(String capture, String version, String weights) {
        shell.file(capture + "/333333333333/eu-west-1/aliases.json", """
                {"Calls": [{"service": "lambda", "operation": "ListAliases", "request": {"FunctionName": "orders-prod-api"},
                  "response": {"Aliases": [{"Name": "live", "FunctionVersion": "%s",
                    "RoutingConfig": {"AdditionalVersionWeights": %s}}]}}]}
                """.formatted(version, weights));
    }

    @Test
    void aliases_are_told_of_where_they_moved_and_leave_it_open_where_traffic_is_shifted_in_part() throws IOException {
        copy("before", "", "");
        copy("moved", "", "");
        copy("shifting", "", "");
        aliases("before", "3", "{}");
        aliases("moved", "4", "{}");
        aliases("shifting", "3", "{\"4\": 0.1}");

        Outcome moved = ask("verify", "prod", "--since", "before", "--capture", "prod=moved");
        Outcome shifting = ask("verify", "prod", "--since", "before", "--capture", "prod=shifting");

        assertThat(moved.out())
                .contains(
                        "Aliases and traffic (1)\n  OrdersApi: alias `live` is at version `4`, and was at version `3`\n")
                .contains("changes OrdersApi: alias `live` from version `3` to version `4`");
        assertThat(moved.status()).isZero();
        assertThat(shifting.status()).isEqualTo(3);
        assertThat(shifting.out())
                .contains("Not finished (1)\n  OrdersApi: alias `live` is at version `3` with 10 % at version `4`: its"
                        + " traffic is shifted in part\n");
    }

    @Test
    void what_is_recorded_cannot_be_invoked() {
        Outcome outcome = verify("--invoke", "--capture", "prod=" + SINCE);

        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err()).contains("`prod` is read from what was recorded, where nothing can be invoked");
    }

    @Test
    void what_is_no_capture_from_before_is_refused() {
        assertThat(ask("plan", "prod", "--plan", "orders-prod=orders.json", "-o", "planned")
                        .status())
                .isZero();

        Outcome planned = ask("verify", "prod", "--since", "planned");
        Outcome missing = ask("verify", "prod");
        Outcome nowhere = ask("verify", "prod", "--since", "nowhere", "--format", "html");
        Outcome other = ask(
                "verify",
                "prod",
                "--since",
                Shell.SAMPLE.resolve("healthy/staging").toString());

        assertThat(planned.status()).isEqualTo(2);
        assertThat(planned.err()).contains("`planned` is a planned environment, and none that was seen");
        assertThat(missing.err()).contains("it is not said how `prod` was before the deploy");
        assertThat(nowhere.err()).contains("there is no such folder", "there is no format `html`");
        assertThat(other.status()).isEqualTo(2);
        assertThat(other.err()).contains("is of the account `222222222222`, and `prod` is in `333333333333`");
    }
}
