package envgate.rules.engine;

import envgate.envs.model.Area;
import envgate.envs.model.Origin;
import envgate.envs.source.text.ShortForm;
import envgate.envs.source.text.SnapshotYaml;
import envgate.rules.analysis.Outcome;
import envgate.rules.finding.Answers;
import envgate.rules.finding.Card;
import envgate.rules.finding.Finding;
import envgate.rules.finding.Place;
import envgate.rules.finding.Unjudged;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Tests a rule by a text that says what it expects.
///
/// `src/test/resources/<topic>/<rule-id>.yaml` holds fleets in the short form, a line `===== title` before each but the
/// first. `# finds: part of the message` and `# unknown: part of the reason` stand on the line concerned, or alone on
/// the line before it; several may follow each other. Whatever the rule says on a line that does not expect it fails
/// the test, and so does an expectation that nothing meets.
public final class RuleTester {

    private static final Pattern EXPECTED =
            Pattern.compile("#\\s*(finds|unknown):\\s*(.*?)\\s*(?=#\\s*(?:finds|unknown):|$)");

    private RuleTester() {}

    /// What is expected or said on a line.
    private record Remark(int line, String kind, String text) {

        boolean isMetBy(Remark said) {
            return line == said.line && kind.equals(said.kind) && said.text.contains(text);
        }

        String words() {
            return "  line " + line + " " + kind + ": " + text;
        }
    }

    /// A fleet of a test file; its lines count from the beginning of the file.
    record Fleet(String title, String text) {}

    /// Runs the rule on its test file.
    public static void check(Class<? extends Rule> type) {
        Rule rule = instance(type);
        String file = path(Catalog.of(List.of(rule)).card(rule));
        String text = read(file).orElseThrow(() -> new AssertionError("there is no rules/src/test/resources/" + file));
        check(rule, file, text);
    }

    static void check(Rule rule, String file, String text) {
        List<String> complaints = new ArrayList<>();
        for (Fleet fleet : fleets(text)) {
            List<String> wrong = complaints(rule, file, fleet);
            if (!wrong.isEmpty()) {
                complaints.add(fleet.title().isEmpty() ? file : file + ": " + fleet.title());
                complaints.addAll(wrong);
            }
        }
        if (!complaints.isEmpty()) {
            throw new AssertionError(String.join("\n", complaints));
        }
    }

    private static List<String> complaints(Rule rule, String file, Fleet fleet) {
        ShortForm form = SnapshotYaml.read(file, fleet.text());
        List<Remark> said = said(form, run(rule, form));
        List<Remark> expected = expected(fleet.text());
        List<String> wrong = new ArrayList<>();
        expected.stream()
                .filter(it -> said.stream().noneMatch(it::isMetBy))
                .forEach(it -> wrong.add("expected but not said" + it.words()));
        said.stream()
                .filter(it -> expected.stream().noneMatch(mark -> mark.isMetBy(it)))
                .forEach(it -> wrong.add("said but not expected" + it.words()));
        return wrong;
    }

    /// What one rule answers about a fleet.
    static Answers run(Rule rule, ShortForm form) {
        List<String> asked = form.promote();
        if (rule instanceof OutcomeRule) {
            return outcome(rule, form, asked.getLast());
        }
        Question question =
                asked.size() == 2 ? new Question.Promote(asked.getFirst(), asked.getLast()) : new Question.Check(asked);
        return new Engine(Catalog.of(List.of(rule))).run(form.snapshots(), form.before(), form.intent(), question);
    }

    /// The document with a plan is what was planned, the other one of the environment what came of it.
    private static Answers outcome(Rule rule, ShortForm form, String environment) {
        return envgate.rules.analysis.Fleet.of(form.snapshots(), form.before(), form.intent())
                .deploy(environment)
                .map(it -> new Engine(Catalog.of(List.of(rule))).outcome(new Outcome(it.after(), it.before())))
                .orElseGet(() -> new Answers(List.of(), List.of(), new TreeMap<>()));
    }

    /// What one rule answers about a text that is one fleet, with some areas hidden.
    static Answers run(Rule rule, String name, String text, Area... hidden) {
        return run(rule, SnapshotYaml.read(name, text, hidden));
    }

    static List<Fleet> fleets(String text) {
        List<Fleet> fleets = new ArrayList<>();
        StringBuilder fleet = new StringBuilder();
        String title = "";
        int line = 0;
        for (String it : text.split("\n", -1)) {
            if (it.startsWith("=====")) {
                fleets.add(new Fleet(title, fleet.toString()));
                title = it.substring(5).strip();
                fleet = new StringBuilder("\n".repeat(line));
                it = "";
            }
            fleet.append(it).append('\n');
            line++;
        }
        fleets.add(new Fleet(title, fleet.toString()));
        return fleets.stream().filter(it -> !it.text().isBlank()).toList();
    }

    private static List<Remark> expected(String text) {
        List<Remark> remarks = new ArrayList<>();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            Matcher match = EXPECTED.matcher(lines.get(i));
            while (match.find()) {
                int line = i;
                while (line < lines.size() - 1 && lines.get(line).strip().startsWith("#")) {
                    line++;
                }
                remarks.add(new Remark(line + 1, match.group(1), match.group(2)));
            }
        }
        return remarks;
    }

    private static List<Remark> said(ShortForm form, Answers answers) {
        List<Remark> remarks = new ArrayList<>();
        for (Finding it : answers.findings()) {
            remarks.add(new Remark(line(form, it.place()), "finds", it.message()));
        }
        for (Unjudged it : answers.unjudged()) {
            remarks.add(new Remark(line(form, it.place()), it.crashed() ? "crashed" : "unknown", it.reason()));
        }
        return remarks;
    }

    /// The line of the variable, output or the like, else that of what has it, else that of the environment.
    private static int line(ShortForm form, Place place) {
        Stream<String> owners = place.function().isEmpty()
                ? Stream.concat(
                        Stream.of(place.resource()), Stream.of(place.resource().split("[:/]", -1)))
                : Stream.of(place.function());
        Optional<Integer> word = place.key().isEmpty()
                ? Optional.empty()
                : owners.flatMap(it -> form.line(place.environment(), it, place.key()).stream())
                        .findFirst();
        Optional<Integer> origin =
                place.origin() instanceof Origin.FileLine(String _, int at) ? Optional.of(at) : Optional.empty();
        return word.or(() -> origin)
                .or(() -> form.line(place.environment(), place.function(), ""))
                .or(() -> form.line(place.environment(), place.resource(), ""))
                .or(() -> form.line(place.environment(), "", ""))
                .orElse(0);
    }

    static String path(Card card) {
        return card.topic() + "/" + card.id() + ".yaml";
    }

    static Optional<String> read(String file) {
        try (InputStream in = RuleTester.class.getResourceAsStream("/" + file)) {
            return in == null ? Optional.empty() : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Rule instance(Class<? extends Rule> type) {
        try {
            return type.getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(type.getName() + " cannot be made", e);
        }
    }

    /// How many expectations of each kind a text has.
    static Map<String, Integer> expectations(String text) {
        Map<String, Integer> counts = new TreeMap<>();
        expected(text).forEach(it -> counts.merge(it.kind(), 1, Integer::sum));
        return counts;
    }
}
