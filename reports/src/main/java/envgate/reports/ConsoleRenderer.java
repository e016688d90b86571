package envgate.reports;

import envgate.reports.Terminal.Ink;
import envgate.rules.finding.CheckReport;
import envgate.rules.finding.CheckReport.EnvironmentSummary;
import envgate.rules.finding.CheckReport.Verdict;
import envgate.rules.finding.Finding;
import envgate.rules.finding.Severity;
import envgate.rules.finding.Trail;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// The terminal report, in the manner of rustc; its last line is always the verdict.
///
/// Of many findings of one rule in one environment the first few are told in full and the rest in a line
/// each: none is left out.
public final class ConsoleRenderer implements Renderer {

    private static final int IN_FULL = 3;
    private static final int EXAMPLES = 4;

    @Override
    public void render(CheckReport report, Options options, StringBuilder out) {
        new Page(report, Cards.of(report), options, new Terminal(options, out)).write();
    }

    private record Page(CheckReport report, Cards cards, Options options, Terminal terminal) {

        void write() {
            header();
            findings();
            known();
            waived();
            unknown();
            unseen();
            assumed();
            idle();
            stale();
            terminal.line("")
                    .add(ink(report.verdict()), report.verdict().name() + "  " + report.verdictReason())
                    .whole();
        }

        private void header() {
            terminal.line("  ")
                    .add(Ink.BOLD, "envgate " + Wording.command(report) + " " + Wording.subject(report))
                    .add(report.application().isEmpty() ? "" : "   " + report.application())
                    .add(Wording.plan(report).isEmpty() ? "" : "   plan: " + Wording.plan(report))
                    .end();
            report.environments()
                    .forEach(it -> terminal.line("    ").add(Ink.DIM, seen(it)).end());
            terminal.blank();
            Terminal.Line counts = terminal.line("      ")
                    .add(ink(report.verdict()), report.verdict().name())
                    .add("  ");
            String between = "";
            for (Count it : Wording.counts(report)) {
                counts.add(between).add(it.text());
                between = options.unicode() ? " · " : ", ";
            }
            counts.end();
            terminal.blank();
        }

        private static String seen(EnvironmentSummary it) {
            var seen = it.provenance();
            List<String> facts = new ArrayList<>();
            facts.add(Wording.functions(it));
            if (!seen.accounts().isEmpty()) {
                facts.add("account " + String.join(", ", seen.accounts()));
            }
            facts.addAll(seen.regions());
            boolean said =
                    seen.source().isEmpty() || seen.source().equals("account " + String.join(", ", seen.accounts()));
            facts.add(Wording.kind(seen.kind()) + (said ? "" : " " + seen.source()));
            if (!Wording.time(seen.takenAt()).isEmpty()) {
                facts.add("taken " + Wording.time(seen.takenAt()));
            }
            if (!it.gaps().isEmpty()) {
                facts.add(Wording.count(Wording.gaps(it.gaps()).size(), "gap"));
            }
            if (!it.notes().isEmpty()) {
                facts.add(Wording.count(it.notes().size(), "note"));
            }
            return "  " + it.name() + ": " + String.join(", ", facts);
        }

        private void findings() {
            Set<String> explained = new TreeSet<>();
            List<Finding> fresh = report.findings().stream()
                    .filter(it -> !it.known())
                    .map(CheckReport.HeededFinding::finding)
                    .toList();
            for (List<Finding> alike : alike(fresh)) {
                for (Finding it : alike.subList(0, Math.min(IN_FULL, alike.size()))) {
                    finding(it, explained.add(it.rule()));
                }
                if (alike.size() > IN_FULL) {
                    more(alike.subList(IN_FULL, alike.size()));
                }
            }
        }

        /// Runs of findings of one rule and severity in one environment.
        private static Collection<List<Finding>> alike(List<Finding> findings) {
            Map<List<String>, List<Finding>> runs = new LinkedHashMap<>();
            for (Finding it : findings) {
                runs.computeIfAbsent(
                                List.of(it.place().environment(), it.severity().id(), it.rule()),
                                _ -> new ArrayList<>())
                        .add(it);
            }
            return runs.values();
        }

        /// A line for each.
        private void more(List<Finding> rest) {
            Finding first = rest.getFirst();
            terminal.line("  ")
                    .add(ink(first.severity()), title(first))
                    .add(" " + rest.size() + " more in " + first.place().environment())
                    .end();
            for (Finding it : rest) {
                terminal.line("      ")
                        .add(Ink.BLUE, "  --> ")
                        .add(it.place().text() + ": " + it.message())
                        .add(Ink.DIM, "   " + it.fingerprint())
                        .end();
            }
            terminal.blank();
        }

        /// @param whole whether it is the first of its rule, and so says why it bites
        private void finding(Finding it, boolean whole) {
            terminal.line("   ")
                    .add(ink(it.severity()), title(it))
                    .add(" ")
                    .add(Ink.BOLD, it.message())
                    .end();
            String origin = it.place().origin().text();
            terminal.line("      ")
                    .add(Ink.BLUE, "  --> ")
                    .add(it.place().text())
                    .add(Ink.DIM, origin.isEmpty() ? "" : "   (" + origin + ")")
                    .end();
            for (Trail.Step step : it.trail().steps()) {
                boolean named = step.component().isEmpty() || step.text().contains(step.component());
                terminal.line("   |   ")
                        .add(Ink.BLUE, "   | ")
                        .add(Ink.BOLD, step.environment())
                        .add(step.environment().isEmpty() ? "" : ": ")
                        .add(step.text())
                        .add(named ? "" : " [" + step.component() + "]")
                        .end();
            }
            if (whole) {
                advice("why", cards.why(it));
            }
            advice("fix", it.fix());
            advice("assumes", Wording.assumptions(it));
            advice("explain", "envgate explain " + it.code() + "   fingerprint: " + it.fingerprint());
            terminal.blank();
        }

