package envgate.checker;

import static org.assertj.core.api.Assertions.assertThat;

import envgate.checker.Shell.Outcome;
import envgate.rules.engine.Catalog;
import envgate.rules.finding.Card;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The commands that answer one question: `why`, `reach`, `rules`, `explain`, `permissions`.
class AskingTest {

    private static final String FLEET = """
            inventory: {shared: ["arn:aws:s3:::artifacts"]}
            ---
            environment: staging
            functions: {Pay: {}}
            tables: [orders-staging]
            ---
            environment: prod
            functions:
              Pay:
                environment:
                  TABLE: orders-staging
                  QUEUE: "arn:aws:sqs:eu-west-1:222222222222:gone"
                  STORE: "arn:aws:s3:::artifacts"
                  LOG_LEVEL: info
                  KEY: {hidden: tiger}
            """;

    @TempDir
    private Path directory = Path.of("");

    private Shell shell = new Shell(directory);

    @BeforeEach
    void open() {
        shell = new Shell(directory).file(".git/HEAD", "").file("fleet.yaml", FLEET);
    }

    private Outcome ask(String... words) {
        List<String> all = new ArrayList<>(Arrays.asList(words));
        all.addAll(List.of("--text", "staging=fleet.yaml", "--text", "prod=fleet.yaml"));
        return shell.run(all.toArray(String[]::new));
    }

    @Test
    void why_tells_where_each_variable_leads_and_no_value() {
        Outcome outcome = ask("why", "prod/Pay");
        assertThat(outcome.out())
                .startsWith("prod/Pay (prod-Pay): 5 variables\n")
                .containsPattern("  KEY {8}names nothing")
                .containsPattern("  LOG_LEVEL {2}names nothing: a plain setting")
                .containsPattern("  QUEUE {6}dangles: an SQS queue .*does not exist")
                .containsPattern("  STORE {6}leads to .*shared")
                .containsPattern("  TABLE {6}strays to DynamoDB table orders-staging .*of staging")
                .doesNotContain("info", "tiger", "gone");
        assertThat(outcome.status()).isZero();
        assertThat(ask("why", "prod/prod-Pay").out()).isEqualTo(outcome.out());
    }

    @Test
    void why_tells_the_whole_trail_of_one_variable() {
        Outcome outcome = ask("why", "prod/Pay/TABLE");
        assertThat(outcome.out())
                .startsWith("prod/Pay/TABLE\n  strays to DynamoDB table orders-staging")
                .contains("   | it belongs to staging, not to prod");
    }

    private static final String WIRED = """
            inventory: {application: shop}
            ---
            environment: staging
            ---
            environment: prod
            subnets: {inner: {routes: {}}}
            stacks: {orders: {outputs: {TableName: orders-prod-table}, parameters: {QueueArn: "arn:aws:sqs:eu-west-1:222222222222:jobs"}}}
            parameters: {/orders/host: {value: db.example.com}}
            functions:
              Pay:
                subnets: [inner]
                permissions:
                  - allow dynamodb:GetItem on arn:aws:dynamodb:eu-west-1:222222222222:table/orders-prod-table
                environment:
                  TABLE: orders-prod-table
                  QUEUE: "arn:aws:sqs:eu-west-1:222222222222:jobs"
                  PASSWORD: {hidden: tiger}
            tables: [orders-prod-table]
            queues: [jobs]
            """;

    @Test
    void why_follows_a_variable_from_an_output_to_owner_permission_and_path() {
        shell.file("fleet.yaml", WIRED);
        assertThat(ask("why", "prod/Pay/TABLE").out())
                .contains("\n  is output TableName of stack orders\n")
                .contains("\n  leads to DynamoDB table orders-prod-table")
                .contains("\n  its role may use it\n")
                .contains("allows `dynamodb:GetItem`")
                .contains("\n  does not get to dynamodb.eu-west-1.amazonaws.com:443\n")
                .containsPattern("breaks on the way: there is no way to dynamodb");
        assertThat(ask("why", "prod/Pay/QUEUE").out())
                .contains("\n  is parameter QueueArn of stack orders\n")
                .contains("\n  its role may do nothing with it\n")
                .containsPattern("breaks at the permission: its role may do nothing with SQS queue jobs");
        assertThat(ask("why", "prod/Pay").out())
                .containsPattern("QUEUE +leads to SQS queue jobs")
                .contains("breaks at the permission");
    }

