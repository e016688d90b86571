package envgate.rules.analysis.reach;

import envgate.envs.model.Sight;
import envgate.envs.model.TransitGatewayAttachment;
import envgate.envs.model.TransitGatewayRouteTable;
import envgate.envs.model.TransitGatewayRouteTable.Member;
import envgate.envs.model.TransitGatewayRouteTable.Route;
import envgate.envs.model.Vpc;
import envgate.rules.finding.Missing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The route that a transit gateway's table takes for an address: the longest prefix, then static, prefix
/// list, and propagated by what propagates; a blackhole wins like any other.
///
/// See https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html#tgw-route-evaluation-overview.
///
/// @param missing what would tell, when it is not known
record TransitChoice(Optional<Route> route, List<Missing> missing) {

    private static final List<String> ORDER =
            List.of("vpc", "direct-connect-gateway", "connect", "vpn", "vpn-concentrator", "peering");

    private record Candidate(Route route, int length, int rank) {}

    private static final Comparator<Candidate> BEST = Comparator.comparingInt(Candidate::length)
            .reversed()
            .thenComparingInt(Candidate::rank)
            .thenComparing(it -> it.route().toString());

    static TransitChoice of(Terrain terrain, TransitGatewayRouteTable table, End end) {
        List<Missing> missing = new ArrayList<>();
        List<Candidate> candidates = candidates(terrain, table, end, missing);
        return new TransitChoice(candidates.stream().min(BEST).map(Candidate::route), missing);
    }

    /// A route that another one wins over.
    record Passed(Route route, Code by) {}

    /// The routes that lead to an address besides the one that is taken, those that come next first.
    static List<Passed> passed(Terrain terrain, TransitGatewayRouteTable table, End end) {
        List<Candidate> sorted = candidates(terrain, table, end, new ArrayList<>()).stream()
                .sorted(BEST)
                .toList();
        return sorted.stream()
                .skip(1)
                .map(it -> new Passed(
                        it.route(),
                        it.length() < sorted.getFirst().length()
                                ? Code.TGW_RTB_MORE_SPECIFIC_ROUTE
                                : Code.TGW_RTB_HIGHER_PRIORITY_ROUTE))
                .toList();
    }

    private static List<Candidate> candidates(
            Terrain terrain, TransitGatewayRouteTable table, End end, List<Missing> missing) {
        List<Candidate> candidates = new ArrayList<>();
        for (Route it : all(terrain, table)) {
            if (it.state().startsWith("delet") || it.state().equals("pending")) {
                continue;
            }
            if (it.prefixListId().isEmpty()) {
                terrain.block(it.cidr())
                        .filter(block -> block.contains(end.address()))
                        .ifPresent(block -> candidates.add(new Candidate(it, block.length(), rank(it))));
                continue;
            }
            PrefixMatch match = PrefixMatch.of(terrain, it.prefixListId(), end);
            if (match.truth().isYes()) {
                candidates.add(new Candidate(it, match.length(), 1));
            } else if (!match.truth().isNo()) {
                missing.addAll(match.truth().missing());
            }
        }
        return candidates;
    }

    static List<Route> listed(TransitGatewayRouteTable table) {
        return table.routes() instanceof Sight.Seen<List<Route>>(var seen) ? seen : List.of();
    }

    /// Its routes; where what a VPC propagates was not listed, the blocks of the VPC.
    static List<Route> all(Terrain terrain, TransitGatewayRouteTable table) {
        List<Route> routes = new ArrayList<>(listed(table));
        if (table.propagations() instanceof Sight.Seen<List<Member>>(List<Member> members)
                && routes.stream().allMatch(Route::isStatic)) {
            for (Member it : members) {
                Vpc vpc = it.state().startsWith("disabl")
                        ? null
                        : terrain.ground().vpcs.get(vpcOf(terrain, it));
                if (vpc != null) {
                    vpc.cidrs()
                            .forEach(block ->
                                    routes.add(new Route(block.toString(), "", "propagated", "active", List.of(it))));
                }
            }
        }
        return routes;
    }

    private static String vpcOf(Terrain terrain, Member it) {
        return it.resourceId().startsWith("vpc-")
                ? it.resourceId()
                : terrain.ground()
                        .attachments
                        .find(it.attachmentId())
                        .map(TransitGatewayAttachment::resourceId)
                        .orElse("");
    }

    private static int rank(Route route) {
        if (route.isStatic()) {
            return 0;
        }
        String type =
                route.targets().isEmpty() ? "" : route.targets().getFirst().resourceType();
        return 2 + (ORDER.contains(type) ? ORDER.indexOf(type) : ORDER.size());
    }

    /// `10.0.0.0/8`, or the id of the prefix list.
    static String words(Route route) {
        return route.prefixListId().isEmpty() ? route.cidr() : route.prefixListId();
    }
}
