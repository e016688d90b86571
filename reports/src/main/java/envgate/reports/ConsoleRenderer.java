package envgate.reports;

import envgate.envs.model.Gap;
import envgate.rules.finding.CheckReport;
import envgate.rules.finding.CheckReport.EnvironmentSummary;
import envgate.rules.finding.CheckReport.Verdict;
import envgate.rules.finding.Finding;
import envgate.rules.finding.Severity;
import envgate.rules.finding.Trail;
import envgate.rules.finding.Unjudged;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// The terminal report, in the manner of rustc; its last line is always the verdict.
public final class ConsoleRenderer implements Renderer {

    private static final int EXAMPLES = 3;

    @Override
    public void render(CheckReport report, Options options, StringBuilder out) {
        new Page(options, out).write(report);
    }

    private record Page(Options options, StringBuilder out) {

        void write(CheckReport report) {
            header(report);
            report.findings().forEach(it -> finding(it.finding(), it.known(), report));
            waived(report);
            unknown(report);
            assumed(report);
            idle(report);
            stale(report);
            line(verdictColour(report.verdict()), report.verdict().name() + "  " + report.verdictReason());
        }

        private void header(CheckReport report) {
            CheckReport.Edge edge = report.promotion();
            line(
                    "1",
                    "envgate " + (edge == null ? "check " : "promote ") + Wording.subject(report)
                            + (report.application().isEmpty() ? "" : "   " + report.application())
                            + (edge == null || edge.plan().isEmpty() ? "" : "   plan: " + edge.plan()));
            for (EnvironmentSummary it : report.environments()) {
                var seen = it.provenance();
                line(
                        "2",
                        "  " + it.name() + ": "
                                + Wording.count(it.functions().size(), "function") + ", "
                                + (seen.accounts().isEmpty()
                                        ? ""
                                        : "account " + String.join(", ", seen.accounts()) + ", ")
                                + (seen.regions().isEmpty() ? "" : String.join(", ", seen.regions()) + ", ")
                                + seen.source()
                                + (it.gaps().isEmpty()
                                        ? ""
                                        : ", " + Wording.count(it.gaps().size(), "gap")));
            }
            blank();
            line(
                    "",
                    paint(verdictColour(report.verdict()), report.verdict().name()) + "  "
                            + Wording.counts(report, dot()));
            blank();
        }

        private void finding(Finding it, boolean known, CheckReport report) {
            String severity = it.severity().id();
            wrapped(
                    paint(severityColour(it.severity()), severity + "[" + it.code() + "]") + " "
                            + paint("1", it.message()) + (known ? " (known)" : ""),
                    severity.length() + it.code().length() + 3,
                    "");
            String origin = it.place().origin().text();
            wrapped(
                    paint("34", "  --> ") + it.place().text() + (origin.isEmpty() ? "" : "   (" + origin + ")"),
                    6,
                    "      ");
            for (Trail.Step step : it.trail().steps()) {
                String where = step.environment().isEmpty() ? "" : step.environment() + ": ";
                String component = step.component().isEmpty() || step.text().contains(step.component())
                        ? ""
                        : " [" + step.component() + "]";
                wrapped(paint("34", "   | ") + where + step.text() + component, 5, "   |   ");
            }
            report.rules().stream()
                    .filter(rule -> rule.card().id().equals(it.rule()))
                    .findFirst()
                    .ifPresent(rule ->
                            wrapped(paint("34", "   = ") + "why: " + rule.card().why(), 5, "          "));
            if (!it.fix().isEmpty()) {
                wrapped(paint("34", "   = ") + "fix: " + it.fix(), 5, "          ");
            }
            if (!it.trail().assumptions().isEmpty()) {
                wrapped(
                        paint("34", "   = ") + "assumes: "
                                + String.join(
                                        ", ",
                                        it.trail().assumptions().stream()
                                                .map(one -> one.id())
                                                .toList()),
                        5,
                        "          ");
            }
            line(
                    "",
                    paint("34", "   = ") + "explain: envgate explain " + it.code() + "   fingerprint: "
                            + it.fingerprint());
            blank();
        }

        private void waived(CheckReport report) {
            if (report.waived().isEmpty()) {
                return;
            }
            line("1", "waived");
            report.waived()
                    .forEach(it -> wrapped(
                            "  " + it.finding().code() + " "
                                    + it.finding().place().text() + ": " + it.reason()
                                    + (it.owner().isEmpty() ? "" : " (" + it.owner() + ")")
                                    + (it.until() == null ? "" : ", until " + it.until()),
                            2,
                            "    "));
            blank();
        }

