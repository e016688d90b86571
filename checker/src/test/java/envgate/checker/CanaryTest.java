package envgate.checker;

import static org.assertj.core.api.Assertions.assertThat;

import envgate.envs.moto.Account;
import envgate.envs.moto.MotoServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Tag;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.Runtime;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/// A thousand secrets, put wherever an account can hold one, are nowhere in what envgate writes.
class CanaryTest {

    private static final long SEED = 20261126;
    private static final String ACCOUNT = "777777777777";
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    /// How a secret stands in a value that people write, the secret for `%s`.
    private static final List<String> DRESSES = List.of(
            "%s",
            "postgres://orders:%s@db.internal:5432/orders",
            "https://api.example.com/hooks/%s",
            "https://api.example.com/v1?token=%s",
            "https://user:%s@registry.example.com/npm",
            "{\"client\": {\"password\": \"%s\"}}",
            "Server=db.internal;Database=orders;User Id=orders;Password=%s",
            "Bearer %s",
            "AKIA%s",
            "redis://:%s@cache.internal:6379");

    private static final Random RANDOM = new Random(SEED);
    private static final List<String> CANARIES = Collections.synchronizedList(new ArrayList<>());

    @TempDir
    static Path folder;

    private static final List<String> SAID = new ArrayList<>();

    @BeforeAll
    static void put_secrets_everywhere_and_run_everything() throws IOException {
        System.setProperty("aws.accessKeyId", "test");
        System.setProperty("aws.secretAccessKey", "test");
        try (MotoServer server = MotoServer.start();
                TellingProxy proxy = new TellingProxy(server.endpoint(), CanaryTest::canary)) {
            seed(server.account(ACCOUNT));
            run(proxy.endpoint());
        }
    }

    private static void seed(Account account) {
        String role = roleWithConditions(account);
        functions(account, role);
        parameters(account);
        stack(account);
        rest(account);
    }

    private static String roleWithConditions(Account account) {
        try (IamClient iam = account.client(IamClient.builder())) {
            String arn = iam.createRole(it -> it.roleName("orders")
                            .description(canary())
                            .assumeRolePolicyDocument(statement(
                                    "sts:AssumeRole",
                                    "\"Principal\": {\"Service\": \"lambda.amazonaws.com\"}",
                                    "sts:ExternalId")))
                    .role()
                    .arn();
            for (int i = 0; i < 60; i++) {
                String name = "policy-" + i;
                iam.putRolePolicy(it -> it.roleName("orders")
                        .policyName(name)
                        .policyDocument(statement("s3:GetObject", "\"Resource\": \"*\"", "aws:RequestTag/key")));
            }
            return arn;
        }
    }

    private static String statement(String action, String element, String key) {
        return """
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "%s", %s,
                  "Condition": {"StringEquals": {"%s": "%s"}}}]}
                """.formatted(action, element, key, canary());
    }

    private static void functions(Account account, String role) {
        try (LambdaClient lambda = account.client(LambdaClient.builder())) {
            for (int i = 0; i < 25; i++) {
                Map<String, String> variables = new HashMap<>();
                for (int k = 0; k < 20; k++) {
                    variables.put((k % 2 == 0 ? "SETTING_" : "PASSWORD_") + k, dressed(i + k));
                }
                String name = "orders-" + i;
                String description = canary();
                String tag = canary();
                lambda.createFunction(it -> it.functionName(name)
                        .role(role)
                        .runtime(Runtime.PYTHON3_13)
                        .handler("app.handler")
                        .description(description)
                        .tags(Map.of("note", tag))
                        .code(code -> code.zipFile(SdkBytes.fromByteArray(
                                new byte[] {80, 75, 5, 6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0})))
                        .environment(environment -> environment.variables(variables)));
            }
        }
    }

    private static void parameters(Account account) {
        try (SsmClient ssm = account.client(SsmClient.builder())) {
            for (int i = 0; i < 150; i++) {
                String name = "/orders/setting-" + i;
                String value = dressed(i);
                String description = canary();
                ParameterType type = i % 3 == 0 ? ParameterType.SECURE_STRING : ParameterType.STRING;
                ssm.putParameter(it -> it.name(name).value(value).type(type).description(description));
            }
        }
    }

