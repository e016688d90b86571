package envgate.rules.engine;

import static org.assertj.core.api.Assertions.assertThat;

import envgate.envs.model.LambdaFunction;
import envgate.envs.source.text.ShortForm;
import envgate.envs.source.text.SnapshotYaml;
import envgate.rules.analysis.Facts;
import envgate.rules.finding.Answers;
import envgate.rules.finding.RuleCard;
import envgate.rules.finding.Severity;
import envgate.rules.finding.Unjudged;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EngineTest {

    private static final ShortForm FORM = SnapshotYaml.read("fleet", "environment: staging\n---\nenvironment: prod\n");
    private static final Question BOTH = new Question.Check(List.of("staging", "prod"));

    @Test
    void a_rule_that_fails_is_contained_to_its_place() {
        List<Throwable> told = new ArrayList<>();
        Answers answers = new Engine(
                        Catalog.of(List.of(new Throws(), new Recurses(), new Passes())),
                        (card, thrown) -> told.add(thrown))
                .run(FORM.snapshots(), FORM.intent(), BOTH);
        assertThat(answers.unjudged())
                .hasSize(4)
                .allMatch(Unjudged::crashed)
                .allMatch(it -> it.reason().equals("the rule itself failed"));
        assertThat(answers.rules().get("passes"))
                .satisfies(it -> assertThat(it.judged()).isEqualTo(2));
        assertThat(told)
                .hasExactlyElementsOfTypes(
                        StackOverflowError.class,
                        StackOverflowError.class,
                        IllegalStateException.class,
                        IllegalStateException.class);
    }

    @Test
    void a_function_that_could_not_be_read_is_not_passed_over() {
        ShortForm form = SnapshotYaml.read("fleet", """
                environment: prod
                functions: {Seen: , Unseen: }
                unseen: [FUNCTIONS Unseen]
                """);

        Answers answers = new Engine(Catalog.of(List.of(new PassesFunctions())))
                .run(form.snapshots(), form.intent(), new Question.Check(List.of("prod")));

        assertThat(answers.rules().get("passes-functions"))
                .satisfies(it -> assertThat(it.judged()).isEqualTo(1));
        assertThat(answers.unjudged())
                .singleElement()
                .satisfies(it -> assertThat(it.place().resource()).contains("Unseen"));
    }

    @RuleCard(
            id = "passes-functions",
            code = "NET-994",
            severity = Severity.ERROR,
            title = "t",
            why = "w",
            fix = "f",
            needs = {},
            bad = "",
            good = "")
    static final class PassesFunctions implements FunctionRule {
        @Override
        public void check(LambdaFunction function, Facts facts, Findings findings) {
            findings.pass();
        }
    }

    @RuleCard(
            id = "throws",
            code = "NET-991",
            severity = Severity.ERROR,
            title = "t",
            why = "w",
            fix = "f",
            needs = {},
            bad = "",
            good = "")
    static final class Throws implements EnvironmentRule {
        @Override
        public void check(Facts facts, Findings findings) {
            throw new IllegalStateException(facts.environment());
        }
    }

    @RuleCard(
            id = "recurses",
            code = "NET-992",
            severity = Severity.ERROR,
            title = "t",
            why = "w",
            fix = "f",
            needs = {},
            bad = "",
            good = "")
    static final class Recurses implements EnvironmentRule {
        @Override
        @SuppressWarnings("InfiniteRecursion") // it is what is contained
        public void check(Facts facts, Findings findings) {
            check(facts, findings);
        }
    }

    @RuleCard(
            id = "passes",
            code = "NET-993",
            severity = Severity.ERROR,
            title = "t",
            why = "w",
            fix = "f",
            needs = {},
            bad = "",
            good = "")
    static final class Passes implements EnvironmentRule {
        @Override
        public void check(Facts facts, Findings findings) {
            findings.pass();
        }
    }
}
