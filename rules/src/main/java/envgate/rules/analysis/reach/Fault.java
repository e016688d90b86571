package envgate.rules.analysis.reach;

import envgate.rules.analysis.reach.Path.Part;
import java.util.EnumSet;
import java.util.Set;

/// What kind of mistake stops a call, so that each is accused once and by the rule that knows its cure.
public enum Fault {
    /// The function's security groups do not let it out.
    OWN_GROUPS(Part.OWN_GROUPS),
    /// The security groups of a database or cache do not let it in.
    DATABASE_GROUPS(Part.DATABASE_GROUPS),
    /// The security groups of an interface endpoint do not let it in.
    ENDPOINT_GROUPS(Part.ENDPOINT_GROUPS),
    NETWORK_ACL(Part.NETWORK_ACLS),
    /// A route to an internet gateway, which a function without a public address cannot use.
    PUBLIC_SUBNET(Part.ROUTES),
    /// A route to something that is gone, failed or detached.
    DEAD_ROUTE(Part.ROUTES),
    /// There is an interface endpoint, but the service's name does not lead to it.
    ENDPOINT_NAME(Part.ROUTES, Part.NAME),
    /// There is a gateway endpoint, but not in the route table of the function's subnet.
    ENDPOINT_NOT_ROUTED(Part.ROUTES),
    /// A service of AWS without an endpoint in the VPC, and no other way to it.
    NO_ENDPOINT(Part.ROUTES),
    /// A private destination, and the function is attached to no VPC.
    NOT_IN_VPC(Part.NAME, Part.TARGET),
    /// A destination in another VPC to which nothing leads.
    OTHER_VPC(Part.ROUTES),
    /// All else.
    OTHER(Part.NAME, Part.ROUTES, Part.TARGET, Part.TARGET_GROUPS);

    @SuppressWarnings("ImmutableEnumChecker") // nobody changes it
    private final Set<Part> parts;

    Fault(Part first, Part... more) {
        parts = EnumSet.of(first, more);
    }

    /// Whether what is not known could turn out to be this fault.
    public boolean mayHide(Path.Unknown unknown) {
        return unknown.parts().stream().anyMatch(parts::contains);
    }
}
