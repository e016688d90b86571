package envgate.rules.analysis.reach;

import envgate.envs.model.Area;
import envgate.envs.model.Cidr;
import envgate.envs.model.DhcpOptions;
import envgate.envs.model.ResolverRule;
import envgate.envs.model.Vpc;
import envgate.rules.analysis.reach.Path.Blocker;
import envgate.rules.analysis.reach.Path.Part;
import envgate.rules.finding.Missing;
import envgate.rules.finding.Trail;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Who is asked for names in a VPC when it is not AWS's own resolver: the servers of its DHCP options, or
/// those that a rule of Route 53 Resolver forwards to. What they answer is not known.
///
/// See https://docs.aws.amazon.com/vpc/latest/userguide/DHCPOptionSet.html and
/// https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-rules-managing.html. That functions
/// follow DHCP options is believed, so the answer is never more than "not known".
final class Servers {

    private final Terrain terrain;
    private final Vpc vpc;

    Servers(Terrain terrain, Vpc vpc) {
        this.terrain = terrain;
        this.vpc = vpc;
    }

    /// What becomes of all names, unless AWS's resolver is asked.
    Optional<Resolution> instead(String host, boolean support, Trail trail) {
        Optional<DhcpOptions> options = terrain.network().dhcpOptions().stream()
                .filter(it -> it.id().equals(vpc.dhcpOptionsId()))
                .findFirst();
        List<Cidr> own = options.stream()
                .flatMap(it -> it.domainNameServers().stream())
                .flatMap(it -> Cidr.parse(it).stream())
                .toList();
        if (!own.isEmpty()) {
            String what = "what DNS server " + own.getFirst() + " of " + vpc.dhcpOptionsId() + " answers for " + host;
            return Optional.of(unclear(trail, new Missing(what, "")));
        } else if (support) {
            return Optional.empty();
        } else if (options.filter(DhcpOptions::isAmazonProvided).isPresent()) {
            String detail = "nobody answers for " + host + ": the DNS resolver of " + vpc.id() + " is off";
            Blocker blocker = new Blocker(Code.DNS_VPC_ATTRIBUTES_OFF, Part.NAME, vpc.id(), detail);
            return Optional.of(new Resolution.Ends(trail.then(detail, vpc.id()), blocker));
        }
        String what = "which DNS servers " + vpc.id() + " uses, for AWS's own is off";
        return Optional.of(unclear(trail, terrain.missing(Area.DHCP_OPTIONS, what)));
    }

    /// What becomes of a name that a rule forwards: the most specific one, before a private hosted zone of
    /// the same name.
    ///
    /// @param zone the name of the private hosted zone that has the host; empty when none has
    Optional<Resolution> forwarded(String host, String zone, Trail trail) {
        return terrain.network().resolverRules().stream()
                .filter(it -> it.vpcIds().contains(vpc.id()))
                .filter(it -> it.domainName().isEmpty() || host.equals(plain(it)) || host.endsWith("." + plain(it)))
                .max(Comparator.comparingInt((ResolverRule it) -> plain(it).length())
                        .thenComparing(ResolverRule::id))
                .filter(it -> it.type().equals("FORWARD") && plain(it).length() >= zone.length())
                .map(it -> {
                    List<String> servers = it.targets().stream()
                            .map(ResolverRule.Target::address)
                            .toList();
                    String what = "what " + String.join(", ", servers) + " answers for " + host
                            + ", to whom resolver rule " + it.id() + " forwards it";
                    return unclear(trail, new Missing(what, ""));
                });
    }

    private static String plain(ResolverRule it) {
        return AwsNames.plain(it.domainName());
    }

    private static Resolution unclear(Trail trail, Missing missing) {
        return new Resolution.Unclear(trail, Part.NAME, List.of(missing));
    }
}