        private void advice(String name, String text) {
            if (!text.isEmpty()) {
                terminal.line(" ".repeat(7 + name.length()))
                        .add(Ink.BLUE, "   = ")
                        .add(name + ": " + text)
                        .end();
            }
        }

        private static String title(Finding it) {
            return it.severity().id() + "[" + it.code() + "]";
        }

        private void known() {
            long known = report.findings().stream()
                    .filter(CheckReport.HeededFinding::known)
                    .count();
            if (known > 0) {
                heading("known: " + Wording.count(known, "finding") + " of the baseline");
                terminal.line("  ")
                        .add(
                                Ink.DIM,
                                "  not shown again, as " + (known == 1 ? "it is" : "they are") + " not new; the "
                                        + "HTML and JSON reports hold " + (known == 1 ? "it" : "them"))
                        .end();
                terminal.blank();
            }
        }

        private void waived() {
            if (report.waived().isEmpty()) {
                return;
            }
            heading("waived: " + Wording.count(report.waived().size(), "finding") + " accepted");
            report.waived()
                    .forEach(it -> terminal.line("      ")
                            .add("  " + it.finding().severity().id() + "["
                                    + it.finding().code() + "] "
                                    + it.finding().place().text() + ": "
                                    + it.finding().message())
                            .add(Ink.DIM, "   because: " + it.reason())
                            .add(Ink.DIM, it.owner().isEmpty() ? "" : ", " + it.owner())
                            .add(Ink.DIM, it.until() == null ? ", for good" : ", until " + it.until())
                            .end());
            terminal.blank();
        }

        private void unknown() {
            if (report.unjudged().isEmpty()) {
                return;
            }
            heading("unknown: " + Wording.count(report.unjudged().size(), "judgement") + " could not be made");
            terminal.line("  ")
                    .add(Ink.DIM, "  ? stands for what could not be judged: it neither passed nor failed")
                    .end();
            Unknowns.of(report).groups().forEach(this::unknown);
            terminal.blank();
        }

        private void unknown(Unknowns.Group group) {
            terminal.line("      ")
                    .add(Ink.MAGENTA, "  ? ")
                    .add(group.size() + " x ")
                    .add(Ink.BOLD, group.reason())
                    .end();
            group.places()
                    .forEach((code, places) -> terminal.line("        ")
                            .add("      " + code + " "
                                    + String.join(", ", places.subList(0, Math.min(EXAMPLES, places.size())))
                                    + (places.size() > EXAMPLES ? " and " + (places.size() - EXAMPLES) + " more" : ""))
                            .end());
            String answer = group.crashed()
                    ? "a fault of envgate: please report it"
                    : group.permission().isEmpty() ? "" : "answered by: " + group.permission();
            if (!answer.isEmpty()) {
                terminal.line("        ").add("      " + answer).end();
            }
        }

        private void unseen() {
            List<String> gaps = new ArrayList<>();
            report.environments()
                    .forEach(it -> Wording.gaps(it.gaps()).stream()
                            .map(gap -> it.name() + ": " + gap)
                            .forEach(gaps::add));
            list("not seen", "? ", gaps);
        }

        private void assumed() {
            list(
                    "assumed, because it could not be read",
                    "",
                    report.assumptions().stream()
                            .map(it -> it.assumption().id() + ": "
                                    + it.assumption().words() + "; "
                                    + Wording.count(it.verdicts(), "judgement")
                                    + (it.verdicts() == 1 ? " rests" : " rest") + " on it"
                                    + (it.assumption().removedBy().isEmpty()
                                            ? ""
                                            : "; answered by: "
                                                    + it.assumption().removedBy()))
                            .toList());
        }

        private void idle() {
            List<String> idle = report.rules().stream()
                    .filter(it -> it.judged() == 0 && it.unjudged() == 0)
                    .map(it -> it.card().code())
                    .sorted()
                    .toList();
            if (!idle.isEmpty()) {
                terminal.line("  ")
                        .add("judged nothing, for want of a subject: " + String.join(", ", idle))
                        .end();
                terminal.blank();
            }
        }

        private void stale() {
            list("stale: matches nothing any more", "", report.stale());
        }

        private void list(String heading, String mark, List<String> texts) {
            if (!texts.isEmpty()) {
                heading(heading);
                texts.forEach(it -> terminal.line("      ")
                        .add("  ")
                        .add(Ink.MAGENTA, mark)
                        .add(it)
                        .end());
                terminal.blank();
            }
        }

        private void heading(String text) {
            terminal.line("  ").add(Ink.BOLD, text).end();
        }

        private static Ink ink(Severity severity) {
            return switch (severity) {
                case ERROR -> Ink.RED;
                case WARNING -> Ink.YELLOW;
                case NOTE -> Ink.CYAN;
            };
        }

        private static Ink ink(Verdict verdict) {
            return switch (verdict) {
                case GO -> Ink.GREEN;
                case STOP -> Ink.RED;
                case UNDECIDED -> Ink.MAGENTA;
            };
        }
    }
}
