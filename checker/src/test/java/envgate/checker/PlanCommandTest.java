package envgate.checker;

import static org.assertj.core.api.Assertions.assertThat;

import envgate.checker.Shell.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// `envgate plan` and `envgate promote --plan` on the sample application, whose templates lie in its
/// captures.
class PlanCommandTest {

    @TempDir
    private Path directory = Path.of("");

    private Shell shell = new Shell(directory);

    @BeforeEach
    void open() {
        shell = new Shell(directory).file(".git/HEAD", "");
    }

    private Outcome ask(String... words) {
        List<String> all = new ArrayList<>(Arrays.asList(words));
        all.addAll(
                List.of("--config", Shell.SAMPLE.resolve("envgate-healthy.yaml").toString()));
        return shell.run(all.toArray(String[]::new));
    }

    /// The template that a stack of prod has.
    private static ObjectNode template(String stack) {
        try {
            Path file = Shell.SAMPLE.resolve("healthy/prod/333333333333/eu-west-1/cloudformation-get-template.json");
            for (JsonNode call :
                    JsonMapper.shared().readTree(Files.readString(file)).path("Calls")) {
                if (call.path("request").path("StackName").asString("").equals(stack)) {
                    return (ObjectNode) JsonMapper.shared()
                            .readTree(call.path("response").path("TemplateBody").stringValue());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new IllegalArgumentException(stack);
    }

    private static ObjectNode properties(ObjectNode template, String logicalId) {
        return (ObjectNode) template.path("Resources").path(logicalId).path("Properties");
    }

    @Test
    void deploying_what_is_there_changes_nothing() {
        shell.file("network.json", template("orders-prod-network").toString())
                .file("orders.json", template("orders-prod").toString());

        Outcome outcome =
                ask("plan", "prod", "--plan", "orders-prod-network=network.json", "--plan", "orders-prod=orders.json");

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out()).isEqualTo("This deploy changes nothing that envgate sees in prod.\n");
    }

    /// What was wrong is in the template: a variable lost, a queue renamed, a rule closed, a role
    /// widened.
    private void breakThings() {
        ObjectNode orders = template("orders-prod");
        ObjectNode network = template("orders-prod-network");
        ((ObjectNode) properties(orders, "OrdersApi").path("Environment").path("Variables")).remove("LOG_LEVEL");
        properties(orders, "IncomingQueue").put("QueueName", "orders-prod-entrance");
        ((ObjectNode) orders.path("Resources")).remove("DailyReport");
        ((ObjectNode) network.path("Resources")).remove("DatabaseFromFunctions");
        ((ObjectNode) network.path("Resources")).remove("PrivateDefaultRouteA");
        ((ObjectNode) network.path("Resources")).remove("PrivateDefaultRouteB");
        ObjectNode mapping = properties(orders, "OrdersToWork");
        mapping.put("EventSourceArn", "arn:aws:sqs:eu-west-1:222222222222:orders-staging-incoming");
        shell.file("network.json", network.toPrettyString()).file("orders.json", orders.toPrettyString());
    }

    @Test
    void a_plan_says_what_the_deploy_breaks_first() {
        breakThings();

        Outcome outcome = plan("--format", "console");

        assertThat(outcome.status()).isZero();
        assertThat(outcome.out())
                .startsWith("Drops (6)\n")
                .contains(
                        "  OrdersApi: variable `LOG_LEVEL` orders.json:255\n",
                        "  DatabaseFromFunctions: AWS::EC2::SecurityGroupIngress\n",
                        "Replaces (2)\n  IncomingQueue: AWS::SQS::Queue ",
                        "  OrdersToWork: AWS::Lambda::EventSourceMapping ",
                        "Closes (5)\n  CheckoutApi: path to api.stripe.com:443 orders.json:365\n",
                        "  sg-91564b73ec95f011c: inbound tcp port 5432 with sg-0e65902156f8f51db\n")
                .endsWith("In prod this deploy drops 6, replaces 2, closes 5, broadens 2, narrows 3, adds 1.\n");
        assertThat(JsonMapper.shared().readTree(plan("--format", "json").out()).path("changes"))
                .hasSize(19)
                .first()
                .satisfies(it -> assertThat(it.path("kind").asString("")).isEqualTo("drops"));
    }

    private Outcome plan(String... more) {
        List<String> words = new ArrayList<>(List.of("plan", "prod", "--plan", "orders-prod-network=network.json"));
        words.addAll(List.of("--plan", "orders-prod=orders.json"));
        words.addAll(Arrays.asList(more));
        return ask(words.toArray(String[]::new));
    }

    @Test
    void a_planned_environment_is_written_as_a_capture_that_every_command_takes() {
        breakThings();

        Outcome written = plan("-o", directory.resolve("planned").toString());
        Outcome checked = ask(
                "reach",
                "prod/OrdersApi",
                "orders-prod.c5080b6ee794e.eu-west-1.rds.amazonaws.com:5432",
                "--capture",
                "prod=" + directory.resolve("planned"));

        assertThat(written.status()).isZero();
        assertThat(shell.read("planned/capture.json")).contains("\"planned\"", "orders.json");
        assertThat(checked.out()).contains("BLOCKED");
    }

    @Test
    void a_planned_capture_is_judged_as_its_plan_is_for_it_carries_what_was_there_before() {
        breakThings();
        assertThat(plan("-o", "planned").status()).isZero();
        assertThat(plan("-o", "planned").status()).as("written again").isZero();

        List<String> byPlan = said(promote("json"));
        List<String> byCapture =
                said(ask("promote", "staging", "prod", "--capture", "prod=planned", "--format", "json"));

        assertThat(byPlan).anyMatch(it -> it.startsWith("deploy-"));
        assertThat(byCapture).isEqualTo(byPlan);
    }

    private static List<String> said(Outcome outcome) {
        List<String> said = new ArrayList<>();
        JsonNode report = JsonMapper.shared().readTree(outcome.out());
        report.path("findings")
                .forEach(it -> said.add(it.path("rule").asString("") + " "
                        + it.path("fingerprint").asString("")));
        report.path("unjudged")
                .forEach(it -> said.add("? " + it.path("rule").asString("") + " "
                        + it.path("reason").asString("")));
        return said;
    }

    @Test
    void a_packaged_serverless_folder_is_the_template_in_it() {
        shell.file(
                        ".serverless/cloudformation-template-update-stack.json",
                        template("orders-prod").toString())
                .file(".serverless/serverless-state.json", "{}")
                .file(".serverless/cloudformation-template-create-stack.json", "{}");

        Outcome outcome = ask("plan", "prod", "--plan", "orders-prod=.serverless");

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out()).isEqualTo("This deploy changes nothing that envgate sees in prod.\n");
    }

    @Test
    void a_wrong_plan_is_bad_input_with_its_line() {
        shell.file("wrong.yaml", """
                Resources:
                  Queue: {Type: AWS::SQS::Queue, Properties: {QueueName: !Ref Nowhere}}
                """);

        Outcome outcome =
                ask("promote", "staging", "prod", "--plan", "orders-prod=wrong.yaml", "--parameters", "Stage=x");
        Outcome other = ask("plan", "prod", "--plan", "orders-prod=missing.yaml");

        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err())
                .contains("wrong.yaml:2:58: `Nowhere` is neither a parameter nor a resource of this template")
                .contains("no template has the parameter `Stage`");
        assertThat(other.status()).isEqualTo(2);
        assertThat(other.err()).contains("there is no file `missing.yaml`");
    }

