package envgate.reports;

import static org.assertj.core.api.Assertions.assertThat;

import envgate.envs.model.Origin;
import envgate.rules.finding.CheckReport;
import envgate.rules.finding.Finding;
import envgate.rules.finding.Place;
import envgate.rules.finding.Severity;
import envgate.rules.finding.Trail;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsoleRendererTest {

    private static final Renderer.Options ASCII = new Renderer.Options(60, false, false, "envgate.yaml");
    private static final Renderer.Options COLOUR = new Renderer.Options(100, true, true, "envgate.yaml");

    private static String rendered(CheckReport report, Renderer.Options options) {
        StringBuilder out = new StringBuilder();
        new ConsoleRenderer().render(report, options, out);
        return out.toString();
    }

    private static String rendered(CheckReport report) {
        return rendered(report, Renderer.Options.PLAIN);
    }

    @Test
    void narrow_ascii_go_and_undecided_look_as_their_golden_files() {
        golden("sample.ascii.txt", rendered(SampleReport.stop(), ASCII));
        golden("go.console.txt", rendered(SampleReport.go()));
        golden("undecided.console.txt", rendered(SampleReport.undecided()));
    }

    private static void golden(String file, String text) {
        GoldenFile.at("reports/src/test/golden/" + file).matches(text);
    }

    @Test
    void the_last_line_is_the_verdict() {
        LongStream.range(0, 300).forEach(seed -> {
            CheckReport report = new RandomReports(seed).report();
            List<String> lines = rendered(report).lines().toList();
            assertThat(lines.getLast())
                    .as("seed %d", seed)
                    .isEqualTo((report.verdict() + "  " + Plain.text(report.verdictReason())));
        });
    }

    @Test
    void every_finding_unknown_and_waiver_is_there() {
        CheckReport report = SampleReport.stop();
        String text = rendered(report, new Renderer.Options(500, false, true, "envgate.yaml"));
        report.findings().forEach(it -> {
            String fingerprint = it.finding().fingerprint();
            assertThat(text.contains(fingerprint)).as(fingerprint).isEqualTo(!it.known());
        });
        report.waived().forEach(it -> assertThat(text).contains(it.reason()).contains(it.owner()));
        report.stale().forEach(it -> assertThat(text).contains(it));
        assertThat(text)
                .contains("9 errors (4 known) · 1 warning · 1 note · 1 waived · 49 ok · 6 unknown · 91 % coverage")
                .contains("known: 4 findings of the baseline")
                .contains("unknown: 6 judgements could not be made")
                .contains("? stands for what could not be judged: it neither passed nor failed")
                .contains("answered by: lambda:GetPolicy")
                .contains("organization-policies-allow")
                .contains("judged nothing, for want of a subject: OUT-003");
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 60, 80, 120})
    void no_line_is_longer_than_the_terminal_where_words_allow_it(int width) {
        String text = rendered(SampleReport.stop(), new Renderer.Options(width, false, true, "envgate.yaml"));
        List<String> lines = text.lines().toList();
        assertThat(lines.subList(0, lines.size() - 1)).allSatisfy(line -> {
            String words = line.strip();
            assertThat(Terminal.columns(line) <= width || words.lastIndexOf(' ') < 10)
                    .as(line)
                    .isTrue();
        });
    }

    @Test
    void colours_change_nothing_but_the_colour() {
        String painted = rendered(SampleReport.stop(), COLOUR);
        assertThat(painted).contains("\u001b[1;31mSTOP");
        assertThat(painted.replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo(rendered(SampleReport.stop()));
        assertThat(rendered(SampleReport.stop())).doesNotContain("\u001b");
    }

    @Test
    void ascii_is_ascii() {
        LongStream.range(0, 300)
                .forEach(seed -> assertThat(rendered(new RandomReports(seed).report(), ASCII))
                        .as("seed %d", seed)
                        .matches("[\\n\\x20-\\x7e]*"));
    }

    @Test
    void texts_of_others_cannot_command_the_terminal() {
        LongStream.range(0, 300)
                .forEach(seed -> assertThat(rendered(new RandomReports(seed).report()))
                        .as("seed %d", seed)
                        .doesNotContainPattern("[\\p{Cc}\\p{Zl}\\p{Zp}&&[^\\n]]")
                        .doesNotContainPattern("[\\u200b\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069\\ufeff]"));
    }

    @Test
    void of_many_alike_the_first_are_told_in_full_and_the_rest_in_a_line_each() {
        List<CheckReport.HeededFinding> many = IntStream.range(0, 50)
                .mapToObj(it -> new CheckReport.HeededFinding(
                        new Finding(
                                "hollow-variable",
                                "CFG-003",
                                Severity.WARNING,
                                "t",
                                "`K` is empty",
                                new Place("prod", "F%02d".formatted(it), "", "K", "", new Origin.Unknown()),
                                Trail.of("it has 0 characters"),
                                "give it a value"),
                        false))
                .toList();
        String text = rendered(SampleReport.with(SampleReport.go(), many));
        assertThat(text.lines().filter(it -> it.contains("= fix:"))).hasSize(3);
        assertThat(text.lines().filter(it -> it.contains("= why:"))).hasSize(1);
        assertThat(text).contains("warning[CFG-003] 47 more in prod").contains("prod/F49 K");
        many.forEach(it -> assertThat(text).contains(it.finding().fingerprint()));
    }
}