    private static void stack(Account account) {
        StringBuilder template = new StringBuilder("{\"Description\": \"" + canary() + "\", \"Parameters\": {");
        for (int i = 0; i < 40; i++) {
            template.append(i == 0 ? "" : ",")
                    .append("\"P%d\": {\"Type\": \"String\", \"Default\": %s}".formatted(i, quoted(dressed(i))));
        }
        template.append(
                "}, \"Resources\": {\"Jobs\": {\"Type\": \"AWS::SQS::Queue\", \"Properties\": {\"QueueName\": \"jobs\"}}}, \"Outputs\": {");
        for (int i = 0; i < 40; i++) {
            template.append(i == 0 ? "" : ",").append("\"O%d\": {\"Value\": %s}".formatted(i, quoted(dressed(i))));
        }
        template.append("}}");
        String tag = canary();
        try (CloudFormationClient stacks = account.client(CloudFormationClient.builder())) {
            stacks.createStack(it -> it.stackName("orders")
                    .templateBody(template.toString())
                    .tags(Tag.builder().key("note").value(tag).build()));
        }
    }

    private static void rest(Account account) {
        try (SecretsManagerClient secrets = account.client(SecretsManagerClient.builder());
                SqsClient sqs = account.client(SqsClient.builder())) {
            for (int i = 0; i < 40; i++) {
                String name = "orders/secret-" + i;
                String value = canary();
                String description = canary();
                secrets.createSecret(it -> it.name(name).secretString(value).description(description));
            }
            for (int i = 0; i < 20; i++) {
                String name = "queue-" + i;
                String tag = canary();
                sqs.createQueue(it -> it.queueName(name).tags(Map.of("note", tag)));
            }
        }
    }

    private static void run(URI endpoint) throws IOException {
        Files.writeString(
                folder.resolve("envgate.yaml"), """
                version: 1
                environments:
                  staging: {account: "%s", region: eu-west-1, endpoint-url: "%s", functions: ["orders-1*"], role: {arn: "arn:aws:iam::%s:role/read"}}
                  prod: {account: "%s", region: eu-west-1, endpoint-url: "%s", role: {arn: "arn:aws:iam::%s:role/read"}}
                """.formatted(ACCOUNT, endpoint, ACCOUNT, ACCOUNT, endpoint, ACCOUNT));
        say("capture", "prod", "-o", "captured", "-vv");
        List<String> formats = new ArrayList<>(List.of("promote", "staging", "prod", "-vv"));
        for (String format : List.of("json", "html", "sarif", "junit")) {
            formats.addAll(List.of("--format", format + "=report." + format));
        }
        formats.addAll(List.of("--format", "console"));
        say(formats.toArray(String[]::new));
        say("check", "prod", "--capture", "prod=captured", "-vv");
        say("why", "prod/orders-1", "-vv");
        SAID.add(shell().runWithBrokenOutput(canary(), "check", "prod", "-vv").err());
    }

    private static void say(String... words) {
        Shell.Outcome outcome = shell().run(words);
        SAID.add(outcome.out());
        SAID.add(outcome.err());
        assertThat(outcome.status())
                .as(outcome.err())
                .isNotIn(ExitStatus.BAD_INPUT.code(), ExitStatus.OUR_FAULT.code());
    }

    private static Shell shell() {
        return new Shell(folder).set("AWS_ACCESS_KEY_ID", "test").set("AWS_SECRET_ACCESS_KEY", "test");
    }

    @Test
    void a_thousand_secrets_were_put_out() {
        assertThat(CANARIES).hasSizeGreaterThanOrEqualTo(1000).doesNotHaveDuplicates();
    }

    @Test
    void none_of_them_is_in_anything_that_was_written() throws IOException {
        List<String> leaked = new ArrayList<>();
        for (String text : written()) {
            for (String canary : CANARIES) {
                if (spellings(canary).anyMatch(text::contains)) {
                    leaked.add(canary);
                }
            }
        }
        assertThat(leaked).isEmpty();
    }

    private static List<String> written() throws IOException {
        List<String> texts = new ArrayList<>(SAID);
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(Files::isRegularFile).forEach(it -> {
                try {
                    texts.add(Files.readString(it, StandardCharsets.ISO_8859_1));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
        assertThat(texts).hasSizeGreaterThan(20);
        return texts;
    }

    /// As itself, in a URL, in base64 at each of its three alignments.
    private static Stream<String> spellings(String canary) {
        return Stream.concat(
                Stream.of(canary, canary.toLowerCase(Locale.ROOT), URLEncoder.encode(canary, StandardCharsets.UTF_8)),
                Stream.of("", "x", "xx").map(it -> base64(it, canary)));
    }

    private static String base64(String before, String canary) {
        String all =
                Base64.getEncoder().withoutPadding().encodeToString((before + canary).getBytes(StandardCharsets.UTF_8));
        return all.substring(before.isEmpty() ? 0 : 4, all.length() - 2);
    }

    private static String dressed(int how) {
        return DRESSES.get(Math.floorMod(how, DRESSES.size())).formatted(canary());
    }

    private static String canary() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 24; i++) {
            text.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        CANARIES.add(text.toString());
        return text.toString();
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\"", "\\\"") + "\"";
    }
}
