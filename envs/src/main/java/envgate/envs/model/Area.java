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
    /// Resource policies of queues, topics, tables, buckets, keys and secrets.
    RESOURCE_POLICIES,
    VPCS,
    SUBNETS,
    ROUTE_TABLES,
    SECURITY_GROUPS,
    NETWORK_ACLS,
    INTERNET_GATEWAYS,
    EGRESS_ONLY_INTERNET_GATEWAYS,
    NAT_GATEWAYS,
    VPN_GATEWAYS,
    TRANSIT_GATEWAYS,
    PEERING_CONNECTIONS,
    VPC_ENDPOINTS,
    NETWORK_INTERFACES,
    PREFIX_LISTS,
    DHCP_OPTIONS,
    /// Private hosted zones and their records.
    HOSTED_ZONES,
    /// VPC Block Public Access.
    BLOCK_PUBLIC_ACCESS,
    /// Roles with their inline and customer managed policies.
    ROLES,
    /// Documents of AWS managed policies.
    MANAGED_POLICIES,
    /// Service and resource control policies.
    ORGANIZATION_POLICIES
}