    @Test
    void a_change_set_is_asked_for_only_where_the_environment_is_read_live() {
        Outcome outcome = ask("plan", "prod", "--plan", "orders-prod=changeset:orders-42");
        Outcome other = ask("promote", "staging", "prod", "--change-set", "orders-prod=orders-42");
        Outcome wrong = ask("plan", "prod", "--change-set", "orders 42");

        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err())
                .contains("`prod` is not read live, so that nobody can ask for the change set `orders-42`")
                .contains("--change-set-name orders-42 --stack-name orders-prod > change-set.json")
                .contains("give `--plan change-set.json`");
        assertThat(other.status()).isEqualTo(2);
        assertThat(other.err()).isEqualTo(outcome.err());
        assertThat(wrong.status()).isEqualTo(2);
        assertThat(wrong.err()).contains("names no change set");
    }

    @Test
    void a_cdk_out_is_a_plan() {
        String assembly = Shell.SAMPLE
                .resolve("../../../envs/src/test/resources/envgate/envs/plan/cdk/orders.out")
                .normalize()
                .toString();
        shell.file("empty/file", "");

        Outcome outcome = ask("plan", "prod", "--plan", assembly);
        Outcome other = ask("plan", "staging", "--plan", "orders-prod=" + assembly, "--parameters", "LogLevel=DEBUG");
        Outcome wrong = ask("plan", "prod", "--plan", "empty");

        assertThat(outcome.status()).isZero();
        assertThat(outcome.out()).contains("Api", "Orders.template.json:");
        assertThat(other.status()).isEqualTo(2);
        assertThat(other.err()).contains("the stack `orders-prod` goes to `333333333333/eu-west-1`");
        assertThat(wrong.status()).isEqualTo(2);
        assertThat(wrong.err()).contains("empty: there is no `manifest.json` in this folder");
    }

    @Test
    void a_sam_template_takes_its_parameters_from_a_samconfig() {
        shell.file("template.yaml", """
                        Transform: AWS::Serverless-2016-10-31
                        Parameters: {Stage: {Type: String}}
                        Resources:
                          Mail:
                            Type: AWS::Serverless::Function
                            Properties:
                              FunctionName: !Sub 'orders-${Stage}-mail'
                              Handler: app.handler
                              Runtime: python3.13
                              CodeUri: src/
                        """).file("samconfig.toml", """
                        version = 0.1
                        [default.deploy.parameters]
                        parameter_overrides = "Stage=dev"
                        [prod.deploy.parameters]
                        parameter_overrides = "Stage=prod Unused=x"
                        """);
        List<String> words = List.of(
                "plan", "prod", "--plan", "orders-prod=template.yaml", "--template-parameters-file", "samconfig.toml");
        List<String> other = new ArrayList<>(words);
        other.addAll(List.of("--config-env", "qa"));

        Outcome outcome = ask(words.toArray(String[]::new));
        Outcome refused = ask(other.toArray(String[]::new));

        assertThat(outcome.out()).contains("orders-prod-mail").doesNotContain("orders-dev-mail");
        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.err()).contains("samconfig.toml:1:1: there is no environment `qa` here", "`prod`");
    }

    @Test
    void a_promotion_is_judged_against_what_the_deploy_would_leave() {
        breakThings();

        Outcome outcome = promote("json");
        List<String> accusations = new ArrayList<>();
        for (JsonNode it : JsonMapper.shared().readTree(outcome.out()).path("findings")) {
            JsonNode at = it.path("location");
            accusations.add(it.path("rule").asString("") + " " + at.path("file").asString("") + ":" + at.path("line"));
        }

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(accusations)
                .contains(
                        "database-rejects-function orders.json:255",
                        "database-rejects-function orders.json:788",
                        "host-out-of-reach orders.json:365",
                        "host-out-of-reach orders.json:788",
                        "host-out-of-reach orders.json:691");
        assertThat(promote("sarif").out()).contains("\"uri\" : \"orders.json\"");
    }

    @Test
    void two_runs_say_and_write_the_same() throws IOException {
        breakThings();
        List<String> plan = List.of(
                "plan", "prod", "--plan", "orders-prod-network=network.json", "--plan", "orders-prod=orders.json");
        List<String> json = new ArrayList<>(plan);
        json.addAll(List.of("--format", "json"));
        List<String> once = new ArrayList<>(plan);
        once.addAll(List.of("-o", "once"));
        List<String> again = new ArrayList<>(plan);
        again.addAll(List.of("-o", "again"));

        assertThat(ask(json.toArray(String[]::new)).out())
                .contains("\"drops\"")
                .isEqualTo(ask(json.toArray(String[]::new)).out());
        assertThat(promote("json").out()).isEqualTo(promote("json").out());
        assertThat(promote("sarif").out()).isEqualTo(promote("sarif").out());
        ask(once.toArray(String[]::new));
        ask(again.toArray(String[]::new));
        assertThat(files("once")).isNotEmpty().isEqualTo(files("again"));
    }

    /// What a folder holds, by path.
    private Map<String, String> files(String folder) throws IOException {
        Path root = directory.resolve(folder);
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(root)) {
            for (Path it : all.filter(Files::isRegularFile).toList()) {
                files.put(root.relativize(it).toString(), Files.readString(it));
            }
        }
        return files;
    }

    private Outcome promote(String format) {
        return ask(
                "promote",
                "staging",
                "prod",
                "--plan",
                "orders-prod-network=network.json",
                "--plan",
                "orders-prod=orders.json",
                "--format",
                format);
    }

    /// A plan of Terraform's that takes a variable from a function of prod's.
    private static String terraform(String account) {
        String arn = "arn:aws:lambda:eu-west-1:" + account + ":function:orders-prod-api";
        String function = """
                {"function_name": "orders-prod-api", "arn": "%s", "runtime": "python3.13", "handler": "a.b", "timeout": 3,
                 "memory_size": 128, "role": "arn:aws:iam::%s:role/x", "environment": [{"variables": {"STAGE": "prod"}}]}
                """.formatted(arn, account);
        return """
                {"format_version": "1.2", "terraform_version": "1.9.5", "resource_changes": [
                  {"address": "aws_lambda_function.api", "mode": "managed", "type": "aws_lambda_function", "name": "api",
                   "change": {"actions": ["update"], "before": %s, "after": %s, "after_unknown": {}, "after_sensitive": {}}}]}
                """.formatted(function, function);
    }

    @Test
    void a_terraform_plan_is_told_by_what_it_holds() {
        shell.file("tf.plan", terraform("333333333333"))
                .file("orders.json", template("orders-prod").toString());

        Outcome outcome = ask("plan", "prod", "--plan", "tf.plan");

        assertThat(outcome.status()).isZero();
        assertThat(outcome.out()).contains("OrdersApi: variable `LOG_LEVEL` tf.plan:2");
        Outcome both = ask("plan", "prod", "--plan", "orders-prod=orders.json", "--plan", "tf.plan");
        assertThat(both.out()).contains("OrdersApi: variable `LOG_LEVEL` tf.plan:2");
    }

    @Test
    void parameters_that_no_plan_takes_are_a_mistake() {
        shell.file("tf.json", terraform("333333333333"));
        String told =
                "parameters are given, and no plan that takes them: templates do: write `--plan FILE`, or leave the"
                        + " parameters out";

        assertThat(ask("promote", "staging", "prod", "--parameters", "Stage=prod")
                        .err())
                .contains(told);
        Outcome outcome = ask("plan", "prod", "--plan", "tf.json", "--parameters", "Stage=prod");
        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err()).contains(told);
        assertThat(ask("plan", "prod", "--plan", "gone.json", "--parameters", "Stage=prod")
                        .err())
                .doesNotContain(told);
    }

    @Test
    void a_terraform_plan_that_is_not_for_this_environment_is_refused_with_all_that_is_wrong() {
        shell.file("tf.json", terraform("222222222222")).file("broken.json", "{\"terraform_version\": \"1.9.5\",");

        Outcome outcome = ask("promote", "staging", "prod", "--plan", "tf.json", "--plan", "broken.json");

        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err())
                .contains(
                        "tf.json:2:3: this plan is for the account `222222222222`, as `aws_lambda_function.api` shows",
                        "broken.json:1:31: this is no JSON");
    }
}
