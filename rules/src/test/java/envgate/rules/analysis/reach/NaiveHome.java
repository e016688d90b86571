package envgate.rules.analysis.reach;

import static envgate.rules.analysis.reach.NaivePlaces.only;
import static envgate.rules.analysis.reach.NaiveReach.Answer.BLOCKED;
import static envgate.rules.analysis.reach.NaiveReach.Answer.OPEN;
import static envgate.rules.analysis.reach.NaiveReach.Answer.UNKNOWN;

import envgate.envs.model.Cidr;
import envgate.envs.model.RouteTable.Route;
import envgate.envs.model.Subnet;
import envgate.rules.analysis.reach.NaiveReach.Answer;
import envgate.rules.analysis.reach.NaiveReach.Packet;
import java.util.List;

/// The spec of the answer's way: routes are looked up anew, and whatever leads home is as good as the way
/// that the packet came.
record NaiveHome(NaiveReach reach) {

    Answer from(Subnet at, Cidr to, Packet p, int port) {
        List<Route> routes = reach.routes().of(at, to);
        if (routes.size() > 1) {
            return UNKNOWN;
        } else if (routes.isEmpty() || routes.getFirst().state().equals("blackhole")) {
            return BLOCKED;
        }
        String target = routes.getFirst().target();
        return switch (target.split("-", 0)[0]) {
            case "local" -> at.vpcId().equals(p.from().vpcId()) ? OPEN : BLOCKED;
            case "nat" -> BLOCKED;
            case "igw" -> to.isPrivate() ? BLOCKED : UNKNOWN;
            case "pcx" -> isActive(target) ? OPEN : BLOCKED;
            case "tgw" -> new NaiveTransit(reach).back(target, at, to, p, port);
            default -> UNKNOWN;
        };
    }

    private boolean isActive(String id) {
        return only(reach.net().peeringConnections(), it -> it.id().equals(id))
                .status()
                .equals("active");
    }
}
