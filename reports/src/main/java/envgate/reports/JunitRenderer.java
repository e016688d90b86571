package envgate.reports;

import envgate.rules.finding.CheckReport;
import envgate.rules.finding.Finding;
import envgate.rules.finding.Severity;
import envgate.rules.finding.Trail;
import envgate.rules.finding.Unjudged;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/// JUnit XML in the subset that test reporters agree on (https://github.com/testmoapp/junitxml).
///
/// A suite is a topic of rules; a case is one finding, one judgement that could not be made, or what a rule passed.
/// Errors and warnings fail, notes pass with their text, unknown and waived ones are skipped with their reason.
public final class JunitRenderer implements Renderer {

    private static final int LONGEST = 16 * 1024;

    /// One test case; `element` is the child that says how it went, empty when it passed.
    private record Case(String name, String classname, String element, String message, String text) {}

    @Override
    public void render(CheckReport report, Options options, StringBuilder out) {
        SortedMap<String, List<Case>> suites = new TreeMap<>();
        for (CheckReport.RuleSummary rule : report.rules()) {
            List<Case> cases = suites.computeIfAbsent(rule.card().topic(), _ -> new ArrayList<>());
            int passed = rule.judged() - rule.findings();
            if (passed > 0) {
                cases.add(new Case(
                        rule.card().code() + " " + rule.card().id() + ": " + Wording.count(passed, "judgement")
                                + " passed",
                        Wording.subject(report),
                        "",
                        "",
                        ""));
            }
        }
        report.findings()
                .forEach(it -> suite(suites, report, it.finding().rule()).add(finding(it)));
        report.waived()
                .forEach(it -> suite(suites, report, it.finding().rule())
                        .add(new Case(
                                name(it.finding()), classname(it.finding()), "skipped", "waived: " + it.reason(), "")));
        report.unjudged().forEach(it -> suite(suites, report, it.rule()).add(unjudged(it)));
        suites.values().removeIf(List::isEmpty);
        try {
            write(report, suites, out);
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Case> suite(SortedMap<String, List<Case>> suites, CheckReport report, String rule) {
        String topic = report.rules().stream()
                .filter(it -> it.card().id().equals(rule))
                .map(it -> it.card().topic())
                .findFirst()
                .orElse("inventory");
        return suites.computeIfAbsent(topic, _ -> new ArrayList<>());
    }

    private static Case finding(CheckReport.HeededFinding heeded) {
        Finding it = heeded.finding();
        StringBuilder text = new StringBuilder();
        for (Trail.Step step : it.trail().steps()) {
            text.append(step.environment().isEmpty() ? "" : step.environment() + ": ")
                    .append(step.text())
                    .append(step.component().isEmpty() ? "" : " [" + step.component() + "]")
                    .append('\n');
        }
        text.append("fix: ").append(it.fix()).append('\n');
        String element = it.severity() == Severity.NOTE || heeded.known() ? "" : "failure";
        return new Case(name(it), classname(it), element, it.message(), text.toString());
    }

    private static Case unjudged(Unjudged it) {
        return new Case(
                it.code() + " " + it.rule()
                        + (it.place().key().isEmpty() ? "" : " " + it.place().key()),
                it.place().environment() + "." + it.place().function(),
                it.crashed() ? "error" : "skipped",
                "unknown: " + it.reason(),
                it.permission().isEmpty() ? "" : "answered by: " + it.permission());
    }

    private static String name(Finding it) {
        return it.code() + " " + it.rule()
                + (it.place().key().isEmpty() ? "" : " " + it.place().key());
    }

    private static String classname(Finding it) {
        String thing = it.place().function().isEmpty()
                ? it.place().resource()
                : it.place().function();
        return it.place().environment() + (thing.isEmpty() ? "" : "." + thing);
    }

    private static void write(CheckReport report, SortedMap<String, List<Case>> suites, StringBuilder out)
            throws XMLStreamException {
        StringWriter text = new StringWriter();
        XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeCharacters("\n");
        xml.writeStartElement("testsuites");
        xml.writeAttribute("name", "envgate " + Wording.subject(report));
        counts(xml, suites.values().stream().flatMap(List::stream).toList());
        for (var suite : suites.entrySet()) {
            xml.writeCharacters("\n  ");
            xml.writeStartElement("testsuite");
            xml.writeAttribute("name", Wording.subject(report) + " " + suite.getKey());
            counts(xml, suite.getValue());
            for (Case it : suite.getValue()) {
                write(xml, it);
            }
            xml.writeCharacters("\n  ");
            xml.writeEndElement();
        }
        xml.writeCharacters("\n");
        xml.writeEndElement();
        xml.writeEndDocument();
        out.append(text).append('\n');
    }

    private static void counts(XMLStreamWriter xml, List<Case> cases) throws XMLStreamException {
        xml.writeAttribute("tests", Integer.toString(cases.size()));
        xml.writeAttribute("failures", Long.toString(count(cases, "failure")));
        xml.writeAttribute("errors", Long.toString(count(cases, "error")));
        xml.writeAttribute("skipped", Long.toString(count(cases, "skipped")));
        xml.writeAttribute("time", "0");
    }

    private static long count(List<Case> cases, String element) {
        return cases.stream().filter(it -> it.element().equals(element)).count();
    }

    private static void write(XMLStreamWriter xml, Case it) throws XMLStreamException {
        xml.writeCharacters("\n    ");
        xml.writeStartElement("testcase");
        xml.writeAttribute("name", clean(it.name()));
        xml.writeAttribute("classname", clean(it.classname()));
        xml.writeAttribute("time", "0");
        if (!it.element().isEmpty()) {
            xml.writeStartElement(it.element());
            xml.writeAttribute("message", clean(it.message()));
            xml.writeCharacters(clean(it.text()));
            xml.writeEndElement();
        } else if (!it.text().isEmpty()) {
            xml.writeStartElement("system-out");
            xml.writeCharacters(clean(it.message() + "\n" + it.text()));
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    /// Without what XML 1.0 cannot hold, and not longer than reporters take.
    private static String clean(String text) {
        StringBuilder kept = new StringBuilder();
        text.codePoints()
                .filter(it -> it == '\t'
                        || it == '\n'
                        || (it >= 0x20 && it <= 0xd7ff)
                        || (it >= 0xe000 && it <= 0xfffd)
                        || it >= 0x10000)
                .limit(LONGEST)
                .forEach(kept::appendCodePoint);
        return kept.toString();
    }
}
