package envgate.rules.analysis.reach;

import envgate.envs.model.Area;
import envgate.envs.model.Cidr;
import envgate.envs.model.PrefixList;
import java.util.Optional;
import java.util.regex.Pattern;

/// Whether a prefix list holds an address.
///
/// @param length of the longest block that does; -1 when none does or it was not seen
record PrefixMatch(Truth truth, int length) {

    private static final Pattern SERVICE = Pattern.compile("com\\.amazonaws\\.[a-z0-9-]+\\.(?:s3|dynamodb|s3express)");

    /// Longer than any default route and shorter than any block that somebody writes for one service.
    private static final int UNSEEN_LENGTH = 8;

    /// Whether a list is that of a service with gateway endpoints, whose hosts are known by name.
    static boolean isOfService(PrefixList list) {
        return SERVICE.matcher(list.name()).matches();
    }

    private static int longest(Terrain terrain, PrefixList list, End end) {
        return list.cidrs().stream()
                .flatMap(it -> terrain.block(it).stream())
                .filter(it -> it.contains(end.address()))
                .mapToInt(Cidr::length)
                .max()
                .orElse(-1);
    }

    static PrefixMatch of(Terrain terrain, String id, End end) {
        Optional<PrefixList> list = terrain.list(id);
        if (list.isPresent()
                && end.guise() == End.Guise.INTERNET
                && end.service().isPresent()
                && isOfService(list.get())) {
            boolean same = end.service().equals(Optional.of(list.get().name()));
            int longest = Math.max(UNSEEN_LENGTH, longest(terrain, list.get(), end));
            return new PrefixMatch(Truth.of(same), same ? longest : -1);
        } else if (list.isPresent()) {
            int longest = longest(terrain, list.get(), end);
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
