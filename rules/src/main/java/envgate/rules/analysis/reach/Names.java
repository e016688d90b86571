package envgate.rules.analysis.reach;

import envgate.envs.model.Area;
import envgate.envs.model.Arn;
import envgate.envs.model.Call;
import envgate.envs.model.Cidr;
import envgate.envs.model.HostedZone;
import envgate.envs.model.PrefixList;
import envgate.envs.model.Resource;
import envgate.envs.model.Vpc;
import envgate.envs.model.VpcEndpoint;
import envgate.rules.analysis.reach.Path.Blocker;
import envgate.rules.analysis.reach.Path.Part;
import envgate.rules.finding.Missing;
import envgate.rules.finding.Trail;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Follows names as a VPC's resolver does: private hosted zones and endpoints' private names before public
/// names, and a private zone that lacks the name hides the public one.
///
/// See https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zone-private-considerations.html
/// and https://docs.aws.amazon.com/vpc/latest/userguide/AmazonDNS-concepts.html.
final class Names {

    private static final int LONGEST_CHAIN = 8;

    private static final Cidr MAPPED = Cidr.of("::ffff:0:0/96");

    /// Services whose things have addresses of their own, which are not the service's.
    private static final Set<String> STANDING =
            Set.of("rds", "elasticache", "elasticloadbalancing", "ec2", "es", "redshift", "kafka", "mq", "memorydb");

    /// Endings of names that no public zone has.
    private static final Set<String> PRIVATE_ENDINGS =
            Set.of("internal", "local", "lan", "corp", "home", "intranet", "private", "localdomain", "test");

    /// Ports of what is seldom offered to the whole internet, so that a public name may well have a private
    /// address.
    private static final Set<Integer> INNER_PORTS = Set.of(
            22, 389, 636, 445, 1433, 1521, 2049, 2181, 3306, 3389, 5432, 5439, 5671, 5672, 6379, 6380, 8182, 9042, 9092,
            9094, 9096, 9098, 9200, 11211, 27017);

    private final Terrain terrain;
    private final Standing standing;
    private final Optional<Vpc> vpc;
    private final boolean inVpc;
    private final boolean ipv6;

    /// @param vpc the function's, where it was seen
    /// @param inVpc whether it is attached to one
    /// @param ipv6 whether it may use IPv6
    Names(Terrain terrain, Optional<Vpc> vpc, boolean inVpc, boolean ipv6) {
        this.terrain = terrain;
        this.standing = new Standing(terrain, vpc);
        this.vpc = vpc;
        this.inVpc = inVpc;
        this.ipv6 = ipv6;
    }

    Resolution resolve(Call call, String region) {
        Optional<Cidr> address = Cidr.parse(call.host()).map(Names::plainly);
        if (address.isPresent()) {
            Target target = Target.at(call.host(), List.of(Span.of(address.get())));
            return new Resolution.Leads(Trail.EMPTY, List.of(target));
        }
        Optional<Arn> arn = Arn.parse(call.host());
        if (arn.isPresent()) {
            Optional<Resource> thing = standing.at(arn.get());
            Optional<Resolution> machine = standing.machine(arn.get());
            if (machine.isPresent()) {
                return machine.get();
            } else if (thing.isEmpty() && STANDING.contains(arn.get().service())) {
                return new Resolution.Unclear(
                        Trail.EMPTY, Part.TARGET, List.of(new Missing(arn.get() + " was not seen", "")));
            }
            return thing.isPresent()
                    ? standing.resolve(thing.get(), call.port(), Trail.EMPTY)
                    : name(AwsNames.host(arn.get(), region), call, Trail.EMPTY, 0);
        }
        return name(AwsNames.plain(call.host()), call, Trail.EMPTY, 0);
    }

    /// `::ffff:10.0.0.1` is how sockets write an IPv4 address: RFC 4291, section 2.5.5.2.
    private static Cidr plainly(Cidr block) {
        boolean mapped = MAPPED.contains(block);
        return mapped ? new Cidr(block.bits().subtract(MAPPED.bits()), block.length() - 96, 32) : block;
    }

    private Resolution name(String host, Call call, Trail trail, int depth) {
        if (depth > LONGEST_CHAIN) {
            return unclear(trail, new Missing("where the names behind " + call.host() + " end", ""));
        }
        if (inVpc) {
            Optional<Resolution> hidden = privately(host, call, trail, depth);
            if (hidden.isPresent()) {
                return hidden.get();
            }
        }
        return publicly(host, call, trail);
    }

