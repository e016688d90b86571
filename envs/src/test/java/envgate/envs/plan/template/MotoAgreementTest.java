package envgate.envs.plan.template;

import static org.assertj.core.api.Assertions.assertThat;

import envgate.envs.model.Area;
import envgate.envs.model.Snapshot;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Before is after: what a plan predicts is what is read once the emulator has deployed it.
///
/// Each deviation is the emulator's own, and said here with its reason; where it deviates from AWS's
/// pages, they win.
class MotoAgreementTest {

    /// What a plan says nothing about, because only the deploy settles it.
    private static final String UNTOLD =
            ".*(codeSha256|lastUpdated|(public|private)Addresses|availabilityZoneId|availableIpAddressCount"
                    + "|dhcpOptionsId|lastModified|createDate|owner|addresses|state)";

    /// Where a prediction and the emulator part, and why.
    private static final Map<String, String> EXPLAINED = new TreeMap<>(Map.of(
            ".*moto-(permission|sam-schedule).Function>.policy.*",
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
            "its stacks do not tag APIs",
            ".*parameters.BootstrapVersion.*",
            "it shows the value in the place of the SSM parameter's name, and nothing is wired to it"));

    @Test
    void what_is_planned_is_what_is_there_afterwards() throws IOException {
        Rehearsal rehearsal = Rehearsal.played();
        Agreement agreement = new Agreement();
        for (Rehearsal.Act it : rehearsal.acts()) {
            agreement.compare(it.name(), rehearsal.decoded(it.planned()), rehearsal.decoded(it.seen()));
        }

        if (System.getenv("SHOW") != null) {
            System.out.println(agreement);
        }
        assertThat(rehearsal.deployments()).isGreaterThanOrEqualTo(37);
        assertThat(agreement.compared).isGreaterThan(1_500);
        assertThat(agreement.unexplained).isEmpty();
        assertThat(agreement.explained).isLessThan(agreement.compared * 2 / 100);
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
            all.removeIf(it -> it.matches(UNTOLD) || SnapshotFields.isUnasked(it, found));
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
