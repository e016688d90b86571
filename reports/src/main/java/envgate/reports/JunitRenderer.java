package envgate.reports;

import envgate.envs.model.Origin;
import envgate.rules.finding.CheckReport;
import envgate.rules.finding.CheckReport.Verdict;
import envgate.rules.finding.Finding;
import envgate.rules.finding.Place;
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
/// A suite is a topic of rules; a case is one finding, one judgement that could not be made, or all that a
/// rule passed. Errors and warnings fail when the gate stops, and only then: a build must not turn red over
/// a verdict GO. What is unknown or waived is skipped with its reason, and a rule that crashed is an error.
public final class JunitRenderer implements Renderer {

    static final int LONGEST = 16 * 1024;

    private enum Outcome {
        PASSED(""),
        FAILURE("failure"),
        ERROR("error"),
        SKIPPED("skipped");

        private final String element;

        Outcome(String element) {
            this.element = element;
        }
    }

    /// One test case.
    ///
    /// @param kind what kind of failure or error it is, empty for the others
    private record Case(
            String name, String classname, Origin origin, Outcome outcome, String kind, String message, String text) {

        static Case passed(String name, String classname) {
            return new Case(name, classname, new Origin.Unknown(), Outcome.PASSED, "", "", "");
        }

        static Case skipped(String name, String classname, Origin origin, String message, String text) {
            return new Case(name, classname, origin, Outcome.SKIPPED, "", message, text);
        }
    }

