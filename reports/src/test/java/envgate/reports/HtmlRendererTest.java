package envgate.reports;

import static envgate.reports.EveryFormatTest.rendered;
import static org.assertj.core.api.Assertions.assertThat;

import envgate.rules.finding.CheckReport;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// What can be said about the HTML without a browser; the rest is in [HtmlBrowserTest].
class HtmlRendererTest {

    private static final String SAMPLE = rendered(Format.HTML, SampleReport.stop());

    private static List<String> all(String regex, String text) {
        List<String> all = new ArrayList<>();
        Matcher matcher = Pattern.compile(regex, Pattern.DOTALL).matcher(text);
        while (matcher.find()) {
            all.add(matcher.group(1));
        }
        return all;
    }

    @Test
    void only_its_own_style_and_script_may_be_used() throws Exception {
        String policy = all("Content-Security-Policy\" content=\"([^\"]*)\"", SAMPLE)
                .getFirst()
                .replace("&#39;", "'");
        assertThat(policy)
                .isEqualTo("default-src 'none'; base-uri 'none'; form-action 'none'; style-src '"
                        + hash(all("<style>(.*?)</style>", SAMPLE).getFirst()) + "'; script-src '"
                        + hash(all("<script>(.*?)</script>", SAMPLE).getFirst()) + "'");
    }

    private static String hash(String text) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        return "sha256-" + Base64.getEncoder().encodeToString(digest);
    }

    @Test
    void nothing_is_fetched_and_no_attribute_runs_or_styles() {
        for (String html : htmls()) {
            String markup = html.replaceAll("(?s)<script.*?</script>|<style>.*?</style>", "");
            assertThat(markup.replaceAll("=\"[^\"]*\"", "=\"\""))
                    .doesNotContainPattern("<[^>]+\\s(src|srcset|style|on[a-z]+)=")
                    .doesNotContainPattern("<(link|img|iframe|object|embed|svg|base)\\b");
            assertThat(all("href=\"([^\"]*)\"", markup)).allMatch(it -> it.startsWith("#"));
        }
    }

    @Test
    void the_data_end_where_their_element_ends() {
        for (String html : htmls()) {
            assertThat(all("(<script)", html)).hasSize(2);
            assertThat(all("(</script>)", html)).hasSize(2);
            assertThat(all("<script type=\"application/json\"[^>]*>(.*?)</script>", html)
                            .getFirst())
                    .doesNotContain("<");
        }
    }

    @Test
    void texts_of_others_hide_nothing() {
        for (String html : htmls()) {
            String markup = html.replaceAll("(?s)<script.*?</script>", "");
            assertThat(markup)
                    .doesNotContainPattern("[\\p{Cc}\\p{Zl}\\p{Zp}&&[^\\n]]")
                    .doesNotContainPattern("[\\u200b\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069\\ufeff]");
        }
    }

    @Test
    void no_two_elements_share_an_id_however_alike_findings_are() {
        CheckReport twice = SampleReport.with(
                SampleReport.stop(),
                java.util.stream.Stream.concat(
                                SampleReport.stop().findings().stream(), SampleReport.stop().findings().stream())
                        .toList());
        assertThat(all("\\sid=\"([^\"]*)\"", rendered(Format.HTML, twice))).doesNotHaveDuplicates();
        htmls().forEach(it -> assertThat(all("\\sid=\"([^\"]*)\"", it)).doesNotHaveDuplicates());
    }

    @Test
    void a_cell_says_how_many_of_each_severity() {
        assertThat(HtmlMatrix.of(SampleReport.stop()).rows())
                .filteredOn(it -> it.name().equals("Worker"))
                .singleElement()
                .satisfies(it -> assertThat(it.cells())
                        .extracting(HtmlMatrix.Cell::words)
                        .containsExactly("not judged by itself", "1 warning, 1 unknown, 1 waived"));
    }

    @Test
    void what_could_not_be_listed_is_not_said_to_be_missing() {
        assertThat(HtmlMatrix.of(SampleReport.undecided()).rows())
                .filteredOn(it -> it.name().equals("Payments"))
                .singleElement()
                .satisfies(it -> assertThat(it.cells())
                        .extracting(HtmlMatrix.Cell::words)
                        .containsExactly("not judged by itself", "not seen whether it is there"));
        assertThat(HtmlMatrix.of(SampleReport.stop()).rows())
                .filteredOn(it -> it.name().equals("Reports"))
                .singleElement()
                .satisfies(it -> assertThat(it.cells())
                        .extracting(HtmlMatrix.Cell::words)
                        .containsExactly("not judged by itself", "not there"));
        assertThat(rendered(Format.HTML, SampleReport.undecided())).contains("<dd>not seen</dd>");
    }

    @Test
    void the_first_fixes_are_those_of_new_errors_that_mend_most() {
        assertThat(HtmlPage.of(SampleReport.stop()).topFixes())
                .extracting(HtmlPage.TopFix::css)
                .containsExactly("error", "error", "error");
        assertThat(HtmlPage.of(SampleReport.stop()).topFixes())
                .noneMatch(it -> it.place().equals("prod/Catalogue PAGE_SIZE"));
    }

    @Test
    void the_worst_and_the_new_come_first() {
        assertThat(HtmlFinding.of(SampleReport.stop()))
                .extracting(it -> it.severity() + (it.known() ? " known" : ""))
                .containsExactly(
                        "ERROR",
                        "ERROR",
                        "ERROR",
                        "ERROR",
                        "ERROR",
                        "ERROR known",
                        "ERROR known",
                        "ERROR known",
                        "ERROR known",
                        "WARNING",
                        "NOTE");
    }

    @Test
    void words_between_backticks_are_set_as_code() {
        assertThat(Prose.of("set `A` or `` and `B").parts())
                .containsExactly(
                        new Prose.Part(false, "set "),
                        new Prose.Part(true, "A"),
                        new Prose.Part(false, " or "),
                        new Prose.Part(false, " and `B"));
        assertThat(SAMPLE).contains("<h3><code>DB_HOST</code> in prod points to staging</h3>");
    }

    private static List<String> htmls() {
        List<String> htmls = new ArrayList<>(List.of(SAMPLE, rendered(Format.HTML, SampleReport.go())));
        LongStream.range(0, 200).forEach(seed -> htmls.add(rendered(Format.HTML, new RandomReports(seed).report())));
        return htmls;
    }
}