    /// What the VPC's resolver knows before it asks the public name servers.
    private Optional<Resolution> privately(String host, Call call, Trail trail, int depth) {
        if (vpc.isEmpty()) {
            return Optional.of(unclear(trail, terrain.missing(Area.VPCS, "the function's VPC")));
        }
        Vpc it = vpc.get();
        Boolean support = it.dnsSupport();
        Boolean hostnames = it.dnsHostnames();
        if (support == null || hostnames == null) {
            Missing attributes = terrain.missing(Area.VPCS, "whether " + it.id() + " resolves names");
            return Optional.of(unclear(trail, new Missing(attributes.what(), "ec2:DescribeVpcAttribute")));
        }
        Optional<Resolution> instead = new Servers(terrain, it).instead(host, support, trail);
        if (instead.isPresent()) {
            return instead;
        } else if (!hostnames) {
            return Optional.empty();
        }
        List<Missing> unseen = Stream.of(Area.HOSTED_ZONES, Area.VPC_ENDPOINTS)
                .filter(area -> !terrain.sees(area))
                .map(area -> terrain.missing(area, "what " + it.id() + " resolves " + host + " to"))
                .toList();
        if (!unseen.isEmpty()) {
            return Optional.of(new Resolution.Unclear(trail, Part.NAME, unseen));
        }
        Optional<HostedZone> zone = terrain.network().hostedZones().stream()
                .filter(other -> other.vpcIds().contains(it.id()) && isIn(host, AwsNames.plain(other.name())))
                .max(Comparator.comparingInt((HostedZone other) ->
                                AwsNames.plain(other.name()).length())
                        .thenComparing(HostedZone::id));
        List<VpcEndpoint> endpoints = terrain.ground().endpointsOfVpc.getOrDefault(it.id(), List.of()).stream()
                .filter(one -> !one.type().equals("Gateway") && !one.inboundOnlyPrivateDns())
                .toList();
        Optional<VpcEndpoint> endpoint = endpoints.stream()
                .filter(other -> !hidden(other, host).isEmpty())
                .max(Comparator.comparingInt(
                                (VpcEndpoint other) -> hidden(other, host).length())
                        .thenComparing(Comparator.reverseOrder()));
        int own = zone.map(found -> AwsNames.plain(found.name()).length()).orElse(-1);
        int others = endpoint.map(found -> hidden(found, host).length()).orElse(-1);
        String closest = own >= others
                ? zone.map(found -> AwsNames.plain(found.name())).orElse("")
                : endpoint.map(found -> hidden(found, host)).orElse("");
        Optional<Resolution> forwarded = new Servers(terrain, it).forwarded(host, closest, trail);
        if (forwarded.isPresent()) {
            return forwarded;
        } else if (zone.isPresent() && endpoint.isPresent() && own == others) {
            String what = "whether " + zone.get().id() + " or " + endpoint.get().id() + " answers for " + host;
            return Optional.of(unclear(trail, new Missing(what, "")));
        }
        return own > others
                ? zone.map(found -> zone(found, host, call, trail, depth))
                : endpoint.map(found -> endpoint(found, host, trail));
    }

    /// The hidden private hosted zone of an endpoint that has a host; empty when none has. Of zones that overlap
    /// the most specific one answers, see "Private hosted zones that have overlapping namespaces":
    /// https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zone-private-considerations.html.
    private static String hidden(VpcEndpoint endpoint, String host) {
        return AwsNames.privateNames(endpoint).stream()
                .filter(name -> AwsNames.covers(name, host))
                .map(name -> name.startsWith("*.") ? name.substring(2) : name)
                .max(Comparator.comparingInt(String::length))
                .orElse("");
    }

    static boolean isIn(String host, String zone) {
        return host.equals(zone) || host.endsWith("." + zone);
    }

    private Resolution endpoint(VpcEndpoint endpoint, String host, Trail trail) {
        boolean storage = endpoint.serviceName().endsWith(".s3");
        boolean gateway = terrain.network().vpcEndpoints().stream()
                .anyMatch(it -> it.type().equals("Gateway")
                        && it.vpcId().equals(endpoint.vpcId())
                        && it.serviceName().equals(endpoint.serviceName()));
        if (storage && gateway) {
            String what = "whether " + endpoint.id() + " answers for " + host + " or only for inbound resolvers";
            return unclear(trail, new Missing(what, ""));
        }
        Trail told = trail.then("endpoint " + endpoint.id() + " answers for " + host, endpoint.id());
        return standing.resolve(endpoint, told);
    }