    @Override
    public void render(CheckReport report, Options options, StringBuilder out) {
        StringWriter text = new StringWriter();
        try {
            write(report, suites(report), XMLOutputFactory.newFactory().createXMLStreamWriter(text));
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
        out.append(text).append('\n');
    }

    private static SortedMap<String, List<Case>> suites(CheckReport report) {
        Cards cards = Cards.of(report);
        SortedMap<String, List<Case>> suites = new TreeMap<>();
        for (CheckReport.RuleSummary it : report.rules()) {
            List<Case> suite = suite(suites, it.card().topic());
            String name = it.card().code() + " " + it.card().id();
            int passed = Math.max(0, it.judged() - it.findings());
            if (passed > 0) {
                suite.add(Case.passed(
                        name + ": " + Wording.count(passed, "judgement") + " passed", Wording.subject(report)));
            }
            if (it.judged() == 0 && it.unjudged() == 0) {
                suite.add(Case.skipped(
                        name,
                        Wording.subject(report),
                        new Origin.Unknown(),
                        "judged nothing, for want of a subject",
                        ""));
            }
        }
        for (CheckReport.HeededFinding it : report.findings()) {
            suite(suites, cards.topic(it.finding().rule())).add(finding(it, report.verdict()));
        }
        for (CheckReport.WaivedFinding it : report.waived()) {
            suite(suites, cards.topic(it.finding().rule())).add(waived(it));
        }
        for (Unjudged it : report.unjudged()) {
            suite(suites, cards.topic(it.rule())).add(unjudged(it));
        }
        suites.values().removeIf(List::isEmpty);
        return suites;
    }

    private static List<Case> suite(SortedMap<String, List<Case>> suites, String topic) {
        return suites.computeIfAbsent(topic, _ -> new ArrayList<>());
    }

    private static Case finding(CheckReport.HeededFinding heeded, Verdict verdict) {
        Finding it = heeded.finding();
        StringBuilder text = new StringBuilder();
        for (Trail.Step step : it.trail().steps()) {
            text.append(step.environment().isEmpty() ? "" : step.environment() + ": ")
                    .append(step.text())
                    .append(step.component().isEmpty() ? "" : " [" + step.component() + "]")
                    .append('\n');
        }
        text.append("fix: ").append(it.fix()).append('\n');
        text.append("explain: envgate explain ").append(it.code()).append('\n');
        boolean fails = verdict == Verdict.STOP && !heeded.known() && it.severity() != Severity.NOTE;
        return new Case(
                name(it.code(), it.rule(), it.place()),
                classname(it.place()),
                it.place().origin(),
                fails ? Outcome.FAILURE : Outcome.PASSED,
                fails ? it.severity().id() : "",
                (fails ? "" : it.severity().id() + (heeded.known() ? " (known): " : ": ")) + it.message(),
                text.toString());
    }

    private static Case waived(CheckReport.WaivedFinding it) {
        Place place = it.finding().place();
        return Case.skipped(
                name(it.finding().code(), it.finding().rule(), place),
                classname(place),
                place.origin(),
                "waived: " + it.reason() + (it.owner().isEmpty() ? "" : ", " + it.owner())
                        + (it.until() == null ? "" : ", until " + it.until()),
                it.finding().message());
    }

    private static Case unjudged(Unjudged it) {
        String name = name(it.code(), it.rule(), it.place());
        return it.crashed()
                ? new Case(name, classname(it.place()), it.place().origin(), Outcome.ERROR, "crash", it.reason(), "")
                : Case.skipped(
                        name,
                        classname(it.place()),
                        it.place().origin(),
                        "unknown: " + it.reason(),
                        it.permission().isEmpty() ? "" : "answered by: " + it.permission());
    }

    private static String name(String code, String rule, Place place) {
        return code + " " + rule + (place.key().isEmpty() ? "" : " " + place.key());
    }

    private static String classname(Place place) {
        String thing = place.function().isEmpty() ? place.resource() : place.function();
        return place.environment() + (thing.isEmpty() ? "" : "." + thing);
    }

    private static void write(CheckReport report, SortedMap<String, List<Case>> suites, XMLStreamWriter xml)
            throws XMLStreamException {
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeCharacters("\n");
        xml.writeStartElement("testsuites");
        attribute(xml, "name", "envgate " + Wording.subject(report));
        counts(xml, suites.values().stream().flatMap(List::stream).toList());
        for (var suite : suites.entrySet()) {
            xml.writeCharacters("\n  ");
            xml.writeStartElement("testsuite");
            attribute(xml, "name", Wording.subject(report) + " " + suite.getKey());
            counts(xml, suite.getValue());
            properties(xml, report);
            for (Case it : suite.getValue()) {
                write(xml, it);
            }
            xml.writeCharacters("\n  ");
            xml.writeEndElement();
        }
        xml.writeCharacters("\n");
        xml.writeEndElement();
        xml.writeEndDocument();
    }

    private static void properties(XMLStreamWriter xml, CheckReport report) throws XMLStreamException {
        xml.writeCharacters("\n    ");
        xml.writeStartElement("properties");
        property(xml, "verdict", report.verdict().id());
        property(xml, "reason", report.verdictReason());
        property(xml, "coverage", Wording.coverage(report));
        xml.writeCharacters("\n    ");
        xml.writeEndElement();
    }

    private static void property(XMLStreamWriter xml, String name, String value) throws XMLStreamException {
        xml.writeCharacters("\n      ");
        xml.writeEmptyElement("property");
        attribute(xml, "name", name);
        attribute(xml, "value", value);
    }

    private static void counts(XMLStreamWriter xml, List<Case> cases) throws XMLStreamException {
        attribute(xml, "tests", Integer.toString(cases.size()));
        attribute(xml, "failures", count(cases, Outcome.FAILURE));
        attribute(xml, "errors", count(cases, Outcome.ERROR));
        attribute(xml, "skipped", count(cases, Outcome.SKIPPED));
        attribute(xml, "time", "0");
    }

    private static String count(List<Case> cases, Outcome outcome) {
        return Long.toString(
                cases.stream().filter(it -> it.outcome() == outcome).count());
    }

    private static void write(XMLStreamWriter xml, Case it) throws XMLStreamException {
        xml.writeCharacters("\n    ");
        xml.writeStartElement("testcase");
        attribute(xml, "name", it.name());
        attribute(xml, "classname", it.classname());
        attribute(xml, "time", "0");
        if (it.origin() instanceof Origin.FileLine(String file, int line)) {
            attribute(xml, "file", file);
            if (line > 0) {
                attribute(xml, "line", Integer.toString(line));
            }
        }
        if (it.outcome() != Outcome.PASSED) {
            xml.writeStartElement(it.outcome().element);
            attribute(xml, "message", it.message());
            if (!it.kind().isEmpty()) {
                attribute(xml, "type", it.kind());
            }
            xml.writeCharacters(clean(it.text()));
            xml.writeEndElement();
        } else if (!it.text().isEmpty()) {
            xml.writeStartElement("system-out");
            xml.writeCharacters(clean(it.message() + "\n" + it.text()));
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    /// Attributes are one line: a reader would make spaces of the breaks anyway.
    private static void attribute(XMLStreamWriter xml, String name, String value) throws XMLStreamException {
        xml.writeAttribute(name, clean(value).replace('\n', ' ').replace('\t', ' '));
    }

    /// Without what XML 1.0 cannot hold (https://www.w3.org/TR/xml/#charsets), and not longer than
    /// reporters take.
    private static String clean(String text) {
        StringBuilder kept = new StringBuilder();
        text.codePoints()
                .filter(it -> it == '\t'
                        || it == '\n'
                        || (it >= 0x20 && it <= 0x7e)
                        || (it >= 0xa0 && it <= 0xd7ff)
                        || (it >= 0xe000 && it <= 0xfffd)
                        || it >= 0x10000)
                .limit(LONGEST)
                .forEach(kept::appendCodePoint);
        return kept.toString();
    }
}
