package envgate.rules.analysis.reach;

import envgate.envs.model.Area;
import envgate.envs.model.Arn;
import envgate.envs.model.Cidr;
import envgate.envs.model.Gap;
import envgate.envs.model.Network;
import envgate.envs.model.NetworkAcl;
import envgate.envs.model.NetworkInterface;
import envgate.envs.model.PeeringConnection;
import envgate.envs.model.PrefixList;
import envgate.envs.model.Resource;
import envgate.envs.model.Resource.Database;
import envgate.envs.model.Resource.LoadBalancer;
import envgate.envs.model.RouteTable;
import envgate.envs.model.Snapshot;
import envgate.envs.model.Subnet;
import envgate.envs.model.TransitGatewayAttachment;
import envgate.envs.model.Vpc;
import envgate.envs.model.VpcEndpoint;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// What of a snapshot stays as it is when changes are tried, each thing by the key that it is asked for.
final class Ground {

    final Snapshot snapshot;
    final Network network;
    final Index<Vpc> vpcs;
    final Index<Subnet> subnets;
    final Index<VpcEndpoint> endpoints;
    final Index<PeeringConnection> peerings;
    final Index<NetworkInterface> interfaces;
    final Index<PrefixList> lists;
    final Index<TransitGatewayAttachment> attachments;
    final Map<String, String> mainTables = new HashMap<>();
    final Map<String, String> edgeTables = new HashMap<>();
    final Map<String, String> subnetTables = new HashMap<>();
    final Map<String, String> subnetAcls = new HashMap<>();
    final Map<String, List<PeeringConnection>> peeringsOfVpc = new HashMap<>();
    final Map<String, List<TransitGatewayAttachment>> attachmentsOfVpc = new HashMap<>();
    final Map<String, List<VpcEndpoint>> endpointsOfVpc = new HashMap<>();
    final Map<String, NetworkInterface> byInstance = new HashMap<>();
    final Map<String, NetworkInterface> byAddress = new HashMap<>();
    final Map<String, NetworkInterface> byPublicAddress = new HashMap<>();
    /// Interfaces of functions with a public address, by subnet.
    final Map<String, List<NetworkInterface>> elastic = new HashMap<>();
    /// Subnets and groups that functions have interfaces in.
    final Set<String> ofFunctions = new HashSet<>();
    /// Databases and load balancers by each of their names.
    final Map<String, Resource> byHost = new HashMap<>();
    final Map<Arn, Resource> byArn = new HashMap<>();
    final Map<String, VpcEndpoint> byEndpointName = new HashMap<>();
    final Map<String, String> serviceOfList = new HashMap<>();
    final Map<Area, Gap> gaps = new EnumMap<>(Area.class);
    /// Load balancers by VPC and address of a node.
    final Map<String, LoadBalancer> byNode = new HashMap<>();
    final Cuts cuts;
    /// Whether a route that works leads over a peering connection that was not seen.
    final boolean leadsOverUnseenPeering;

    private final Map<String, LoadBalancer> byName = new HashMap<>();
    private final Map<String, NavigableMap<BigInteger, Subnet>> placesOfVpc = new HashMap<>();
    private final Map<String, Optional<Cidr>> blocks = new ConcurrentHashMap<>();
    private final Map<Fix, Ground> others = new ConcurrentHashMap<>();

    Ground(Snapshot snapshot) {
        this.snapshot = snapshot;
        this.network = snapshot.network();
        this.vpcs = Index.of(network.vpcs(), Vpc::id);
        this.subnets = Index.of(network.subnets(), Subnet::id);
        this.endpoints = Index.of(network.vpcEndpoints(), VpcEndpoint::id);
        this.peerings = Index.of(network.peeringConnections(), PeeringConnection::id);
        this.interfaces = Index.of(network.networkInterfaces(), NetworkInterface::id);
        this.lists = Index.of(network.prefixLists(), PrefixList::id);
        this.attachments = Index.of(network.transitGatewayAttachments(), TransitGatewayAttachment::id);
        network.routeTables().forEach(this::routed);
        this.leadsOverUnseenPeering = network.routeTables().stream()
                .flatMap(it -> it.routes().stream())
                .anyMatch(it -> it.target().startsWith("pcx-")
                        && !it.state().equals("blackhole")
                        && peerings.get(it.target()) == null);
        for (NetworkAcl it : network.networkAcls()) {
            it.subnetIds().forEach(subnet -> subnetAcls.put(subnet, it.id()));
        }
        for (Subnet it : network.subnets()) {
            NavigableMap<BigInteger, Subnet> places = placesOfVpc.computeIfAbsent(it.vpcId(), _ -> new TreeMap<>());
            it.cidrs().forEach(block -> places.put(key(block), it));
        }
        for (PeeringConnection it : network.peeringConnections()) {
            Stream.of(it.requester(), it.accepter())
                    .map(PeeringConnection.Side::vpcId)
                    .distinct()
                    .forEach(vpc -> add(peeringsOfVpc, vpc, it));
        }
        network.transitGatewayAttachments().stream()
                .filter(it -> it.resourceType().equals("vpc"))
                .forEach(it -> add(attachmentsOfVpc, it.resourceId(), it));
        for (VpcEndpoint it : network.vpcEndpoints()) {
            add(endpointsOfVpc, it.vpcId(), it);
            it.dnsNames().stream()
                    .map(AwsNames::plain)
                    .filter(name -> name.contains(".vpce."))
                    .forEach(name -> byEndpointName.putIfAbsent(name, it));
        }
        network.networkInterfaces().forEach(this::placed);
        network.instances()
                .forEach(instance -> instance.networkInterfaceIds().stream()
                        .flatMap(it -> interfaces.find(it).stream())
                        .forEach(it -> byInstance.putIfAbsent(instance.id(), it)));
        snapshot.resources().forEach(this::named);
        network.networkInterfaces().forEach(this::balances);
        snapshot.gaps()
                .forEach(it ->
                        gaps.merge(it.area(), it, (one, other) -> one.isWhole() ? one : other.isWhole() ? other : one));
        this.cuts = new Cuts(network);
    }

