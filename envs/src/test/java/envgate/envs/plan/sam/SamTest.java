package envgate.envs.plan.sam;

import static org.assertj.core.api.Assertions.assertThat;

import envgate.envs.document.BadInput.Mistake;
import envgate.envs.document.Document;
import envgate.envs.document.Mark;
import envgate.envs.document.Mistakes;
import envgate.envs.document.Node;
import envgate.envs.document.Node.Mapping;
import envgate.envs.plan.template.Nodes;
import envgate.envs.plan.template.Setting;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the macro makes of small templates, and what it says of bad ones.
class SamTest {

    private static final String TEMPLATE = """
            Transform: AWS::Serverless-2016-10-31
            Globals:
              Function:
                Runtime: python3.13
                Environment: {Variables: {STAGE: prod}}
            Resources:
              Orders:
                Type: AWS::Serverless::Function
                Properties:
                  Handler: app.handler
                  CodeUri: src/
                  Environment: {Variables: {TABLE: orders}}
                  Policies:
                    - DynamoDBReadPolicy: {TableName: orders}
                    - AWSLambdaExecute
                  Events:
                    Queue: {Type: SQS, Properties: {Queue: 'arn:aws:sqs:eu-west-1:111111111111:orders'}}
                    Route:
                      Type: Api
                      Properties: {Path: /orders, Method: get}
            """;

    @TempDir
    private Path folder = Path.of("");

    private final Mistakes mistakes = new Mistakes();

    private Mapping made(String template) {
        return made(template, Map.of());
    }

    private Mapping made(String template, Map<String, Node> parameters) {
        Node written = Document.readTemplate("template.yaml", template.getBytes(StandardCharsets.UTF_8), mistakes)
                .orElseThrow();
        return new Sam()
                .apply(
                        (Mapping) written,
                        new Setting(parameters, "aws", "111111111111", "eu-west-1", "orders", folder, mistakes));
    }

    private static Node at(Node node, String... path) {
        Node found = node;
        for (String it : path) {
            found = found instanceof Node.Sequence list
                    ? list.items().get(Integer.parseInt(it))
                    : Nodes.get(found, it).orElseThrow(() -> new AssertionError("there is no " + it));
        }
        return found;
    }

    private static List<String> names(Node node) {
        return Nodes.members(node).stream().map(it -> it.key().value()).toList();
    }

    @Test
    void a_function_becomes_all_that_it_needs() {
        Node resources = at(made(TEMPLATE), "Resources");

        assertThat(mistakes.all()).isEmpty();
        assertThat(names(resources))
                .contains("Orders", "OrdersRole", "OrdersQueue", "OrdersRoutePermissionProd", "ServerlessRestApi")
                .contains("ServerlessRestApiProdStage")
                .anyMatch(it -> it.matches("ServerlessRestApiDeployment[0-9a-f]{10}"));
        assertThat(names(at(resources, "Orders", "Properties", "Environment", "Variables")))
                .containsExactlyInAnyOrder("STAGE", "TABLE");
        assertThat(Nodes.items(at(resources, "OrdersRole", "Properties", "ManagedPolicyArns")))
                .extracting(it -> Nodes.text(it).orElse(""))
                .containsExactly(
                        "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole",
                        "arn:aws:iam::aws:policy/AWSLambdaExecute",
                        "arn:aws:iam::aws:policy/service-role/AWSLambdaSQSQueueExecutionRole");
    }

    @Test
    void what_is_made_leads_to_the_line_it_was_made_of() {
        Mapping template = made(TEMPLATE);

        assertThat(at(template, "Resources", "OrdersQueue").mark()).isEqualTo(new Mark("template.yaml", 17, 16));
        assertThat(at(template, "Resources", "OrdersRole", "Properties", "Policies", "0", "PolicyDocument")
                        .mark()
                        .line())
                .isEqualTo(14);
    }

    @Test
    void code_that_is_not_packaged_stays_as_it_is_written() {
        assertThat(Nodes.text(at(made(TEMPLATE), "Resources", "Orders", "Properties", "Code")))
                .contains("src/");
    }

