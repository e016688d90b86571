package envgate.rules.analysis.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/// Compares [Grants] with automata of dk.brics.automaton; `-Denvgate.worlds=100000 -Denvgate.seed=7` asks more of
/// them. Each witness is replayed.
class GrantsJudgeTest {

    private static final int QUESTIONS = Integer.getInteger("envgate.worlds", 1_500);
    private static final long SEED = Long.getLong("envgate.seed", 5);

    @Test
    void the_engine_and_finite_automata_agree_on_every_question_without_conditions() {
        Random random = new Random(SEED);
        int granted = 0;
        for (int i = 0; i < QUESTIONS; i++) {
            SymbolicQuestion question = SymbolicQuestion.of(random, i % 2 == 0);
            Granted answer = question.ask();
            assertThat(answer).as("%s", question).isNotInstanceOf(Granted.Unsure.class);
            assertThat(answer instanceof Granted.Some)
                    .as("%s%n%s", question, answer)
                    .isEqualTo(Brics.answers(question));
            if (answer instanceof Granted.Some some) {
                granted++;
                assertThat(some.conditions()).isEmpty();
                assertThat(new Replay(some.action(), some.resource(), (_, _) -> true).isGranted(question))
                        .as("%s%n%s", question, some)
                        .isTrue();
            }
        }
        assertThat(granted).isBetween(QUESTIONS / 5, QUESTIONS * 4 / 5);
    }
}
