package envgate.rules.analysis.reach;

import envgate.envs.model.Area;
import envgate.envs.model.Arn;
import envgate.envs.model.Cidr;
import envgate.envs.model.NetworkInterface;
import envgate.envs.model.Resource;
import envgate.envs.model.Resource.Database;
import envgate.envs.model.Resource.LoadBalancer;
import envgate.envs.model.Subnet;
import envgate.envs.model.Vpc;
import envgate.envs.model.VpcEndpoint;
import envgate.rules.analysis.reach.Path.Blocker;
import envgate.rules.analysis.reach.Path.Part;
import envgate.rules.analysis.reach.Target.Door;
import envgate.rules.finding.Missing;
import envgate.rules.finding.Trail;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Where databases, load balancers and interface endpoints stand: in which subnets, behind which security
/// groups.
final class Standing {

    private final Terrain terrain;
    private final Optional<Vpc> vpc;

    /// @param vpc the function's
    Standing(Terrain terrain, Optional<Vpc> vpc) {
        this.terrain = terrain;
        this.vpc = vpc;
    }

    /// The database or load balancer with an ARN.
    Optional<Resource> at(Arn arn) {
        return Optional.ofNullable(terrain.ground().byArn.get(arn));
    }

    /// What the ARN of an instance or a network interface leads to.
    Optional<Resolution> machine(Arn arn) {
        String name = arn.resource();
        int slash = name.indexOf('/');
        boolean machine =
                arn.service().equals("ec2") && (name.startsWith("instance/") || name.startsWith("network-interface/"));
        if (!machine
                || !(terrain.networkInterface(name.substring(slash + 1))
                        instanceof Known.Seen<NetworkInterface>(NetworkInterface it))) {
            return Optional.empty();
        }
        List<Target> targets = it.privateAddresses().stream()
                .flatMap(address -> Cidr.parse(address).stream())
                .filter(address -> !address.isIpv6())
                .limit(1)
                .map(address -> Target.at(it.id(), List.of(Span.of(address))))
                .toList();
        return targets.isEmpty() ? Optional.empty() : Optional.of(new Resolution.Leads(Trail.EMPTY, targets));
    }

    /// What a name of AWS leads to when it is that of a thing that was seen.
    Optional<Resolution> resolve(String host, int port, Trail trail) {
        Resource thing = terrain.ground().byHost.get(host);
        if (thing != null) {
            return Optional.of(resolve(thing, port, trail));
        }
        int dot = host.indexOf('.');
        VpcEndpoint own = terrain.ground().byEndpointName.get(host);
        VpcEndpoint endpoint =
                own == null && dot > 0 ? terrain.ground().byEndpointName.get("*" + host.substring(dot)) : own;
        return Optional.ofNullable(endpoint).map(it -> {
            Trail told = trail.then("the name is that of endpoint " + it.id(), it.id());
            return resolve(it, zoneIn(host, it), told);
        });
    }

    /// @param port 0 when not known
    Resolution resolve(Resource thing, int port, Trail trail) {
        return switch (thing) {
            case Database it -> database(it, trail);
            case LoadBalancer it -> balancer(it, port, trail);
            case Resource.Queue _,
                    Resource.Topic _,
                    Resource.Table _,
                    Resource.Bucket _,
                    Resource.Key _,
                    Resource.Secret _,
                    Resource.Parameter _,
                    Resource.Repository _,
                    Resource.EventBus _,
                    Resource.Api _ -> throw new IllegalArgumentException(thing.kind());
        };
    }

    /// A database has a private address inside its VPC, also when it has a public one for the rest of the
    /// world:
    /// https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html.
    private Resolution database(Database it, Trail trail) {
        Trail told = trail.then("the name is that of " + it.kind() + " " + it.name(), it.name());
        boolean here = vpc.filter(own -> own.id().equals(it.vpcId()) || resolvesFor(own.id(), it.vpcId()))
                .isPresent();
        if (it.subnetIds().isEmpty() || it.securityGroupIds().isEmpty()) {
            String what = "subnets and security groups of " + it.name();
            return new Resolution.Unclear(told, Part.TARGET, List.of(new Missing(what + " were not seen", "")));
        }
        return it.publiclyAccessible() && !here
                ? fromOutside(it.name(), it.subnetIds(), it.securityGroupIds(), it.port(), Part.DATABASE_GROUPS, told)
                : inSubnets(
                        it.name(),
                        it.vpcId(),
                        it.subnetIds(),
                        it.securityGroupIds(),
                        it.port(),
                        Part.DATABASE_GROUPS,
                        told);
    }

