package envgate.envs.model;

/// An Elastic IP address; what it is not used for is empty.
///
/// @param networkInterfaceOwner the account of the interface that it belongs to
public record ElasticAddress(
        String publicAddress,
        String region,
        String allocationId,
        String networkInterfaceId,
        String networkInterfaceOwner,
        String privateAddress,
        String instanceId)
        implements Comparable<ElasticAddress> {

    @Override
    public int compareTo(ElasticAddress other) {
        return toString().compareTo(other.toString());
    }
}