    @Test
    void why_tells_the_same_as_json_and_no_value() {
        shell.file("fleet.yaml", WIRED);
        Outcome outcome = ask("why", "prod/Pay", "--format", "json");
        var answer = tools.jackson.databind.json.JsonMapper.shared().readTree(outcome.out());
        assertThat(answer.path("function").asString()).isEqualTo("prod/Pay");
        assertThat(answer.path("variables").size()).isEqualTo(3);
        var table = answer.path("variables").path(2);
        assertThat(table.path("key").asString()).isEqualTo("TABLE");
        assertThat(table.path("comesFrom").path(0).toString())
                .isEqualTo("{\"kind\":\"output\",\"stack\":\"orders\",\"name\":\"TableName\",\"whole\":true}");
        assertThat(table.path("names").path(0).path("link").asString()).isEqualTo("leads");
        assertThat(table.path("names").path(0).path("owner").asString()).isEqualTo("prod");
        assertThat(table.path("names")
                        .path(0)
                        .path("permission")
                        .path("decision")
                        .asString())
                .isEqualTo("allowed");
        assertThat(table.path("names").path(0).path("permission").path("trail").toString())
                .contains("dynamodb:GetItem");
        assertThat(table.path("paths").path(0).path("state").asString()).isEqualTo("blocked");
        assertThat(table.path("paths").path(0).path("blockers").size()).isPositive();
        assertThat(table.path("state").asString()).isEqualTo("broken");
        assertThat(table.path("breaks").path(0).path("at").asString()).isEqualTo("path");
        assertThat(answer.path("variables")
                        .path(1)
                        .path("breaks")
                        .path(0)
                        .path("at")
                        .asString())
                .isEqualTo("permission");
        assertThat(outcome.out()).doesNotContain("tiger");
        assertThat(outcome.status()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "why prod/Pya | `prod` has no function `Pya`: did you mean `Pay`?",
                "why prod/Pay/TABEL | `prod/Pay` has no variable `TABEL`: did you mean `TABLE`?",
                "why prdo/Pay | there is no environment `prdo`: did you mean `prod`?",
                "reach prod/Pay api.example.com | `api.example.com` is no service: write it like `api.example.com:443`",
                "reach prod/Pay https://api.example.com:443 | `https://api.example.com:443` is no service: write it like"
                        + " `api.example.com:443`",
                "reach prod/Pay api.example.com:65536 | `api.example.com:65536` is no service: write it like"
                        + " `api.example.com:443`",
                "reach Pay api.example.com:443 | `Pay` names no function of an environment: write it like `prod/OrdersApi`",
            })
    void a_question_about_nothing_is_a_mistake(String words, String message) {
        Outcome outcome = ask(words.split(" "));
        assertThat(outcome.err()).isEqualTo("envgate: " + message + "\n");
        assertThat(outcome.status()).isEqualTo(2);
    }

