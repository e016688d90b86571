package envgate.rules.analysis.reach;

import envgate.envs.model.RouteTable;
import envgate.envs.model.RouteTable.Route;
import envgate.rules.finding.Missing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The route that a table takes for an address: the longest prefix, then static before prefix list before
/// propagated.
///
/// See https://docs.aws.amazon.com/vpc/latest/userguide/route-tables-priority.html. Where two prefix lists
/// tie, AWS picks one and does not say which; where a prefix list was not seen, it may hold the address or
/// not.
///
/// @param routes those that it may be; none when there is no route
/// @param orNone whether it may also be that there is none
/// @param missing what would tell which, when it may be several
record Choice(List<Route> routes, boolean orNone, List<Missing> missing) {

    private record Candidate(Route route, int length, int rank) {}

    private static final Comparator<Candidate> BEST =
            Comparator.comparingInt(Candidate::length).reversed().thenComparingInt(Candidate::rank);

    static Choice of(Terrain terrain, RouteTable table, End destination) {
        List<Candidate> sure = new ArrayList<>();
        List<Route> possible = new ArrayList<>();
        List<Missing> missing = new ArrayList<>();
        for (Route it : table.routes()) {
            if (it.prefixListId().isEmpty()) {
                terrain.block(it.cidr())
                        .filter(block -> block.contains(destination.address()))
                        .ifPresent(block -> sure.add(new Candidate(it, block.length(), rank(it))));
                continue;
            }
            PrefixMatch match = PrefixMatch.of(terrain, it.prefixListId(), destination);
            if (match.truth().isYes()) {
                sure.add(new Candidate(it, match.length(), 1));
            } else if (!match.truth().isNo()) {
                possible.add(it);
                missing.addAll(match.truth().missing());
            }
        }
        sure.sort(BEST);
        List<Route> best = sure.stream()
                .filter(it -> BEST.compare(it, sure.getFirst()) == 0)
                .map(Candidate::route)
                .toList();
        if (best.size() > 1) {
            missing.add(new Missing("which of several equal routes in " + table.id() + " AWS has picked", ""));
        }
        List<Route> all = new ArrayList<>(best);
        possible.stream()
                .filter(it -> best.stream().noneMatch(other -> leadAlike(it, other)))
                .forEach(all::add);
        boolean several = all.stream().anyMatch(it -> !leadAlike(it, all.getFirst()));
        return best.isEmpty() || several
                ? new Choice(all, best.isEmpty(), missing)
                : new Choice(List.of(all.getFirst()), false, List.of());
    }

    private static boolean leadAlike(Route it, Route other) {
        return it.target().equals(other.target()) && it.state().equals(other.state());
    }

    private static int rank(Route route) {
        return route.origin().equals("EnableVgwRoutePropagation") ? 2 : 0;
    }

    /// The other routes that lead to an address, those that come next first; what each of them loses by.
    static List<Passed> passed(Terrain terrain, RouteTable table, End destination, Route taken) {
        List<Candidate> sure = new ArrayList<>();
        for (Route it : table.routes()) {
            if (it.prefixListId().isEmpty()) {
                terrain.block(it.cidr())
                        .filter(block -> block.contains(destination.address()))
                        .ifPresent(block -> sure.add(new Candidate(it, block.length(), rank(it))));
            } else {
                PrefixMatch match = PrefixMatch.of(terrain, it.prefixListId(), destination);
                if (match.truth().isYes()) {
                    sure.add(new Candidate(it, match.length(), 1));
                }
            }
        }
        sure.sort(BEST);
        return sure.stream()
                .filter(it -> BEST.compare(it, sure.getFirst()) != 0 && !leadAlike(it.route(), taken))
                .map(it -> new Passed(
                        it.route(),
                        it.length() < sure.getFirst().length() ? Code.MORE_SPECIFIC_ROUTE : Code.HIGHER_PRIORITY_ROUTE))
                .toList();
    }

    /// A route that another one wins over.
    record Passed(Route route, Code by) {}

    /// `0.0.0.0/0`, or the id of the prefix list.
    static String destination(Route route) {
        return route.prefixListId().isEmpty() ? route.cidr() : route.prefixListId();
    }
}
