package envgate.reports;

import envgate.envs.model.Gap;
import envgate.envs.model.Note;
import envgate.envs.model.Origin;
import envgate.envs.model.Provenance;
import envgate.rules.finding.CheckReport;
import envgate.rules.finding.CheckReport.EnvironmentSummary;
import envgate.rules.finding.Finding;
import envgate.rules.finding.Severity;
import envgate.rules.finding.Trail;
import envgate.rules.finding.Unjudged;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// What the HTML template shows, made ready so that the template only places it.
public record HtmlPage(
        CheckReport report,
        String style,
        String script,
        String json,
        List<Count> counts,
        List<TopFix> topFixes,
        List<Environment> environments,
        List<Row> rows,
        List<Article> findings,
        List<Unknown> unknowns,
        List<Waived> waived) {

    private static final int TOP = 3;

    public record Count(String css, String number, String text) {}

    public record TopFix(String fingerprint, String place, String fix) {}

    public record Fact(String name, String text) {}

    public record Environment(String name, List<Fact> facts, List<String> gaps, List<String> notes) {}

    public record Cell(String css, String text, String link) {}

    public record Row(String name, List<Cell> cells) {}

    public record Article(
            String fingerprint,
            String severity,
            String glyph,
            String code,
            String rule,
            String message,
            String environment,
            String other,
            String function,
            String place,
            String origin,
            List<Trail.Step> trail,
            String why,
            String fix,
            String assumes,
            boolean known) {}

    public record Unknown(String reason, String permission, List<String> places) {}

    public record Waived(String code, String place, String message, String reason, String owner, String until) {}

    static HtmlPage of(CheckReport report) {
        List<Article> articles = report.findings().stream()
                .map(it -> article(it.finding(), it.known(), report))
                .toList();
        return new HtmlPage(
                report,
                resource("report.css"),
                resource("report.js"),
                JsonRenderer.tree(report).toString().replace("<", "\\u003c"),
                counts(report),
                articles.stream()
                        .filter(it -> !it.severity().equals(Severity.NOTE.id()))
                        .limit(TOP)
                        .map(it -> new TopFix(it.fingerprint(), it.place(), it.fix()))
                        .toList(),
                report.environments().stream().map(HtmlPage::environment).toList(),
                rows(report),
                articles,
                unknowns(report),
                report.waived().stream().map(HtmlPage::waived).toList());
    }

    public String verdict() {
        return report.verdict().name();
    }

    public String subject() {
        return Wording.subject(report);
    }

    public String kind() {
        return report.promotion() == null ? "check" : "promote";
    }

    public String plan() {
        CheckReport.Edge edge = report.promotion();
        return edge == null ? "" : edge.plan();
    }

    public List<String> severities() {
        return List.of(Severity.values()).stream().map(Severity::id).toList();
    }

    public List<String> functions() {
        return findings.stream()
                .map(Article::function)
                .filter(it -> !it.isEmpty())
                .distinct()
                .sorted()
                .toList();
    }

    /// Nothing may be loaded, and only these very texts may style or run.
    public String policy() {
        return "default-src 'none'; base-uri 'none'; form-action 'none'; style-src '" + hash(style) + "'; script-src '"
                + hash(script) + "'";
    }

    private static List<Count> counts(CheckReport report) {
        List<Count> counts = new ArrayList<>();
        for (Severity severity : Severity.values()) {
            long n = report.findings().stream()
                    .filter(it -> it.finding().severity() == severity)
                    .count();
            if (n > 0) {
                counts.add(new Count(severity.id(), Long.toString(n), severity.id() + (n == 1 ? "" : "s")));
            }
        }
        if (!report.waived().isEmpty()) {
            counts.add(new Count("", Integer.toString(report.waived().size()), "waived"));
        }
        counts.add(new Count("", Integer.toString(report.coverage().judged()), "judged"));
        int unknown = report.coverage().unjudged();
        counts.add(new Count(unknown == 0 ? "" : "unknown", Integer.toString(unknown), "unknown"));
        counts.add(new Count("", Wording.coverage(report), "coverage"));
        if (report.coverage().assumed() > 0) {
            counts.add(new Count("", Integer.toString(report.coverage().assumed()), "rest on an assumption"));
        }
        return counts;
    }

    private static Environment environment(EnvironmentSummary it) {
        Provenance seen = it.provenance();
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("account", String.join(", ", seen.accounts())));
        facts.add(new Fact("region", String.join(", ", seen.regions())));
        facts.add(new Fact("source", seen.kind().name().toLowerCase(java.util.Locale.ROOT)));
        facts.add(new Fact("read from", seen.source()));
        facts.add(new Fact("read by", seen.caller()));
        facts.add(new Fact(
                "taken at", seen.takenAt() == null ? "" : seen.takenAt().toString()));
        facts.add(new Fact("functions", Integer.toString(it.functions().size())));
        facts.removeIf(fact -> fact.text().isEmpty());
        return new Environment(
                it.name(),
                facts,
                it.gaps().stream()
                        .map(gap -> gap.text() + needs(gap))
                        .distinct()
                        .toList(),
                it.notes().stream().map(Note::text).distinct().toList());
    }

    private static String needs(Gap gap) {
        return gap.permission().isEmpty() ? "" : " (needs " + gap.permission() + ")";
    }

    private static List<Row> rows(CheckReport report) {
        TreeSet<String> names = new TreeSet<>();
        report.environments().forEach(it -> names.addAll(it.functions()));
        report.findings().forEach(it -> names.add(it.finding().place().function()));
        report.unjudged().forEach(it -> names.add(it.place().function()));
        List<Row> rows = new ArrayList<>();
        for (String name : names) {
            List<Cell> cells = report.environments().stream()
                    .map(it -> cell(name, it, report))
                    .toList();
            rows.add(new Row(name.isEmpty() ? "(the environment itself)" : name, cells));
        }
        return rows;
    }

    private static Cell cell(String function, EnvironmentSummary environment, CheckReport report) {
        List<Finding> findings = report.findings().stream()
                .map(CheckReport.HeededFinding::finding)
                .filter(it -> it.place().function().equals(function)
                        && it.place().environment().equals(environment.name()))
                .toList();
        long unknown = report.unjudged().stream()
                .filter(it -> it.place().function().equals(function)
                        && it.place().environment().equals(environment.name()))
                .count();
        String mark = unknown == 0 ? "" : " ? " + unknown;
        if (!findings.isEmpty()) {
            Severity worst = findings.stream()
                    .map(Finding::severity)
                    .sorted()
                    .findFirst()
                    .orElseThrow();
            String link = "#?environment=" + encoded(environment.name())
                    + (function.isEmpty() ? "" : "&function=" + encoded(function));
            return new Cell(worst.id(), glyph(worst) + " " + Wording.count(findings.size(), worst.id()) + mark, link);
        }
        if (unknown > 0) {
            return new Cell("unknown", "? " + unknown, "#unknown");
        }
        return function.isEmpty() || environment.functions().contains(function)
                ? new Cell("ok", "✓", "")
                : new Cell("dim", "–", "");
    }

    private static Article article(Finding it, boolean known, CheckReport report) {
        String why = report.rules().stream()
                .filter(rule -> rule.card().id().equals(it.rule()))
                .map(rule -> rule.card().why())
                .findFirst()
                .orElse(it.title());
        Origin origin = it.place().origin();
        return new Article(
                it.fingerprint(),
                it.severity().id(),
                glyph(it.severity()),
                it.code(),
                it.rule(),
                it.message(),
                it.place().environment(),
                it.place().other(),
                it.place().function(),
                it.place().text(),
                origin.text(),
                it.trail().steps(),
                why,
                it.fix(),
                String.join(
                        ", ",
                        it.trail().assumptions().stream().map(one -> one.id()).toList()),
                known);
    }

    private static List<Unknown> unknowns(CheckReport report) {
        SortedMap<String, List<Unjudged>> byReason = new TreeMap<>();
        report.unjudged()
                .forEach(it -> byReason.computeIfAbsent(it.reason(), _ -> new ArrayList<>())
                        .add(it));
        return byReason.entrySet().stream()
                .map(it -> new Unknown(
                        it.getKey(),
                        it.getValue().getFirst().permission(),
                        it.getValue().stream()
                                .map(one -> one.code() + " " + one.place().text())
                                .toList()))
                .toList();
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

    private static String glyph(Severity severity) {
        return switch (severity) {
            case ERROR -> "✗";
            case WARNING -> "!";
            case NOTE -> "i";
        };
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String resource(String name) {
        try (InputStream in = HtmlPage.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the resource " + name + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
