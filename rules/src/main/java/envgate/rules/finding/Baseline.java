package envgate.rules.finding;

import envgate.rules.finding.CheckReport.HeededFinding;
import envgate.rules.finding.CheckReport.WaivedFinding;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/// What was found before, waived or not: the findings of an earlier run, part by part.
///
/// A finding is known when all that it lumps together is: a function that was cut off from two hosts and is from one
/// now has nothing new about it.
public final class Baseline {

    private static final List<String> WHOLE = List.of("");

    private final Map<String, Set<String>> parts = new TreeMap<>();

    private Baseline() {}

    public static Baseline of(Collection<Finding> findings) {
        Baseline known = new Baseline();
        findings.forEach(known::add);
        return known;
    }

    public static Baseline of(CheckReport report) {
        return of(Stream.concat(
                        report.findings().stream().map(HeededFinding::finding),
                        report.waived().stream().map(WaivedFinding::finding))
                .toList());
    }

    /// What either knows.
    public Baseline and(Baseline other) {
        Baseline both = new Baseline();
        Stream.of(this, other)
                .forEach(one -> one.parts.forEach((about, all) -> both.at(about).addAll(all)));
        return both;
    }

    /// Whether nothing about it is new.
    public boolean knows(Finding it) {
        return parts.getOrDefault(it.about(), Set.of()).containsAll(parts(it));
    }

    /// Whether something of it is found here.
    public boolean has(Finding it) {
        Set<String> known = parts.getOrDefault(it.about(), Set.of());
        return parts(it).stream().anyMatch(known::contains);
    }

    private void add(Finding it) {
        at(it.about()).addAll(parts(it));
    }

    private Set<String> at(String about) {
        return parts.computeIfAbsent(about, _ -> new TreeSet<>());
    }

    private static List<String> parts(Finding it) {
        return it.place().parts().isEmpty() ? WHOLE : it.place().parts();
    }
}
