package envgate.rules.analysis.access;

import static org.assertj.core.api.Assertions.assertThat;

import envgate.rules.analysis.access.Simulation.Verdict;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Compares [Simulation] with AWS's evaluation as [NaivePoint] has it, on generated requests of every kind
/// of caller.
class SimulationJudgeTest {

    private static final int WORLDS = Integer.getInteger("envgate.worlds", 5_000);
    private static final long SEED = Long.getLong("envgate.seed", 11);

    @Test
    void it_decides_as_aws_does() {
        Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
        for (int i = 0; i < WORLDS; i++) {
            PointWorld it = PointWorld.of(new Random(SEED * 1_000_003 + i));
            NaivePoint.Ask ask = it.ask();
            Verdict expected =
                    Verdict.valueOf(NaivePoint.decide(ask, it.context()).name());
            Simulation simulation = Simulation.of(ask.policies(), ask.caller(), ask.owner(), it.context())
                    .orElseThrow();
            Verdict verdict = simulation.decide(ask.action(), ask.resource()).verdict();
            assertThat(verdict).as("world %d: %s", i, it).isEqualTo(expected);
            counts.merge(verdict, 1, Integer::sum);
        }
        assertThat(counts.get(Verdict.ALLOWED)).isGreaterThan(WORLDS / 20);
        assertThat(counts.get(Verdict.EXPLICITLY_DENIED)).isGreaterThan(WORLDS / 20);
        assertThat(counts.get(Verdict.IMPLICITLY_DENIED)).isGreaterThan(WORLDS / 20);
    }
}
