package envgate.reports;

import static envgate.reports.EveryFormatTest.rendered;
import static org.assertj.core.api.Assertions.assertThat;

import envgate.rules.finding.CheckReport;
import envgate.rules.finding.CheckReport.Verdict;
import envgate.rules.finding.Finding;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;

class JunitRendererTest {

    /// What the XSD of Jenkins and https://github.com/testmoapp/junitxml both allow: attributes and
    /// children.
    private static final Map<String, List<Set<String>>> ALLOWED = Map.of(
            "testsuites",
            List.of(Set.of("name", "tests", "failures", "errors", "skipped", "time"), Set.of("testsuite")),
            "testsuite",
            List.of(Set.of("name", "tests", "failures", "errors", "skipped", "time"), Set.of("properties", "testcase")),
            "properties",
            List.of(Set.of(), Set.of("property")),
            "property",
            List.of(Set.of("name", "value"), Set.of()),
            "testcase",
            List.of(
                    Set.of("name", "classname", "time", "file", "line"),
                    Set.of("failure", "error", "skipped", "system-out")),
            "failure",
            List.of(Set.of("message", "type"), Set.of()),
            "error",
            List.of(Set.of("message", "type"), Set.of()),
            "skipped",
            List.of(Set.of("message"), Set.of()),
            "system-out",
            List.of(Set.of(), Set.of()));