    /// Whether a peer resolves public names of a VPC to private addresses:
    /// https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-dns.html.
    private boolean resolvesFor(String own, String other) {
        return terrain.peeringsOf(own).stream()
                .filter(it -> it.status().equals("active"))
                .flatMap(it -> Stream.of(it.requester(), it.accepter()))
                .anyMatch(it -> it.vpcId().equals(other) && it.resolvesRemoteDns());
    }

    private Resolution balancer(LoadBalancer it, int port, Trail trail) {
        Trail told = trail.then("the name is that of load balancer " + it.name(), it.name());
        boolean network = it.type().equals("network");
        if (it.subnetIds().isEmpty() || (it.securityGroupIds().isEmpty() && !network)) {
            String what = "subnets and security groups of " + it.name() + " were not seen";
            return new Resolution.Unclear(told, Part.TARGET, List.of(new Missing(what, "")));
        }
        if (it.listeners().isEmpty()) {
            String what = "listeners of " + it.name() + " were not seen";
            return new Resolution.Unclear(told, Part.TARGET, List.of(new Missing(what, "")));
        }
        boolean listens = it.listeners().stream().anyMatch(listener -> listener.port() == port);
        if (port != 0 && !listens) {
            String detail = "load balancer " + it.name() + " does not listen on " + port;
            boolean classic = it.type().equals("classic");
            Code code = classic ? Code.ELB_LISTENERS_MISMATCH : Code.ELBV2_LISTENERS_MISMATCH;
            Blocker blocker = new Blocker(code, Part.TARGET, it.name(), detail);
            return new Resolution.Ends(told.then(detail, it.name()), blocker);
        }
        int only = it.listeners().size() == 1 ? it.listeners().getFirst().port() : 0;
        return it.scheme().equals("internal")
                ? of(
                        it,
                        inSubnets(
                                it.name(),
                                it.vpcId(),
                                it.subnetIds(),
                                it.securityGroupIds(),
                                only,
                                Part.TARGET_GROUPS,
                                told))
                : fromOutside(it.name(), it.subnetIds(), it.securityGroupIds(), only, Part.TARGET_GROUPS, told);
    }

    private static Resolution of(LoadBalancer it, Resolution resolution) {
        return resolution instanceof Resolution.Leads(Trail trail, List<Target> targets)
                ? new Resolution.Leads(
                        trail, targets.stream().map(target -> target.of(it)).toList())
                : resolution;
    }

    private Resolution fromOutside(
            String name, List<String> subnets, List<String> groups, int port, Part guard, Trail trail) {
        List<Door> doors = subnets.stream().map(it -> new Door(it, groups)).toList();
        Target target = Target.behind(name, Span.INTERNET, doors, port, guard);
        return new Resolution.Leads(trail, List.of(target));
    }

    private Resolution inSubnets(
            String name, String vpcId, List<String> subnets, List<String> groups, int port, Part guard, Trail trail) {
        List<Target> targets = new ArrayList<>();
        for (String id : subnets) {
            if (!(terrain.subnet(id) instanceof Known.Seen<Subnet>(Subnet subnet))) {
                Missing missing = terrain.missing(Area.SUBNETS, "subnet " + id + " of " + name);
                return new Resolution.Unclear(trail, Part.TARGET, List.of(missing));
            }
            targets.add(Target.in(name + " in " + id, ipv4(subnet), false, vpcId, groups, port, guard));
        }
        return new Resolution.Leads(trail, targets);
    }

    private static List<Span> ipv4(Subnet subnet) {
        return Span.of(subnet.cidrs().stream().filter(block -> !block.isIpv6()).toList());
    }

