package envgate.rules.analysis.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Compares [Glob] and [Examples] with [PlainMatcher] on alphabets that are too small to hide in.
class GlobTest {

    private static String random(Random random, String alphabet, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(length + 1); i > 0; i--) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }

    @Test
    void it_matches_what_the_plain_matcher_does() {
        Random random = new Random(31);
        int matches = 0;
        for (int i = 0; i < 40_000; i++) {
            String pattern = random(random, "ab:**?", 7);
            String text = random(random, "ab:", 7);
            assertThat(Glob.arn(pattern).matches(text))
                    .as("ARN %s %s", pattern, text)
                    .isEqualTo(PlainMatcher.arn(pattern, text));
            assertThat(Glob.text(pattern).matches(text))
                    .as("text %s %s", pattern, text)
                    .isEqualTo(PlainMatcher.text(pattern, text));
            matches += PlainMatcher.arn(pattern, text) ? 1 : 0;
        }
        assertThat(matches).isGreaterThan(1_000);
    }

    @Test
    void a_star_that_means_itself_matches_itself_alone() {
        assertThat(Glob.text("a" + Glob.PLAIN_STAR + Glob.PLAIN_QUESTION_MARK).matches("a*?"))
                .isTrue();
        assertThat(Glob.text("a" + Glob.PLAIN_STAR + Glob.PLAIN_QUESTION_MARK).matches("abc"))
                .isFalse();
        assertThat(Glob.arn("a" + Glob.HOLE + "c").matches("a:b:c")).isTrue();
    }

    @Test
    void hostile_patterns_take_bounded_time() {
        String pattern = "*a".repeat(500) + "b";
        assertThat(Glob.arn(pattern).matches("a".repeat(5_000))).isFalse();
    }

    /// Two texts that all patterns treat alike are one way, and each way has its example.
    @Test
    void there_is_an_example_of_each_way_in_which_patterns_can_match() {
        Random random = new Random(32);
        for (int i = 0; i < 300; i++) {
            List<String> patterns = new ArrayList<>();
            for (int n = 1 + random.nextInt(3); n > 0; n--) {
                patterns.add("s" + random(random, "ab:**?", 5));
            }
            Examples examples =
                    Examples.under("s/", patterns.stream().map(Glob::arn).toList(), "", new Examples.Known());
            assertThat(examples.complete()).isTrue();
            Set<List<Boolean>> found = new HashSet<>();
            examples.arns().forEach(it -> found.add(ways(patterns, it)));
            for (int n = 0; n < 60; n++) {
                String text = "s/" + random(random, "ab:x", 6);
                if (text.length() > 2) {
                    assertThat(found).as("%s %s", patterns, text).contains(ways(patterns, text));
                }
            }
        }
    }

    private static List<Boolean> ways(List<String> patterns, String text) {
        return patterns.stream().map(it -> PlainMatcher.arn(it, text)).toList();
    }

    @Test
    void examples_hold_no_character_that_cannot_occur() {
        Examples examples =
                Examples.under("s/", List.of(Glob.arn("s/*:a"), Glob.arn("*/b")), ":/", new Examples.Known());
        assertThat(examples.arns()).isNotEmpty().noneMatch(it -> it.substring(2).matches(".*[:/].*"));
    }

    @Test
    void too_many_ways_are_given_up_and_said() {
        List<Glob> hostile = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            hostile.add(Glob.arn("s/*" + (char) ('a' + i) + "*"));
        }
        assertThat(Examples.under("s/", hostile, "", new Examples.Known()).complete())
                .isFalse();
    }
}
