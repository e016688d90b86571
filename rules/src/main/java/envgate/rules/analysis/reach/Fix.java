package envgate.rules.analysis.reach;

import envgate.envs.model.Cidr;
import envgate.envs.model.Gateway.InternetGateway;
import envgate.envs.model.Gateway.NatGateway;
import envgate.envs.model.NetworkAcl;
import envgate.envs.model.NetworkAcl.Entry;
import envgate.envs.model.Ports;
import envgate.envs.model.RouteTable;
import envgate.envs.model.RouteTable.Route;
import envgate.envs.model.SecurityGroup;
import envgate.envs.model.SecurityGroup.IpPermission;
import envgate.envs.model.Sight;
import envgate.envs.model.Subnet;
import envgate.envs.model.TransitGatewayRouteTable;
import envgate.envs.model.TransitGatewayRouteTable.Member;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A change that can be tried: it makes another terrain, and tells how it is made.
sealed interface Fix {

    /// The terrain after it; the same when there is nothing to change.
    Terrain apply(Terrain terrain);

    /// How it is written, when it is made of a terrain.
    Repair repair(Terrain before);

    /// `10.0.0.0/24`, a single address with its length too.
    static String text(Cidr block) {
        return block.length() == block.width() ? block + "/" + block.width() : block.toString();
    }

    private static String ports(Hail hail, Ports ports) {
        return hail.hasPorts() ? ports.toString() : "";
    }

    /// A rule more in a security group.
    record Admit(String group, boolean egress, Hail hail, Cidr remote) implements Fix {

        @Override
        public Terrain apply(Terrain terrain) {
            if (!(terrain.group(group) instanceof Known.Seen<SecurityGroup>(SecurityGroup it))) {
                return terrain;
            }
            IpPermission rule = hail.hasPorts()
                    ? new IpPermission(hail.protocol(), hail.port(), hail.port(), List.of(text(remote)))
                    : hail.isEcho()
                            ? new IpPermission(hail.protocol(), hail.there().from(), -1, List.of(text(remote)))
                            : new IpPermission("-1", -1, -1, List.of(text(remote)));
            return terrain.with(new SecurityGroup(
                    it.id(),
                    it.vpcId(),
                    it.owner(),
                    it.name(),
                    egress ? it.ingress() : more(it.ingress(), rule),
                    egress ? more(it.egress(), rule) : it.egress(),
                    it.ruleIds()));
        }

        @Override
        public Repair repair(Terrain before) {
            boolean named = hail.hasPorts() || hail.isEcho();
            return Repair.of(
                    "add-security-group-rule",
                    group,
                    "direction",
                    egress ? "egress" : "ingress",
                    "protocol",
                    named ? hail.protocol() : "-1",
                    "ports",
                    ports(hail, hail.there()),
                    "cidr",
                    text(remote));
        }
    }

    /// An entry more in a network ACL, before the one that denies; or that one turned, when there is no
    /// number left before it.
    record Allow(String acl, boolean egress, Hail hail, Ports ports, Cidr remote) implements Fix {

        private static final int LAST = 32766;

        @Override
        public Terrain apply(Terrain terrain) {
            Optional<NetworkAcl> found = terrain.acl(acl);
            if (found.isEmpty()) {
                return terrain;
            }
            NetworkAcl it = found.get();
            Entry entry = entry(terrain, it);
            List<Entry> entries = new ArrayList<>(it.entries());
            entries.removeIf(one -> one.egress() == egress && one.ruleNumber() == entry.ruleNumber());
            entries.add(entry);
            return terrain.with(
                    new NetworkAcl(it.id(), it.vpcId(), it.owner(), it.isDefault(), it.subnetIds(), entries));
        }

