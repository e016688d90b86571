package envgate.rules.analysis.access;

import static org.assertj.core.api.Assertions.assertThat;

import envgate.envs.source.text.ShortForm;
import envgate.envs.source.text.SnapshotYaml;
import envgate.rules.finding.Trail.Step;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Things of which one stands for others, and must not where policies tell them apart.
class OverlapTest {

    private static final String BUCKETS = "buckets: {book: {}, shop: {}, stock: {}}";

    @Test
    void a_bucket_that_a_deny_spares_is_found_among_those_it_covers() {
        for (String spared : new String[] {"book", "shop", "stock"}) {
            String denied = String.join(
                    ", ",
                    Stream.of("book", "shop", "stock")
                            .filter(it -> !it.equals(spared))
                            .map(it -> "arn:aws:s3:::" + it + "/*")
                            .toList());
            assertThat(crossing("\"allow s3:GetObject on arn:aws:s3:::*/*\", \"deny s3:* on " + denied + "\"", BUCKETS))
                    .isInstanceOfSatisfying(
                            Crossing.Crosses.class,
                            it -> assertThat(it.resource()).startsWith("arn:aws:s3:::" + spared + "/"));
        }
    }

    @Test
    void no_bucket_is_found_where_a_deny_covers_each_by_another_pattern() {
        assertThat(crossing(
                        "\"allow s3:GetObject on arn:aws:s3:::*/*\","
                                + " \"deny s3:* on arn:aws:s3:::book/*, arn:aws:s3:::s*\"",
                        BUCKETS))
                .isInstanceOf(Crossing.Isolated.class);
    }

    @Test
    void the_witness_of_each_bucket_lies_in_it() {
        Crossing crossing = crossing(
                "\"allow s3:GetObject on arn:aws:s3:::*/*\", \"allow s3:PutObject on arn:aws:s3:::stock/*\"", BUCKETS);

        assertThat(crossing).isInstanceOfSatisfying(Crossing.Crosses.class, it -> {
            assertThat(it.action()).isEqualTo("s3:PutObject");
            assertThat(it.resource()).startsWith("arn:aws:s3:::stock/");
        });
        assertThat(crossing.trail().steps().stream().map(Step::text))
                .anyMatch(it -> it.contains("it also reaches more of what `prod` owns: 2 x"));
    }

    private static Crossing crossing(String permissions, String owned) {
        ShortForm form = SnapshotYaml.read("fleet.yaml", """
                environment: staging
                account: "333333333333"
                functions: {Api: {name: api, permissions: [%s]}}
                ---
                environment: prod
                account: "333333333333"
                %s
                """.formatted(permissions, owned));
        return new Overlap(form.snapshots(), form.intent())
                .crossings(form.snapshots().getFirst(), form.snapshots().getLast())
                .getFirst();
    }
}
