package envgate.checker;

import static org.assertj.core.api.Assertions.assertThat;

import envgate.checker.Shell.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is wrong with a plan is said at once, with file and line, and nothing is done by halves.
class BadPlansTest {

    @TempDir
    private Path directory = Path.of("");

    private Shell shell = new Shell(directory);

    @BeforeEach
    void open() {
        shell = new Shell(directory).file(".git/HEAD", "");
    }

    /// What `envgate plan prod -o out` says of these plans; it has to refuse them and write nothing.
    private List<String> refused(String... plans) {
        List<String> words = new ArrayList<>(List.of("plan", "prod", "-o", "out"));
        boolean option = false;
        for (String it : plans) {
            option |= it.startsWith("--");
            words.addAll(option ? List.of(it) : List.of("--plan", it));
        }
        words.addAll(List.of("--config", Shell.SAMPLE.resolve("envgate.yaml").toString()));
        Outcome outcome = shell.run(words.toArray(String[]::new));
        assertThat(outcome.status()).as(outcome.err()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(Files.exists(directory.resolve("out"))).as("written").isFalse();
        assertThat(outcome.err()).doesNotContain("Exception", "\tat ");
        return outcome.err().lines().toList();
    }

    private List<String> template(String text) {
        shell.file("bad.yaml", text);
        return refused("orders-prod=bad.yaml");
    }

    @Test
    void circles() {
        assertThat(template("""
                Resources:
                  A: {Type: AWS::SQS::Queue, Properties: {QueueName: !GetAtt B.QueueName}}
                  B: {Type: AWS::SQS::Queue, Properties: {QueueName: !GetAtt A.QueueName}}
                """))
                .containsExactly("bad.yaml:2:3: resources wait for each other: `A`, `B`: break the circle");
    }

    @Test
    void circles_of_conditions_dependencies_and_files() {
        assertThat(template("""
                Conditions:
                  One: !Not [!Condition Two]
                  Two: !Not [!Condition One]
                Resources:
                  A: {Type: AWS::SQS::Queue, DependsOn: B, Condition: One}
                  B: {Type: AWS::SQS::Queue, DependsOn: A}
                """))
                .containsExactly(
                        "bad.yaml:2:8: the condition `One` hangs on itself: break the circle",
                        "bad.yaml:5:3: resources wait for each other: `A`, `B`: break the circle");
        shell.file("self.yaml", """
                Resources:
                  Inner: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: ./self.yaml}}
                """);
        assertThat(refused("orders-prod=self.yaml"))
                .hasSize(1)
                .first()
                .asString()
                .isEqualTo("self.yaml:2:71: this template nests itself: break the circle");
    }

    /// Each file nests the next one twice.
    @Test
    void more_nested_stacks_than_an_account_holds() {
        for (int i = 0; i < 40; i++) {
            shell.file("bomb" + i + ".yaml", """
                    Resources:
                      One: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: ./bomb%1$d.yaml}}
                      Two: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: ./bomb%1$d.yaml}}
                    """.formatted(i + 1));
        }
        shell.file("bomb40.yaml", "Resources: {Queue: {Type: AWS::SQS::Queue}}");
        assertThat(refused("orders-prod=bomb0.yaml"))
                .singleElement()
                .asString()
                .endsWith("this is nested stack 2001, and an account holds 2000: nest fewer");
    }

    @Test
    void plans_of_terraform_that_are_damaged_or_no_plan() {
        shell.file("state.json", "{\"format_version\": \"1.0\", \"terraform_version\": \"1.9.5\", \"values\": {}}")
                .file(
                        "cut.json",
                        "{\"format_version\": \"1.2\", \"terraform_version\": \"1.9.5\",\n \"resource_changes\": [")
                .file("errored.json", """
                        {"format_version": "1.2", "terraform_version": "1.9.5", "resource_changes": [],
                         "errored": true, "complete": false}
                        """);

        assertThat(refused("state.json", "cut.json", "errored.json"))
                .containsExactly(
                        "state.json:1:1: this is a state and no plan: make a plan with `terraform plan -out FILE`, then"
                                + " `terraform show -json FILE`",
                        "cut.json:2:23: the JSON ends too early: close brackets, braces and quotes",
                        "errored.json:2:13: Terraform failed while it made this plan, so that it is not whole: plan again",
                        "errored.json:2:31: this plan is not whole: something is deferred, or left out by `-target`:"
                                + " plan without `-target`, and apply first what others wait for");
    }

    @Test
    void parameters_that_do_not_fit() {
        shell.file("fine.yaml", """
                Parameters:
                  Stage: {Type: String, AllowedValues: [staging, prod]}
                  Size: {Type: Number}
                  Needed: {Type: String}
                Resources: {A: {Type: AWS::SQS::Queue}}
                """).file("bad.toml", "[prod.deploy.parameters]\nparameter_overrides = \"Stage\"\n");

        assertThat(refused("orders-prod=fine.yaml", "--parameters", "Stage=qa", "Size=x", "Other=1"))
                .containsExactly(
                        "envgate: no template has the parameter `Other`: known are `Needed`, `Size`, `Stage`",
                        "fine.yaml:2:3: `qa` is not one of the allowed values of the parameter `Stage`: allowed are"
                                + " `staging`, `prod`",
                        "fine.yaml:3:3: `x` is no number of the parameter `Size`",
                        "fine.yaml:4:3: the parameter `Needed` has no value: give it with `--parameters Needed=…`");
        assertThat(refused("orders-prod=fine.yaml", "--template-parameters-file", "bad.toml"))
                .allMatch(it -> it.matches("(bad.toml|fine.yaml):[0-9]+:[0-9]+: .+"))
                .anySatisfy(it -> assertThat(it).startsWith("bad.toml:2:1: "));
    }

    @Test
    void functions_that_there_are_not_and_those_with_wrong_arguments() {
        assertThat(template("""
                Conditions: {Never: !Equals [a]}
                Resources:
                  A: {Type: AWS::SQS::Queue, Properties: {QueueName: {"Fn::Guess": x}}}
                  B: {Type: AWS::SQS::Queue, Properties: {QueueName: !Select [x, y]}}
                  C: {Type: AWS::SQS::Queue, Properties: {QueueName: !If [Nowhere, a, b]}}
                  D: {Properties: {}}
                """))
                .satisfiesExactly(
                        it -> assertThat(it).isEqualTo("bad.yaml:1:21: `Fn::Equals` takes a list of two values"),
                        it -> assertThat(it)
                                .startsWith("bad.yaml:3:55: unknown function `Fn::Guess`: known are `Ref`, "),
                        it -> assertThat(it)
                                .isEqualTo("bad.yaml:4:66: `Fn::Select` selects of a list, and this is none"),
                        it -> assertThat(it)
                                .isEqualTo("bad.yaml:5:59: there is no condition `Nowhere`: known are `Never`"),
                        it -> assertThat(it).isEqualTo("bad.yaml:6:3: `D` has no `Type` like `AWS::SQS::Queue`"));
    }

    @Test
    void types_that_sam_does_not_have() {
        assertThat(template("""
                Transform: AWS::Serverless-2016-10-31
                Resources:
                  A: {Type: AWS::Serverless::Functoin, Properties: {}}
                """))
                .containsExactly("bad.yaml:3:6: SAM has no `AWS::Serverless::Functoin`: did you mean"
                        + " `AWS::Serverless::Function`?");
    }

    @Test
    void wrong_types() {
        assertThat(template("""
                Parameters: [Stage]
                Resources:
                  A: queue
                  B: {Type: AWS::SQS::Queue, Properties: [QueueName]}
                """))
                .containsExactly(
                        "bad.yaml:1:13: the section `Parameters` has no names: write it like `Parameters: {Name: …}`",
                        "bad.yaml:3:6: `A` is no resource: it needs a `Type`",
                        "bad.yaml:4:6: the properties of `B` are no map");
    }

    @Test
    void bombs() {
        assertThat(template("""
                a: &a [x, x, x, x, x, x, x, x, x]
                b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]
                c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b]
                d: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c]
                e: &e [*d, *d, *d, *d, *d, *d, *d, *d, *d]
                f: &f [*e, *e, *e, *e, *e, *e, *e, *e, *e]
                g: &g [*f, *f, *f, *f, *f, *f, *f, *f, *f]
                Resources: {A: {Type: AWS::SQS::Queue, Metadata: *g}}
                """))
                .containsExactly("bad.yaml:6:8: aliases make this text too large: write fewer of them");
        assertThat(template("[".repeat(5000))).hasSize(1).first().asString().startsWith("bad.yaml:1:");
        shell.file("deep.json", "{\"Resources\": " + "[".repeat(5000));
        assertThat(refused("orders-prod=deep.json"))
                .hasSize(1)
                .first()
                .asString()
                .startsWith("deep.json:1:");
    }

    @Test
    void files_that_are_missing_all_at_once() {
        shell.file("nested.yaml", """
                Resources:
                  Inner: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: ./gone.yaml}}
                """);

        assertThat(refused("orders-prod=no.yaml", "orders-prod-network=nested.yaml"))
                .containsExactly("envgate: `--plan orders-prod=no.yaml`: there is no file `no.yaml`");
        assertThat(refused("orders-prod-network=nested.yaml"))
                .containsExactly("nested.yaml:2:71: there is no file `./gone.yaml`");
    }

    @Test
    void plans_of_other_accounts_and_regions() {
        shell.file("account.json", terraform("arn:aws:lambda:eu-west-1:222222222222:function:orders-prod-api"))
                .file("region.json", terraform("arn:aws:lambda:us-east-1:333333333333:function:orders-prod-api"))
                .file("set.json", """
                        {"ChangeSetName": "c", "ChangeSetId": "arn:aws:cloudformation:eu-west-1:222222222222:changeSet/c/1",
                         "StackName": "orders-prod", "Status": "CREATE_COMPLETE", "Changes": [],
                         "StackId": "arn:aws:cloudformation:eu-west-1:222222222222:stack/orders-prod/1"}
                        """)
                .file("cdk.out/manifest.json", """
                        {"version": "36.0.0", "artifacts": {"Orders": {"type": "aws:cloudformation:stack",
                          "environment": "aws://222222222222/eu-west-1",
                          "properties": {"templateFile": "Orders.template.json", "stackName": "orders-prod"}}}}
                        """)
                .file("cdk.out/Orders.template.json", "{\"Resources\": {\"Q\": {\"Type\": \"AWS::SQS::Queue\"}}}");

        assertThat(refused("account.json", "region.json", "set.json", "cdk.out"))
                .containsExactly(
                        "account.json:2:3: this plan is for the account `222222222222`, as `aws_lambda_function.api`"
                                + " shows, and `prod` is in `333333333333`: take the plan of this environment",
                        "region.json:2:3: this plan is for the region `us-east-1`, as `aws_lambda_function.api` shows,"
                                + " and `prod` is in `eu-west-1`: take the plan of this environment",
                        "set.json:3:13: this change set is of `222222222222`, `eu-west-1`, and `prod` is in"
                                + " `333333333333` and `eu-west-1`: take the change set of this environment",
                        "cdk.out/manifest.json: no stack of this app goes to `prod`, which is in `333333333333` and"
                                + " `eu-west-1`: its stacks are `orders-prod in 222222222222/eu-west-1`");
    }

    private static String terraform(String arn) {
        return """
                {"format_version": "1.2", "terraform_version": "1.9.5", "resource_changes": [
                  {"address": "aws_lambda_function.api", "mode": "managed", "type": "aws_lambda_function", "name": "api",
                   "change": {"actions": ["no-op"], "before": {"function_name": "orders-prod-api", "arn": "%1$s"},
                     "after": {"function_name": "orders-prod-api", "arn": "%1$s"}, "after_unknown": {}}}]}
                """.formatted(arn);
    }

    @Test
    void files_that_are_no_plan() {
        shell.file("list.json", "[1, 2]")
                .file("empty.yaml", "")
                .file("text.yaml", "just words\n")
                .file("bin.json", "\0");

        assertThat(refused("orders-prod=list.json", "a=empty.yaml", "b=text.yaml", "c=bin.json"))
                .containsExactly(
                        "bin.json:1:1: the character U+0000 cannot stand in a text: remove it",
                        "empty.yaml: the template is empty",
                        "list.json:1:1: a template has sections, and this has none: write `Resources:`",
                        "text.yaml:1:1: a template has sections, and this has none: write `Resources:`");
    }
}
