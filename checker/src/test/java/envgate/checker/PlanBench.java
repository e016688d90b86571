package envgate.checker;

import envgate.envs.model.Selection;
import envgate.envs.source.capture.CaptureFolder;
import envgate.envs.source.capture.Recording;
import envgate.envs.source.capture.Redaction;
import envgate.envs.source.capture.RedactionKey;
import envgate.envs.wire.Fleet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// A figure, no test: how long `envgate plan` takes over an environment of many functions all of which a deploy
/// changes, in a JVM that has done it before; and whether it says the same each time.
///
/// Run it by `checker/bench/plan [FUNCTIONS [RUNS]]`.
final class PlanBench {

    private static final int IN_A_STACK = 100;

    private PlanBench() {}

    public static void main(String[] words) throws IOException {
        int functions = words.length > 0 ? Integer.parseInt(words[0]) : 1_000;
        int runs = words.length > 1 ? Integer.parseInt(words[1]) : 9;
        Path folder = Files.createTempDirectory("envgate-bench");
        Redaction redaction = Redaction.of(RedactionKey.of("bench"), (_, _) -> false);
        CaptureFolder.write(
                redaction.apply(new Recording(
                        "prod",
                        List.of("111111111111"),
                        List.of("eu-west-1"),
                        "",
                        Instant.parse("2026-11-01T00:00:00Z"),
                        new Selection(Fleet.stackPatterns("shop"), Map.of(), List.of()),
                        Fleet.of("shop", "111111111111", "eu-west-1", functions))),
                folder.resolve("capture"));
        Shell shell = new Shell(folder).file(".git/HEAD", "");
        List<String> asked = new ArrayList<>(List.of("plan", "prod", "--format", "json", "--capture", "prod=capture"));
        for (int i = 0; i * IN_A_STACK < functions; i++) {
            shell.file("stack-" + i + ".json", template(i, functions));
            asked.addAll(List.of("--plan", "shop-stack-" + i + "=stack-" + i + ".json"));
        }
        List<Long> took = new ArrayList<>();
        String first = "";
        boolean same = true;
        for (int i = 0; i < runs; i++) {
            long from = System.nanoTime();
            Shell.Outcome outcome = shell.run(asked.toArray(String[]::new));
            took.add((System.nanoTime() - from) / 1_000_000);
            if (outcome.status() != 0) {
                throw new IllegalStateException(outcome.err());
            }
            first = i == 0 ? outcome.out() : first;
            same &= first.equals(outcome.out());
        }
        long[] warm = took.stream().skip(runs / 2).mapToLong(it -> it).sorted().toArray();
        System.out.printf(
                "plan of %d functions in %d stacks: cold %d ms, warm %d ms (median of %d; all %s); %d bytes, %s%n",
                functions,
                (functions + IN_A_STACK - 1) / IN_A_STACK,
                took.getFirst(),
                warm[warm.length / 2],
                warm.length,
                Arrays.toString(took.toArray()),
                first.length(),
                same ? "the same in every run" : "NOT THE SAME IN EVERY RUN");
        System.exit(same ? 0 : 1);
    }

    /// Every function logs more, every tenth loses a variable.
    private static String template(int stack, int functions) {
        StringBuilder resources = new StringBuilder();
        for (int i = stack * IN_A_STACK; i < Math.min(functions, (stack + 1) * IN_A_STACK); i++) {
            resources.append(resources.isEmpty() ? "" : ",").append("""
                    "Role%d": {"Type": "AWS::IAM::Role", "Properties": {"RoleName": "shop-r%d",
                      "AssumeRolePolicyDocument": {"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
                        "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}]},
                      "Policies": [{"PolicyName": "own", "PolicyDocument": {"Version": "2012-10-17", "Statement": [
                        {"Effect": "Allow", "Action": ["dynamodb:GetItem", "sqs:SendMessage"], "Resource": "*"}]}}]}},
                    "Function%d": {"Type": "AWS::Lambda::Function", "Properties": {"FunctionName": "shop-f%d",
                      "Runtime": "python3.13", "Handler": "app.handler", "Timeout": 10, "MemorySize": 256,
                      "Role": {"Fn::GetAtt": ["Role%d", "Arn"]}, "Code": {"S3Bucket": "b", "S3Key": "k"},
                      "VpcConfig": {"SubnetIds": ["subnet-0", "subnet-1"], "SecurityGroupIds": ["sg-0"]},
                      "Environment": {"Variables": {"STAGE": "shop", "TABLE": "shop-table-%d", %s
                        "QUEUE_URL": {"Fn::Sub": "https://sqs.${AWS::Region}.amazonaws.com/${AWS::AccountId}/shop-queue-%d"},
                        "DB_HOST": "shop.cluster.eu-west-1.rds.amazonaws.com", "LOG_LEVEL": "DEBUG"}}}}
                    """.formatted(
                            i, i, i, i, i, i % 10, i % 10 == 0 ? "" : "\"FLAGS\": \"/shop/flags\",", i % 10));
        }
        return "{\"Resources\": {" + resources + "}}";
    }
}
