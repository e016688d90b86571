package envgate.envs.source.capture;

import static org.assertj.core.api.Assertions.assertThat;

import envgate.envs.model.Area;
import envgate.envs.model.Gap;
import envgate.envs.model.Note;
import envgate.envs.model.Origin;
import envgate.envs.model.Selection;
import envgate.envs.model.Value;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class RedactionTest {

    private static final RedactionKey KEY = RedactionKey.of("a key for tests");

    private final Redaction redaction = Redaction.of(KEY, (_, _) -> false);

    @Test
    void a_healthy_recording_loses_nothing_but_what_its_keys_call_secret() {
        Recording raw = SampleAnswers.healthy();
        List<String> hidden = new ArrayList<>();
        for (Answer it : redaction.apply(raw).answers()) {
            if (it.outcome() instanceof Answer.Response(JsonNode body)) {
                hidden(it.operation(), body, hidden);
            }
        }
        assertThat(hidden)
                .containsExactlyInAnyOrder(
                        "ListFunctions/Functions/Environment/Variables/DB_PASSWORD",
                        "ListFunctions/Functions/Environment/Variables/STORE",
                        "ListFunctions/Functions/Environment/Variables/HOOK_URL",
                        "ListFunctions/Functions/Environment/Variables/PROSE",
                        "GetFunction/Configuration/Environment/Variables/TOKEN",
                        "GetFunction/Code/Location",
                        "DescribeStacks/Stacks/Parameters/ParameterValue",
                        "GetParameters/Parameters/Value",
                        "GetParameters/Parameters/Value",
                        "GetAccountAuthorizationDetails/RoleDetailList/AssumeRolePolicyDocument/Statement/Condition/StringEquals/sts:ExternalId",
                        "GetAccountAuthorizationDetails/RoleDetailList/RolePolicyList/PolicyDocument/Statement/Condition/StringLike/aws:Referer",
                        "ListResourceRecordSets/ResourceRecordSets/ResourceRecords/Value",
                        "GetRestApis/items/policy",
                        "GetResources/items/resourceMethods/POST/methodIntegration/requestParameters/integration.request.header.X-Api-Key");
    }

    private static void hidden(String path, JsonNode node, List<String> found) {
        if (node.isString() && HiddenText.parse(node.stringValue()).isPresent()) {
            found.add(path);
        }
        node.properties().forEach(it -> hidden(path + "/" + it.getKey(), it.getValue(), found));
        if (node.isArray()) {
            node.forEach(it -> hidden(path, it, found));
        }
    }

    @Test
    void no_canary_survives_wherever_it_is_put() {
        Random random = new Random(42);
        int positions = 0;
        for (int round = 0; round < 12; round++) {
            List<String> canaries = new ArrayList<>();
            int form = round;
            Recording raw = SampleAnswers.filled(_ -> {
                String canary = canary(form, random);
                canaries.add(canary);
                return canary;
            });
            String redacted = CaptureJsonTexts.of(redaction.apply(raw));
            assertThat(canaries).hasSizeGreaterThan(60);
            assertThat(CaptureJsonTexts.of(raw)).contains(canaries);
            assertThat(canaries.stream().filter(redacted::contains)).isEmpty();
            positions += canaries.size();
        }
        assertThat(positions).isGreaterThan(800);
    }

    /// Random texts of the forms that secrets have.
    private static String canary(int form, Random random) {
        byte[] bytes = new byte[12];
        random.nextBytes(bytes);
        String hex = HexFormat.of().formatHex(bytes);
        return switch (form % 6) {
            case 0 -> "canary-" + hex;
            case 1 -> new UUID(random.nextLong(), random.nextLong()).toString();
            case 2 -> "S3cr3t!" + hex.substring(0, 6);
            case 3 ->
                java.util.Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString((hex + "xyz").getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            case 4 -> "AKIA" + hex.toUpperCase(java.util.Locale.ROOT).substring(0, 16);
            default -> "canary_" + hex.substring(0, 16) + "_prod";
        };
    }

    @Test
    void redacting_twice_is_redacting_once() {
        Random random = new Random(7);
        for (int round = 0; round < 6; round++) {
            int form = round;
            Recording once =
                    redaction.apply(SampleAnswers.filled(_ -> random.nextBoolean() ? canary(form, random) : "orders"));
            assertThat(redaction.apply(once)).isEqualTo(once);
        }
    }

    @Test
    void another_key_leaves_alone_what_is_hidden() {
        Recording once = redaction.apply(SampleAnswers.filled(_ -> "canary-7f3a9c1e5b2d4f60"));
        assertThat(Redaction.of(RedactionKey.random(), (_, _) -> false).apply(once))
                .isEqualTo(once);
    }

    @Test
    void equal_texts_stay_equal_and_others_do_not() {
        Value.Hidden one = hidden(variable("A", "canary-7f3a9c1e5b2d4f60"));
        Value.Hidden same = hidden(variable("B_PASSWORD", "canary-7f3a9c1e5b2d4f60"));
        Value.Hidden other = hidden(variable("A", "canary-7f3a9c1e5b2d4f61"));
        assertThat(one.hash()).isEqualTo(same.hash()).isNotEqualTo(other.hash());
        assertThat(one.key()).isEqualTo(KEY.id());
    }

    @Test
    void a_hidden_value_says_what_kind_of_text_it_is() {
        assertThat(hidden(variable("DB_PASSWORD", "tiger")).shape()).isEqualTo(Value.Shape.NAME);
        assertThat(hidden(variable("X", "canary-7f3a9c1e5b2d4f60")).shape()).isEqualTo(Value.Shape.TOKEN);
        assertThat(hidden(variable("X", "two words")).shape()).isEqualTo(Value.Shape.TEXT);
        assertThat(hidden(variable("X", "Hello ${name}")).shape()).isEqualTo(Value.Shape.PLACEHOLDER);
        assertThat(hidden(variable("PASSWORD", "12345678")).shape()).isEqualTo(Value.Shape.NUMBER);
        Value.Hidden url = hidden(variable("STORE", "postgres://orders:tiger@db.internal:5432/orders"));
        assertThat(url.shape()).isEqualTo(Value.Shape.URL);
        assertThat(url.length()).isEqualTo(Value.LengthClass.UP_TO_64);
        assertThat(url.visible()).isEqualTo("postgres://***@db.internal:5432/orders");
    }

    @Test
    void what_the_inventory_calls_secret_is_hidden_by_function_name() {
        Redaction declared =
                Redaction.of(KEY, (function, key) -> function.equals("orders-prod-api") && key.equals("PLAN"));
        assertThat(variable(declared, "PLAN", "basic")).startsWith("hidden:");
        assertThat(variable(declared, "OTHER", "basic")).isEqualTo("basic");
    }

    @Test
    void what_the_inventory_calls_secret_is_hidden_by_logical_id() {
        Redaction declared = Redaction.of(KEY, (function, key) -> function.equals("OrdersApi") && key.equals("STAGE"));
        String redacted = CaptureJsonTexts.of(declared.apply(SampleAnswers.healthy()));
        assertThat(redacted).contains("\"STAGE\":\"hidden:").doesNotContain("\"STAGE\":\"prod\"");
    }

    @Test
    void a_declared_secret_that_says_nothing_still_says_so() {
        Redaction declared = Redaction.of(KEY, (_, _) -> true);
        assertThat(hidden(variable(declared, "A", "undefined")).shape()).isEqualTo(Value.Shape.NOTHING);
        assertThat(hidden(variable(declared, "A", "${X}")).shape()).isEqualTo(Value.Shape.PLACEHOLDER);
        assertThat(variable(declared, "A", "")).isEmpty();
    }

    @Test
    void a_parameter_that_does_not_say_that_it_is_plain_is_hidden() {
        assertThat(parameter("\"Type\": \"SecureString\"")).startsWith("hidden:");
        assertThat(parameter("\"Type\": \"Unheard\"")).startsWith("hidden:");
        assertThat(parameter("\"ARN\": \"arn:aws:ssm:eu-west-1:333333333333:parameter/x\""))
                .startsWith("hidden:");
        assertThat(parameter("\"Type\": \"String\"")).isEqualTo("wallets");
    }

    private String parameter(String members) {
        JsonNode body = only(
                redaction,
                "ssm",
                "GetParameters",
                "{\"Parameters\": [{\"Name\": \"/x\", \"Value\": \"wallets\", " + members + "}]}");
        return body.path("Parameters").path(0).path("Value").stringValue();
    }

    @Test
    void a_no_echo_parameter_stays_as_cloudformation_prints_it() {
        JsonNode body = only(
                redaction,
                "cloudformation",
                "DescribeStacks",
                "{\"Stacks\": [{\"Parameters\": [{\"ParameterKey\": \"Password\", \"ParameterValue\": \"****\"}]}]}");
        assertThat(body.toString()).contains("\"ParameterValue\":\"****\"");
    }

    @Test
    void a_key_that_looks_like_a_secret_is_hidden() {
        assertThat(only(redaction, "lambda", "ListFunctions", functions("A_7f3a9c1e5b2d4f60", "x"))
                        .toString())
                .doesNotContain("7f3a9c1e5b2d4f60");
    }

    @Test
    void a_text_that_only_pretends_to_be_hidden_shows_nothing() {
        String fake = "hidden:1f2e3d4c:" + "0".repeat(64) + ":UP_TO_16:TOKEN:canary-7f3a9c1e5b2d4f60";
        assertThat(variable("X", fake)).startsWith("hidden:").doesNotContain("canary");
    }

    @Test
    void a_template_keeps_what_it_imports_and_loses_its_comments() {
        JsonNode body = only(redaction, "cloudformation", "GetTemplate", """
            {"TemplateBody": "# canary-7f3a9c1e5b2d4f60\\nResources:\\n  A:\\n    Type: AWS::SNS::Topic\\n    Properties: {X: !ImportValue platform-alerts-TopicArn, Y: !Sub '${Stage}-x', P: 5}\\nOutputs: {O: {Condition: IsProd, Value: !Ref A}}"}""");
        assertThat(CaptureJson.parse(body.path("TemplateBody").stringValue()).orElseThrow())
                .isEqualTo(SampleAnswers.json("""
                    {"Resources": {"A": {"Type": "AWS::SNS::Topic", "Properties": {
                      "X": {"Fn::ImportValue": "platform-alerts-TopicArn"}, "Y": {"Fn::Sub": "${Stage}-x"}, "P": "5"}}},
                     "Outputs": {"O": {"Condition": "IsProd", "Value": {"Ref": "A"}}}}"""));
    }

    @Test
    void a_template_as_an_object_stays_one() {
        JsonNode body = only(redaction, "cloudformation", "GetTemplate", """
            {"TemplateBody": {"Parameters": {"P": {"Type": "String", "NoEcho": "true", "Default": "tiger"}},
             "Resources": {"F": {"Type": "AWS::Lambda::Function", "Properties": {"Environment": {"Variables": {"DB_PASSWORD": "tiger", "PIN": 1234}}}}}}}""");
        assertThat(body.path("TemplateBody").isObject()).isTrue();
        assertThat(body.toString())
                .doesNotContain("tiger")
                .doesNotContain("1234,")
                .contains("AWS::Lambda::Function");
    }

    @Test
    void a_template_that_cannot_be_read_is_hidden_whole() {
        for (String broken : List.of("{\"a\": ", "a: [", "just text", "&a [*a]")) {
            JsonNode body = only(
                    redaction,
                    "cloudformation",
                    "GetTemplate",
                    CaptureJson.compact(CaptureJson.object().put("TemplateBody", broken)));
            assertThat(body.path("TemplateBody").stringValue()).as(broken).startsWith("hidden:");
        }
    }

    @Test
    void aliases_of_yaml_do_not_make_a_template_explode() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 12; i++) {
            bomb.append("a%d: &a%d [".formatted(i, i))
                    .append("*a%d, ".formatted(i - 1).repeat(10))
                    .append("x]\n");
        }
        JsonNode body = only(
                redaction,
                "cloudformation",
                "GetTemplate",
                CaptureJson.compact(CaptureJson.object().put("TemplateBody", bomb.toString())));
        assertThat(body.path("TemplateBody").stringValue()).startsWith("hidden:");
    }

    @Test
    void long_texts_are_hidden_and_do_no_harm() {
        for (String it : List.of("a.", "a/", "1,", "a=b;", " ", "${a}", "a@", "-", "a ", "{", "[", "%a%")) {
            String text = it.repeat(50_000 / it.length());
            String redacted = variable("X", text);
            assertThat(redacted.isBlank() || redacted.startsWith("hidden:"))
                    .as(it)
                    .isTrue();
        }
    }

    @Test
    void the_words_of_gaps_and_notes_are_decided_on_too() {
        Recording raw = new Recording(
                "prod",
                List.of(),
                List.of(),
                "",
                null,
                Selection.EVERYTHING,
                List.of(),
                List.of(
                        new Gap(
                                Area.VPCS,
                                "",
                                "",
                                "ec2",
                                "DescribeVpcs",
                                "",
                                "ec2:DescribeVpcs",
                                "`333333333333/eu-west-1/vpcs.json` is broken at line 3, column 5 near canary-7f3a9c1e5b2d4f60: it ends too early")),
                List.of(new Note("`Reservations` are not read (`sk_live_abcdef`)", new Origin.Unknown())));
        Recording redacted = redaction.apply(raw);
        assertThat(redacted.gaps().getFirst().reason())
                .isEqualTo(
                        "`333333333333/eu-west-1/vpcs.json` is broken at line 3, column 5 near ***: it ends too early");
        assertThat(redacted.notes().getFirst().text()).isEqualTo("`Reservations` are not read (`***`)");
        assertThat(redaction.apply(redacted)).isEqualTo(redacted);
    }

    @Test
    void the_codes_of_refusals_stay() {
        for (Operation operation : Operation.values()) {
            for (String code : List.of(
                    "AccessDeniedException",
                    "UnauthorizedOperation",
                    "ResourceNotFoundException",
                    "ValidationError",
                    "NoSuchEntity",
                    "NoSuchBucketPolicy",
                    "PolicyNotFoundException",
                    "AWSOrganizationsNotInUseException",
                    "no-aws-answer",
                    "connection-broken",
                    "deadline-passed",
                    "ThrottlingException",
                    "OptInRequired",
                    "InvalidClientTokenId",
                    "ExpiredTokenException",
                    "AuthFailure",
                    "AWS.SimpleQueueService.NonExistentQueue")) {
                Answer answer = new Answer(
                        "",
                        "",
                        operation.service(),
                        operation.operation(),
                        CaptureJson.object(),
                        new Answer.Refusal(code, 400));
                assertThat(redact(redaction, answer).outcome()).isEqualTo(new Answer.Refusal(code, 400));
            }
        }
    }

    @Test
    void of_a_call_that_is_not_ours_no_member_is_trusted() {
        Answer answer = new Answer(
                "",
                "",
                "x",
                "Y",
                CaptureJson.object(),
                new Answer.Response(SampleAnswers.json("{\"SomeId\": \"canary-7f3a9c1e5b2d4f60\"}")));
        assertThat(redact(redaction, answer).outcome().toString()).doesNotContain("canary");
    }

    private String variable(String key, String value) {
        return variable(redaction, key, value);
    }

    private static String variable(Redaction redaction, String key, String value) {
        JsonNode body = only(redaction, "lambda", "ListFunctions", functions(key, value));
        return body.path("Functions")
                .path(0)
                .path("Environment")
                .path("Variables")
                .path(key)
                .stringValue();
    }

    private static String functions(String key, String value) {
        var variables = CaptureJson.object().put(key, value);
        return "{\"Functions\": [{\"FunctionName\": \"orders-prod-api\", \"Environment\": {\"Variables\": "
                + CaptureJson.compact(variables) + "}}]}";
    }

    private static Value.Hidden hidden(String text) {
        return HiddenText.parse(text).orElseThrow(() -> new AssertionError(text));
    }

    private static JsonNode only(Redaction redaction, String service, String operation, String body) {
        Answer answer = new Answer(
                "", "", service, operation, CaptureJson.object(), new Answer.Response(SampleAnswers.json(body)));
        return ((Answer.Response) redact(redaction, answer).outcome()).body();
    }

    private static Answer redact(Redaction redaction, Answer answer) {
        Recording raw = new Recording(
                "", List.of(), List.of(), "", null, Selection.EVERYTHING, List.of(answer), List.of(), List.of());
        return redaction.apply(raw).answers().getFirst();
    }
}
