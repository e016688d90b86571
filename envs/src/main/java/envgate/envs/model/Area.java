package envgate.envs.model;

/// A part of the world that a source reads and a rule may need; what could not be read is a [Gap] in one of them.
///
/// One area is about what one listing of AWS answers, so that a refusal hides as little as possible.
public enum Area {
    /// Functions and their configuration.
    FUNCTIONS,
    /// Image digests, reserved concurrency and tags of single functions.
    FUNCTION_DETAILS,
    /// Resource policies of functions.
    FUNCTION_POLICIES,
    /// Aliases of functions.
    ALIASES,
    /// Function URLs.
    FUNCTION_URLS,
    EVENT_SOURCE_MAPPINGS,
    /// REST and HTTP APIs with their integrations, routes and stages.
    APIS,
    /// Stacks with their parameters and outputs.
    STACKS,
    STACK_RESOURCES,
    TEMPLATES,
    EXPORTS,
    /// SSM parameters: names, types, versions.
    PARAMETERS,
    /// Values of plain SSM parameters.
    PARAMETER_VALUES,
    SECRETS,
    QUEUES,
    TOPICS,
    TABLES,
    BUCKETS,
    KEYS,
    DATABASES,
    CACHES,
    LOAD_BALANCERS,
    CLASSIC_LOAD_BALANCERS,
    /// Target groups of load balancers, their attributes and targets.
    LOAD_BALANCER_TARGETS,
    /// Resource policies of queues, topics, tables, buckets, keys and secrets.
    RESOURCE_POLICIES,
    VPCS,
    SUBNETS,
    ROUTE_TABLES,
    SECURITY_GROUPS,
    /// Ids of the rules of security groups.
    SECURITY_GROUP_RULES,
    /// Rules of security groups that AWS calls stale.
    STALE_RULES,
    NETWORK_ACLS,
    INTERNET_GATEWAYS,
    EGRESS_ONLY_INTERNET_GATEWAYS,
    NAT_GATEWAYS,
    VPN_GATEWAYS,
    /// VPN connections and customer gateways.
    VPN_CONNECTIONS,
    TRANSIT_GATEWAYS,
    TRANSIT_GATEWAY_ATTACHMENTS,
    /// Route tables of transit gateways: associations, propagations and routes.
    TRANSIT_GATEWAY_ROUTES,
    PEERING_CONNECTIONS,
    VPC_ENDPOINTS,
    NETWORK_INTERFACES,
    INSTANCES,
    /// Elastic IP addresses.
    ELASTIC_ADDRESSES,
    PREFIX_LISTS,
    DHCP_OPTIONS,
    /// Private hosted zones and their records.
    HOSTED_ZONES,
    /// Rules of Route 53 Resolver, their VPCs, and its endpoints.
    RESOLVER_RULES,
    /// Firewalls of AWS Network Firewall, their policies and rules.
    FIREWALLS,
    /// VPC Block Public Access.
    BLOCK_PUBLIC_ACCESS,
    /// Roles with their inline and customer managed policies.
    ROLES,
    /// Documents of AWS managed policies.
    MANAGED_POLICIES,
    /// Service and resource control policies.
    ORGANIZATION_POLICIES
}
