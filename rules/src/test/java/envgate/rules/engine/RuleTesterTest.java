package envgate.rules.engine;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import envgate.envs.model.LambdaFunction;
import envgate.rules.analysis.Facts;
import envgate.rules.finding.Missing;
import envgate.rules.finding.Place;
import envgate.rules.finding.RuleCard;
import envgate.rules.finding.Severity;
import envgate.rules.finding.Trail;
import java.util.List;
import org.junit.jupiter.api.Test;

class RuleTesterTest {

    @RuleCard(
            id = "small-memory",
            code = "CFG-999",
            severity = Severity.NOTE,
            title = "Function has little memory",
            why = "It is slow.",
            fix = "Give it more.",
            needs = {},
            bad = "",
            good = "")
    static final class SmallMemory implements FunctionRule {

        @Override
        public void check(LambdaFunction function, Facts facts, Findings findings) {
            Place place = Place.of(facts.environment(), function);
            if (function.memorySize() == 1) {
                throw new IllegalStateException("one");
            } else if (function.memorySize() == 2) {
                findings.unknown(place.withKey("KEY"), List.of(new Missing("two is a riddle", "")));
            } else if (function.memorySize() < 256) {
                findings.add(place, "has little memory", Trail.EMPTY);
            }
        }
    }

    private static void check(String functions) {
        RuleTester.check(new SmallMemory(), "small-memory.yaml", "environment: prod\nfunctions:\n" + functions);
    }

    @Test
    void what_is_expected_on_its_line_is_fine() {
        assertThatCode(() -> check("""
                          A: {memory: 128}  # finds: little memory
                          # finds: has little
                          B: {memory: 128}
                          C:
                            memory: 2
                            environment:
                              KEY: x  # unknown: riddle
                          D: {memory: 512}
                        """)).doesNotThrowAnyException();
    }

    @Test
    void what_is_said_and_not_expected_fails() {
        assertThatThrownBy(() -> check("  A: {memory: 128}\n"))
                .hasMessageContaining("said but not expected  line 3 finds: has little memory");
        assertThatThrownBy(() -> check("  A: {memory: 2}\n")).hasMessageContaining("line 3 unknown: two is a riddle");
    }

    @Test
    void what_is_expected_and_not_said_fails() {
        assertThatThrownBy(() -> check("  A: {memory: 512}  # finds: little\n"))
                .hasMessageContaining("expected but not said  line 3 finds: little");
        assertThatThrownBy(() -> check("  # finds: little\n  A:\n    memory: 512\n"))
                .hasMessageContaining("line 4 finds: little");
    }

    @Test
    void the_right_words_on_the_wrong_line_fail() {
        assertThatThrownBy(() -> check("  A: {memory: 128}\n  B: {memory: 512}  # finds: little\n"))
                .hasMessageContaining("line 3")
                .hasMessageContaining("line 4");
    }

    @Test
    void a_crash_fails() {
        assertThatThrownBy(() -> check("  A: {memory: 1}\n")).hasMessageContaining("crashed: the rule itself failed");
    }

    @Test
    void every_fleet_of_a_file_counts_its_lines_from_the_beginning_of_the_file() {
        assertThatThrownBy(() -> check("""
                          A: {memory: 512}

                        ===== second
                        environment: dev
                        functions: {B: {memory: 128}}
                        """))
                .hasMessageContaining("small-memory.yaml: second")
                .hasMessageContaining("line 7 finds");
    }
}
