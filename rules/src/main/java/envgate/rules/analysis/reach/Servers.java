package envgate.rules.analysis.reach;

import envgate.envs.model.Area;
import envgate.envs.model.Call;
import envgate.envs.model.Cidr;
import envgate.envs.model.DhcpOptions;
import envgate.envs.model.Gap;
import envgate.envs.model.ResolverRule;
import envgate.envs.model.Vpc;
import envgate.rules.analysis.reach.Path.Blocker;
import envgate.rules.analysis.reach.Path.Part;
import envgate.rules.finding.Missing;
import envgate.rules.finding.Trail;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Who is asked for names in a VPC when it is not AWS's own resolver: the servers of its DHCP options, or
/// those that a rule of Route 53 Resolver forwards to. What they answer is not known.
///
/// See https://docs.aws.amazon.com/vpc/latest/userguide/DHCPOptionSet.html and
/// https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-rules-managing.html. Functions follow
/// DHCP options, as AWS's advice on functions that time out in a VPC has it and as was measured
/// (https://dev.classmethod.jp/articles/vpc-lambda-dhcp-option-sets/), so where no server can be reached
/// nobody answers.
final class Servers {

    static final int DNS = 53;

    private static final Cidr RESOLVER = Cidr.of("169.254.169.253");
    private static final Cidr RESOLVER_IPV6 = Cidr.of("fd00:ec2::253");

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
        boolean set = !vpc.dhcpOptionsId().isEmpty() && !vpc.dhcpOptionsId().equals("default");
        if (set && options.isEmpty() && !terrain.sees(Area.DHCP_OPTIONS)) {
            String what = "which DNS servers " + vpc.dhcpOptionsId() + " of " + vpc.id() + " names";
            return Optional.of(unclear(trail, terrain.missing(Area.DHCP_OPTIONS, what)));
        }
        List<Cidr> own = options.stream()
                .flatMap(it -> it.domainNameServers().stream())
                .flatMap(it -> Cidr.parse(it).stream())
                .toList();
        List<Cidr> others = own.stream().filter(it -> !isOfAws(it)).toList();
        boolean aws = others.size() < own.size()
                || options.filter(it -> it.domainNameServers().contains("AmazonProvidedDNS"))
                        .isPresent();
        if (!others.isEmpty()) {
            String what =
                    "what DNS server " + others.getFirst() + " of " + vpc.dhcpOptionsId() + " answers for " + host;
            List<Cidr> needed = aws ? List.of() : others;
            return Optional.of(new Resolution.Asks(trail, vpc.dhcpOptionsId(), needed, new Missing(what, "")));
        } else if (support) {
            return Optional.empty();
        } else if (aws) {
            String detail = "nobody answers for " + host + ": the DNS resolver of " + vpc.id() + " is off";
            Blocker blocker = new Blocker(Code.DNS_VPC_ATTRIBUTES_OFF, Part.NAME, vpc.id(), detail);
            terrain.mend(new Fix.ResolveNames(vpc.id()));
            return Optional.of(new Resolution.Ends(trail.then(detail, vpc.id()), blocker));
        }
        String what = "which DNS servers " + vpc.id() + " uses, for AWS's own is off";
        return Optional.of(unclear(trail, terrain.missing(Area.DHCP_OPTIONS, what)));
    }

    /// Whether an address is that of AWS's resolver in the VPC, which no route leads to and nothing stops:
    /// https://docs.aws.amazon.com/vpc/latest/userguide/AmazonDNS-concepts.html.
    private boolean isOfAws(Cidr address) {
        return address.equals(RESOLVER)
                || address.equals(RESOLVER_IPV6)
                || vpc.cidrs().stream()
                        .anyMatch(it -> it.width() == address.width()
                                && it.bits().add(BigInteger.TWO).equals(address.bits()));
    }

    /// What becomes of questions to AWS's resolver at its own address; nothing when it is not asked.
    ///
    /// Neither routes nor security groups nor network ACLs count there:
    /// https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html.
    Optional<Path> at(Cidr address, Call call) {
        boolean asked = isOfAws(address)
                && call.port() == DNS
                && (call.protocol().equals("tcp") || call.protocol().equals("udp"));
        if (!asked) {
            return Optional.empty();
        }
        Boolean support = vpc.dnsSupport();
        Trail trail = Trail.of(address + " is the DNS resolver of " + vpc.id(), vpc.id());
        if (support == null) {
            Missing missing = terrain.missing(Area.VPCS, "whether " + vpc.id() + " resolves names");
            List<Missing> needed = List.of(new Missing(missing.what(), "ec2:DescribeVpcAttribute"));
            return Optional.of(new Path.Unknown(trail, Set.of(Part.TARGET), needed));
        } else if (support) {
            return Optional.of(new Path.Open(trail.then("nothing stands before it", vpc.id())));
        }
        String detail = "the DNS resolver of " + vpc.id() + " is off";
        Blocker blocker = new Blocker(Code.DNS_VPC_ATTRIBUTES_OFF, Part.TARGET, vpc.id(), detail);
        terrain.mend(new Fix.ResolveNames(vpc.id()));
        return Optional.of(new Path.Blocked(trail.then(detail, vpc.id()), List.of(blocker)));
    }

    /// What becomes of a name that a rule forwards: the most specific one, before a private hosted zone of
    /// the same name.
    ///
    /// @param zone the name of the private hosted zone that has the host, of an endpoint's hidden one too; empty
    ///     when none has
    Optional<Resolution> forwarded(String host, String zone, Trail trail) {
        List<ResolverRule> ofHost = terrain.network().resolverRules().stream()
                .filter(it -> it.domainName().isEmpty() || host.equals(plain(it)) || host.endsWith("." + plain(it)))
                .toList();
        boolean forwards = ofHost.stream().anyMatch(it -> it.type().equals("FORWARD"));
        Optional<Gap> gap = terrain.snapshot().gapsIn(Area.RESOLVER_RULES).stream()
                .filter(it -> it.region().isEmpty() || it.region().equals(vpc.region()))
                .filter(it -> it.account().isEmpty() || it.account().equals(vpc.owner()))
                .filter(it -> !it.operation().startsWith("ListResolverEndpoint"))
                .filter(it -> !it.operation().equals("ListResolverRuleAssociations") || forwards)
                .findFirst();
        if (gap.isPresent()) {
            String what = "whether a resolver rule of " + vpc.id() + " forwards " + host;
            Missing missing = new Missing(
                    what + " was not seen: " + gap.get().text(), gap.get().permission());
            return Optional.of(unclear(trail, missing));
        }
        return ofHost.stream()
                .filter(it -> it.vpcIds().contains(vpc.id()))
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
