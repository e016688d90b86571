package envgate.envs.model;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// A door of a VPC.
public sealed interface Gateway extends Comparable<Gateway> {

    String id();

    /// Its account; empty when AWS does not say it.
    String owner();

    /// Empty when not seen.
    String region();

    String state();

    @Override
    default int compareTo(Gateway other) {
        return id().compareTo(other.id());
    }

    record InternetGateway(String id, String owner, String region, List<String> vpcIds, String state)
            implements Gateway {

        /// A gateway of the account and region at hand.
        public InternetGateway(String id, List<String> vpcIds, String state) {
            this(id, "", "", vpcIds, state);
        }
    }

    record EgressOnlyInternetGateway(String id, String owner, String region, List<String> vpcIds, String state)
            implements Gateway {

        /// A gateway of the account and region at hand.
        public EgressOnlyInternetGateway(String id, List<String> vpcIds, String state) {
            this(id, "", "", vpcIds, state);
        }
    }

    /// See https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateways-regional.html for regional ones.
    ///
    /// @param subnetId empty for a regional one
    /// @param connectivity `public` or `private`
    /// @param availabilityMode `zonal` or `regional`; a regional one has no subnet
    /// @param addresses of a regional one, each is in a zone
    /// @param routeTableId the table of a regional one, else empty
    /// @param autoProvisionsZones whether a regional one spreads to new zones by itself
    record NatGateway(
            String id,
            String owner,
            String region,
            String vpcId,
            String subnetId,
            String state,
            String connectivity,
            String availabilityMode,
            List<NatAddress> addresses,
            String routeTableId,
            boolean autoProvisionsZones)
            implements Gateway {

        public NatGateway {
            addresses = addresses.stream()
                    .sorted(Comparator.comparing(NatAddress::toString))
                    .distinct()
                    .toList();
        }

        /// A zonal gateway, or a regional one that spreads by itself, of the account and region at hand.
        public NatGateway(
                String id,
                String vpcId,
                String subnetId,
                String state,
                String connectivity,
                String availabilityMode,
                List<String> privateAddresses,
                List<String> publicAddresses) {
            this(
                    id,
                    "",
                    "",
                    vpcId,
                    subnetId,
                    state,
                    connectivity,
                    availabilityMode,
                    NatAddress.pairs(privateAddresses, publicAddresses),
                    "",
                    availabilityMode.equals("regional"));
        }

        public boolean isRegional() {
            return availabilityMode.equals("regional");
        }

        public boolean isPublic() {
            return connectivity.equals("public");
        }

        public List<String> privateAddresses() {
            return texts(addresses.stream().map(NatAddress::privateAddress));
        }

        public List<String> publicAddresses() {
            return texts(addresses.stream().map(NatAddress::publicAddress));
        }

        /// The zones, by id, that a regional gateway has addresses in; by name where ids were not seen.
        public List<String> zones() {
            return texts(addresses.stream().map(NatAddress::zone));
        }

        private static List<String> texts(Stream<String> some) {
            return some.filter(it -> !it.isEmpty()).sorted().distinct().toList();
        }
    }

    /// An address of a NAT gateway; what was not seen is empty.
    ///
    /// @param status `succeeded`, `assigning`, `associating`, `failed`, …
    record NatAddress(
            String privateAddress,
            String publicAddress,
            String allocationId,
            String networkInterfaceId,
            String availabilityZone,
            String availabilityZoneId,
            String status) {

        String zone() {
            return availabilityZoneId.isEmpty() ? availabilityZone : availabilityZoneId;
        }

        private static List<NatAddress> pairs(List<String> privates, List<String> publics) {
            return Stream.iterate(0, it -> it < Math.max(privates.size(), publics.size()), it -> it + 1)
                    .map(it -> new NatAddress(
                            it < privates.size() ? privates.get(it) : "",
                            it < publics.size() ? publics.get(it) : "",
                            "",
                            "",
                            "",
                            "",
                            "succeeded"))
                    .toList();
        }
    }

    record VirtualPrivateGateway(String id, String owner, String region, List<String> vpcIds, String state)
            implements Gateway {

        /// A gateway of the account and region at hand.
        public VirtualPrivateGateway(String id, List<String> vpcIds, String state) {
            this(id, "", "", vpcIds, state);
        }
    }

    /// @param securityGroupReferencing whether rules may name groups of other VPCs behind it
    /// @param associationTableId the table that new attachments are associated with; empty for none
    /// @param propagationTableId the table that new attachments propagate to; empty for none
    /// @param cidrs its own blocks, for Connect peers
    record TransitGateway(
            String id,
            String owner,
            String region,
            String state,
            boolean securityGroupReferencing,
            boolean dnsSupport,
            boolean vpnEcmp,
            String associationTableId,
            String propagationTableId,
            List<String> cidrs)
            implements Gateway {

        public TransitGateway {
            cidrs = cidrs.stream().sorted().distinct().toList();
        }

        /// A gateway with AWS's defaults: https://docs.aws.amazon.com/vpc/latest/tgw/tgw-transit-gateways.html.
        public TransitGateway(String id, String owner, String state) {
            this(id, owner, "", state, false, true, true, "", "", List.of());
        }
    }
}