    private static Element parsed(CheckReport report) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        Document document =
                factory.newDocumentBuilder().parse(new InputSource(new StringReader(rendered(Format.JUNIT, report))));
        return document.getDocumentElement();
    }

    private static List<Element> children(Element it) {
        List<Element> all = new ArrayList<>();
        for (Node node = it.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child) {
                all.add(child);
            }
        }
        return all;
    }

    private static List<Element> all(Element root, String name) {
        var nodes = root.getElementsByTagName(name);
        return java.util.stream.IntStream.range(0, nodes.getLength())
                .mapToObj(it -> (Element) nodes.item(it))
                .toList();
    }

    private static Stream<CheckReport> reports() {
        return Stream.concat(
                Stream.of(SampleReport.stop(), SampleReport.go(), SampleReport.undecided()),
                LongStream.range(0, 300).mapToObj(seed -> new RandomReports(seed).report()));
    }

    @Test
    void every_text_is_xml_in_the_subset_that_reporters_agree_on() throws Exception {
        for (CheckReport report : reports().toList()) {
            Element root = parsed(report);
            assertThat(root.getTagName()).isEqualTo("testsuites");
            keeps(root);
        }
    }

    private static void keeps(Element it) {
        assertThat(ALLOWED).containsKey(it.getTagName());
        List<Set<String>> allowed = ALLOWED.getOrDefault(it.getTagName(), List.of());
        Set<String> attributes = new HashSet<>();
        for (int i = 0; i < it.getAttributes().getLength(); i++) {
            Node attribute = it.getAttributes().item(i);
            attributes.add(attribute.getNodeName());
            assertThat(attribute.getNodeValue().length()).isLessThanOrEqualTo(2 * JunitRenderer.LONGEST);
        }
        assertThat(allowed.get(0)).containsAll(attributes);
        if (it.getTagName().equals("testcase")) {
            assertThat(attributes).contains("name", "classname", "time");
            assertThat(children(it)).hasSizeLessThanOrEqualTo(1);
        }
        for (Element child : children(it)) {
            assertThat(allowed.get(1)).contains(child.getTagName());
            keeps(child);
        }
    }

    @Test
    void every_suite_counts_its_cases() throws Exception {
        for (CheckReport report : reports().toList()) {
            Element root = parsed(report);
            counts(root);
            children(root).forEach(JunitRendererTest::counts);
        }
    }

    private static void counts(Element suite) {
        assertThat(suite.getAttribute("tests"))
                .isEqualTo(Integer.toString(all(suite, "testcase").size()));
        for (List<String> it :
                List.of(List.of("failures", "failure"), List.of("errors", "error"), List.of("skipped", "skipped"))) {
            assertThat(suite.getAttribute(it.get(0)))
                    .isEqualTo(Integer.toString(all(suite, it.get(1)).size()));
        }
    }

    @Test
    void new_errors_and_warnings_fail_and_nothing_else_does() throws Exception {
        Element root = parsed(SampleReport.stop());
        assertThat(all(root, "failure"))
                .extracting(it -> it.getAttribute("type"))
                .containsExactlyInAnyOrder("error", "error", "error", "error", "error", "warning");
        assertThat(all(root, "error"))
                .extracting(it -> it.getAttribute("message"))
                .containsExactly("the rule itself failed");
        assertThat(all(root, "skipped"))
                .extracting(it -> it.getAttribute("message"))
                .contains(
                        "unknown: lambda:GetPolicy: AccessDeniedException",
                        "waived: logs are kept in one place until the move, platform team, until 2027-01-15",
                        "judged nothing, for want of a subject");
        assertThat(all(root, "system-out"))
                .extracting(it -> it.getTextContent().lines().findFirst().orElse(""))
                .contains("note: `FEATURE_X` is set in prod only")
                .contains("error (known): `SHARD` is set in staging and missing in prod");
    }

    @Test
    void nothing_fails_when_the_gate_does_not_stop() throws Exception {
        CheckReport it = SampleReport.stop();
        for (Verdict verdict : Arrays.asList(Verdict.GO, Verdict.UNDECIDED)) {
            CheckReport other = new CheckReport(
                    it.tool(),
                    it.application(),
                    it.promotion(),
                    verdict,
                    it.verdictReason(),
                    it.coverage(),
                    it.environments(),
                    it.findings(),
                    it.unjudged(),
                    it.waived(),
                    it.assumptions(),
                    it.rules(),
                    it.stale());
            assertThat(all(parsed(other), "failure")).isEmpty();
        }
    }

    @Test
    void what_passed_is_there_with_its_number() throws Exception {
        assertThat(all(parsed(SampleReport.go()), "testcase"))
                .extracting(it -> it.getAttribute("name"))
                .containsExactly(
                        "CFG-005 variable-names-other-environment: 14 judgements passed",
                        "CFG-003 hollow-variable: 14 judgements passed");
    }

    @Test
    void a_finding_in_a_file_names_its_line() throws Exception {
        assertThat(all(parsed(SampleReport.stop()), "testcase"))
                .filteredOn(it -> it.hasAttribute("file"))
                .extracting(it -> it.getAttribute("file") + ":" + it.getAttribute("line"))
                .containsExactly("template.yaml:131");
    }

    @Test
    void a_long_text_is_cut() throws Exception {
        CheckReport it = SampleReport.stop();
        Finding first = it.findings().getFirst().finding();
        Finding wordy = new Finding(
                first.rule(),
                first.code(),
                first.severity(),
                first.title(),
                "m".repeat(100_000),
                first.place(),
                first.trail().then("t".repeat(100_000)),
                first.fix());
        Element root = parsed(SampleReport.with(it, List.of(new CheckReport.HeededFinding(wordy, false))));
        assertThat(all(root, "failure")).singleElement().satisfies(failure -> {
            assertThat(failure.getAttribute("message")).hasSize(JunitRenderer.LONGEST);
            assertThat(failure.getTextContent()).hasSize(JunitRenderer.LONGEST);
        });
    }

    @Test
    void control_characters_are_left_out() {
        LongStream.range(0, 300)
                .forEach(seed -> assertThat(rendered(Format.JUNIT, new RandomReports(seed).report()))
                        .as("seed %d", seed)
                        .doesNotContainPattern("[\\p{Cc}&&[^\\n\\t]]|\\ufffe|\\uffff"));
    }
}