    private static <T> void add(Map<String, List<T>> map, String key, T thing) {
        map.computeIfAbsent(key, _ -> new ArrayList<>()).add(thing);
    }

    /// What it is after a change, built once for all who try it.
    Ground changed(Fix fix, UnaryOperator<Network> change) {
        Ground known = others.get(fix);
        if (known == null) {
            known = new Ground(snapshot.with(change.apply(network)));
            others.put(fix, known);
        }
        return known;
    }

    private void routed(RouteTable it) {
        it.subnetIds().forEach(subnet -> subnetTables.put(subnet, it.id()));
        it.gatewayIds().forEach(gateway -> edgeTables.put(gateway, it.id()));
        if (it.main()) {
            mainTables.put(it.vpcId(), it.id());
        }
        for (RouteTable.Route route : it.routes()) {
            VpcEndpoint endpoint = route.prefixListId().isEmpty() ? null : endpoints.get(route.target());
            if (endpoint != null && endpoint.type().equals("Gateway")) {
                serviceOfList.putIfAbsent(route.prefixListId(), endpoint.serviceName());
            }
        }
    }

    private void placed(NetworkInterface it) {
        for (String address : it.privateAddresses()) {
            block(address).ifPresent(block -> byAddress.put(it.vpcId() + " " + block, it));
        }
        block(it.publicAddress()).ifPresent(block -> byPublicAddress.put(block.toString(), it));
        it.publicAddresses()
                .forEach(one -> block(one.publicAddress())
                        .ifPresent(block -> byPublicAddress.putIfAbsent(block.toString(), it)));
        if (!it.instanceId().isEmpty()) {
            byInstance.putIfAbsent(it.instanceId(), it);
        }
        if (it.type().equals("lambda")) {
            ofFunctions.add(it.subnetId() + " " + it.securityGroupIds());
            if (!it.publicAddress().isEmpty()) {
                add(elastic, it.subnetId(), it);
            }
        }
    }

    private void named(Resource thing) {
        switch (thing) {
            case Database it -> {
                it.hosts().forEach(host -> byHost.putIfAbsent(AwsNames.plain(host), it));
                byArn.putIfAbsent(it.arn(), it);
            }
            case LoadBalancer it -> {
                byHost.putIfAbsent(AwsNames.plain(it.dnsName()), it);
                byHost.putIfAbsent("dualstack." + AwsNames.plain(it.dnsName()), it);
                byArn.putIfAbsent(it.arn(), it);
                byName.putIfAbsent(it.name(), it);
                it.nodes().stream()
                        .flatMap(node -> Balance.addresses(node).stream())
                        .forEach(address -> byNode.put(it.vpcId() + " " + address, it));
            }
            case Resource.Queue _,
                    Resource.Topic _,
                    Resource.Table _,
                    Resource.Bucket _,
                    Resource.Key _,
                    Resource.Secret _,
                    Resource.Parameter _,
                    Resource.Repository _,
                    Resource.EventBus _,
                    Resource.Api _ -> {}
        }
    }

    private void balances(NetworkInterface it) {
        LoadBalancer balancer = Balance.nameOf(it).map(byName::get).orElse(null);
        if (balancer != null && balancer.vpcId().equals(it.vpcId())) {
            it.privateAddresses().stream()
                    .flatMap(address -> block(address).stream())
                    .forEach(address -> byNode.put(it.vpcId() + " " + address, balancer));
        }
    }

    /// Numbers of IPv6 lie behind all of IPv4.
    private static BigInteger key(Cidr block) {
        return block.isIpv6() ? block.bits().setBit(128) : block.bits();
    }

    /// The other VPCs that are attached to a transit gateway, when a VPC is to one: gateways may be peered.
    List<String> behindTransit(String vpcId) {
        return attachmentsOfVpc.containsKey(vpcId)
                ? attachmentsOfVpc.keySet().stream()
                        .filter(it -> !it.equals(vpcId))
                        .sorted()
                        .toList()
                : List.of();
    }

    /// The block that a text names, which is read once.
    Optional<Cidr> block(String text) {
        return blocks.computeIfAbsent(text, Cidr::parse);
    }

    /// The subnet of a VPC that an address lies in.
    Optional<Subnet> subnetAt(String vpcId, Cidr address) {
        NavigableMap<BigInteger, Subnet> places = placesOfVpc.get(vpcId);
        var floor = places == null ? null : places.floorEntry(key(address));
        return floor != null && floor.getValue().cidrs().stream().anyMatch(it -> it.contains(address))
                ? Optional.of(floor.getValue())
                : Optional.empty();
    }
}