    @Test
    void a_function_that_was_not_seen_may_exist() {
        shell.file("fleet.yaml", FLEET + "unseen: [FUNCTIONS]\n");
        Outcome outcome = ask("why", "prod/Pay");
        assertThat(outcome.err()).startsWith("envgate: `Pay` was not seen in `prod`: ");
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.status()).isEqualTo(3);
    }

    @Test
    void reach_ends_with_its_answer() {
        Outcome outcome = ask("reach", "prod/Pay", "udp://[2001:db8::1]:53");
        assertThat(outcome.out()).startsWith("prod/Pay -> 2001:db8::1:53 over udp\n");
        assertThat(outcome.lastLine())
                .matches("(OPEN|BLOCKED|PARTIAL|FRAGILE|UNKNOWN)  .*prod/Pay and 2001:db8::1:53.*");
        assertThat(outcome.status()).isIn(0, 1, 3);
    }

    @Test
    void reach_shows_two_environments_side_by_side_and_ends_as_the_worse() {
        shell.file("fleet.yaml", """
                inventory: {application: shop}
                ---
                environment: staging
                subnets: {inner: {routes: {0.0.0.0/0: nat-1}}, outer: {routes: {0.0.0.0/0: igw-1}}}
                nat-gateways: {nat-1: {subnet: outer}}
                functions: {Pay: {subnets: [inner]}}
                ---
                environment: prod
                subnets: {inner: {}}
                functions: {Pay: {subnets: [inner]}}
                """);
        Outcome outcome = ask("reach", "staging/Pay", "203.0.113.9:443", "--beside", "prod");
        assertThat(outcome.out().lines().findFirst().orElseThrow())
                .matches("staging/Pay -> 203\\.0\\.113\\.9:443 over tcp +│ prod/Pay -> 203\\.0\\.113\\.9:443 over tcp");
        assertThat(outcome.out())
                .contains("\nOPEN  nothing stands between staging/Pay and 203.0.113.9:443\n")
                .endsWith("BLOCKED  there is no way between prod/Pay and 203.0.113.9:443\n");
        assertThat(outcome.status()).isEqualTo(1);
    }

    // the catalogue

    static Stream<Card> cards() {
        return RulesCommand.all().stream();
    }

    @Test
    void rules_lists_every_rule_in_a_line() {
        Outcome outcome = shell.run("rules");
        List<String> lines = outcome.out().lines().toList();
        assertThat(lines).hasSize(Catalog.onClasspath().cards().size() + 1).isSorted();
        assertThat(lines)
                .anyMatch(it -> it.matches("CFG-005 +error +variable-names-other-environment +Variable points.*"));
        assertThat(lines).anyMatch(it -> it.matches("INV-001 +warning +declaration-past-its-date +Waiver.*"));
    }

    @ParameterizedTest
    @MethodSource("cards")
    void explain_tells_all_of_a_card(Card card) {
        Outcome outcome = shell.set("COLUMNS", "70").run("explain", card.id());
        assertThat(outcome.status()).isZero();
        assertThat(outcome.out())
                .startsWith(card.severity().id() + "[" + card.code() + "] " + card.id())
                .contains("\nwhy\n  ", "\nfix\n  ", "\nfinds something in\n    ", "\nfinds nothing in\n    ");
        card.sources().forEach(it -> assertThat(outcome.out()).contains("\n  " + it + "\n"));
        String prose = outcome.out()
                .lines()
                .filter(it -> it.startsWith("  "))
                .map(String::strip)
                .reduce("", (a, b) -> a + " " + b);
        assertThat(prose).contains(card.why().replaceAll("\\s+", " "));
        outcome.out()
                .lines()
                .takeWhile(it -> !it.equals("finds something in"))
                .skip(1)
                .forEach(it -> assertThat(it).hasSizeLessThanOrEqualTo(70));
    }

    @Test
    void explain_takes_codes() {
        assertThat(shell.run("explain", "cfg-005").out())
                .isEqualTo(
                        shell.run("explain", "variable-names-other-environment").out());
    }

    @Test
    void permissions_is_a_policy_that_only_reads() {
        Outcome outcome = shell.run("permissions");
        var policy = tools.jackson.databind.json.JsonMapper.shared().readTree(outcome.out());
        List<String> actions = new ArrayList<>();
        policy.path("Statement").path(0).path("Action").forEach(it -> actions.add(it.asString()));
        assertThat(actions)
                .contains("lambda:ListFunctions", "ec2:DescribeVpcs", "s3:ListAllMyBuckets", "apigateway:GET")
                .isSorted()
                .doesNotHaveDuplicates()
                .allMatch(it -> it.matches("[a-z0-9-]+:(Get|List|Describe|Search)[A-Za-z]+|apigateway:GET"));
    }

    @Test
    void permissions_of_some_rules_leave_out_what_they_never_look_at() {
        Outcome outcome = shell.run("permissions", "--rules", "RTM-002");
        assertThat(outcome.out()).contains("lambda:ListFunctions").doesNotContain("ec2:", "iam:", "sqs:");
        assertThat(shell.run("permissions", "--rules", "NET-001").out())
                .contains("ec2:DescribeRouteTables")
                .doesNotContain("organizations:");
        assertThat(shell.run("permissions", "--rules", "role-reaches-other-environment")
                        .out())
                .contains("iam:GetAccountAuthorizationDetails")
                .doesNotContain("ec2:DescribeRouteTables");
    }
}
