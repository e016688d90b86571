package envgate.reports;

import static org.assertj.core.api.Assertions.assertThat;

import envgate.envs.model.Value;
import envgate.rules.finding.CheckReport;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// What holds for all formats.
class EveryFormatTest {

    private static final int REPORTS = 300;

    static String rendered(Format format, CheckReport report) {
        StringBuilder out = new StringBuilder();
        format.renderer().render(report, Renderer.Options.PLAIN, out);
        return out.toString();
    }

    @ParameterizedTest
    @CsvSource({
        "CONSOLE, sample.console.txt",
        "JSON, sample.json",
        "HTML, sample.html",
        "SARIF, sample.sarif",
        "JUNIT, sample.junit.xml"
    })
    void the_sample_looks_as_its_golden_file(Format format, String file) {
        GoldenFile.at("reports/src/test/golden/" + file).matches(rendered(format, SampleReport.stop()));
    }

    @ParameterizedTest
    @EnumSource
    void equal_reports_are_equal_texts_also_after_a_detour_over_json(Format format) {
        LongStream.range(0, REPORTS).forEach(seed -> {
            CheckReport report = new RandomReports(seed).report();
            CheckReport again = JsonReport.read(rendered(Format.JSON, report), "report.json");
            assertThat(rendered(format, again)).as("seed %d", seed).isEqualTo(rendered(format, report));
        });
    }

    @ParameterizedTest
    @EnumSource
    void every_text_ends_with_one_line_break_and_has_no_carriage_return(Format format) {
        assertThat(rendered(format, SampleReport.stop()))
                .endsWith("\n")
                .doesNotEndWith("\n\n")
                .doesNotContain("\r");
    }

    @ParameterizedTest
    @EnumSource
    void a_format_is_parsed_by_its_id(Format format) {
        assertThat(Format.parse(format.id())).contains(format);
        assertThat(Format.parse("pdf")).isEmpty();
    }

    @Test
    void no_value_of_a_variable_or_secret_can_be_in_a_report() {
        Set<Class<?>> held = new HashSet<>();
        collect(CheckReport.class, held);
        assertThat(held)
                .contains(CheckReport.class, envgate.rules.finding.Trail.Step.class, envgate.envs.model.Gap.class)
                .noneMatch(Value.class::isAssignableFrom)
                .doesNotContain(Object.class);
    }

    /// Every type that a record holds, however deep.
    private static void collect(Type type, Set<Class<?>> held) {
        if (type instanceof ParameterizedType it) {
            collect(it.getRawType(), held);
            for (Type argument : it.getActualTypeArguments()) {
                collect(argument, held);
            }
        } else if (type instanceof Class<?> it && held.add(it)) {
            if (it.isRecord()) {
                for (RecordComponent component : it.getRecordComponents()) {
                    collect(component.getGenericType(), held);
                }
            }
            if (it.isSealed()) {
                for (Class<?> one : it.getPermittedSubclasses()) {
                    collect(one, held);
                }
            }
        }
    }
}
