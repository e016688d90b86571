package envgate.checker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import envgate.checker.Shell.Outcome;
import envgate.envs.source.capture.Answer;
import envgate.envs.wire.WireFake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/// `envgate init`: what it writes is read again as a project file.
class InitCommandTest {

    private static final Path DATA = Path.of(System.getProperty("envgate.root", ".."))
            .toAbsolutePath()
            .normalize()
            .resolve("../shared/data/templates");

    @TempDir
    private Path directory = Path.of("");

    private Shell shell = new Shell(directory);

    @BeforeEach
    void open() {
        shell = new Shell(directory).file(".git/HEAD", "");
    }

    /// What is written is a project file in which each environment can be asked for.
    private void isRead(String... environments) {
        for (String it : environments) {
            shell.set("ENVGATE_" + it.toUpperCase(java.util.Locale.ROOT) + "_ACCOUNT", "33333333333" + it.length());
        }
        shell.set("AWS_REGION", "eu-west-1");
        Outcome outcome = shell.run("access", "matrix", "--capture", environments[0] + "=nowhere");
        assertThat(outcome.err()).contains("there is no folder `nowhere`").doesNotContain("envgate.yaml:");
    }

    @Test
    void sections_of_samconfig_do_not_inherit() {
        shell.file("samconfig.toml", """
                version = 0.1
                [default.global.parameters]
                region = "eu-west-1"
                [prod.deploy.parameters]
                stack_name = "orders-prod"
                profile = "orders"
                [staging.deploy.parameters]
                stack_name = "orders-staging"
                region = "eu-west-1"
                """);

        Outcome outcome = shell.run("init", "--from", "samconfig.toml", "--account", "prod=333333333333");

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.lastLine()).isEqualTo("wrote envgate.yaml with 3 environments: default, prod, staging");
        assertThat(shell.read("envgate.yaml")).contains("""
                  "default": # samconfig.toml:2
                    # it has no `stack_name`: say which stacks belong to it
                    # the file does not say in which account it is: write its 12 digits, or set the variable
                    account: "${ENVGATE_DEFAULT_ACCOUNT}"
                    region: "eu-west-1"
                  "staging": # samconfig.toml:7
                    # the file does not say in which account it is: write its 12 digits, or set the variable
                    account: "${ENVGATE_STAGING_ACCOUNT}"
                    region: "eu-west-1"
                    stacks: ["orders-staging"]
                  "prod": # samconfig.toml:4
                    account: "333333333333"
                    # the file does not say in which region it is
                    region: "${AWS_REGION}"
                    profile: "orders"
                    stacks: ["orders-prod"]
                """);
        isRead("default", "staging");
    }

    @Test
    void stages_of_zappa_take_what_they_extend() {
        shell.file("shop/zappa_settings.json", """
                {
                  "base": {"project_name": "Shop Front", "aws_region": "eu-west-1", "profile_name": "shop"},
                  "prod": {
                    "extends": "base",
                    "aws_region": "eu-central-1",
                    "remote_env": "s3://shop/env.json",
                    "callbacks": {"zip": "evil.call"}
                  }
                }
                """);

        Outcome outcome = shell.run("init", "--from", "shop/zappa_settings.json", "-o", "-");

        assertThat(outcome.status()).isZero();
        assertThat(outcome.out()).contains("""
                          "prod": # shop/zappa_settings.json:3
                            # `remote_env` (line 6) reads variables from S3 when the function starts, which are not seen
                            # `callbacks` (line 7) are not called: what they change is seen when it is deployed
                        """).contains("""
                            region: "eu-central-1"
                            profile: "shop"
                            stacks: ["shop-front-prod"]
                            functions: ["shop-front-prod"]
                        """);
    }

    @Test
    void variables_of_serverless_are_resolved_as_far_as_the_file_goes() {
        shell.file("serverless.yml", """
                service: orders
                params:
                  default: {region: eu-west-1}
                  prod: {region: eu-central-1}
                provider:
                  name: aws
                  stage: ${opt:stage, 'dev'}
                  region: ${param:region}
                  profile: ${file(secret.js):profile}
                  stackName: ${self:service}-${sls:stage}-stack
                resources:
                  Outputs: {Url: {Value: !Ref Api}}
                """);

        Outcome outcome = shell.run("init", "--from", "serverless.yml");

        assertThat(outcome.err()).isEmpty();
        assertThat(shell.read("envgate.yaml")).contains("""
                    # the profile is `${file(secret.js):profile}`, which this file does not tell
                    # it is the default stage; stages that are given on the command line alone are not seen here
                """).contains("""
                    region: "eu-west-1"
                    stacks: ["orders-dev-stack"]
                    functions: ["orders-dev-*"]
                """).contains("""
                    region: "eu-central-1"
                    stacks: ["orders-prod-stack"]
                """);
        isRead("dev", "prod");
    }

    @Test
    void stages_of_cdk_are_environments() {
        shell.file("cdk.out/manifest.json", """
                {"version": "36.0.0", "artifacts": {
                  "assembly-Prod": {"type": "cdk:cloud-assembly", "properties": {"directoryName": "assembly-Prod"}},
                  "Tools": {"type": "aws:cloudformation:stack", "environment": "aws://unknown-account/unknown-region"}}}
                """);
        shell.file("cdk.out/assembly-Prod/manifest.json", """
                {"version": "36.0.0", "artifacts": {
                  "ProdOrders": {"type": "aws:cloudformation:stack", "environment": "aws://333333333333/eu-west-1",
                    "properties": {"stackName": "Prod-Orders"}}}}
                """);

        Outcome outcome = shell.run("init", "--from", "cdk.out");

        assertThat(outcome.err()).isEmpty();
        assertThat(shell.read("envgate.yaml")).contains("""
                    account: "333333333333"
                    region: "eu-west-1"
                    stacks: ["Prod-Orders"]
                """).contains("stacks: [\"Tools\"]");
    }

    @Test
    void what_is_there_is_not_overwritten_unless_told() {
        shell.file("samconfig.toml", "[prod.deploy.parameters]\nstack_name = \"orders\"\n")
                .file("envgate.yaml", "mine");

        Outcome refused = shell.run("init", "--from", "samconfig.toml");
        assertThat(shell.read("envgate.yaml")).isEqualTo("mine");
        Outcome forced = shell.run("init", "--from", "samconfig.toml", "--force");

        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.err()).contains("`envgate.yaml` is there already");
        assertThat(forced.status()).isZero();
        assertThat(shell.read("envgate.yaml")).contains("orders");
    }

    @Test
    void all_that_is_wrong_is_said_at_once() {
        shell.file("zappa_settings.json", """
                {
                  "one": {"extends": "two"},
                  "two": {"extends": "one"},
                  "bad-name": {"extends": "nowhere"}
                }
                """).file("notes.txt", "x");

        Outcome outcome = shell.run(
                "init",
                "--from",
                "zappa_settings.json",
                "--from",
                "notes.txt",
                "--from",
                "gone.toml",
                "--account",
                "x");

        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err())
                .contains("zappa_settings.json:3:")
                .contains("extend each other")
                .contains("Zappa takes no stage `bad-name`")
                .contains("extends `nowhere`, which is not there")
                .contains("it is not known what this file is")
                .contains("gone.toml: there is no such file")
                .contains("`x` is no account of an environment");
        assertThat(directory.resolve("envgate.yaml")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"zappa_settings.yml", "samconfig.toml", "samconfig.yaml", "serverless.yml"})
    void a_file_that_declares_nothing_is_a_mistake(String name) {
        Outcome outcome = shell.file(name, "").run("init", "--from", name);

        assertThat(outcome.status()).as(outcome.out()).isEqualTo(2);
        assertThat(outcome.err()).contains(name);
        assertThat(directory.resolve("envgate.yaml")).doesNotExist();
    }

    private static Answer stacks(String account, String... stacks) {
        String list = Stream.of(stacks)
                .map(it -> {
                    String[] words = it.split(" ", -1);
                    return """
                            {"StackName": "%1$s", "StackId": "arn:aws:cloudformation:eu-west-1:%2$s:stack/%1$s/1",
                             "StackStatus": "CREATE_COMPLETE", "CreationTime": "2026-01-01T00:00:00Z", "Tags": [%3$s]}
                            """.formatted(
                                    words[0],
                                    account,
                                    words.length < 2 ? "" : "{\"Key\": \"Stage\", \"Value\": \"" + words[1] + "\"}");
                })
                .collect(java.util.stream.Collectors.joining(", "));
        return new Answer(
                account,
                "eu-west-1",
                "cloudformation",
                "DescribeStacks",
                JsonMapper.shared().createObjectNode(),
                new Answer.Response(JsonMapper.shared().readTree("{\"Stacks\": [" + list + "]}")));
    }

    @Test
    void stacks_of_an_account_say_by_tag_or_name_of_which_environment_they_are() {
        try (WireFake aws = WireFake.start()) {
            aws.give(List.of(stacks(
                    WireFake.ANYBODY,
                    "orders-prod",
                    "orders-prod-network",
                    "billing-staging",
                    "tagged qa",
                    "platform")));
            shell.set("AWS_ACCESS_KEY_ID", "test")
                    .set("AWS_SECRET_ACCESS_KEY", "test")
                    .set("AWS_ENDPOINT_URL", aws.endpoint().toString());

            Outcome outcome = shell.run("init", "--from", "aws://" + WireFake.ANYBODY + "/eu-west-1");
            Outcome named = shell.run("init", "--from", "live=aws://" + WireFake.ANYBODY + "/eu-west-1", "-o", "-");
            Outcome other = shell.run("init", "--from", "aws://111111111111/eu-west-1", "-o", "-");
            Outcome wrong = shell.run("init", "--from", "aws://eu-west-1", "-o", "-");

            assertThat(outcome.err()).isEmpty();
            assertThat(outcome.out()).isEqualTo("wrote envgate.yaml with 3 environments: prod, qa, staging\n");
            assertThat(shell.read("envgate.yaml"))
                    .contains("  \"prod\": # aws://999999999999/eu-west-1\n"
                            + "    # stacks that do not say of which environment they are: platform\n"
                            + "    account: \"999999999999\"\n"
                            + "    region: \"eu-west-1\"\n"
                            + "    stacks: [\"orders-prod\", \"orders-prod-network\"]\n");
            assertThat(named.out()).contains("\"live\":", "\"platform\"");
            assertThat(other.status()).isEqualTo(2);
            assertThat(other.err())
                    .isEqualTo(
                            "envgate: the stacks of `aws://111111111111/eu-west-1` cannot be read: the credentials are"
                                    + " of account 999999999999, the inventory says 111111111111\n");
            assertThat(wrong.err())
                    .isEqualTo("envgate: `aws://eu-west-1` is no place: write `aws://333333333333/eu-west-1`,"
                            + " `profile@aws://…`, or `prod=aws://…`\n");
        }
    }

    @Test
    void files_of_others_are_read_or_refused_with_their_line() throws IOException {
        assumeTrue(Files.isDirectory(DATA), "the templates of others are not here");
        List<Path> files = new ArrayList<>();
        try (Stream<Path> all = Files.walk(DATA)) {
            all.filter(Files::isRegularFile)
                    .filter(
                            it -> it.getFileName()
                                    .toString()
                                    .matches(
                                            ".*samconfig[^/]*\\.(toml|ya?ml|json)|.*_settings\\.(json|toml|ya?ml)|serverless\\.yml"))
                    .sorted()
                    .forEach(files::add);
        }
        List<String> refused = new ArrayList<>();
        for (Path it : files) {
            Outcome outcome = shell.run("init", "--from", it.toString(), "-o", "-");
            assertThat(outcome.status()).as(it + "\n" + outcome.err()).isIn(0, 2);
            if (outcome.status() == 2) {
                assertThat(outcome.err()).as(it.toString()).containsPattern(":\\d+(:\\d+)?: ");
                refused.add(it.getFileName() + ": " + outcome.err().strip());
            } else {
                assertThat(outcome.out()).contains("account: ");
            }
        }
        System.out.printf("declarations: %d files, %d refused%n", files.size(), refused.size());
        refused.forEach(it -> System.out.println("refused " + it));
        assertThat(files).hasSize(36);
        assertThat(refused)
                .satisfiesExactly(
                        it -> assertThat(it).contains("samconfig-invalid-syntax.toml:2:12: this is no TOML"),
                        it -> assertThat(it).contains("test_bad_circular_extends_settings.json:4:19: the stages"),
                        it -> assertThat(it).contains("test_bad_settings.json:4:8: this is no JSON"),
                        it -> assertThat(it).contains("test_bad_stage_name_settings.json:2:5: Zappa takes no stage"),
                        it -> assertThat(it).contains("test_settings.json:107:19: the stage `extendofail` extends"),
                        it -> assertThat(it).contains("test_settings.yaml:53:12: the stage `extendofail` extends"),
                        it -> assertThat(it).contains("test_settings.yml:53:12: the stage `extendofail` extends"));
    }
}
