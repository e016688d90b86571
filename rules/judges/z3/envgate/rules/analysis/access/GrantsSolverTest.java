package envgate.rules.analysis.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Compares [Grants] with Z3, of whose answers none comes late: `rules/judges/run`; `-Denvgate.worlds=2000
/// -Denvgate.seed=7` asks other questions.
class GrantsSolverTest {

    private static final int QUESTIONS = Integer.getInteger("envgate.worlds", 2_000);
    private static final long SEED = Long.getLong("envgate.seed", 5);
    private static final int MILLISECONDS = 5_000;

    @Test
    void the_engine_and_z3_agree_on_every_question_that_z3_answers() {
        Random random = new Random(SEED);
        int answered = 0;
        try (Solver z3 = new Solver(MILLISECONDS)) {
            for (int i = 0; i < QUESTIONS; i++) {
                SymbolicQuestion question = SymbolicQuestion.of(random, i % 2 == 0);
                Optional<Boolean> judged = z3.answers(question);
                if (judged.isPresent()) {
                    answered++;
                    assertThat(question.ask() instanceof Granted.Some)
                            .as("%s", question)
                            .isEqualTo(judged.get());
                }
            }
        }
        System.out.println("Z3 answered " + answered + " of " + QUESTIONS);
        assertThat(answered).isGreaterThan(QUESTIONS / 2);
    }
}
