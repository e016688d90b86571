package envgate.rules.analysis.reach;

import static org.assertj.core.api.Assertions.assertThat;

import envgate.envs.model.Assumption;
import envgate.rules.analysis.reach.Outcome.Member;
import envgate.rules.analysis.reach.Outcome.Met;
import envgate.rules.analysis.reach.Path.Blocker;
import envgate.rules.analysis.reach.Path.Part;
import envgate.rules.analysis.reach.Path.Split;
import envgate.rules.finding.Trail;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutcomeTest {

    private static final Outcome OPEN = Outcome.open(Trail.of("it is let through"), "");
    private static final Outcome RELYING =
            Outcome.open(Trail.of("it is let through").assuming(Assumption.EXTERNAL_HOSTS_LISTEN), "");
    private static final Outcome BLOCKED = Outcome.blocked(
            Trail.of("no route leads there"),
            List.of(new Blocker(Code.NO_ROUTE_TO_DESTINATION, Part.ROUTES, "rtb-1", "no route leads there")));

    private static final List<Outcome> ALL = List.of(OPEN, RELYING, BLOCKED);

    private static Outcome met() {
        List<Member> members =
                List.of(new Member("a", 1, OPEN), new Member("b", 1, RELYING), new Member("c", 1, BLOCKED));
        return Met.of(members, Split.SUBNETS, "subnets").told(ALL, it -> Trail.of("from " + it));
    }

    @Test
    void one_of_each_kind_is_told_of_with_its_beginning_and_the_worst_first() {
        assertThat(met().trail().steps())
                .extracting(Trail.Step::text)
                .containsExactly("from 2", "no route leads there", "from 0", "it is let through");
        assertThat(met().share()).isEqualTo(1.0 / 3);
        assertThat(met().which()).containsExactly("1 of 3 subnets: c");
    }

    @Test
    void all_rest_on_what_any_of_them_rests_on() {
        assertThat(met().trail().assumptions()).containsExactly(Assumption.EXTERNAL_HOSTS_LISTEN);
    }
}
