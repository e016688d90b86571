package envgate.rules.analysis.reach;

import envgate.rules.analysis.reach.Outcome.Met;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What is known of a scene, whoever asks.
///
/// @param plain what was found out for sites whose groups nobody names
/// @param met what comes of several of them
record Stage(
        Resolution resolution,
        Set<String> referred,
        Map<Site, Outcome> plain,
        Map<Beyond, Outcome> beyond,
        Map<Meeting, Met> met) {

    /// Ways of one scene that are kept: more than a VPC has subnets.
    static final int MOST = 5_000;

    Stage(Resolution resolution, Set<String> referred) {
        this(resolution, referred, new ConcurrentHashMap<>(), new ConcurrentHashMap<>(), new ConcurrentHashMap<>());
    }

    /// One for all that are situated alike, so that nobody has to compare them again.
    static final class Site {}

    /// What the groups of a sender change, where something at the end names them.
    record Beyond(String view, Site site, List<String> seen) {}

    /// The very outcomes at some sites: those that others asked for are found again without being compared.
    record Meeting(List<Site> sites, List<Outcome> outcomes) {

        @Override
        @SuppressWarnings("ReferenceEquality") // what is alike but not the same is met anew
        public boolean equals(@Nullable Object other) {
            if (!(other instanceof Meeting it) || !sites.equals(it.sites)) {
                return false;
            }
            for (int i = 0; i < outcomes.size(); i++) {
                if (outcomes.get(i) != it.outcomes.get(i)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public int hashCode() {
            int hash = sites.hashCode();
            for (Outcome it : outcomes) {
                hash = 31 * hash + System.identityHashCode(it);
            }
            return hash;
        }
    }

    static <K, V> V recall(Map<K, V> known, K key, Supplier<V> finder) {
        V there = known.get(key);
        if (there != null) {
            return there;
        }
        V found = finder.get();
        if (known.size() > MOST) {
            known.clear();
        }
        known.put(key, found);
        return found;
    }
}
