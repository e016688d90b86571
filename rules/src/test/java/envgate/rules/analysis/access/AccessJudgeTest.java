package envgate.rules.analysis.access;

import static org.assertj.core.api.Assertions.assertThat;

import envgate.envs.model.Assumption;
import envgate.rules.analysis.access.NaiveSpec.Answer;
import envgate.rules.analysis.access.NaiveSpec.Ask;
import envgate.rules.analysis.access.NaiveSpec.World;
import envgate.rules.analysis.access.Scenario.Hidden;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Compares [Access] with AWS's evaluation as [NaiveSpec] has it, in thousands of small worlds.
///
/// What the analysis calls allowed or denied must be so in every world that looks like the one it saw.
/// Where it says that it does not know, worlds should in fact differ; where nothing is hidden it has to
/// know.
class AccessJudgeTest {

    private static final int SIZE = Integer.getInteger("envgate.judge", 1) * 3_000;

    /// What the worlds say that a scenario cannot be told apart from.
    private static Set<Answer> truth(Scenario scenario) {
        Set<Answer> answers = EnumSet.noneOf(Answer.class);
        for (World world : Truth.worlds(scenario)) {
            for (Ask ask : Truth.asks(scenario)) {
                answers.add(NaiveSpec.decide(world, ask));
            }
        }
        return answers;
    }

    private static boolean fits(Decision decision, Set<Answer> truth) {
        return switch (decision) {
            case Decision.Allowed _ -> truth.equals(Set.of(Answer.ALLOWED));
            case Decision.Denied(var _, boolean explicit) ->
                !truth.contains(Answer.ALLOWED) && (!explicit || truth.equals(Set.of(Answer.EXPLICITLY_DENIED)));
            case Decision.Unknown _ -> true;
        };
    }

    @Test
    void where_all_is_known_it_decides_as_aws_does() {
        Random random = new Random(1);
        int allowed = 0;
        int denied = 0;
        for (int i = 0; i < SIZE; i++) {
            Scenario it = Scenario.of(random, i % 2 == 0, false);
            Set<Answer> truth = truth(it);
            Decision decision = it.decide(Set.of());
            assertThat(fits(decision, truth))
                    .as("%s%n%s%n%s", it, decision, truth)
                    .isTrue();
            if (truth.size() == 1 && i % 2 == 1) {
                assertThat(decision).as("%s%n%s", it, truth).isNotInstanceOf(Decision.Unknown.class);
            }
            allowed += decision instanceof Decision.Allowed ? 1 : 0;
            denied += decision instanceof Decision.Denied ? 1 : 0;
        }
        assertThat(allowed).isGreaterThan(SIZE / 10);
        assertThat(denied).isGreaterThan(SIZE / 10);
    }

    @Test
    void where_something_is_hidden_it_says_only_what_holds_in_every_world() {
        Random random = new Random(2);
        int unknown = 0;
        int needless = 0;
        for (int i = 0; i < SIZE; i++) {
            Scenario it = Scenario.of(random, i % 2 == 0, true);
            Set<Answer> truth = truth(it);
            Decision decision = it.decide(Set.of());
            assertThat(fits(decision, truth))
                    .as("%s%n%s%n%s", it, decision, truth)
                    .isTrue();
            if (decision instanceof Decision.Unknown(var _, var missing)) {
                assertThat(missing).as("%s", it).isNotEmpty();
                unknown++;
                needless += truth.contains(Answer.ALLOWED) && truth.size() > 1 ? 0 : 1;
            }
        }
        assertThat(unknown).isGreaterThan(SIZE / 10);
        assertThat(needless).as("doubts without a reason, of %d", unknown).isLessThan(unknown / 20);
    }

    @Test
    void the_assumption_stands_in_for_the_organization_and_is_named() {
        Random random = new Random(3);
        int assumed = 0;
        for (int i = 0; i < SIZE / 2; i++) {
            Scenario it = Scenario.of(random, false, false);
            Scenario hidden = ScenarioChanges.hiding(it, Hidden.ORGANIZATION);
            Decision trusting = hidden.decide(Set.of(Assumption.ORGANIZATION_POLICIES_ALLOW));
            assertThat(kind(trusting)).as("%s", it).isEqualTo(kind(it.decide(Set.of())));
            if (trusting instanceof Decision.Allowed(var trail)) {
                assertThat(trail.assumptions()).contains(Assumption.ORGANIZATION_POLICIES_ALLOW);
                assumed++;
            }
        }
        assertThat(assumed).isGreaterThan(SIZE / 50);
    }

    @Test
    void hiding_a_policy_turns_an_answer_into_itself_or_unknown() {
        Random random = new Random(4);
        int changed = 0;
        for (int i = 0; i < SIZE; i++) {
            Scenario it = Scenario.of(random, i % 2 == 0, false);
            Hidden what = List.of(Hidden.values()).get(random.nextInt(4));
            Decision before = it.decide(Set.of());
            Decision after = ScenarioChanges.hiding(it, what).decide(Set.of());
            assertThat(kind(after)).as("%s without %s", it, what).isIn(kind(before), "Unknown");
            changed += kind(after).equals(kind(before)) ? 0 : 1;
        }
        assertThat(changed).isGreaterThan(SIZE / 50);
    }

    @Test
    void a_deny_always_wins_and_another_allow_never_denies() {
        Random random = new Random(5);
        for (int i = 0; i < SIZE; i++) {
            Scenario it = Scenario.of(random, i % 2 == 0, true);
            int before = rank(it.decide(Set.of()));
            Scenario denying = ScenarioChanges.with(it, random.nextInt(4), PolicyGenerator.DENY_ALL);
            if (!denying.equals(it)) {
                assertThat(denying.decide(Set.of())).as("%s", denying).isInstanceOf(Decision.Denied.class);
            }
            Scenario allowing = ScenarioChanges.with(it, random.nextInt(4), PolicyGenerator.ALLOW_ALL);
            assertThat(rank(allowing.decide(Set.of()))).as("%s", allowing).isGreaterThanOrEqualTo(before);
        }
    }

    @Test
    void the_order_of_statements_and_policies_does_not_matter() {
        Random random = new Random(6);
        for (int i = 0; i < SIZE; i++) {
            Scenario it = Scenario.of(random, i % 2 == 0, true);
            Scenario shuffled = ScenarioChanges.shuffled(it, random);
            assertThat(kind(shuffled.decide(Set.of()))).as("%s", it).isEqualTo(kind(it.decide(Set.of())));
        }
    }

    @Test
    void an_element_that_is_not_understood_never_turns_into_an_answer() {
        Random random = new Random(7);
        int doubts = 0;
        for (int i = 0; i < SIZE; i++) {
            Scenario it = Scenario.of(random, i % 2 == 0, false);
            Scenario strange = ScenarioChanges.strange(it, random);
            Decision before = it.decide(Set.of());
            Decision after = strange.decide(Set.of());
            assertThat(kind(after)).as("%s", strange).isIn(kind(before), "Unknown");
            doubts += kind(after).equals(kind(before)) ? 0 : 1;
        }
        assertThat(doubts).isGreaterThan(SIZE / 50);
    }

    private static String kind(Decision decision) {
        return decision.getClass().getSimpleName();
    }

    private static int rank(Decision decision) {
        return switch (decision) {
            case Decision.Denied _ -> 0;
            case Decision.Unknown _ -> 1;
            case Decision.Allowed _ -> 2;
        };
    }
}
