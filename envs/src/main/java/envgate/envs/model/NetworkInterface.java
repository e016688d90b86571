package envgate.envs.model;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// An elastic network interface.
///
/// @param owner its account; empty when not seen
/// @param type `interface`, `lambda`, `nat_gateway`, `vpc_endpoint`, ...
/// @param privateAddresses IPv4 and IPv6
/// @param publicAddress that of its first address, else of any; empty when it has none
/// @param publicAddresses which of its addresses have which public one
/// @param instanceId empty when it is attached to no instance
/// @param attachmentStatus `attached`, `attaching`, `detaching`, `detached`; empty when not seen or not attached
public record NetworkInterface(
        String id,
        String owner,
        String vpcId,
        String subnetId,
        String type,
        String description,
        String status,
        List<String> privateAddresses,
        String publicAddress,
        List<PublicAddress> publicAddresses,
        List<String> securityGroupIds,
        boolean sourceDestCheck,
        String instanceId,
        String attachmentStatus)
        implements Comparable<NetworkInterface> {

    /// A public address of a private one.
    ///
    /// @param owner `amazon` where AWS gave it, an account where it is an Elastic IP address of theirs
    public record PublicAddress(String privateAddress, String publicAddress, String owner, String allocationId) {}

    public NetworkInterface {
        privateAddresses = privateAddresses.stream().sorted().distinct().toList();
        publicAddresses = publicAddresses.stream()
                .sorted(Comparator.comparing(PublicAddress::toString))
                .distinct()
                .toList();
        securityGroupIds = securityGroupIds.stream().sorted().distinct().toList();
    }

    /// An interface of the account at hand; its public address is of its only private one.
    public NetworkInterface(
            String id,
            String vpcId,
            String subnetId,
            String type,
            String description,
            String status,
            List<String> privateAddresses,
            String publicAddress,
            List<String> securityGroupIds,
            boolean sourceDestCheck,
            String instanceId) {
        this(
                id,
                "",
                vpcId,
                subnetId,
                type,
                description,
                status,
                privateAddresses,
                publicAddress,
                publicAddress.isEmpty() || privateAddresses.isEmpty()
                        ? List.of()
                        : List.of(new PublicAddress(privateAddresses.getFirst(), publicAddress, "", "")),
                securityGroupIds,
                sourceDestCheck,
                instanceId,
                "");
    }

    /// The public address that one of its addresses has.
    public Optional<PublicAddress> publicOf(String privateAddress) {
        return publicAddresses.stream()
                .filter(it -> it.privateAddress().equals(privateAddress))
                .findFirst();
    }

    @Override
    public int compareTo(NetworkInterface other) {
        return id.compareTo(other.id);
    }
}
