package envgate.reports;

import envgate.rules.finding.CheckReport;
import envgate.rules.finding.Unjudged;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What could not be judged, grouped by what was missing, so that a refused permission shows once and not a
/// hundred times.
///
/// @param groups the one that would answer most comes first
public record Unknowns(List<Group> groups) {

    /// What one missing thing left open.
    ///
    /// @param permission that would answer it, empty when none would
    /// @param crashed whether a rule failed, which is our fault
    /// @param size how many judgements it left open
    /// @param places what about, by the rule's code
    public record Group(
            String reason, String permission, boolean crashed, int size, SortedMap<String, List<String>> places) {

        public Group {
            places = Collections.unmodifiableSortedMap(new TreeMap<>(places));
        }
    }

    private record Key(String permission, String reason, boolean crashed) implements Comparable<Key> {

        @Override
        public int compareTo(Key other) {
            return Comparator.comparing(Key::permission)
                    .thenComparing(Key::reason)
                    .thenComparing(Key::crashed)
                    .compare(this, other);
        }
    }

    public Unknowns {
        groups = List.copyOf(groups);
    }

    static Unknowns of(CheckReport report) {
        SortedMap<Key, List<Unjudged>> byKey = new TreeMap<>();
        for (Unjudged it : report.unjudged()) {
            byKey.computeIfAbsent(new Key(it.permission(), it.reason(), it.crashed()), _ -> new ArrayList<>())
                    .add(it);
        }
        List<Group> groups = new ArrayList<>();
        byKey.forEach((key, all) ->
                groups.add(new Group(key.reason(), key.permission(), key.crashed(), all.size(), places(all))));
        groups.sort(Comparator.comparing((Group it) -> !it.crashed())
                .thenComparing(Group::size, Comparator.reverseOrder())
                .thenComparing(Group::permission)
                .thenComparing(Group::reason));
        return new Unknowns(groups);
    }

    private static SortedMap<String, List<String>> places(List<Unjudged> all) {
        SortedMap<String, List<String>> places = new TreeMap<>();
        for (Unjudged it : all) {
            places.computeIfAbsent(it.code(), _ -> new ArrayList<>())
                    .add(it.place().text());
        }
        places.replaceAll((_, texts) -> texts.stream().distinct().toList());
        return places;
    }
}
