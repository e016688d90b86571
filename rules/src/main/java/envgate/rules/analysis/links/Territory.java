package envgate.rules.analysis.links;

import envgate.envs.model.Area;
import envgate.envs.model.Gap;
import envgate.envs.model.Snapshot;
import envgate.rules.finding.Missing;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// Where an environment lies, and what of it could not be seen.
///
/// @param accounts those declared and those seen
record Territory(Snapshot snapshot, SortedSet<String> accounts, SortedSet<String> regions) {

    Territory {
        accounts = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(accounts));
        regions = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(regions));
    }

    String name() {
        return snapshot.environment();
    }

    /// What hides whether something of this kind is here: the area's gap, or that of this one thing.
    List<Missing> hiding(Mention mention) {
        List<Missing> missing = new ArrayList<>();
        for (Area area : areas(mention)) {
            for (Gap gap : snapshot.gapsIn(area)) {
                boolean there = fits(gap.account(), mention.account()) && fits(gap.region(), mention.region());
                boolean it = gap.isWhole()
                        || mention.identities().stream().anyMatch(key -> key.endsWith(" " + gap.resource()));
                if (there && it) {
                    missing.add(Missing.of(gap));
                }
            }
        }
        return missing;
    }

    /// What hides which of the account's things are this environment's own.
    List<Missing> hidingBelongings() {
        if (snapshot.belongings().everything()) {
            return List.of();
        }
        List<Missing> missing = new ArrayList<>();
        snapshot.gapsIn(Area.STACKS).forEach(it -> missing.add(Missing.of(it)));
        snapshot.gapsIn(Area.STACK_RESOURCES).forEach(it -> missing.add(Missing.of(it)));
        return missing;
    }

    /// Where a thing of this kind would be seen: where its kind is listed, and among outputs where those tell.
    private static List<Area> areas(Mention mention) {
        List<Area> areas = new ArrayList<>(mention.kind().area().stream().toList());
        switch (mention.form()) {
            case ID -> areas.addAll(List.of(Area.STACKS, Area.STACK_RESOURCES));
            case URL, HOST -> {
                if (mention.kind() != Thing.Kind.HOST && mention.kind() != Thing.Kind.OTHER) {
                    areas.add(Area.STACKS);
                }
            }
            case ARN, PATH, NAME, ACCOUNT -> {}
        }
        return areas.stream().distinct().toList();
    }

    private static boolean fits(String one, String other) {
        return one.isEmpty() || other.isEmpty() || one.equals(other);
    }
}