    @Test
    void a_template_is_never_changed() {
        Node written = Document.readTemplate("template.yaml", TEMPLATE.getBytes(StandardCharsets.UTF_8), mistakes)
                .orElseThrow();
        String before = written.toString();
        new Sam()
                .apply(
                        (Mapping) written,
                        new Setting(Map.of(), "aws", "111111111111", "eu-west-1", "s", Path.of("."), mistakes));

        assertThat(written.toString()).isEqualTo(before);
    }

    @Test
    void names_that_the_macro_needs_come_from_parameters() {
        String template = TEMPLATE.replace("CodeUri: src/", "CodeUri: src/\n      AutoPublishAlias: !Ref Alias");
        Mark mark = new Mark("command line", 0, 0);

        Node resources = at(made(template, Map.of("Alias", Nodes.text("live", mark))), "Resources");

        assertThat(names(resources))
                .contains("OrdersAliaslive")
                .anyMatch(it -> it.matches("OrdersVersion[0-9a-f]{10}"));
        assertThat(Nodes.text(at(resources, "OrdersQueue", "Properties", "FunctionName", "Ref")))
                .contains("OrdersAliaslive");
    }

    @Test
    void an_alias_that_is_not_known_is_a_mistake() {
        made(TEMPLATE.replace("CodeUri: src/", "CodeUri: src/\n      AutoPublishAlias: !Ref Alias"));

        assertThat(mistakes.all())
                .extracting(Mistake::text)
                .singleElement()
                .asString()
                .startsWith("template.yaml:12:7: `AutoPublishAlias` is no name of an alias that is known");
    }

    @Test
    void all_mistakes_are_said_at_once() {
        made(TEMPLATE.replace("Runtime: python3.13", "Runtme: python3.13").replace("Method: get", "Methd: get")
                + """
                  Third:
                    Type: AWS::Serverless::Function
                    Properties: {Handler: x, Events: {A: {Type: Sqs}}}
                  Other:
                    Type: AWS::Serverless::Function
                    Properties: {Handler: x, CodeUri: y, Policies: [{SQSPollerPolicy: {}}]}
                """.indent(0));

        assertThat(mistakes.all())
                .extracting(Mistake::text)
                .anySatisfy(it -> assertThat(it).contains("`Runtme` of `Function` cannot be set", "`Runtime`"))
                .anySatisfy(it -> assertThat(it).contains("the event `A` is of no type that SAM knows"))
                .anySatisfy(it -> assertThat(it).contains("the event `Route` has no `Method`"))
                .anySatisfy(it -> assertThat(it).contains("`SQSPollerPolicy` needs values", "`QueueName`"));
    }

    @Test
    void an_application_of_this_disk_is_a_nested_stack() {
        Node resources = at(made("""
                        Transform: AWS::Serverless-2016-10-31
                        Resources:
                          Inner:
                            Type: AWS::Serverless::Application
                            Properties: {Location: inner/template.yaml, Parameters: {Stage: prod}}
                        """), "Resources");

        assertThat(Nodes.text(at(resources, "Inner", "Type"))).contains("AWS::CloudFormation::Stack");
        assertThat(Nodes.text(at(resources, "Inner", "Properties", "TemplateURL")))
                .contains("inner/template.yaml");
    }

    @Test
    void a_description_that_lies_on_the_disk_is_read_or_missed_with_a_line() throws IOException {
        String template = """
                Transform: AWS::Serverless-2016-10-31
                Resources:
                  Api:
                    Type: AWS::Serverless::Api
                    Properties: {StageName: prod, DefinitionUri: api.yaml}
                """;
        Files.writeString(folder.resolve("api.yaml"), "{openapi: 3.0.1, paths: {/orders: {get: {}}}}");

        Node body = at(made(template), "Resources", "Api", "Properties", "Body");
        made(template.replace("api.yaml", "other.yaml"));

        assertThat(names(at(body, "paths"))).containsExactly("/orders");
        assertThat(mistakes.all())
                .extracting(Mistake::text)
                .singleElement()
                .isEqualTo("template.yaml:5:50: there is no file `other.yaml`");
    }

    @Test
    void a_type_that_is_not_known_here_stays() {
        Node resources = at(made("""
                        Transform: AWS::Serverless-2016-10-31
                        Resources:
                          Graph: {Type: 'AWS::Serverless::GraphQLApi', Properties: {SchemaInline: x}}
                        """), "Resources");

        assertThat(Nodes.text(at(resources, "Graph", "Type"))).contains("AWS::Serverless::GraphQLApi");
    }
}
