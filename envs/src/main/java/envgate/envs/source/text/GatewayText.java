package envgate.envs.source.text;

import envgate.envs.document.Part;
import envgate.envs.model.Area;
import envgate.envs.model.Cidr;
import envgate.envs.model.Gateway;
import envgate.envs.model.NetworkInterface;
import envgate.envs.model.PeeringConnection;
import envgate.envs.model.PolicyDocument;
import envgate.envs.model.Sight;
import envgate.envs.model.Subnet;
import envgate.envs.model.VpcEndpoint;
import envgate.envs.source.text.StatementText.Defaults;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Reads the doors of VPCs: gateways, endpoints, peerings, and the network interfaces that they put into subnets.
final class GatewayText {

    private final Scene scene;
    private final Ground ground;
    private final RouteText routes;
    private final List<Gateway> gateways = new ArrayList<>();
    private final List<VpcEndpoint> endpoints = new ArrayList<>();
    private final List<NetworkInterface> interfaces = new ArrayList<>();

    GatewayText(Scene scene, Ground ground, RouteText routes) {
        this.scene = scene;
        this.ground = ground;
        this.routes = routes;
        natGateways();
        internetGateways();
        for (Part.Member it : section("egress-only-gateways", "eigw-")) {
            List<String> vpcs =
                    List.of(ground.vpc(it.value().only("vpc", "state").get("vpc")));
            add(new Gateway.EgressOnlyInternetGateway(it.key(), vpcs, state(it.value(), "attached")));
        }
        for (Part.Member it : section("vpn-gateways", "vgw-")) {
            List<String> vpcs =
                    List.of(ground.vpc(it.value().only("vpc", "state").get("vpc")));
            add(new Gateway.VirtualPrivateGateway(it.key(), vpcs, state(it.value(), "available")));
        }
        for (Part.Member it : section("transit-gateways", "tgw-")) {
            String owner = it.value()
                    .only("owner", "state", "referencing")
                    .get("owner")
                    .text(scene.account());
            boolean referencing = it.value().get("referencing").flag(false);
            String state = state(it.value(), "available");
            add(new Gateway.TransitGateway(
                    it.key(), owner, scene.region(), state, referencing, true, true, "", "", List.of()));
        }
        section("endpoints", "vpce-").forEach(this::endpoint);
        section("network-interfaces", "eni-").forEach(this::networkInterface);
    }

    private List<Part.Member> section(String name, String prefix) {
        List<Part.Member> members = scene.document().get(name).members();
        for (Part.Member it : members) {
            scene.remember(it.key(), "", it.value());
            if (!it.key().startsWith(prefix)) {
                it.name().bad("`" + it.key() + "` does not start with `" + prefix + "`", "AWS tells kinds apart by it");
            }
        }
        return members;
    }

    private static String state(Part part, String otherwise) {
        return part.get("state").text(otherwise);
    }

    private void add(Gateway gateway) {
        Area area = switch (gateway) {
            case Gateway.InternetGateway _ -> Area.INTERNET_GATEWAYS;
            case Gateway.EgressOnlyInternetGateway _ -> Area.EGRESS_ONLY_INTERNET_GATEWAYS;
            case Gateway.NatGateway _ -> Area.NAT_GATEWAYS;
            case Gateway.VirtualPrivateGateway _ -> Area.VPN_GATEWAYS;
            case Gateway.TransitGateway _ -> Area.TRANSIT_GATEWAYS;
        };
        if (scene.sees(area, gateway.id())) {
            gateways.add(gateway);
        }
    }

    private void natGateways() {
        Map<String, String> implied = routes.targets("nat-");
        if (scene.document().get("nat-gateways").isAbsent()) {
            implied.forEach((id, vpc) -> nat(id, vpc, Part.nothing()));
        }
        for (Part.Member it : section("nat-gateways", "nat-")) {
            Part part = it.value().only("subnet", "state", "connectivity", "mode", "address", "public", "vpc", "zones");
            nat(it.key(), implied.getOrDefault(it.key(), ground.vpc(part.get("vpc"))), part);
        }
    }

