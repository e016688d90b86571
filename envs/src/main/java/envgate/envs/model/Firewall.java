package envgate.envs.model;

import java.util.Comparator;
import java.util.List;

/// A firewall of AWS Network Firewall.
///
/// See https://docs.aws.amazon.com/network-firewall/latest/APIReference/API_Firewall.html.
///
/// @param status `READY`, `PROVISIONING`, `DELETING`; empty when not seen
/// @param endpoints one in each zone, which routes lead to
public record Firewall(Arn arn, String name, String vpcId, String policyArn, String status, List<Endpoint> endpoints)
        implements Comparable<Firewall> {

    /// @param endpointId `vpce-…`; empty while there is none
    /// @param status `READY`, `CREATING`, …
    public record Endpoint(String availabilityZone, String subnetId, String endpointId, String status) {}

    public Firewall {
        endpoints = endpoints.stream()
                .sorted(Comparator.comparing(Endpoint::toString))
                .toList();
    }

    @Override
    public int compareTo(Firewall other) {
        return arn.compareTo(other.arn);
    }
}
