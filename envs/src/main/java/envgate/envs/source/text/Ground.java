package envgate.envs.source.text;

import envgate.envs.document.Part;
import envgate.envs.model.Cidr;
import envgate.envs.model.Subnet;
import envgate.envs.model.Vpc;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The VPCs and subnets of a document, those that it only implies included; everything else stands on them.
final class Ground {

    private static final String[] SUBNET_KEYS = {"vpc", "cidr", "ipv6", "zone", "routes", "acl", "free"};

    private final Scene scene;
    private final Map<String, Vpc> vpcs = new LinkedHashMap<>();
    private final Map<String, Subnet> subnets = new LinkedHashMap<>();

    Ground(Scene scene) {
        this.scene = scene;
        readVpcs();
        for (Part.Member it : scene.document().get("subnets").members()) {
            add(it.key(), it.value().only(SUBNET_KEYS));
        }
    }

    private void readVpcs() {
        for (Part.Member it : scene.document().get("vpcs").members()) {
            Part part = it.value().only("cidrs", "dns-support", "dns-hostnames", "routes", "dhcp-options", "tenancy");
            scene.remember(it.key(), "", part);
            List<Cidr> blocks = part.get("cidrs").items().stream()
                    .flatMap(block -> cidr(block).stream())
                    .toList();
            vpcs.put(
                    it.key(),
                    new Vpc(
                            it.key(),
                            scene.account(),
                            scene.region(),
                            blocks.isEmpty() ? List.of(Cidr.of("10.0.0.0/16")) : blocks,
                            List.of(),
                            part.get("tenancy").oneOf("default", "default", "dedicated"),
                            part.get("dns-support").flag(true),
                            part.get("dns-hostnames").flag(true),
                            part.get("dhcp-options").text("dopt-default")));
        }
        boolean used = Stream.of("subnets", "security-groups", "endpoints", "network-acls", "peerings", "route-tables")
                .anyMatch(it -> !scene.document().get(it).members().isEmpty());
        if (vpcs.isEmpty() && used) {
            List<Cidr> blocks = List.of(Cidr.of("10.0.0.0/16"));
            vpcs.put("vpc", new Vpc("vpc", scene.account(), scene.region(), blocks, true, true, "dopt-default"));
        }
    }

    private void add(String id, Part part) {
        scene.remember(id, "", part);
        String vpcId = vpc(part.get("vpc"));
        long place =
                subnets.values().stream().filter(it -> it.vpcId().equals(vpcId)).count();
        Vpc vpc = vpcs.get(vpcId);
        Cidr block = cidr(part.get("cidr"))
                .or(() -> Optional.ofNullable(vpc).map(it -> nth(it, (int) place + 1)))
                .orElse(Cidr.of("10.0.1.0/24"));
        List<Cidr> blocks = new ArrayList<>(List.of(block));
        cidr(part.get("ipv6")).ifPresent(blocks::add);
        if (vpc != null && vpc.cidrs().stream().noneMatch(it -> it.contains(block))) {
            part.bad("`" + block + "` does not lie in `" + vpcId + "`", "write its `cidr`");
        }
        String letter = String.valueOf((char) ('a' + place % 3));
        String zone = part.get("zone").text(scene.region() + letter);
        int zoneNumber = zone.charAt(zone.length() - 1) - 'a' + 1;
        int free = part.get("free").number(200);
        subnets.put(
                id, new Subnet(id, vpcId, scene.account(), zone, scene.region() + "-az" + zoneNumber, blocks, free));
    }

    /// A subnet that a gateway brings along.
    Subnet imply(String id, String vpcId) {
        long place =
                subnets.keySet().stream().filter(it -> it.endsWith("-subnet")).count();
        Vpc vpc = vpcs.get(vpcId);
        Cidr block = vpc == null ? Cidr.of("10.0.200.0/24") : nth(vpc, 200 + (int) place);
        String zone = scene.region() + "a";
        Subnet subnet = new Subnet(id, vpcId, scene.account(), zone, scene.region() + "-az1", List.of(block), 200);
        subnets.put(id, subnet);
        return subnet;
    }

    private static Cidr nth(Vpc vpc, int n) {
        Cidr block = vpc.cidrs().stream().filter(it -> !it.isIpv6()).findFirst().orElse(Cidr.of("10.0.0.0/16"));
        return new Cidr(block.bits().add(BigInteger.valueOf(256L * n)), 24, 32);
    }

    /// An address of a subnet, counted from its first.
    static String address(Subnet subnet, int n) {
        return new Cidr(subnet.cidrs().getFirst().bits().add(BigInteger.valueOf(n)), 32, 32).toString();
    }

    static Optional<Cidr> cidr(Part part) {
        if (part.isAbsent()) {
            return Optional.empty();
        }
        Optional<Cidr> cidr = Cidr.parse(part.text());
        if (cidr.isEmpty()) {
            part.bad("`" + part.text() + "` is no block of addresses", "write it like `10.0.0.0/16`");
        }
        return cidr;
    }

    List<Vpc> vpcs() {
        return List.copyOf(vpcs.values());
    }

    List<Subnet> subnets() {
        return List.copyOf(subnets.values());
    }

    Optional<Subnet> subnet(String id) {
        return Optional.ofNullable(subnets.get(id));
    }

    /// The VPC that is written, else the only one.
    String vpc(Part written) {
        if (!written.isAbsent() && !vpcs.containsKey(written.text())) {
            scene.named("vpcs", written);
        }
        return written.text(vpcs.size() == 1 ? vpcs.keySet().iterator().next() : "vpc");
    }

    /// The VPC of some subnets, else the one that is written, else the only one.
    String vpc(Part written, List<String> subnetIds) {
        return subnetIds.stream()
                .flatMap(it -> subnet(it).stream())
                .map(Subnet::vpcId)
                .findFirst()
                .orElseGet(() -> vpc(written));
    }

    List<String> blocks(String vpcId) {
        Vpc vpc = vpcs.get(vpcId);
        return vpc == null
                ? List.of()
                : vpc.cidrs().stream().map(Cidr::toString).toList();
    }
}