        private void unknown(CheckReport report) {
            if (report.unjudged().isEmpty() && gaps(report).isEmpty()) {
                return;
            }
            if (!report.unjudged().isEmpty()) {
                line("1", "unknown: " + Wording.count(report.unjudged().size(), "judgement") + " could not be made");
                SortedMap<String, List<Unjudged>> byReason = new TreeMap<>();
                report.unjudged()
                        .forEach(it -> byReason.computeIfAbsent(it.reason(), _ -> new ArrayList<>())
                                .add(it));
                byReason.forEach((reason, all) -> {
                    wrapped(paint("35", "  ? ") + all.size() + " x " + reason, 4, "      ");
                    all.stream()
                            .map(it -> it.code() + " " + it.place().text())
                            .distinct()
                            .limit(EXAMPLES)
                            .forEach(it -> wrapped("      " + it, 6, "        "));
                    long more = all.stream()
                                    .map(it -> it.code() + " " + it.place().text())
                                    .distinct()
                                    .count()
                            - EXAMPLES;
                    if (more > 0) {
                        line("", "      and " + more + " more");
                    }
                    if (!all.getFirst().permission().isEmpty()) {
                        wrapped("      answered by: " + all.getFirst().permission(), 6, "        ");
                    }
                });
                blank();
            }
            if (!gaps(report).isEmpty()) {
                line("1", "not seen");
                gaps(report).forEach((text, n) -> wrapped("  " + text, 2, "    "));
                blank();
            }
        }

        private static SortedMap<String, Integer> gaps(CheckReport report) {
            SortedMap<String, Integer> texts = new TreeMap<>();
            for (EnvironmentSummary it : report.environments()) {
                for (Gap gap : it.gaps()) {
                    texts.merge(it.name() + ": " + gap.text(), 1, Integer::sum);
                }
            }
            return texts;
        }

        private void assumed(CheckReport report) {
            if (report.assumptions().isEmpty()) {
                return;
            }
            line("1", "assumed, because it could not be read");
            report.assumptions()
                    .forEach(it -> wrapped(
                            "  " + it.assumption().id() + ": " + it.assumption().words() + "; "
                                    + Wording.count(it.verdicts(), "verdict") + " rest"
                                    + (it.verdicts() == 1 ? "s" : "")
                                    + " on it"
                                    + (it.assumption().removedBy().isEmpty()
                                            ? ""
                                            : "; " + it.assumption().removedBy() + " would answer"),
                            2,
                            "    "));
            blank();
        }

        private void idle(CheckReport report) {
            List<String> idle = report.rules().stream()
                    .filter(it -> it.judged() == 0 && it.unjudged() == 0)
                    .map(it -> it.card().code())
                    .sorted()
                    .toList();
            if (!idle.isEmpty()) {
                wrapped("judged nothing, for want of a subject: " + String.join(", ", idle), 0, "  ");
                blank();
            }
        }

        private void stale(CheckReport report) {
            if (!report.stale().isEmpty()) {
                report.stale().forEach(it -> wrapped("note: " + it, 0, "  "));
                blank();
            }
        }

        private String dot() {
            return options.unicode() ? " · " : ", ";
        }

        private void blank() {
            out.append('\n');
        }

        private void line(String colour, String text) {
            out.append(paint(colour, ascii(text))).append('\n');
        }

        /// Breaks `text` at spaces so that no line is longer than the terminal; `hidden` escape codes do not count.
        private void wrapped(String text, int first, String indent) {
            String rest = ascii(text);
            String prefix = "";
            while (true) {
                int cut = cut(rest, options.width() - prefix.length());
                out.append(prefix).append(rest, 0, cut).append('\n');
                if (cut == rest.length()) {
                    return;
                }
                rest = rest.substring(cut).strip();
                prefix = indent.isEmpty() ? " ".repeat(first) : indent;
            }
        }

        private static int cut(String text, int width) {
            int visible = 0;
            int space = -1;
            for (int i = 0; i < text.length(); i++) {
                if (text.charAt(i) == '\u001b') {
                    i = text.indexOf('m', i);
                    continue;
                }
                if (text.charAt(i) == ' ' && !text.substring(0, i).isBlank()) {
                    space = i;
                }
                if (++visible > width && space > 0) {
                    return space;
                }
            }
            return text.length();
        }

        private String ascii(String text) {
            return options.unicode()
                    ? text
                    : text.replace("…", "...").replace("→", "->").replaceAll("[^\\x00-\\x7f]", "?");
        }

        private String paint(String colour, String text) {
            return options.colour() && !colour.isEmpty() ? "\u001b[" + colour + "m" + text + "\u001b[0m" : text;
        }

        private static String severityColour(Severity severity) {
            return switch (severity) {
                case ERROR -> "1;31";
                case WARNING -> "1;33";
                case NOTE -> "1;36";
            };
        }

        private static String verdictColour(Verdict verdict) {
            return switch (verdict) {
                case GO -> "1;32";
                case STOP -> "1;31";
                case UNDECIDED -> "1;35";
            };
        }
    }
}
