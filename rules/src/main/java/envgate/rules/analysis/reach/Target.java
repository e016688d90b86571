package envgate.rules.analysis.reach;

import envgate.envs.model.Resource.LoadBalancer;
import envgate.rules.analysis.reach.Path.Part;
import java.util.List;
import java.util.Optional;

/// A place that a destination's name leads to.
///
/// @param words for people: `orders in data-a`
/// @param spans its addresses
/// @param every whether all of them count, or it has one of them and we do not know which
/// @param vpcId the VPC that it stands in, empty when only the address tells
/// @param groups its security groups, empty when only the address tells
/// @param service as in [End]
/// @param listens whether it is known that somebody listens there
/// @param port the one that it listens on, 0 when not known
/// @param doors where connections to it enter a VPC from the internet
/// @param guard what its security groups are called
/// @param balancer the load balancer that it is a place of
record Target(
        String words,
        List<Span> spans,
        boolean every,
        String vpcId,
        Optional<List<String>> groups,
        Optional<String> service,
        boolean listens,
        int port,
        List<Door> doors,
        Part guard,
        Optional<LoadBalancer> balancer) {

    private Target(
            String words,
            List<Span> spans,
            boolean every,
            String vpcId,
            Optional<List<String>> groups,
            Optional<String> service,
            boolean listens,
            int port,
            List<Door> doors,
            Part guard) {
        this(words, spans, every, vpcId, groups, service, listens, port, doors, guard, Optional.empty());
    }

    /// Whether it is somewhere in the internet.
    boolean isSomewhere() {
        return spans.equals(Span.INTERNET) || spans.equals(Span.INTERNET_IPV6);
    }

    /// The same, as a place of a load balancer.
    Target of(LoadBalancer other) {
        return new Target(words, spans, every, vpcId, groups, service, listens, port, doors, guard, Optional.of(other));
    }

    /// A subnet and the security groups of what stands in it.
    record Door(String subnetId, List<String> groups) {}

    /// Something at addresses of which we know nothing else.
    static Target at(String words, List<Span> spans) {
        return new Target(
                words, spans, true, "", Optional.empty(), Optional.empty(), false, 0, List.of(), Part.TARGET_GROUPS);
    }

    /// A host of the internet that is none of AWS's services with a prefix list.
    static Target host(String words, List<Span> spans) {
        return new Target(
                words,
                spans,
                true,
                "",
                Optional.of(List.of()),
                Optional.of(""),
                false,
                0,
                List.of(),
                Part.TARGET_GROUPS);
    }

    /// A public endpoint of an AWS service.
    ///
    /// @param every whether the addresses are the service's, or those of the internet, of which it has some
    static Target service(String words, List<Span> spans, boolean every, Optional<String> service) {
        Optional<List<String>> none = Optional.of(List.of());
        return new Target(words, spans, every, "", none, service, true, 443, List.of(), Part.TARGET_GROUPS);
    }

    /// Something that has an address in a subnet.
    static Target in(
            String words, List<Span> spans, boolean every, String vpcId, List<String> groups, int port, Part guard) {
        Optional<List<String>> held = Optional.of(groups);
        return new Target(words, spans, every, vpcId, held, Optional.of(""), false, port, List.of(), guard);
    }

    /// Something with a public address that stands in a VPC.
    static Target behind(String words, List<Span> spans, List<Door> doors, int port, Part guard) {
        return new Target(words, spans, true, "", Optional.of(List.of()), Optional.of(""), true, port, doors, guard);
    }
}
