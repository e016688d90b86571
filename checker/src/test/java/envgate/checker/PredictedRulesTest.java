package envgate.checker;

import static org.assertj.core.api.Assertions.assertThat;

import envgate.checker.Shell.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What rules about outputs, parameters, runtimes and sizes say of a deploy that has not happened, with the line of the
/// template; where the value is not known, they say that.
class PredictedRulesTest {

    private static final String UNKNOWN = "{\"Fn::GetAtt\": [\"Unknowable\", \"Value\"]}";

    @TempDir
    private Path directory = Path.of("");

    private Shell shell = new Shell(directory);

    @BeforeEach
    void open() {
        shell = new Shell(directory).file(".git/HEAD", "");
    }

    private static ObjectNode template() throws IOException {
        Path file = Shell.SAMPLE.resolve("healthy/prod/333333333333/eu-west-1/cloudformation-get-template.json");
        for (JsonNode call :
                JsonMapper.shared().readTree(Files.readString(file)).path("Calls")) {
            if (call.path("request").path("StackName").asString("").equals("orders-prod")) {
                String body = call.path("response").path("TemplateBody").stringValue();
                return (ObjectNode) JsonMapper.shared().readTree(body);
            }
        }
        throw new IllegalStateException("the sample has no such stack");
    }

    private static ObjectNode at(ObjectNode template, String... path) {
        JsonNode node = template;
        for (String it : path) {
            node = node.path(it);
        }
        return (ObjectNode) node;
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }

    /// A template with a fault for each of the rules.
    private static ObjectNode faulty() throws IOException {
        ObjectNode template = template();
        at(template, "Resources").set("Unknowable", json("""
                {"Type": "Custom::Unknowable", "Properties": {"ServiceToken": "arn:aws:lambda:eu-west-1:333333333333:function:any"}}"""));
        at(template, "Outputs")
                .set("Foreign", json("{\"Value\": {\"Fn::ImportValue\": \"exported-by-nobody\"}}"))
                .set("Copied", json("{\"Value\": \"https://copied.example.com/v1\"}"));
        at(template, "Resources", "OrdersApi", "Properties").put("Runtime", "python3.6");
        at(template, "Resources", "OrdersApi", "Properties", "Environment", "Variables")
                .put("COPIED", "https://copied.example.com/v1")
                .put("SECURE", "{{resolve:ssm-secure:/orders/prod/warehouse/token}}")
                .put("PLAIN", "{{resolve:ssm:/orders/prod/warehouse/token}}")
                .put("TEXT", "some words ");
        for (int i = 0; i < 100; i++) {
            at(template, "Resources", "CheckoutApi", "Properties", "Environment", "Variables")
                    .put("PAGE_" + i, "a page of words that anybody may read, " + i);
        }
        ObjectNode fresh = at(template, "Resources", "OrdersApi").deepCopy();
        at(fresh, "Properties").put("FunctionName", "orders-prod-fresh").remove("Environment");
        at(template, "Resources").set("Fresh", fresh);
        return template;
    }

    private JsonNode promoted(ObjectNode template) {
        shell.file("orders.json", template.toPrettyString());
        Outcome outcome = shell.run(
                "promote",
                "staging",
                "prod",
                "--plan",
                "orders-prod=orders.json",
                "--format",
                "json",
                "--config",
                Shell.SAMPLE.resolve("envgate-healthy.yaml").toString());
        assertThat(outcome.err()).doesNotContain("orders.json:");
        return JsonMapper.shared().readTree(outcome.out());
    }

    /// Codes of rules with the places of which they speak, as far as those lie in the template.
    private static Map<String, String> said(JsonNode report, String list) {
        Map<String, String> said = new TreeMap<>();
        for (JsonNode it : report.path(list)) {
            String words = String.join(
                    " ",
                    it.path("code").asString(""),
                    it.path("function").asString(""),
                    it.path("key").asString(""));
            said.put(
                    words.replace("  ", " ").strip(),
                    it.path("location").path("file").asString(""));
        }
        return said;
    }

    @Test
    void each_rule_judges_what_the_template_would_leave() throws IOException {
        Map<String, String> found = said(promoted(faulty()), "findings");

        assertThat(found)
                .containsEntry("OUT-003 exported-by-nobody", "orders.json")
                .containsEntry("OUT-009 OrdersApi COPIED", "orders.json")
                .containsEntry("PRM-003 OrdersApi SECURE", "orders.json")
                .containsEntry("PRM-004 OrdersApi PLAIN", "orders.json")
                .containsEntry("RTM-002 Fresh", "orders.json")
                .containsEntry("RTM-003 OrdersApi", "orders.json")
                .containsEntry("CFG-010 CheckoutApi", "orders.json");
    }

    @Test
    void what_is_not_known_is_not_judged() throws IOException {
        ObjectNode template = faulty();
        at(template, "Resources", "OrdersApi", "Properties").set("Runtime", json(UNKNOWN));
        at(template, "Resources", "Fresh", "Properties").set("Runtime", json(UNKNOWN));
        ObjectNode variables = at(template, "Resources", "OrdersApi", "Properties", "Environment", "Variables");
        for (String it : List.of("COPIED", "SECURE", "PLAIN")) {
            variables.set(it, json(UNKNOWN));
        }
        at(template, "Resources", "CheckoutApi", "Properties", "Environment").set("Variables", json(UNKNOWN));
        at(template, "Outputs", "Foreign", "Value").set("Fn::ImportValue", json(UNKNOWN));
        JsonNode report = promoted(template);
        List<String> codes = List.of("OUT-003", "OUT-009", "PRM-003", "PRM-004", "RTM-002", "RTM-003", "CFG-010");

        assertThat(said(report, "findings").keySet()).noneMatch(it -> codes.contains(it.substring(0, 7)));
        assertThat(said(report, "unjudged").keySet().stream().map(it -> it.substring(0, 7)))
                .containsAll(codes);
    }
}
