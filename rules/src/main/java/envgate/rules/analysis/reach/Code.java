package envgate.rules.analysis.reach;

/// Why packets do not pass.
///
/// The first are explanation codes of Reachability Analyzer, with AWS's names
/// (https://docs.aws.amazon.com/vpc/latest/reachability/explanation-codes.html); the others are ours.
public enum Code {
    BAD_STATE("not in a working state"),
    BAD_STATE_ATTACHMENT("not attached to the VPC"),
    BAD_STATE_ROUTE("the route's target is gone"),
    CANNOT_ROUTE("takes only other destinations"),
    ELBV2_LISTENERS_MISMATCH("the load balancer does not listen there"),
    ENI_ADDRESS_RESTRICTION("the interface does not have the address"),
    ENI_SG_RULES_MISMATCH("no rule of the security groups admits it"),
    ENI_SOURCE_DEST_CHECK_RESTRICTION("the interface does not forward"),
    IGW_DESTINATION_ADDRESS_NOT_IN_RFC1918_EGRESS("no private address is behind an internet gateway"),
    IGW_DESTINATION_ADDRESS_NOT_IN_RFC6598_EGRESS("no shared address is behind an internet gateway"),
    IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS("no public IPv4 address"),
    NGW_REQUIRES_SOURCE_IN_VPC("a NAT gateway serves its own VPC only"),
    NO_POSSIBLE_DESTINATION("nothing has the address"),
    NO_ROUTE_TO_DESTINATION("no route"),
    PCX_REQUIRES_ADDRESS_IN_VPC_CIDR("peering leads into the other VPC only"),
    PROTOCOL_RESTRICTION("takes only other protocols"),
    SG_HAS_NO_RULES("the security groups have no rule"),
    SUBNET_ACL_RESTRICTION("the network ACL denies it"),
    VPCE_GATEWAY_PROTOCOL_RESTRICTION("gateway endpoints take TCP and ICMP echoes only"),
    VPC_BLOCK_PUBLIC_ACCESS_ENABLED("VPC Block Public Access is on"),
    LAMBDA_NOT_IN_VPC("the function is attached to no VPC"),
    LAMBDA_NO_PUBLIC_IPV4("functions have no public IPv4 address"),
    NACL_EPHEMERAL_PARTIAL("the network ACL denies some of the ports that answers come to"),
    NAT_LOOP_OWN_SUBNET("the NAT gateway's subnet leads back to it"),
    NAT_PRIVATE_NO_INTERNET("a private NAT gateway does not lead to the internet"),
    NAT_SUBNET_NOT_PUBLIC("the NAT gateway's subnet does not lead to the internet"),
    IPV6_NOT_ALLOWED_FOR_DUAL_STACK("the function is not allowed to use IPv6"),
    IPV6_SUBNET_NOT_DUAL_STACK("a subnet of the function has no IPv6"),
    DNS_PHZ_SHADOWS_PUBLIC("a private hosted zone hides the name"),
    VPCE_NOT_AVAILABLE("the endpoint is not available");

    private final String words;

    Code(String words) {
        this.words = words;
    }

    /// The reason in general, in words.
    public String words() {
        return words;
    }
}
