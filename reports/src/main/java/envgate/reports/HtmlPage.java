package envgate.reports;

import envgate.envs.model.Note;
import envgate.envs.model.Provenance;
import envgate.rules.finding.CheckReport;
import envgate.rules.finding.CheckReport.EnvironmentSummary;
import envgate.rules.finding.Severity;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What the HTML template shows, made ready so that the template only places it.
public record HtmlPage(
        CheckReport report,
        String style,
        String script,
        String json,
        List<Count> counts,
        List<TopFix> topFixes,
        List<Environment> environments,
        HtmlMatrix matrix,
        List<HtmlFinding> findings,
        List<Unknowns.Group> unknowns,
        List<Waived> waived) {

    private static final int TOP = 3;

    /// @param more findings that the same fix is given for
    public record TopFix(String anchor, String css, String glyph, String place, String fix, int more) {}

    public record Fact(String name, String text) {}

    public record Environment(String name, List<Fact> facts, List<String> gaps, List<String> notes) {}

    public record Waived(String code, String place, String message, String reason, String owner, String until) {}

    /// A choice of a filter.
    public record Choice(String value, String text) {}

    static HtmlPage of(CheckReport report) {
        List<HtmlFinding> findings = HtmlFinding.of(report);
        return new HtmlPage(
                report,
                Bundled.text("report.css"),
                Bundled.text("report.js"),
                JsonRenderer.tree(report).toString().replace("<", "\\u003c"),
                Wording.counts(report),
                topFixes(findings),
                report.environments().stream().map(HtmlPage::environment).toList(),
                HtmlMatrix.of(report),
                findings,
                Unknowns.of(report).groups(),
                report.waived().stream().map(HtmlPage::waived).toList());
    }

    public String verdict() {
        return report.verdict().name();
    }

    public String subject() {
        return Wording.subject(report).replace("->", "→");
    }

    public String command() {
        return Wording.command(report);
    }

    public String plan() {
        return Wording.plan(report);
    }

    public List<String> severities() {
        return List.of(Severity.values()).stream().map(Severity::id).toList();
    }

    public List<Choice> rules() {
        SortedMap<String, String> rules = new TreeMap<>();
        findings.forEach(it -> rules.putIfAbsent(it.code(), it.code() + " " + it.title()));
        List<Choice> choices = new ArrayList<>();
        rules.forEach((code, text) -> choices.add(new Choice(code, text)));
        return choices;
    }

    public List<Choice> functions() {
        return findings.stream()
                .map(HtmlFinding::function)
                .distinct()
                .sorted()
                .map(it -> it.isEmpty() ? new Choice("-", HtmlMatrix.NO_FUNCTION) : new Choice(it, it))
                .toList();
    }

    /// Nothing may be loaded, and only these very texts may style or run.
    public String policy() {
        return "default-src 'none'; base-uri 'none'; form-action 'none'; style-src '" + hash(style) + "'; script-src '"
                + hash(script) + "'";
    }

    /// The fixes of the worst new findings, those first that mend most.
    private static List<TopFix> topFixes(List<HtmlFinding> findings) {
        Map<List<String>, List<HtmlFinding>> byFix = new LinkedHashMap<>();
        for (HtmlFinding it : findings) {
            if (it.severity() != Severity.NOTE) {
                byFix.computeIfAbsent(
                                List.of(it.severity().id(), Boolean.toString(it.known()), it.rule(), it.fix()),
                                _ -> new ArrayList<>())
                        .add(it);
            }
        }
        return byFix.values().stream()
                .sorted(Comparator.comparing(
                                (List<HtmlFinding> it) -> it.getFirst().known())
                        .thenComparing(it -> it.getFirst().severity())
                        .thenComparing(List::size, Comparator.reverseOrder()))
                .limit(TOP)
                .map(it -> new TopFix(
                        it.getFirst().anchor(),
                        it.getFirst().severity().id(),
                        it.getFirst().glyph(),
                        it.getFirst().place(),
                        it.getFirst().fix(),
                        it.size() - 1))
                .toList();
    }

    private static Environment environment(EnvironmentSummary it) {
        Provenance seen = it.provenance();
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("account", String.join(", ", seen.accounts())));
        facts.add(new Fact("region", String.join(", ", seen.regions())));
        facts.add(new Fact("source", Wording.kind(seen.kind())));
        facts.add(new Fact("read from", seen.source()));
        facts.add(new Fact("read by", seen.caller()));
        facts.add(new Fact("taken", Wording.time(seen.takenAt())));
        facts.add(new Fact("functions", Wording.functions(it).replaceFirst(" ?functions? ?", "")));
        facts.removeIf(fact -> fact.text().isEmpty());
        return new Environment(
                it.name(),
                facts,
                Wording.gaps(it.gaps()),
                it.notes().stream().map(Note::text).distinct().toList());
    }

    private static Waived waived(CheckReport.WaivedFinding it) {
        LocalDate until = it.until();
        return new Waived(
                it.finding().code(),
                it.finding().place().text(),
                it.finding().message(),
                it.reason(),
                it.owner(),
                until == null ? "for good" : until.toString());
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
