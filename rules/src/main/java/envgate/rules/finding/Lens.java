package envgate.rules.finding;

import envgate.envs.model.Area;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/// An analysis through which a rule sees more than the areas that it names itself.
///
/// It decides what `envgate permissions --rules` asks for, so it lists all that the analysis may look at.
public enum Lens {
    /// Where values lead: every kind of thing that a value can name, of every environment.
    LINKS(Sights.NAMED),
    /// Whether a function gets to what it calls, which its values tell.
    REACH(Sights.of(Sights.NAMED, Sights.ROADS)),
    /// What a role may do, to whatever there is.
    ACCESS(Sights.of(Sights.NAMED, Sights.POLICIES)),
    /// What templates say of stacks, their conditions above all.
    TEMPLATES(Collections.unmodifiableSet(EnumSet.of(Area.TEMPLATES))),
    /// Whatever there is.
    ALL(Collections.unmodifiableSet(EnumSet.allOf(Area.class)));

    @SuppressWarnings("ImmutableEnumChecker") // a set that cannot change
    private final Set<Area> areas;

    Lens(Set<Area> areas) {
        this.areas = areas;
    }

    /// What the analysis may look at.
    public Set<Area> areas() {
        return areas;
    }

    private static final class Sights {

        static final Set<Area> NAMED = Collections.unmodifiableSet(EnumSet.of(
                Area.FUNCTIONS,
                Area.FUNCTION_URLS,
                Area.APIS,
                Area.STACKS,
                Area.STACK_RESOURCES,
                Area.EXPORTS,
                Area.PARAMETERS,
                Area.PARAMETER_VALUES,
                Area.SECRETS,
                Area.QUEUES,
                Area.TOPICS,
                Area.TABLES,
                Area.BUCKETS,
                Area.KEYS,
                Area.DATABASES,
                Area.CACHES,
                Area.LOAD_BALANCERS,
                Area.CLASSIC_LOAD_BALANCERS,
                Area.VPCS,
                Area.SUBNETS,
                Area.SECURITY_GROUPS,
                Area.VPC_ENDPOINTS,
                Area.ELASTIC_ADDRESSES,
                Area.HOSTED_ZONES,
                Area.ROLES));

        static final Set<Area> ROADS = Collections.unmodifiableSet(EnumSet.of(
                Area.EVENT_SOURCE_MAPPINGS,
                Area.LOAD_BALANCER_TARGETS,
                Area.ROUTE_TABLES,
                Area.SECURITY_GROUP_RULES,
                Area.STALE_RULES,
                Area.NETWORK_ACLS,
                Area.INTERNET_GATEWAYS,
                Area.EGRESS_ONLY_INTERNET_GATEWAYS,
                Area.NAT_GATEWAYS,
                Area.VPN_GATEWAYS,
                Area.VPN_CONNECTIONS,
                Area.TRANSIT_GATEWAYS,
                Area.TRANSIT_GATEWAY_ATTACHMENTS,
                Area.TRANSIT_GATEWAY_ROUTES,
                Area.PEERING_CONNECTIONS,
                Area.NETWORK_INTERFACES,
                Area.INSTANCES,
                Area.PREFIX_LISTS,
                Area.DHCP_OPTIONS,
                Area.RESOLVER_RULES,
                Area.FIREWALLS,
                Area.BLOCK_PUBLIC_ACCESS));

        static final Set<Area> POLICIES = Collections.unmodifiableSet(EnumSet.of(
                Area.FUNCTION_POLICIES, Area.RESOURCE_POLICIES, Area.MANAGED_POLICIES, Area.ORGANIZATION_POLICIES));

        static Set<Area> of(Set<Area> some, Set<Area> more) {
            Set<Area> both = EnumSet.copyOf(some);
            both.addAll(more);
            return Collections.unmodifiableSet(both);
        }
    }
}
