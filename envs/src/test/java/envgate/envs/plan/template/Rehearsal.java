package envgate.envs.plan.template;

import envgate.envs.inventory.EnvironmentEntry;
import envgate.envs.inventory.Whereabouts.AwsAccount;
import envgate.envs.inventory.Whereabouts.Credentials;
import envgate.envs.model.Area;
import envgate.envs.model.Origin;
import envgate.envs.model.Selection;
import envgate.envs.model.Snapshot;
import envgate.envs.moto.MotoServer;
import envgate.envs.plan.sam.Sam;
import envgate.envs.source.Reading;
import envgate.envs.source.Sources;
import envgate.envs.source.capture.Recording;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/// Templates that are planned, deployed to an emulator, and read again: first those that make stacks, then those
/// that change some of them.
///
/// @param deployments how many
public record Rehearsal(EnvironmentEntry entry, List<Act> acts, int deployments) {

    private static final String ACCOUNT = "555555555555";
    /// A folder on disk also where the tests of other modules take this one out of a jar.
    private static final Path FOLDER =
            Path.of(System.getProperty("envgate.root", "."), "envs/src/test/resources/envgate/envs/moto/stacks");

    /// One wave of deployments.
    ///
    /// @param planned before it
    /// @param seen after it
    public record Act(String name, Recording planned, Recording seen) {}

    public Snapshot decoded(Recording recording) {
        return Sources.decode(entry, recording);
    }

    public static Rehearsal played() throws IOException {
        List<String> first = new ArrayList<>();
        List<String> second = new ArrayList<>();
        try (Stream<Path> files = Files.list(FOLDER)) {
            files.map(it -> it.getFileName().toString())
                    .sorted()
                    .forEach(it -> (it.contains(".update.") ? second : first).add(it));
        }
        try (MotoServer server = MotoServer.start();
                CloudFormationClient client = server.account(ACCOUNT).client(CloudFormationClient.builder());
                IamClient iam = server.account(ACCOUNT).client(IamClient.builder());
                SsmClient parameters = server.account(ACCOUNT).client(SsmClient.builder())) {
            // What every template of the CDK takes.
            parameters.putParameter(it -> it.name("/cdk-bootstrap/hnb659fds/version")
                    .type(ParameterType.STRING)
                    .value("21"));
            // What some role of every account that has functions has: AWS's policies are read where they are attached.
            iam.createRole(it -> it.roleName("older").assumeRolePolicyDocument("{\"Version\": \"2012-10-17\"}"));
            for (String it : List.of("AWSLambdaBasicExecutionRole", "AWSLambdaSQSQueueExecutionRole")) {
                iam.attachRolePolicy(
                        one -> one.roleName("older").policyArn("arn:aws:iam::aws:policy/service-role/" + it));
            }
            EnvironmentEntry entry = entry(server, first);
            Reading reading = new Reading(
                    Plans.REDACTION,
                    EnumSet.allOf(Area.class),
                    Duration.ofMinutes(5),
                    Clock.systemUTC(),
                    Map.of("AWS_ACCESS_KEY_ID", "test", "AWS_SECRET_ACCESS_KEY", "test"),
                    Reading.Progress.SILENT);
            Recording created = planned(Sources.recording(entry, reading), first);
            for (String it : first) {
                String template = deployed(it);
                client.createStack(request -> request.stackName(stack(it))
                        .templateBody(template)
                        .capabilities(Capability.CAPABILITY_NAMED_IAM));
            }
            Recording made = Sources.recording(entry, reading);
            Recording updated = planned(made, second);
            for (String it : second) {
                String template = deployed(it);
                client.updateStack(request -> request.stackName(stack(it))
                        .templateBody(template)
                        .capabilities(Capability.CAPABILITY_NAMED_IAM));
            }
            Recording changed = Sources.recording(entry, reading);
            return new Rehearsal(
                    entry,
                    List.of(new Act("create", created, made), new Act("update", updated, changed)),
                    first.size() + second.size());
        }
    }

    private static String stack(String file) {
        return "moto-" + file.replaceFirst("(\\.update|\\.template)?\\.(yaml|json)$", "");
    }

    /// What AWS's own transform made of a SAM template, which the emulator does not run; else the template itself.
    private static String deployed(String file) throws IOException {
        Path processed = FOLDER.resolveSibling("processed").resolve(file.replaceFirst("\\.yaml$", ".json"));
        return Files.readString(Files.exists(processed) ? processed : FOLDER.resolve(file));
    }

    private static EnvironmentEntry entry(MotoServer server, List<String> files) {
        AwsAccount account = new AwsAccount(
                ACCOUNT,
                List.of(MotoServer.REGION),
                new Credentials.Role(
                        "arn:aws:iam::" + ACCOUNT + ":role/envgate-read", "", "", new Credentials.DefaultChain()),
                new TreeMap<>(Map.of("", server.endpoint().toString())));
        List<String> stacks = files.stream().map(Rehearsal::stack).toList();
        return new EnvironmentEntry("prod", account, new Selection(stacks, Map.of(), List.of()), new Origin.Unknown());
    }

    private static Recording planned(Recording live, List<String> files) {
        List<Deployment> deployments = files.stream()
                .map(it -> new Deployment(it, stack(it), Map.of()))
                .toList();
        StackPlan plan = new StackPlan(deployments, new PlanFiles(FOLDER), List.of(new Sam()));
        return Plans.REDACTION.apply(plan.over(live, Plans.REDACTION));
    }
}
