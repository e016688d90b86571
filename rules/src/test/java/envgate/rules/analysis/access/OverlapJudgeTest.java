package envgate.rules.analysis.access;

import static org.assertj.core.api.Assertions.assertThat;

import envgate.rules.analysis.access.CrossingScenario.Wish;
import envgate.rules.analysis.access.NaiveSpec.Answer;
import envgate.rules.finding.Missing;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Compares [Overlap] with asking for everything: each witness must be granted, and where there is said to be none,
/// nothing that could be wished for may be.
class OverlapJudgeTest {

    private static final int SIZE = Integer.getInteger("envgate.judge", 1) * 400;
    private static final long SEED = Long.getLong("envgate.seed", 11);

    /// What AWS does not say, or nobody reads: boundaries and `*`, Block Public Access.
    private static boolean isOpenQuestion(List<Missing> missing) {
        return missing.stream()
                .anyMatch(it -> it.what().contains("whether a boundary limits")
                        || it.what().contains("Block Public Access"));
    }

    @Test
    void every_witness_is_granted_and_isolation_has_no_counterexample() {
        Random random = new Random(SEED);
        int crossing = 0;
        int isolated = 0;
        for (int i = 0; i < SIZE; i++) {
            boolean conditions = i % 2 == 0;
            CrossingScenario it = CrossingScenario.of(random, conditions);
            switch (it.ask()) {
                case Crossing.Crosses witness -> {
                    crossing++;
                    replay(it, witness);
                }
                case Crossing.Isolated _ -> {
                    isolated++;
                    assertThat(granted(it)).as("%s", it).isEmpty();
                }
                case Crossing.Unknown unknown -> {
                    boolean open = isOpenQuestion(unknown.missing());
                    assertThat(conditions || open).as("%s%n%s", it, unknown).isTrue();
                }
            }
        }
        assertThat(crossing).isGreaterThan(SIZE / 10);
        assertThat(isolated).isGreaterThan(SIZE / 10);
    }

    private static void replay(CrossingScenario it, Crossing.Crosses witness) {
        Thing thing = it.wishes().stream()
                .map(Wish::thing)
                .filter(thought -> witness.resource().startsWith(thought.arn().toString()))
                .findFirst()
                .orElseThrow(() -> new AssertionError(it + "\n" + witness + " is about nothing"));
        Wish wish = new Wish(thing, witness.action(), witness.resource());
        for (Map<String, String> context : it.contexts()) {
            assertThat(NaiveSpec.decide(it.world(thing), wish.in(context)))
                    .as("%s%n%s in %s", it, wish, context)
                    .isEqualTo(Answer.ALLOWED);
        }
    }

    /// All that is granted in some context.
    private static List<Wish> granted(CrossingScenario it) {
        List<Map<String, String>> contexts = it.contexts();
        return it.wishes().stream()
                .filter(wish -> contexts.stream()
                        .anyMatch(context ->
                                NaiveSpec.decide(it.world(wish.thing()), wish.in(context)) == Answer.ALLOWED))
                .toList();
    }
}