    private void nat(String id, String vpc, Part part) {
        Subnet subnet = part.get("subnet").isAbsent()
                ? publicSubnet(id, vpc)
                : ground.subnet(scene.named("subnets", part.get("subnet")))
                        .orElseGet(() -> ground.imply(part.get("subnet").text(), vpc));
        boolean isPublic =
                part.get("connectivity").oneOf("public", "public", "private").equals("public");
        String address = part.get("address").text(Ground.address(subnet, 10));
        String publicAddress = isPublic ? part.get("public").text("198.51.100." + (gateways.size() + 1)) : "";
        String state = part.get("state").text("available");
        String mode = part.get("mode").oneOf("zonal", "zonal", "regional");
        add(new Gateway.NatGateway(
                id,
                "",
                "",
                subnet.vpcId(),
                mode.equals("regional") ? "" : subnet.id(),
                state,
                isPublic ? "public" : "private",
                mode,
                addresses(part, address, publicAddress),
                "",
                mode.equals("regional") && part.get("zones").isAbsent()));
        add(eni("eni-" + id, subnet, "nat_gateway", address, publicAddress, List.of()));
    }

    private static List<Gateway.NatAddress> addresses(Part part, String address, String publicAddress) {
        List<String> zones = part.get("zones").texts();
        return (zones.isEmpty() ? List.of("") : zones)
                .stream()
                        .map(zone -> new Gateway.NatAddress(address, publicAddress, "", "", zone, "", "succeeded"))
                        .toList();
    }

    private Subnet publicSubnet(String nat, String vpc) {
        String internet = routes.targets("igw-").entrySet().stream()
                .filter(it -> it.getValue().equals(vpc))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("igw-" + vpc);
        Subnet subnet = ground.imply(nat + "-subnet", vpc);
        routes.open(subnet, internet);
        return subnet;
    }

    private void internetGateways() {
        Map<String, String> implied = new TreeMap<>(routes.targets("igw-"));
        if (scene.document().get("internet-gateways").isAbsent()) {
            implied.forEach((id, vpc) -> add(new Gateway.InternetGateway(id, List.of(vpc), "available")));
        }
        for (Part.Member it : section("internet-gateways", "igw-")) {
            Part part = it.value().only("vpc", "state");
            String vpc = part.get("vpc").isAbsent() && implied.containsKey(it.key())
                    ? implied.getOrDefault(it.key(), "")
                    : ground.vpc(part.get("vpc"));
            add(new Gateway.InternetGateway(it.key(), List.of(vpc), state(part, "available")));
        }
    }

    private void endpoint(Part.Member it) {
        Part part = it.value()
                .only("service", "type", "subnets", "security-groups", "private-dns", "state", "policy", "vpc");
        String service = part.get("service").text();
        boolean gateway = service.equals("s3") || service.equals("dynamodb");
        String type = part.get("type").oneOf(gateway ? "gateway" : "interface", "gateway", "interface");
        String full = service.startsWith("com.") ? service : "com.amazonaws." + scene.region() + "." + service;
        List<String> written = scene.named("subnets", part.get("subnets").items());
        String vpc = ground.vpc(part.get("vpc"), written);
        List<String> subnets = written.isEmpty()
                ? ground.subnets().stream()
                        .filter(subnet -> subnet.vpcId().equals(vpc))
                        .map(Subnet::id)
                        .toList()
                : written;
        boolean isInterface = type.equals("interface");
        boolean privateDns = isInterface && part.get("private-dns").flag(true);
        List<String> groups = !isInterface ? List.of() : groups(part, it.key());
        List<String> enis = new ArrayList<>();
        if (isInterface) {
            for (String id : subnets) {
                ground.subnet(id).ifPresent(subnet -> {
                    String address = Ground.address(subnet, 20 + endpoints.size());
                    String eni = "eni-" + it.key() + "-" + id;
                    enis.add(eni);
                    add(eni(eni, subnet, "vpc_endpoint", address, "", groups));
                });
            }
        }
        List<String> tables = isInterface ? List.of() : routes.endpoint(it.key(), "pl-" + service, vpc, subnets);
        VpcEndpoint endpoint = new VpcEndpoint(
                it.key(),
                vpc,
                isInterface ? "Interface" : "Gateway",
                full,
                state(part, "available"),
                privateDns,
                isInterface ? subnets : List.of(),
                groups,
                tables,
                enis,
                isInterface ? names(it.key(), service, privateDns) : List.of(),
                policy(part.get("policy")));
        if (scene.sees(Area.VPC_ENDPOINTS, it.key())) {
            endpoints.add(endpoint);
        }
    }

