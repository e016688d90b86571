package envgate.envs.model;

import java.util.Comparator;
import java.util.List;

/// A route table of a transit gateway: who looks up in it, who adds to it, and what it says.
///
/// @param state `available`, `pending`, …
/// @param associations attachments whose traffic it routes; unseen where nobody asked, the attachments may tell
/// @param propagations attachments that add their blocks to it
/// @param routes static and propagated ones; unseen where they could not be read
public record TransitGatewayRouteTable(
        String id,
        String region,
        String transitGatewayId,
        String state,
        boolean defaultAssociation,
        boolean defaultPropagation,
        Sight<List<Member>> associations,
        Sight<List<Member>> propagations,
        Sight<List<Route>> routes)
        implements Comparable<TransitGatewayRouteTable> {

    /// An attachment and how it stands to the table.
    ///
    /// @param state `associated`, `enabled`, …
    public record Member(String attachmentId, String resourceType, String resourceId, String state)
            implements Comparable<Member> {

        @Override
        public int compareTo(Member other) {
            return toString().compareTo(other.toString());
        }
    }

    /// A route; exactly one of `cidr` and `prefixListId` is not empty, as in a VPC's table.
    ///
    /// @param type `static` or `propagated`
    /// @param state `active`, `blackhole`, `pending`, `deleting`, `deleted`
    /// @param targets attachments that it leads to; several where equal ones share the traffic
    public record Route(String cidr, String prefixListId, String type, String state, List<Member> targets)
            implements Comparable<Route> {

        public Route {
            targets = targets.stream().sorted().distinct().toList();
        }

        public boolean isStatic() {
            return type.equals("static");
        }

        public boolean isBlackhole() {
            return state.equals("blackhole");
        }

        @Override
        public int compareTo(Route other) {
            return toString().compareTo(other.toString());
        }
    }

    public TransitGatewayRouteTable {
        associations = sorted(associations);
        propagations = sorted(propagations);
        routes = sorted(routes);
    }

    private static <T extends Comparable<T>> Sight<List<T>> sorted(Sight<List<T>> sight) {
        return sight instanceof Sight.Seen<List<T>>(List<T> all)
                ? new Sight.Seen<>(all.stream()
                        .sorted(Comparator.naturalOrder())
                        .distinct()
                        .toList())
                : sight;
    }

    public TransitGatewayRouteTable withRoutes(List<Route> others) {
        return new TransitGatewayRouteTable(
                id,
                region,
                transitGatewayId,
                state,
                defaultAssociation,
                defaultPropagation,
                associations,
                propagations,
                new Sight.Seen<>(others));
    }

    @Override
    public int compareTo(TransitGatewayRouteTable other) {
        return id.compareTo(other.id);
    }
}
