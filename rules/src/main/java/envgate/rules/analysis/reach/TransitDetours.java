package envgate.rules.analysis.reach;

import envgate.envs.model.TransitGatewayRouteTable;
import envgate.envs.model.TransitGatewayRouteTable.Member;
import envgate.envs.model.TransitGatewayRouteTable.Route;
import envgate.rules.analysis.reach.Path.Part;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

/// The same as [Detours] for a transit gateway's table.
///
/// @param leads whether the way by an attachment is free
record TransitDetours(Terrain terrain, Journey journey, TransitGatewayRouteTable table, Predicate<Member> leads) {

    private static final int MOST = 12;

    /// After a route was taken that led nowhere.
    void explain(Route taken, End end) {
        for (TransitChoice.Passed it : TransitChoice.passed(terrain, table, end)) {
            if (!it.route().targets().isEmpty()
                    && !it.route().targets().equals(taken.targets())
                    && it.route().targets().stream().allMatch(leads)) {
                String detail = "transit gateway route table " + table.id() + " takes "
                        + TransitChoice.words(taken) + " before " + TransitChoice.words(it.route()) + " to "
                        + it.route().targets().getFirst().attachmentId() + ", which would get there";
                journey.block(Part.ROUTES, it.by(), table.id(), detail);
                return;
            }
        }
    }

    /// After no route was found.
    void explain(End end) {
        Set<String> tried = new HashSet<>();
        for (Route it : TransitChoice.all(terrain, table)) {
            if (it.isBlackhole() || it.targets().isEmpty() || tried.size() > MOST) {
                continue;
            }
            Member to = it.targets().getFirst();
            boolean seen = to.resourceType().equals("vpc") || to.resourceType().equals("peering");
            if (seen && tried.add(to.attachmentId()) && leads.test(to)) {
                String detail = "transit gateway route table " + table.id() + " leads " + TransitChoice.words(it)
                        + " to " + to.attachmentId() + ", but not " + end.address();
                journey.block(Part.ROUTES, Code.TGW_RTB_CANNOT_ROUTE, table.id(), detail);
                return;
            }
        }
    }
}