    private Resolution zone(HostedZone zone, String host, Call call, Trail trail, int depth) {
        Optional<Missing> unseen = terrain.snapshot()
                .gapIn(Area.HOSTED_ZONES, zone.id())
                .or(() -> terrain.snapshot().gapIn(Area.HOSTED_ZONES, zone.name()))
                .map(Missing::of);
        if (unseen.isPresent()) {
            return unclear(trail, unseen.get());
        }
        List<HostedZone.Entry> entries = entries(zone, host);
        List<String> values = entries.stream()
                .filter(it -> it.type().equals("A")
                        || it.type().equals("CNAME")
                        || (ipv6 && it.type().equals("AAAA")))
                .flatMap(it -> it.values().stream())
                .distinct()
                .toList();
        if (values.isEmpty()) {
            String detail = "private hosted zone " + zone.name() + " has no address for " + host
                    + ", and hides what the internet says";
            Blocker blocker = new Blocker(Code.DNS_PHZ_SHADOWS_PUBLIC, Part.NAME, zone.id(), detail);
            return new Resolution.Ends(trail.then(detail, zone.id()), blocker);
        }
        Trail told = trail.then("private hosted zone " + zone.name() + " answers for " + host, zone.id());
        List<Target> targets = new ArrayList<>();
        for (String value : values) {
            Optional<Cidr> address = Cidr.parse(value);
            if (address.isPresent()) {
                targets.add(Target.at(host + " at " + value, List.of(Span.of(address.get()))));
                continue;
            }
            switch (name(AwsNames.plain(value), call, told, depth + 1)) {
                case Resolution.Leads(Trail further, List<Target> more) -> {
                    told = further;
                    targets.addAll(more);
                }
                case Resolution.Ends ends
                when values.size() == 1 -> {
                    return ends;
                }
                case Resolution.Ends(Trail further, Blocker blocker) -> {
                    return unclear(further, new Missing(blocker.detail(), ""));
                }
                case Resolution.Unclear unclear -> {
                    return unclear;
                }
                case Resolution.Asks asks -> {
                    return asks;
                }
            }
        }
        return new Resolution.Leads(told, targets);
    }

    /// The records of a name, else those of the closest wildcard.
    private static List<HostedZone.Entry> entries(HostedZone zone, String host) {
        String name = host;
        while (true) {
            String wanted = name;
            List<HostedZone.Entry> found = zone.records().stream()
                    .filter(it -> AwsNames.plain(it.name()).equals(wanted))
                    .toList();
            if (!found.isEmpty()) {
                return found;
            }
            String above = name.startsWith("*.") ? name.substring(2) : name;
            if (above.indexOf('.') < 0 || above.equals(AwsNames.plain(zone.name()))) {
                return List.of();
            }
            name = "*." + above.substring(above.indexOf('.') + 1);
        }
    }

    private Resolution publicly(String host, Call call, Trail trail) {
        Optional<Resolution> thing = standing.resolve(host, call.port(), trail);
        if (thing.isPresent()) {
            return thing.get();
        }
        if (AwsNames.isOfAThing(host)) {
            return new Resolution.Unclear(trail, Part.TARGET, List.of(standing.unseen(host)));
        }
        Optional<String> listed = AwsNames.listed(host);
        if (listed.isPresent()) {
            List<Cidr> blocks = terrain.network().prefixLists().stream()
                    .filter(it -> it.name().equals(listed.get()))
                    .flatMap(it -> blocks(it).stream())
                    .filter(it -> !it.isIpv6())
                    .toList();
            List<Span> spans = blocks.isEmpty() ? Span.INTERNET : Span.of(blocks);
            return new Resolution.Leads(trail, List.of(Target.service(host, spans, !blocks.isEmpty(), listed)));
        } else if (AwsNames.isGlobalS3(host)) {
            return new Resolution.Leads(trail, List.of(Target.service(host, Span.INTERNET, false, Optional.empty())));
        } else if (AwsNames.isService(host)) {
            return new Resolution.Leads(trail, List.of(Target.service(host, Span.INTERNET, false, Optional.of(""))));
        }
        String ending = host.substring(host.lastIndexOf('.') + 1);
        if (PRIVATE_ENDINGS.contains(ending) || host.indexOf('.') < 0) {
            return unclear(trail, new Missing("what " + call.host() + " leads to: no private hosted zone has it", ""));
        } else if (INNER_PORTS.contains(call.port()) && call.isHearsay()) {
            return unclear(trail, new Missing("the address of " + call.host(), ""));
        }
        return new Resolution.Leads(trail, List.of(Target.host(call.host(), Span.INTERNET)));
    }

    private static List<Cidr> blocks(PrefixList list) {
        return list.cidrs().stream().flatMap(it -> Cidr.parse(it).stream()).toList();
    }

    private static Resolution unclear(Trail trail, Missing missing) {
        return new Resolution.Unclear(trail, Part.NAME, List.of(missing));
    }
}