        private Entry entry(Terrain terrain, NetworkAcl it) {
            List<Entry> own =
                    it.entries().stream().filter(one -> one.egress() == egress).toList();
            Optional<Entry> denies = own.stream()
                    .filter(one -> !one.allow()
                            && one.ruleNumber() <= LAST
                            && AclRules.speaksOf(terrain, one, hail.number(), remote)
                            && !PortSet.of(ports).within(AclRules.range(one)).isEmpty())
                    .findFirst();
            int highest = own.stream()
                    .mapToInt(Entry::ruleNumber)
                    .filter(number -> number <= LAST)
                    .max()
                    .orElse(0);
            int number = denies.isPresent() ? free(own, denies.get().ruleNumber() - 1) : Math.min(highest + 10, LAST);
            if (number == 0) {
                Entry turned = denies.orElseThrow();
                return new Entry(
                        turned.ruleNumber(),
                        egress,
                        true,
                        turned.protocol(),
                        turned.cidr(),
                        turned.fromPort(),
                        turned.toPort());
            }
            boolean named = hail.hasPorts() || hail.isEcho();
            return new Entry(
                    number,
                    egress,
                    true,
                    named ? hail.number() : "-1",
                    text(remote),
                    named ? ports.from() : -1,
                    hail.isEcho() ? -1 : named ? ports.to() : -1);
        }

        private static int free(List<Entry> entries, int below) {
            int number = below;
            while (number > 0 && isTaken(entries, number)) {
                number--;
            }
            return number;
        }

        private static boolean isTaken(List<Entry> entries, int number) {
            return entries.stream().anyMatch(it -> it.ruleNumber() == number);
        }

        @Override
        public Repair repair(Terrain before) {
            NetworkAcl it = before.acl(acl).orElseThrow();
            Entry entry = entry(before, it);
            boolean replaces = it.entries().stream()
                    .anyMatch(one -> one.egress() == egress && one.ruleNumber() == entry.ruleNumber());
            boolean named = hail.hasPorts() || hail.isEcho();
            return Repair.of(
                    replaces ? "replace-network-acl-entry" : "add-network-acl-entry",
                    acl,
                    "direction",
                    egress ? "egress" : "ingress",
                    "number",
                    Integer.toString(entry.ruleNumber()),
                    "rule",
                    "allow",
                    "protocol",
                    named && !replaces ? hail.protocol() : entry.protocol(),
                    "ports",
                    entry.fromPort() < 0 || hail.isEcho() ? "" : entry.fromPort() + "-" + entry.toPort(),
                    "cidr",
                    entry.cidr());
        }
    }

    /// A route more in a route table, or one that leads elsewhere.
    record Lead(String table, String block, String target) implements Fix {

        @Override
        public Terrain apply(Terrain terrain) {
            Optional<RouteTable> found = terrain.table(table);
            return found.isEmpty()
                    ? terrain
                    : terrain.with(led(found.get(), found.get().id()));
        }

        RouteTable led(RouteTable it, String id) {
            List<Route> routes = new ArrayList<>(it.routes());
            routes.removeIf(
                    one -> one.cidr().equals(block) || one.prefixListId().equals(block));
            boolean list = block.startsWith("pl-");
            routes.add(new Route(list ? "" : block, list ? block : "", target, "active", "CreateRoute"));
            return new RouteTable(
                    id,
                    it.vpcId(),
                    it.owner(),
                    it.main(),
                    it.subnetIds(),
                    it.gatewayIds(),
                    it.propagatingGatewayIds(),
                    routes);
        }

        @Override
        public Repair repair(Terrain before) {
            boolean replaces = before.table(table).stream()
                    .flatMap(it -> it.routes().stream())
                    .anyMatch(it -> it.cidr().equals(block) || it.prefixListId().equals(block));
            return Repair.of(replaces ? "replace-route" : "add-route", table, "destination", block, "target", target);
        }
    }

    /// A route table of its own for a subnet, like the one that it has, but with one route of its own.
    record Separate(String subnetId, String table, String block, String target) implements Fix {

