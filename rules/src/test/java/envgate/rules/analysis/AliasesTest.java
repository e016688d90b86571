package envgate.rules.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import envgate.envs.model.Area;
import envgate.envs.source.text.ShortForm;
import envgate.envs.source.text.SnapshotYaml;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is said of aliases before and after a deploy.
class AliasesTest {

    private static final String OPEN = "live: {version: {unresolved: later}}";

    private static Facts facts(String function) {
        ShortForm form = SnapshotYaml.read("fleet.yaml", "environment: prod\n" + function);
        return Fleet.of(form.snapshots(), form.intent()).environment("prod");
    }

    private static Facts aliases(String aliases) {
        return aliases.equals("unseen")
                ? facts("unseen: [ALIASES]\nfunctions: {Orders: {}}\n")
                : facts("functions: {Orders: {aliases: {" + aliases + "}}}\n");
    }

    private static List<String> changes(String was, String is) {
        return Foresight.of(aliases(was), aliases(is)).stream()
                .filter(it -> it.area() == Area.ALIASES && !it.detail().equals("AccessDenied"))
                .map(it -> it.kind().word() + " " + it.subject() + ": " + it.detail())
                .toList();
    }

    private static List<String> deviations(String before, String planned, String after) {
        return Aftermath.of(aliases(before), aliases(planned), aliases(after), _ -> false).stream()
                .filter(it -> it.change().area() == Area.ALIASES)
                .map(it -> it.kind() + " " + it.change().detail())
                .toList();
    }

    private static List<String> standings(String was, String is) {
        return Aftermath.standings(facts(was).snapshot(), facts(is).snapshot()).stream()
                .filter(it -> it.detail().contains("alias"))
                .map(it -> it.kind() + " " + it.detail())
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            nullValues = "-",
            value = {
                "live: {version: 3} | live: {version: 3} | -",
                "live: {version: 3} | live: {version: 4} | changes Orders: alias `live` from version `3` to version `4`",
                "live: {version: 3} | live: {version: 3, weights: {\"4\": 0.1}} | changes Orders: alias `live` from"
                        + " version `3` to version `3` with 10 % at version `4`",
                "live: {version: 3} | live: {version: {unresolved: later}} | changes Orders: alias `live` from version"
                        + " `3` to a version that is known after the deploy",
                "live: {version: 3} | canary: {version: 3}, live: {version: 3} | adds Orders: alias `canary`",
                "live: {version: 3} | '' | drops Orders: alias `live`",
                "live: {version: 3} | unseen | cannot tell Orders: its aliases, which were not seen",
                "unseen | live: {version: 3} | cannot tell Orders: alias `live`, of which it was not seen whether it"
                        + " was there",
                "unseen | unseen | -",
            })
    void what_a_deploy_does_to_aliases_is_told(String was, String is, String change) {
        assertThat(changes(was, is.equals("''") ? "" : is)).isEqualTo(change == null ? List.of() : List.of(change));
    }

    @Test
    void an_alias_that_was_planned_to_move_has_moved_or_has_not() {
        assertThat(deviations("live: {version: 3}", OPEN, "live: {version: 4}")).isEmpty();
        assertThat(deviations("", OPEN, "live: {version: 1}")).isEmpty();
        assertThat(deviations("live: {version: 3}", OPEN, "live: {version: 3}"))
                .containsExactly("OTHERWISE alias `live` is still at version `3`, and the plan moves it");
        assertThat(deviations("unseen", OPEN, "live: {version: 3}"))
                .containsExactly("UNKNOWN alias `live`, whose version before the deploy was not seen");
        assertThat(deviations("live: {version: 3}", OPEN, "live: {version: 4, weights: {\"3\": 0.5}}"))
                .containsExactly("OTHERWISE alias `live` from a version that is known after the deploy to version `4`"
                        + " with 50 % at version `3`");
    }

    @Test
    void aliases_that_are_not_as_planned_are_told() {
        assertThat(deviations("live: {version: 3}", "live: {version: 3}", "live: {version: 4}"))
                .containsExactly("OTHERWISE alias `live` from version `3` to version `4`");
        assertThat(deviations("live: {version: 3}", "live: {version: 3}", "")).containsExactly("MISSING alias `live`");
        assertThat(deviations("live: {version: 3}", "", "live: {version: 3}"))
                .containsExactly("REMAINING alias `live`");
        assertThat(deviations("", "", "live: {version: 3}")).containsExactly("UNPLANNED alias `live`");
        assertThat(deviations("unseen", "", "live: {version: 3}")).containsExactly("UNKNOWN alias `live`");
        assertThat(deviations("live: {version: 3}", "live: {version: 3}", "unseen"))
                .containsExactly("UNKNOWN its aliases, which were not seen");
        assertThat(deviations("unseen", "unseen", "unseen")).isEmpty();
    }

    @Test
    void traffic_that_is_shifted_in_part_is_not_finished_unless_it_was_so_before() {
        String canary = "functions: {Orders: {aliases: {live: {version: 3, weights: {\"4\": 0.05}}}}}\n";

        assertThat(standings("functions: {Orders: {aliases: {live: {version: 3}}}}\n", canary))
                .containsExactly(
                        "UNFINISHED alias `live` is at version `3` with 5 % at version `4`: its traffic is shifted in"
                                + " part");
        assertThat(standings(canary, canary))
                .containsExactly("TRAFFIC alias `live` is at version `3` with 5 % at version `4`, as before");
    }

    @Test
    void an_alias_that_moved_is_at_latest_or_lags_behind_is_told_of() {
        String three = "functions: {Orders: {code-sha: a, aliases: {live: {version: 3}}}}\n";

        assertThat(standings(three, "functions: {Orders: {code-sha: b, aliases: {live: {version: 4}}}}\n"))
                .containsExactly("TRAFFIC alias `live` is at version `4`, and was at version `3`");
        assertThat(standings(three, "functions: {Orders: {code-sha: b, aliases: {live: {version: 3}}}}\n"))
                .containsExactly(
                        "TRAFFIC alias `live` is still at version `3`, which does not have the function's new code");
        assertThat(standings(three, three)).isEmpty();
        String latest = "functions: {Orders: {aliases: {live: {version: $LATEST}}}}\n";
        assertThat(standings(latest, latest))
                .containsExactly(
                        "TRAFFIC alias `live` is at `$LATEST`, so that each change of the function gets its calls at"
                                + " once");
    }
}
