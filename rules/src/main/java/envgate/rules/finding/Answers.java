package envgate.rules.finding;

import envgate.envs.model.Assumption;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What all rules said, before anyone decided what is heeded.
///
/// @param rules by id
public record Answers(List<Finding> findings, List<Unjudged> unjudged, SortedMap<String, Tally> rules) {

    /// How much one rule judged.
    ///
    /// @param judged judgements made, findings included
    /// @param assumed those among them that rest on an assumption
    /// @param byAssumption how many rest on each
    public record Tally(
            Card card,
            int judged,
            int unjudged,
            int findings,
            int assumed,
            SortedMap<Assumption, Integer> byAssumption) {

        public Tally {
            byAssumption = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(byAssumption));
        }
    }

    public Answers {
        findings = findings.stream().sorted().toList();
        unjudged = unjudged.stream().sorted().distinct().toList();
        rules = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(rules));
    }

    /// These and others, of which each rule has said one thing or the other.
    public Answers with(Answers others) {
        SortedMap<String, Tally> all = new TreeMap<>(rules);
        all.putAll(others.rules);
        return new Answers(
                java.util.stream.Stream.concat(findings.stream(), others.findings.stream())
                        .toList(),
                java.util.stream.Stream.concat(unjudged.stream(), others.unjudged.stream())
                        .toList(),
                all);
    }
}
