package envgate.rules.analysis.reach;

/// Why packets do not pass.
///
/// The first are explanation codes of Reachability Analyzer, with AWS's names
/// (https://docs.aws.amazon.com/vpc/latest/reachability/explanation-codes.html); the others are ours.
public enum Code {
    BAD_STATE("not in a working state"),
    BAD_STATE_ATTACHMENT("not attached, or not in a working state there"),
    BAD_STATE_ROUTE("the route's target is gone"),
    BAD_STATE_VPN("the VPN connection is down"),
    CANNOT_ROUTE("takes only other destinations", true),
    ELB_LISTENERS_MISMATCH("the classic load balancer does not listen there"),
    ELB_NOT_CROSSZONE("the classic load balancer has no target in the zone"),
    ELBV2_LISTENER_HAS_NO_TG("the listener has no targets"),
    ELBV2_LISTENERS_MISMATCH("the load balancer does not listen there"),
    ELBV2_NO_TARGETS_IN_AZ("the load balancer has no target in the zone"),
    ENI_ADDRESS_RESTRICTION("the interface does not have the address"),
    ENI_SG_RULES_MISMATCH("no rule of the security groups admits it"),
    ENI_SOURCE_DEST_CHECK_RESTRICTION("the interface does not forward"),
    FIREWALL_RULES_RESTRICTION("a firewall drops it"),
    HIGHER_PRIORITY_ROUTE("another route to the same block wins", true),
    IGW_DESTINATION_ADDRESS_NOT_IN_RFC1918_EGRESS("no private address is behind an internet gateway"),
    IGW_DESTINATION_ADDRESS_NOT_IN_RFC6598_EGRESS("no shared address is behind an internet gateway"),
    IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS("no interface has the public address"),
    IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS("no public IPv4 address"),
    IGW_SOURCE_ADDRESS_NOT_IN_RFC1918_INGRESS("nothing private comes in through an internet gateway"),
    IGW_SOURCE_ADDRESS_NOT_IN_RFC6598_INGRESS("nothing of shared addresses comes in through an internet gateway"),
    INGRESS_RTB_TRAFFIC_REDIRECTION("the gateway's route table leads what comes in elsewhere"),
    MORE_SPECIFIC_ROUTE("a route to a smaller block wins", true),
    NGW_REQUIRES_SOURCE_IN_VPC("a NAT gateway serves its own VPC only"),
    NGW_SOURCE_ADDRESS_REASSIGN("a NAT gateway hides where it comes from"),
    NO_POSSIBLE_DESTINATION("nothing has the address"),
    NO_ROUTE_TO_DESTINATION("no route"),
    PCX_REQUIRES_ADDRESS_IN_VPC_CIDR("peering leads into the other VPC only"),
    PROTOCOL_RESTRICTION("takes only other protocols"),
    REGIONAL_NGW_ROUTE_AZ_RESTRICTION("the regional NAT gateway is not in the zone"),
    SG_HAS_NO_RULES("the security groups have no rule"),
    SG_REFERENCES_NOT_PRESERVED("what stands between hides the sender's security groups"),
    SG_REFERENCING_SUPPORT("the transit gateway does not pass on security groups"),
    SUBNET_ACL_RESTRICTION("the network ACL denies it"),
    TGW_ATTACH_MISSING_TGW_RTB_ASSOCIATION("the attachment has no transit gateway route table"),
    TGW_BAD_STATE_VPN("the VPN connection behind the transit gateway is down"),
    TGW_ROUTE_AZ_RESTRICTION("the transit gateway's attachment is not in the zone"),
    TGW_RTB_CANNOT_ROUTE("the transit gateway's route is for other destinations", true),
    TGW_RTB_HIGHER_PRIORITY_ROUTE("another route of the transit gateway to the same block wins", true),
    TGW_RTB_MORE_SPECIFIC_ROUTE("a route of the transit gateway to a smaller block wins", true),
    TGW_RTB_BAD_STATE_ROUTE("the transit gateway's route is a blackhole"),
    TGW_RTB_NO_ROUTE_TO_TGW_ATTACHMENT("the transit gateway has no route"),
    VGW_PRIVATE_IP_ASSOCIATION_FOR_EGRESS("a virtual private gateway serves its own VPC only"),
    VGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS("no interface has the private address"),
    VPC_BLOCK_PUBLIC_ACCESS_ENABLED("VPC Block Public Access is on"),
    VPCE_GATEWAY_PROTOCOL_RESTRICTION("gateway endpoints take TCP and ICMP echoes only"),
    LAMBDA_NOT_IN_VPC("the function is attached to no VPC"),
    LAMBDA_NO_PUBLIC_IPV4("functions have no public IPv4 address"),
    NACL_EPHEMERAL_PARTIAL("the network ACL denies some of the ports that answers come to"),
    NAT_LOOP_OWN_SUBNET("the NAT gateway's subnet leads back to it"),
    NAT_PRIVATE_NO_INTERNET("a private NAT gateway does not lead to the internet"),
    NAT_SUBNET_NOT_PUBLIC("the NAT gateway's subnet does not lead to the internet"),
    IPV6_NOT_ALLOWED_FOR_DUAL_STACK("the function is not allowed to use IPv6"),
    IPV6_SUBNET_NOT_DUAL_STACK("a subnet of the function has no IPv6"),
    IPV6_NO_EGRESS_ROUTE("no route for IPv6"),
    DNS_PHZ_SHADOWS_PUBLIC("a private hosted zone hides the name"),
    DNS_VPC_ATTRIBUTES_OFF("the VPC does not resolve private names"),
    DNS_CUSTOM_SERVER_UNREACHABLE("the VPC's own DNS server cannot be reached"),
    VPCE_PRIVATE_DNS_OFF("the endpoint's private name is off"),
    VPCE_NOT_AVAILABLE("the endpoint is not available"),
    SUBNET_NO_FREE_IP("the subnet has no free address"),
    ENI_QUOTA("no more network interfaces are allowed"),
    SG_RULE_STALE("the rule names a security group that is gone"),
    DEDICATED_TENANCY_VPC("functions cannot be attached to a dedicated VPC"),
    FUNCTION_STATE_NOT_ACTIVE("the function is not active");

    private final String words;

    private final boolean explains;

    Code(String words) {
        this(words, false);
    }

    Code(String words, boolean explains) {
        this.words = words;
        this.explains = explains;
    }

    /// Whether it only explains why what would help does not, besides what stops packets.
    public boolean explains() {
        return explains;
    }

    /// The reason in general, in words.
    public String words() {
        return words;
    }
}
