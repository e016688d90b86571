package envgate.envs.source.text;

import envgate.envs.document.Part;
import envgate.envs.model.Area;
import envgate.envs.model.DhcpOptions;
import envgate.envs.model.HostedZone;
import envgate.envs.model.LambdaFunction;
import envgate.envs.model.Network;
import envgate.envs.model.PeeringConnection;
import envgate.envs.model.PrefixList;
import envgate.envs.model.PublicAccessBlock;
import envgate.envs.model.Resource;
import envgate.envs.model.RouteTable;
import envgate.envs.model.Subnet;
import envgate.envs.model.Vpc;
import envgate.envs.model.VpcEndpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Reads the network of an environment.
final class NetworkText {

    private final Scene scene;
    private final Ground ground;

    NetworkText(Scene scene, Ground ground) {
        this.scene = scene;
        this.ground = ground;
    }

    Network read(List<LambdaFunction> functions, List<Resource> resources) {
        RouteText routes = new RouteText(scene, ground);
        GatewayText gateways = new GatewayText(scene, ground, routes);
        GroupText groups = new GroupText(scene, ground);
        groups.imply(functions, resources, gateways.endpoints());
        List<Vpc> vpcs = ground.vpcs().stream()
                .filter(it -> scene.sees(Area.VPCS, it.id()))
                .toList();
        List<Subnet> subnets = ground.subnets().stream()
                .filter(it -> scene.sees(Area.SUBNETS, it.id()))
                .toList();
        List<RouteTable> tables = routes.read().stream()
                .filter(it -> scene.sees(Area.ROUTE_TABLES, it.id()))
                .toList();
        List<PeeringConnection> peerings = gateways.peerings();
        TransitText transit = new TransitText(scene, ground);
        FirewallText firewalls = new FirewallText(scene, ground);
        List<VpcEndpoint> endpoints = Stream.concat(gateways.endpoints().stream(), firewalls.endpoints().stream())
                .toList();
        return Network.of(it -> it.vpcs(vpcs)
                .subnets(subnets)
                .routeTables(tables)
                .securityGroups(groups.groups())
                .networkAcls(groups.acls())
                .gateways(gateways.gateways())
                .vpcEndpoints(endpoints)
                .peeringConnections(peerings)
                .networkInterfaces(gateways.interfaces())
                .prefixLists(prefixLists())
                .hostedZones(hostedZones())
                .publicAccessBlocks(publicAccess())
                .transitGatewayAttachments(transit.attachments())
                .transitGatewayRouteTables(transit.tables())
                .vpnConnections(transit.connections())
                .dhcpOptions(dhcpOptions())
                .targetGroups(TargetText.read(scene, ground))
                .firewalls(firewalls.firewalls())
                .firewallPolicies(firewalls.policies())
                .firewallRuleGroups(firewalls.groups()));
    }

    /// The lists of AWS stand for themselves; their blocks are some of those in eu-west-1.
    private List<PrefixList> prefixLists() {
        List<PrefixList> lists = new ArrayList<>();
        if (!ground.vpcs().isEmpty()) {
            String prefix = "com.amazonaws." + scene.region() + ".";
            lists.add(new PrefixList("pl-s3", prefix + "s3", List.of("3.5.64.0/21", "52.218.0.0/17")));
            lists.add(new PrefixList("pl-dynamodb", prefix + "dynamodb", List.of("52.94.24.0/23")));
        }
        for (Part.Member it : scene.document().get("prefix-lists").members()) {
            Part part = it.value().only("name", "cidrs");
            lists.add(new PrefixList(
                    it.key(), part.get("name").text(it.key()), part.get("cidrs").texts()));
        }
        return lists.stream()
                .filter(it -> scene.sees(Area.PREFIX_LISTS, it.id()))
                .toList();
    }

    private List<DhcpOptions> dhcpOptions() {
        List<DhcpOptions> options = new ArrayList<>();
        for (Part.Member it : scene.document().get("dhcp-options").members()) {
            List<String> servers = it.value().only("servers").get("servers").texts();
            if (scene.sees(Area.DHCP_OPTIONS, it.key())) {
                options.add(new DhcpOptions(
                        it.key(),
                        scene.account(),
                        scene.region(),
                        "",
                        servers.isEmpty() ? List.of("AmazonProvidedDNS") : servers));
            }
        }
        return options;
    }

    private List<HostedZone> hostedZones() {
        List<HostedZone> zones = new ArrayList<>();
        for (Part.Member it : scene.document().get("hosted-zones").members()) {
            Part part = it.value().only("id", "vpcs", "records");
            List<String> written = part.get("vpcs").texts();
            List<String> vpcs = written.isEmpty() ? List.of(ground.vpc(Part.nothing())) : written;
            List<HostedZone.Entry> records = part.get("records").members().stream()
                    .map(NetworkText::entry)
                    .toList();
            String id = part.get("id").text("Z-" + it.key());
            if (scene.sees(Area.HOSTED_ZONES, it.key(), id)) {
                zones.add(new HostedZone(id, it.key(), vpcs, records));
            }
        }
        return zones;
    }

    private static HostedZone.Entry entry(Part.Member it) {
        Part part = it.value();
        return part.isMap()
                ? new HostedZone.Entry(
                        it.key(),
                        part.only("type", "values").get("type").text("A"),
                        part.get("values").texts())
                : new HostedZone.Entry(it.key(), "A", part.texts());
    }

    private List<PublicAccessBlock> publicAccess() {
        String mode =
                scene.document().get("block-public-access").oneOf("off", "off", "block-bidirectional", "block-ingress");
        return ground.vpcs().isEmpty() || !scene.sees(Area.BLOCK_PUBLIC_ACCESS)
                ? List.of()
                : List.of(new PublicAccessBlock(scene.account(), scene.region(), mode, List.of()));
    }
}