    /// The zone that a name of an endpoint is of, like `vpce-0a1b-2c3d-eu-west-1a.sqs.…`; empty when it is the
    /// name for all of them:
    /// https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html.
    private String zoneIn(String host, VpcEndpoint endpoint) {
        int vpce = host.indexOf("vpce-");
        int dot = host.indexOf('.', Math.max(vpce, 0));
        String label = dot < 0 ? host : host.substring(Math.max(vpce, 0), dot);
        return endpoint.subnetIds().stream()
                .map(this::zoneOf)
                .filter(zone -> !zone.isEmpty() && label.endsWith("-" + zone))
                .findFirst()
                .orElse("");
    }

    private String zoneOf(String subnetId) {
        return terrain.subnet(subnetId) instanceof Known.Seen<Subnet>(Subnet it) ? it.availabilityZone() : "";
    }

    /// An interface endpoint: at the addresses of its interfaces, else somewhere in its subnets.
    Resolution resolve(VpcEndpoint endpoint, Trail trail) {
        return resolve(endpoint, "", trail);
    }

    private Resolution resolve(VpcEndpoint endpoint, String zone, Trail trail) {
        if (!endpoint.state().equalsIgnoreCase("available")) {
            String detail = "endpoint " + endpoint.id() + " is " + endpoint.state();
            Blocker blocker = new Blocker(Code.VPCE_NOT_AVAILABLE, Part.ROUTES, endpoint.id(), detail);
            return new Resolution.Ends(trail.then(detail, endpoint.id()), blocker);
        } else if (endpoint.securityGroupIds().isEmpty() || endpoint.subnetIds().isEmpty()) {
            String what = "subnets and security groups of " + endpoint.id() + " were not seen";
            return new Resolution.Unclear(trail, Part.TARGET, List.of(new Missing(what, "")));
        }
        List<Target> targets = new ArrayList<>();
        int found = 0;
        for (String id : endpoint.networkInterfaceIds()) {
            Optional<Spot> spot = address(id);
            found += spot.isPresent() ? 1 : 0;
            spot.filter(it -> isIn(it.subnetId(), zone))
                    .ifPresent(it -> targets.add(Target.in(
                            endpoint.id() + " in " + it.subnetId(),
                            List.of(Span.of(it.address())),
                            true,
                            endpoint.vpcId(),
                            endpoint.securityGroupIds(),
                            443,
                            Part.ENDPOINT_GROUPS)));
        }
        return !targets.isEmpty() && found == endpoint.networkInterfaceIds().size()
                ? new Resolution.Leads(trail, targets)
                : inSubnets(
                        endpoint.id(),
                        endpoint.vpcId(),
                        endpoint.subnetIds().stream()
                                .filter(id -> isIn(id, zone))
                                .toList(),
                        endpoint.securityGroupIds(),
                        443,
                        Part.ENDPOINT_GROUPS,
                        trail);
    }

    private boolean isIn(String subnetId, String zone) {
        return zone.isEmpty() || zoneOf(subnetId).equals(zone);
    }

    private record Spot(String subnetId, Cidr address) {}

    /// The address of an interface; only one that lies in its subnet, for emulators draw others by lot.
    private Optional<Spot> address(String interfaceId) {
        if (!(terrain.networkInterface(interfaceId) instanceof Known.Seen<NetworkInterface>(NetworkInterface it))
                || !(terrain.subnet(it.subnetId()) instanceof Known.Seen<Subnet>(Subnet subnet))) {
            return Optional.empty();
        }
        return it.privateAddresses().stream()
                .flatMap(address -> Cidr.parse(address).stream())
                .filter(address ->
                        !address.isIpv6() && subnet.cidrs().stream().anyMatch(block -> block.contains(address)))
                .map(address -> new Spot(subnet.id(), address))
                .findFirst();
    }

    /// What to say of a name that belongs to a thing that was not seen.
    Missing unseen(String host) {
        Area area = host.contains(".cache.")
                ? Area.CACHES
                : host.contains(".elb.")
                        ? Area.LOAD_BALANCERS
                        : host.contains("vpce") ? Area.VPC_ENDPOINTS : Area.DATABASES;
        return terrain.missing(area, "what has the name " + host);
    }
}
