package envgate.rules.analysis.reach;

import envgate.envs.model.Area;
import envgate.envs.model.Cidr;
import envgate.envs.model.PrefixList;
import java.util.Optional;

/// Whether a prefix list holds an address.
///
/// @param length of the longest block that does; -1 when none does or it was not seen
record PrefixMatch(Truth truth, int length) {

    /// Longer than any default route and shorter than any block that somebody writes for one service.
    private static final int UNSEEN_LENGTH = 8;

    static PrefixMatch of(Terrain terrain, String id, End end) {
        Optional<PrefixList> list = terrain.list(id);
        if (list.isPresent()) {
            int longest = list.get().cidrs().stream()
                    .flatMap(it -> terrain.block(it).stream())
                    .filter(it -> it.contains(end.address()))
                    .mapToInt(Cidr::length)
                    .max()
                    .orElse(-1);
            return new PrefixMatch(Truth.of(longest >= 0), longest);
        }
        Optional<String> service = terrain.serviceOf(id);
        if (service.isPresent() && end.service().isPresent()) {
            boolean same = service.equals(end.service());
            return new PrefixMatch(Truth.of(same), same ? UNSEEN_LENGTH : -1);
        }
        return new PrefixMatch(Truth.maybe(terrain.missing(Area.PREFIX_LISTS, id)), -1);
    }
}
