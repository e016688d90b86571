package envgate.rules.analysis.reach;

import envgate.envs.model.RouteTable;
import envgate.envs.model.RouteTable.Route;
import envgate.envs.model.Subnet;
import envgate.rules.analysis.reach.Path.Part;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Tells of a way that ends whether another route of the same table would have led there: one that a more
/// specific or a preferred one wins over, or one that is there for other addresses only.
///
/// That is found out by going the other way. The codes are those of
/// https://docs.aws.amazon.com/vpc/latest/reachability/explanation-codes.html, which AWS tells besides what
/// stops the packet.
final class Detours {

    /// Tables may hold a thousand routes; that many targets are tried.
    private static final int MOST = 12;

    private final Trip trip;
    private final Journey journey;
    private final int before;

    /// Before the way is gone.
    Detours(Trip trip, Journey journey) {
        this.trip = trip;
        this.journey = journey;
        this.before = journey.blocks();
    }

    /// Nobody asks while repairs are tried, or on another way that is tried already.
    boolean areAsked() {
        return journey.blocks() > before
                && !journey.isTrial()
                && !trip.terrain().isMending();
    }

    /// After a route was taken that led nowhere.
    void explain(Route taken, RouteTable table, Subnet at, End source, End destination) {
        if (!areAsked()) {
            return;
        }
        for (Choice.Passed it : Choice.passed(trip.terrain(), table, destination, taken)) {
            if (leads(it.route(), table, at, source, destination)) {
                String detail = "route table " + table.id() + " leads " + words(taken) + " before " + words(it.route())
                        + ", which would get there";
                journey.block(Part.ROUTES, it.by(), table.id(), detail);
                return;
            }
        }
    }

    /// After no route was found.
    void explain(RouteTable table, Subnet at, End source, End destination) {
        if (!areAsked()) {
            return;
        }
        Set<String> tried = new HashSet<>(List.of("local"));
        for (Route it : table.routes()) {
            if (tried.size() <= MOST
                    && tried.add(it.target())
                    && isOpenToAll(it, destination)
                    && leads(it, table, at, source, destination)) {
                String detail =
                        "route table " + table.id() + " leads " + words(it) + ", but not " + destination.address();
                journey.block(Part.ROUTES, Code.CANNOT_ROUTE, table.id(), detail);
                return;
            }
        }
    }

    /// Gateway endpoints lead to one service only, nobody knows what else is behind a VPN, and routes for IPv4
    /// say nothing of IPv6.
    private static boolean isOpenToAll(Route it, End destination) {
        return !it.target().startsWith("vpce-")
                && !it.target().startsWith("vgw-")
                && it.cidr().contains(":") == destination.address().isIpv6();
    }

    private static String words(Route it) {
        return Choice.destination(it) + " to " + it.target();
    }

    private boolean leads(Route other, RouteTable table, Subnet at, End source, End destination) {
        Journey way = journey.afresh();
        new Walk(trip, way).take(table, other, at, source, destination);
        return way.isFree();
    }
}
