package envgate.reports;

import envgate.envs.model.Area;
import envgate.envs.model.Assumption;
import envgate.envs.model.Gap;
import envgate.envs.model.Note;
import envgate.envs.model.Origin;
import envgate.envs.model.Provenance;
import envgate.rules.finding.Card;
import envgate.rules.finding.CheckReport;
import envgate.rules.finding.CheckReport.Verdict;
import envgate.rules.finding.Finding;
import envgate.rules.finding.Place;
import envgate.rules.finding.Severity;
import envgate.rules.finding.Trail;
import envgate.rules.finding.Unjudged;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// Reports out of a seed, with texts that try to break out of every format.
final class RandomReports {

    /// Texts that someone who may name a resource could smuggle in.
    static final List<String> HOSTILE = List.of(
            "</script><script>document.title='owned'</script>",
            "<!-- <img src=x onerror=\"document.title='owned'\"> -->",
            "\"><svg onload=document.title='owned'>",
            "' onmouseover='x",
            "\u202egnp.exe",
            "\u001b[2J\u001b]0;owned\u0007",
            "line one\nline two\r\n\tline three",
            "]]> & <![CDATA[",
            "\u0000\u0001\ufffe\uffff",
            "café → 日本語 🚀",
            "[click](1) {0} %s ${x} \\",
            "שלום",
            "\u2028\u2029");

    private static final List<String> WORDS = List.of(
            "", "orders", "prod", "staging", "Worker", "DB_HOST", "arn:aws:s3:::orders-prod", "rtb-9", "a b", "x");

    private final Random random;

    RandomReports(long seed) {
        random = new Random(seed);
    }

    CheckReport report() {
        return new CheckReport(
                new CheckReport.Tool("envgate", text()),
                text(),
                random.nextBoolean() ? null : new CheckReport.Edge(text(), text(), text()),
                one(Verdict.values()),
                text(),
                new CheckReport.Coverage(random.nextInt(100), random.nextInt(10), random.nextInt(5)),
                some(3, this::environment),
                some(6, () -> new CheckReport.HeededFinding(finding(), random.nextBoolean())),
                some(6, this::unjudged),
                some(
                        3,
                        () -> new CheckReport.WaivedFinding(
                                finding(),
                                text(),
                                text(),
                                random.nextBoolean() ? null : LocalDate.ofEpochDay(20_000 + random.nextInt(5000)))),
                some(3, () -> new CheckReport.AssumptionUse(one(Assumption.values()), random.nextInt(9))),
                IntStream.range(0, 4)
                        .mapToObj(it -> new CheckReport.RuleSummary(
                                card("rule-" + it), random.nextInt(5), random.nextInt(5), random.nextInt(5)))
                        .toList(),
                some(2, this::text));
    }

    private CheckReport.EnvironmentSummary environment() {
        return new CheckReport.EnvironmentSummary(
                text(),
                new Provenance(
                        one(Provenance.Kind.values()),
                        text(),
                        some(2, () -> Integer.toString(100_000_000 + random.nextInt(100))),
                        some(2, this::text),
                        text(),
                        random.nextBoolean() ? null : Instant.ofEpochMilli(random.nextLong(4_000_000_000_000L))),
                some(4, this::text),
                some(3, () -> new Gap(one(Area.values()), text(), text(), text(), text(), text(), text(), text())),
                some(2, () -> new Note(text(), origin())),
                random.nextBoolean() ? new Origin.Unknown() : line());
    }

    private Finding finding() {
        Severity severity = one(Severity.values());
        Trail trail = new Trail(some(3, () -> new Trail.Step(text(), text(), text(), origin())), java.util.Set.of());
        if (trail.isEmpty() && severity == Severity.ERROR) {
            trail = trail.then(text());
        }
        return new Finding(
                "rule-" + random.nextInt(5),
                "CFG-00" + random.nextInt(5),
                severity,
                text(),
                text(),
                place(),
                trail.assuming(some(2, () -> one(Assumption.values()))),
                text());
    }

    private Unjudged unjudged() {
        return new Unjudged(
                "rule-" + random.nextInt(5),
                "CFG-00" + random.nextInt(5),
                place(),
                text(),
                text(),
                random.nextBoolean());
    }

    private Place place() {
        return new Place(text(), text(), text(), text(), List.of(text(), text()), text(), origin());
    }

    private Origin origin() {
        return switch (random.nextInt(3)) {
            case 0 -> new Origin.Unknown();
            case 1 -> line();
            default -> new Origin.ApiCall(text(), text(), text());
        };
    }

    private Origin line() {
        return new Origin.FileLine(text(), random.nextInt(50));
    }

    private Card card(String id) {
        return new Card(
                id,
                "CFG-00" + id.charAt(id.length() - 1),
                one(Severity.values()),
                random.nextBoolean() ? "links" : "access",
                "function",
                text(),
                text(),
                text(),
                some(2, () -> one(Area.values())),
                "",
                "",
                List.of(),
                some(2, this::text));
    }

    private String text() {
        String word = one(WORDS);
        return random.nextInt(4) == 0 ? word + one(HOSTILE) : word;
    }

    private <T> T one(T[] all) {
        return all[random.nextInt(all.length)];
    }

    private <T> T one(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private <T> List<T> some(int most, Supplier<T> make) {
        List<T> some = new ArrayList<>();
        for (int n = random.nextInt(most + 1); n > 0; n--) {
            some.add(make.get());
        }
        return some;
    }
}
