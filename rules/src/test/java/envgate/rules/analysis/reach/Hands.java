package envgate.rules.analysis.reach;

import envgate.envs.model.Cidr;
import envgate.envs.model.Gateway;
import envgate.envs.model.Network;
import envgate.envs.model.NetworkAcl;
import envgate.envs.model.RouteTable;
import envgate.envs.model.RouteTable.Route;
import envgate.envs.model.SecurityGroup;
import envgate.envs.model.SecurityGroup.IpPermission;
import envgate.envs.model.Subnet;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Does to a network what a repair says, as somebody would who reads nothing but its words.
final class Hands {

    /// What is named where nobody can try it.
    static final Set<String> TRIED = Set.of(
            "add-security-group-rule",
            "add-network-acl-entry",
            "replace-network-acl-entry",
            "add-route",
            "replace-route",
            "create-route-table",
            "create-nat-gateway",
            "create-internet-gateway",
            "enable-private-dns",
            "enable-dns-attributes");

    private Hands() {}

    static boolean areTried(List<Repair> repair) {
        return !repair.isEmpty()
                && repair.stream().allMatch(it -> TRIED.contains(it.get("action")))
                && repair.stream().allMatch(it -> it.get("because").isEmpty());
    }

    static Network done(Network net, List<Repair> repair) {
        Network changed = net;
        for (Repair it : repair) {
            changed = done(changed, it);
        }
        return changed;
    }

    private static Network done(Network net, Repair it) {
        String id = it.get("component");
        return switch (it.get("action")) {
            case "add-security-group-rule" ->
                net.with(draft -> draft.securityGroups(net.securityGroups().stream()
                        .map(group -> group.id().equals(id) ? admitting(group, it) : group)
                        .toList()));
            case "add-network-acl-entry", "replace-network-acl-entry" ->
                net.with(draft -> draft.networkAcls(net.networkAcls().stream()
                        .map(acl -> acl.id().equals(id) ? allowing(acl, it) : acl)
                        .toList()));
            case "add-route", "replace-route" ->
                net.with(draft -> draft.routeTables(net.routeTables().stream()
                        .map(table -> table.id().equals(id) ? leading(table, table.id(), table.subnetIds(), it) : table)
                        .toList()));
            case "enable-private-dns" ->
                net.with(draft -> draft.vpcEndpoints(net.vpcEndpoints().stream()
                        .map(one -> one.id().equals(id) ? one.answering() : one)
                        .toList()));
            case "enable-dns-attributes" ->
                net.with(draft -> draft.vpcs(net.vpcs().stream()
                        .map(one -> one.id().equals(id) ? one.resolving() : one)
                        .toList()));
            case "create-route-table" -> separate(net, id, it);
            case "create-nat-gateway" -> {
                Subnet in = net.subnets().stream()
                        .filter(one -> one.id().equals(id))
                        .findFirst()
                        .orElseThrow();
                Cidr first = in.cidrs().getFirst();
                String own = new Cidr(first.bits().add(BigInteger.TWO), 32, 32).toString();
                yield net.with(draft -> draft.gateways(more(
                        net.gateways(),
                        new Gateway.NatGateway(
                                it.get("id"),
                                in.vpcId(),
                                id,
                                "available",
                                "public",
                                "zonal",
                                List.of(own),
                                List.of()))));
            }
            case "create-internet-gateway" ->
                net.with(draft -> draft.gateways(
                        more(net.gateways(), new Gateway.InternetGateway(it.get("id"), List.of(id), "available"))));
            default -> throw new IllegalArgumentException(it.get("action"));
        };
    }

    private static Network separate(Network net, String subnet, Repair it) {
        RouteTable like = net.routeTables().stream()
                .filter(table -> table.id().equals(it.get("like")))
                .findFirst()
                .orElseThrow();
        List<RouteTable> tables = new ArrayList<>();
        for (RouteTable table : net.routeTables()) {
            List<String> others = table.subnetIds().stream()
                    .filter(one -> !one.equals(subnet))
                    .toList();
            tables.add(new RouteTable(
                    table.id(), table.vpcId(), table.main(), others, table.gatewayIds(), table.routes()));
        }
        RouteTable own = leading(like, "rtb-own", List.of(subnet), it);
        tables.add(new RouteTable(own.id(), own.vpcId(), false, own.subnetIds(), List.of(), own.routes()));
        return net.with(draft -> draft.routeTables(tables));
    }

    private static SecurityGroup admitting(SecurityGroup group, Repair it) {
        boolean out = it.get("direction").equals("egress");
        int port = it.get("ports").isEmpty() ? -1 : Integer.parseInt(it.get("ports"));
        IpPermission rule = new IpPermission(it.get("protocol"), port, port, List.of(it.get("cidr")));
        return new SecurityGroup(
                group.id(),
                group.vpcId(),
                group.owner(),
                group.name(),
                out ? group.ingress() : more(group.ingress(), rule),
                out ? more(group.egress(), rule) : group.egress());
    }

    private static NetworkAcl allowing(NetworkAcl acl, Repair it) {
        boolean out = it.get("direction").equals("egress");
        int number = Integer.parseInt(it.get("number"));
        String[] ports = it.get("ports").split("-", 2);
        boolean all = it.get("ports").isEmpty();
        String protocol = it.get("protocol").replace("tcp", "6").replace("udp", "17");
        List<NetworkAcl.Entry> entries = new ArrayList<>(acl.entries());
        boolean taken = entries.removeIf(one -> one.egress() == out && one.ruleNumber() == number);
        if (taken != it.get("action").startsWith("replace")) {
            throw new IllegalArgumentException("entry " + number + " of " + acl.id());
        }
        entries.add(new NetworkAcl.Entry(
                number,
                out,
                true,
                protocol,
                it.get("cidr"),
                all ? -1 : Integer.parseInt(ports[0]),
                all ? -1 : Integer.parseInt(ports[1])));
        return new NetworkAcl(acl.id(), acl.vpcId(), acl.isDefault(), acl.subnetIds(), entries);
    }

    private static RouteTable leading(RouteTable table, String id, List<String> subnets, Repair it) {
        String to = it.get("destination");
        List<Route> routes = new ArrayList<>(table.routes());
        routes.removeIf(one -> one.cidr().equals(to) || one.prefixListId().equals(to));
        boolean list = to.startsWith("pl-");
        routes.add(new Route(list ? "" : to, list ? to : "", it.get("target"), "active", "CreateRoute"));
        return new RouteTable(id, table.vpcId(), table.main(), subnets, table.gatewayIds(), routes);
    }

    private static <T> List<T> more(List<? extends T> all, T one) {
        List<T> longer = new ArrayList<>(all);
        longer.add(one);
        return longer;
    }
}
