package envgate.envs.plan.template;

import static org.assertj.core.api.Assertions.assertThat;

import envgate.envs.inventory.EnvironmentEntry;
import envgate.envs.inventory.Whereabouts.AwsAccount;
import envgate.envs.inventory.Whereabouts.Credentials;
import envgate.envs.model.Area;
import envgate.envs.model.Origin;
import envgate.envs.model.Selection;
import envgate.envs.model.Snapshot;
import envgate.envs.moto.MotoServer;
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
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Capability;

/// Before is after: what a plan predicts is what is read once the emulator has deployed it.
///
/// Each deviation is the emulator's own, and said here with its reason; where it deviates from AWS's
/// pages, they win.
class MotoAgreementTest {

    private static final String ACCOUNT = "555555555555";

    /// What a plan says nothing about, because only the deploy settles it.
    private static final String UNTOLD =
            ".*(codeSha256|lastUpdated|(public|private)Addresses|availabilityZoneId|availableIpAddressCount"
                    + "|dhcpOptionsId|lastModified|createDate|owner|addresses|state)";

    /// Where a prediction and the emulator part, and why.
    private static final Map<String, String> EXPLAINED = new TreeMap<>(Map.of(
            ".*moto-permission.Function>.policy.*",
            "it names statements itself and adds members to them",
            ".*(moto-texts|n-c).*",
            "it does not split the default of a list",
            "group .*default-group.ingress",
            "its default security groups let nothing in",
            ".*moto-conditions.*(Never|Only).*",
            "it takes `!Not [!Condition X]` for true",
            "resource arn:aws:s3:::<moto-bucket.Bucket>.policy.*",
            "it makes no bucket policies",
            ".*restapis.*tags.*",
            "its stacks do not tag APIs"));

    private final Path folder = Path.of(java.util.Objects.requireNonNull(MotoServer.class.getResource("stacks"))
            .getPath());

    @Test
    void what_is_planned_is_what_is_there_afterwards() throws IOException {
        List<String> first = new ArrayList<>();
        List<String> second = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.map(it -> it.getFileName().toString())
                    .sorted()
                    .forEach(it -> (it.contains(".update.") ? second : first).add(it));
        }
        try (MotoServer server = MotoServer.start();
                CloudFormationClient client = server.account(ACCOUNT).client(CloudFormationClient.builder())) {
            EnvironmentEntry entry = entry(server, first);
            Reading reading = new Reading(
                    Plans.REDACTION,
                    EnumSet.allOf(Area.class),
                    Duration.ofMinutes(5),
                    Clock.systemUTC(),
                    Map.of("AWS_ACCESS_KEY_ID", "test", "AWS_SECRET_ACCESS_KEY", "test"),
                    Reading.Progress.SILENT);
            Recording empty = Sources.recording(entry, reading);
            Snapshot created = plan(entry, empty, first);
            for (String it : first) {
                String template = Files.readString(folder.resolve(it));
                client.createStack(request -> request.stackName(stack(it))
                        .templateBody(template)
                        .capabilities(Capability.CAPABILITY_NAMED_IAM));
            }
            Recording made = Sources.recording(entry, reading);
            Agreement agreement = new Agreement();
            agreement.compare("create", created, Sources.decode(entry, made));
            Snapshot updated = plan(entry, made, second);
            for (String it : second) {
                String template = Files.readString(folder.resolve(it));
                client.updateStack(request -> request.stackName(stack(it))
                        .templateBody(template)
                        .capabilities(Capability.CAPABILITY_NAMED_IAM));
            }
            agreement.compare("update", updated, Sources.decode(entry, Sources.recording(entry, reading)));

            if (System.getenv("SHOW") != null) {
                System.out.println(agreement);
            }
            assertThat(first.size() + second.size()).isGreaterThan(27);
            assertThat(agreement.compared).isGreaterThan(1_000);
            assertThat(agreement.unexplained).isEmpty();
            assertThat(agreement.explained).isLessThan(agreement.compared * 2 / 100);
        }
    }

    private static String stack(String file) {
        return "moto-" + file.replaceFirst("(\\.update)?\\.yaml$", "");
    }

    private static EnvironmentEntry entry(MotoServer server, List<String> files) {
        AwsAccount account = new AwsAccount(
                ACCOUNT,
                List.of(MotoServer.REGION),
                new Credentials.Role(
                        "arn:aws:iam::" + ACCOUNT + ":role/envgate-read", "", "", new Credentials.DefaultChain()),
                new TreeMap<>(Map.of("", server.endpoint().toString())));
        List<String> stacks = files.stream().map(MotoAgreementTest::stack).toList();
        return new EnvironmentEntry("prod", account, new Selection(stacks, Map.of(), List.of()), new Origin.Unknown());
    }

    private Snapshot plan(EnvironmentEntry entry, Recording live, List<String> files) {
        List<Deployment> deployments = files.stream()
                .map(it -> new Deployment(it, stack(it), Map.of()))
                .toList();
        StackPlan plan = new StackPlan(deployments, new PlanFiles(folder), List.of());
        return Sources.decode(entry, Plans.REDACTION.apply(plan.over(live, Plans.REDACTION)));
    }

    /// Fields of two snapshots side by side.
    private static final class Agreement {

        private final TreeSet<String> unexplained = new TreeSet<>();
        private final Map<String, Integer> reasons = new TreeMap<>();
        private int compared;
        private int explained;

        void compare(String wave, Snapshot planned, Snapshot seen) {
            Map<String, String> expected = SnapshotFields.of(planned, seen);
            Map<String, String> found = SnapshotFields.of(seen, planned);
            TreeSet<String> all = new TreeSet<>(expected.keySet());
            all.addAll(found.keySet());
            all.removeIf(it -> it.matches(UNTOLD) || isUnasked(it, found));
            // The emulator leaves logical ids out of some answers, which cannot be read then.
            List<String> unlisted = seen.gapsIn(Area.STACK_RESOURCES).stream()
                    .map(it -> "stack " + it.resource() + ".resources")
                    .toList();
            all.removeIf(it -> unlisted.stream().anyMatch(it::startsWith));
            for (String it : all) {
                compared++;
                String a = expected.getOrDefault(it, "nothing");
                String b = found.getOrDefault(it, "nothing");
                if (!a.equals(b)) {
                    explain(wave, it, a, b);
                }
            }
        }

        /// What a live read does not ask for, because nothing is wired to it, cannot be compared.
        private static boolean isUnasked(String field, Map<String, String> found) {
            int dot = field.indexOf(".policy");
            boolean details = field.startsWith("function ")
                    && (field.contains(".state") || field.endsWith(".lastUpdateStatus") || field.contains(".tags."));
            return details
                    || (field.endsWith(".visibilityTimeout")
                            && found.getOrDefault(field, "null").equals("null"))
                    || (dot > 0 && found.containsKey(field.substring(0, dot) + ".policy" + SnapshotFields.UNSEEN));
        }

        private void explain(String wave, String field, String planned, String seen) {
            for (Map.Entry<String, String> it : EXPLAINED.entrySet()) {
                if (field.matches(it.getKey())) {
                    explained++;
                    reasons.merge(it.getValue(), 1, Integer::sum);
                    return;
                }
            }
            unexplained.add(wave + " " + field + ": planned " + planned + ", seen " + seen);
        }

        @Override
        public String toString() {
            return "AGREE compared " + compared + ", explained " + explained + " " + reasons + "\nDIFF "
                    + String.join("\nDIFF ", unexplained);
        }
    }
}
