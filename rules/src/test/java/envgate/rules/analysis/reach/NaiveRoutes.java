package envgate.rules.analysis.reach;

import static envgate.rules.analysis.reach.NaivePlaces.block;
import static envgate.rules.analysis.reach.NaivePlaces.only;

import envgate.envs.model.Cidr;
import envgate.envs.model.Network;
import envgate.envs.model.RouteTable;
import envgate.envs.model.RouteTable.Route;
import envgate.envs.model.Subnet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The spec of route tables: the subnet's own, else the VPC's main one; the longest prefix, then static
/// before prefix list before propagated.
record NaiveRoutes(Network net, Map<List<Object>, List<Route>> known) {

    NaiveRoutes(Network net) {
        this(net, new HashMap<>());
    }

    /// Several where AWS picks at random.
    List<Route> of(Subnet at, Cidr to) {
        return known.computeIfAbsent(List.of(at.id(), to), _ -> find(at, to));
    }

    private List<Route> find(Subnet at, Cidr to) {
        RouteTable table = net.routeTables().stream()
                .filter(it -> it.subnetIds().contains(at.id()))
                .findFirst()
                .orElseGet(() ->
                        only(net.routeTables(), it -> it.main() && it.vpcId().equals(at.vpcId())));
        int best = table.routes().stream().mapToInt(it -> score(it, to)).max().orElse(-1);
        List<Route> routes = table.routes().stream()
                .filter(it -> best >= 0 && score(it, to) == best)
                .toList();
        boolean alike =
                routes.stream().map(it -> it.target() + it.state()).distinct().count() == 1;
        return alike ? routes.subList(0, 1) : routes;
    }

    private int score(Route route, Cidr to) {
        List<String> blocks = route.prefixListId().isEmpty()
                ? List.of(route.cidr())
                : new NaivePlaces(net).list(route.prefixListId());
        int rank = route.origin().equals("EnableVgwRoutePropagation")
                ? 0
                : route.prefixListId().isEmpty() ? 2 : 1;
        return blocks.stream()
                .map(it -> block(it))
                .filter(it -> it.contains(to))
                .mapToInt(it -> it.length() * 3 + rank)
                .max()
                .orElse(-1);
    }
}
