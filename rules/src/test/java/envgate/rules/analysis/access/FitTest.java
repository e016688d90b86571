package envgate.rules.analysis.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FitTest {

    private static String text(Random random, String letters, int most) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(most); i >= 0; i--) {
            text.append(letters.charAt(random.nextInt(letters.length())));
        }
        return text.toString();
    }

    @Test
    void it_matches_as_plain_regular_expressions_do() {
        Random random = new Random(7);
        int matched = 0;
        for (int i = 0; i < 50_000; i++) {
            String pattern = text(random, "aab:*?*", 9);
            String text = text(random, "aab:", 12);
            boolean arn = PlainMatcher.arn(pattern, text);
            assertThat(Fit.arn(pattern).matches(text))
                    .as("%s on %s", pattern, text)
                    .isEqualTo(arn);
            assertThat(Fit.text(pattern).matches(text))
                    .as("%s on %s as text", pattern, text)
                    .isEqualTo(PlainMatcher.text(pattern, text));
            matched += arn ? 1 : 0;
        }
        assertThat(matched).isGreaterThan(2_500);
    }

    @ParameterizedTest
    @CsvSource({
        "arn:aws:s3:::b/*, arn:aws:s3:::b/a:b, true",
        "arn:aws:sqs:*:1:q, arn:aws:sqs:eu:1:q, true",
        "arn:aws:sqs:e*u:1:q, arn:aws:sqs:e:1u:1:q, false",
        "*, anything:at:all, true",
        "arn:aws:s3:::?, arn:aws:s3::::, false",
    })
    void wildcards_mind_segments(String pattern, String text, boolean matches) {
        assertThat(Fit.arn(pattern).matches(text)).isEqualTo(matches);
    }

    @Test
    void a_pattern_that_was_made_to_take_long_is_bounded() {
        String text = "a".repeat(5_000);
        assertThat(Fit.text("*a".repeat(2_000) + "*b").matches(text)).isFalse();
        assertThat(Fit.arn("*:" + "a*".repeat(2_000) + "b").matches(":" + text)).isFalse();
        assertThat(Fit.text("*a".repeat(2_000)).matches(text)).isTrue();
    }
}
