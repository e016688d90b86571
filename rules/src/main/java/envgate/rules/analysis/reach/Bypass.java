package envgate.rules.analysis.reach;

import envgate.envs.model.Arn;
import envgate.envs.model.Call;
import envgate.envs.model.HostedZone;
import envgate.envs.model.Vpc;
import envgate.envs.model.VpcEndpoint;
import envgate.rules.analysis.reach.Path.Blocker;
import envgate.rules.analysis.reach.Path.Part;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What stands in a VPC for a name, while the name leads past it into the internet: an interface endpoint
/// without private DNS, or anything private in a VPC that does not resolve private names.
///
/// See https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html and
/// https://docs.aws.amazon.com/vpc/latest/userguide/AmazonDNS-concepts.html#vpc-dns-support.
final class Bypass {

    private final Terrain terrain;
    private final Vpc vpc;

    private Bypass(Terrain terrain, Vpc vpc) {
        this.terrain = terrain;
        this.vpc = vpc;
    }

    /// Tells of a name that no route leads to what is there that it does not lead to.
    static Outcome explain(Terrain terrain, String vpcId, String region, Call call, Outcome outcome) {
        boolean lost = outcome.kind() == Outcome.Kind.BLOCKED
                && outcome.blockers().stream().anyMatch(it -> it.code() == Code.NO_ROUTE_TO_DESTINATION);
        if (!lost || !(terrain.vpc(vpcId) instanceof Known.Seen<Vpc>(Vpc vpc))) {
            return outcome;
        }
        String host =
                Arn.parse(call.host()).map(it -> AwsNames.host(it, region)).orElse(AwsNames.plain(call.host()));
        Optional<Blocker> found = new Bypass(terrain, vpc).of(host);
        found.ifPresent(it -> terrain.mend(
                it.code() == Code.VPCE_PRIVATE_DNS_OFF
                        ? new Fix.NameEndpoint(it.component())
                        : new Fix.ResolveNames(it.component())));
        return found.map(outcome::and).orElse(outcome);
    }

    /// Why a name that leads into the internet, where no route leads, does not lead to what is there for it.
    private Optional<Blocker> of(String host) {
        boolean mute = Boolean.FALSE.equals(vpc.dnsSupport()) || Boolean.FALSE.equals(vpc.dnsHostnames());
        Optional<VpcEndpoint> endpoint = endpoint(host);
        if (mute) {
            return Stream.concat(
                            endpoint.filter(VpcEndpoint::privateDnsEnabled).map(it -> "endpoint " + it.id()).stream(),
                            zone(host).map(it -> "private hosted zone " + it.name()).stream())
                    .findFirst()
                    .map(it -> it + " is not asked for " + host + ": " + vpc.id() + " does not resolve private names")
                    .map(detail -> new Blocker(Code.DNS_VPC_ATTRIBUTES_OFF, Part.NAME, vpc.id(), detail));
        }
        return endpoint.filter(it -> !it.privateDnsEnabled()).map(it -> {
            String detail = host + " does not lead to endpoint " + it.id() + ": its private DNS is off";
            return new Blocker(Code.VPCE_PRIVATE_DNS_OFF, Part.NAME, it.id(), detail);
        });
    }

    /// The endpoint that has, or would have, a name; one that has it before others.
    private Optional<VpcEndpoint> endpoint(String host) {
        List<VpcEndpoint> all = terrain.ground().endpointsOfVpc.getOrDefault(vpc.id(), List.of()).stream()
                .filter(it -> it.type().equals("Interface") && it.state().equalsIgnoreCase("available"))
                .filter(it -> !it.inboundOnlyPrivateDns())
                .filter(it -> AwsNames.serviceNames(it).stream().anyMatch(name -> AwsNames.covers(name, host)))
                .toList();
        return all.stream()
                .filter(VpcEndpoint::privateDnsEnabled)
                .findFirst()
                .or(() -> all.stream().findFirst());
    }

    private Optional<HostedZone> zone(String host) {
        return terrain.network().hostedZones().stream()
                .filter(it -> it.vpcIds().contains(vpc.id()))
                .filter(it -> Names.isIn(host, AwsNames.plain(it.name())))
                .findFirst();
    }
}