        @Override
        public Terrain apply(Terrain terrain) {
            Optional<RouteTable> found = terrain.table(table);
            Lead lead = new Lead(table, block, target);
            return found.isEmpty()
                    ? terrain
                    : terrain.withTable(subnetId, lead.led(found.get(), "rtb-new-" + subnetId));
        }

        @Override
        public Repair repair(Terrain before) {
            return Repair.of("create-route-table", subnetId, "like", table, "destination", block, "target", target);
        }
    }

    /// A NAT gateway more.
    record MakeNat(Subnet in) implements Fix {

        String id() {
            return "nat-new-" + in.id();
        }

        @Override
        public Terrain apply(Terrain terrain) {
            String own = in.cidrs().stream()
                    .filter(it -> !it.isIpv6())
                    .map(it -> new Cidr(it.bits().add(BigInteger.valueOf(5)), 32, 32))
                    .map(Cidr::toString)
                    .findFirst()
                    .orElse("");
            return terrain.with(
                    new NatGateway(id(), in.vpcId(), in.id(), "available", "public", "zonal", List.of(own), List.of()));
        }

        @Override
        public Repair repair(Terrain before) {
            return Repair.of("create-nat-gateway", in.id(), "id", id(), "connectivity", "public");
        }
    }

    /// An internet gateway more.
    record MakeGateway(String vpcId) implements Fix {

        String id() {
            return "igw-new-" + vpcId;
        }

        @Override
        public Terrain apply(Terrain terrain) {
            return terrain.with(new InternetGateway(id(), List.of(vpcId), "available"));
        }

        @Override
        public Repair repair(Terrain before) {
            return Repair.of("create-internet-gateway", vpcId, "id", id());
        }
    }

    /// An endpoint that answers for its service's name.
    record NameEndpoint(String id) implements Fix {

        @Override
        public Terrain apply(Terrain terrain) {
            return terrain.with(
                    this,
                    net -> net.with(draft -> draft.vpcEndpoints(net.vpcEndpoints().stream()
                            .map(it -> it.id().equals(id) ? it.answering() : it)
                            .toList())));
        }

        @Override
        public Repair repair(Terrain before) {
            return Repair.of("enable-private-dns", id);
        }
    }

    /// A VPC that resolves names.
    record ResolveNames(String vpcId) implements Fix {

        @Override
        public Terrain apply(Terrain terrain) {
            return terrain.with(
                    this,
                    net -> net.with(draft -> draft.vpcs(net.vpcs().stream()
                            .map(it -> it.id().equals(vpcId) ? it.resolving() : it)
                            .toList())));
        }

        @Override
        public Repair repair(Terrain before) {
            return Repair.of("enable-dns-attributes", vpcId);
        }
    }

    /// A static route more in a table of a transit gateway.
    record LeadOver(String table, String block, Member attachment) implements Fix {

        @Override
        public Terrain apply(Terrain terrain) {
            return terrain.transitTable(table)
                    .map(it -> {
                        List<TransitGatewayRouteTable.Route> routes = new ArrayList<>();
                        if (it.routes() instanceof Sight.Seen<List<TransitGatewayRouteTable.Route>>(var seen)) {
                            seen.stream()
                                    .filter(one ->
                                            !(one.isStatic() && one.cidr().equals(block)))
                                    .forEach(routes::add);
                        }
                        routes.add(
                                new TransitGatewayRouteTable.Route(block, "", "static", "active", List.of(attachment)));
                        return terrain.with(it.withRoutes(routes));
                    })
                    .orElse(terrain);
        }

        @Override
        public Repair repair(Terrain before) {
            return Repair.of(
                    "add-transit-gateway-route", table, "destination", block, "attachment", attachment.attachmentId());
        }
    }

    private static <T> List<T> more(List<T> all, T one) {
        List<T> longer = new ArrayList<>(all);
        longer.add(one);
        return longer;
    }
}
