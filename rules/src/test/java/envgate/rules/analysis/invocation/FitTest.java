package envgate.rules.analysis.invocation;

import static envgate.rules.analysis.invocation.Fit.ALL;
import static envgate.rules.analysis.invocation.Fit.NONE;
import static envgate.rules.analysis.invocation.Fit.SEGMENT;
import static envgate.rules.analysis.invocation.Fit.SEGMENTS;
import static envgate.rules.analysis.invocation.Fit.SOME;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FitTest {

    @Test
    void a_wildcard_fits_all_of_what_is_not_known() {
        assertThat(Fit.of("api/*/GET/x", "api/" + SEGMENT + "/GET/x")).isEqualTo(ALL);
        assertThat(Fit.of("api/*", "api/" + SEGMENT + "/GET/" + SEGMENTS)).isEqualTo(ALL);
    }

    @Test
    void a_name_fits_some_of_it() {
        assertThat(Fit.of("api/prod/GET/x", "api/" + SEGMENT + "/GET/x")).isEqualTo(SOME);
        assertThat(Fit.of("api/*/GET/a/b", "api/" + SEGMENT + "/GET/" + SEGMENTS))
                .isEqualTo(SOME);
    }

    @Test
    void one_segment_has_no_slash() {
        assertThat(Fit.of("api/*/GET/*", "api/" + SEGMENT + "/POST/x")).isEqualTo(NONE);
        assertThat(Fit.of("api/a/b/GET", "api/" + SEGMENT + "/GET")).isEqualTo(NONE);
    }

    @Test
    void parts_of_arns_are_compared_one_by_one() {
        assertThat(Fit.ofArn("arn:aws:execute-api:*:1:api/*", "arn:aws:execute-api:eu:1:api/x"))
                .isEqualTo(ALL);
        assertThat(Fit.ofArn("arn:aws:execute-api:*:api/*", "arn:aws:execute-api:eu:1:api/x"))
                .isEqualTo(SOME);
        assertThat(Fit.ofArn("arn:aws:execute-api:eu:*:api/*", "arn:aws:execute-api:us:1:api/x"))
                .isEqualTo(NONE);
    }

    @Test
    void a_pattern_that_is_no_whole_arn_is_not_trusted() {
        assertThat(Fit.ofArn("arn:aws:execute-api:*", "arn:aws:execute-api:eu:1:api/x"))
                .isEqualTo(SOME);
        assertThat(Fit.ofArn("*", "arn:aws:execute-api:eu:1:api/x")).isEqualTo(ALL);
    }
}