    private List<String> groups(Part part, String id) {
        List<String> groups =
                scene.named("security-groups", part.get("security-groups").items());
        return groups.isEmpty() ? List.of("sg-" + id) : groups;
    }

    private List<String> names(String id, String service, boolean privateDns) {
        String host = service + "." + scene.region();
        List<String> names = new ArrayList<>(List.of(id + "." + host + ".vpce.amazonaws.com"));
        if (privateDns) {
            names.add(host + ".amazonaws.com");
        }
        return names;
    }

    private static Sight<PolicyDocument> policy(Part part) {
        return part.isAbsent()
                ? new Sight.Absent<>()
                : new Sight.Seen<>(PolicyText.read("", part, new Defaults(List.of("*"), "*")));
    }

    private void networkInterface(Part.Member it) {
        Part part = it.value().only("subnet", "type", "address", "public", "security-groups", "forwards", "instance");
        Optional<Subnet> subnet = ground.subnet(scene.named("subnets", part.get("subnet")));
        subnet.ifPresent(in -> add(new NetworkInterface(
                it.key(),
                in.vpcId(),
                in.id(),
                part.get("type").text("interface"),
                "",
                "in-use",
                List.of(part.get("address").text(Ground.address(in, 100 + interfaces.size()))),
                part.get("public").text(),
                scene.named("security-groups", part.get("security-groups").items()),
                !part.get("forwards").flag(false),
                part.get("instance").text())));
    }

    private static NetworkInterface eni(
            String id, Subnet subnet, String type, String address, String publicAddress, List<String> groups) {
        List<String> addresses = List.of(address);
        return new NetworkInterface(
                id, subnet.vpcId(), subnet.id(), type, "", "in-use", addresses, publicAddress, groups, true, "");
    }

    private void add(NetworkInterface eni) {
        if (scene.sees(Area.NETWORK_INTERFACES, eni.id())) {
            interfaces.add(eni);
        }
    }

    List<Gateway> gateways() {
        return gateways;
    }

    List<VpcEndpoint> endpoints() {
        return endpoints;
    }

    List<NetworkInterface> interfaces() {
        return interfaces;
    }

    List<PeeringConnection> peerings() {
        return section("peerings", "pcx-").stream()
                .filter(it -> scene.sees(Area.PEERING_CONNECTIONS, it.key()))
                .map(this::peering)
                .toList();
    }

    private PeeringConnection peering(Part.Member it) {
        Part part = it.value().only("vpc", "with", "account", "region", "cidrs", "status", "dns");
        String vpc = ground.vpc(part.get("vpc"));
        List<Cidr> near = ground.blocks(vpc).stream().map(Cidr::of).toList();
        List<Cidr> far = part.get("cidrs").items().stream()
                .flatMap(block -> Ground.cidr(block).stream())
                .toList();
        boolean dns = part.get("dns").flag(false);
        return new PeeringConnection(
                it.key(),
                part.get("status").text("active"),
                new PeeringConnection.Side(vpc, scene.account(), scene.region(), near, dns),
                new PeeringConnection.Side(
                        part.get("with").text(),
                        part.get("account").text(scene.account()),
                        part.get("region").text(scene.region()),
                        far,
                        dns));
    }
}
