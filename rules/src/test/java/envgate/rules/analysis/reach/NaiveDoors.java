package envgate.rules.analysis.reach;

import static envgate.rules.analysis.reach.NaivePlaces.only;
import static envgate.rules.analysis.reach.NaiveReach.Answer.BLOCKED;
import static envgate.rules.analysis.reach.NaiveReach.Answer.FRAGILE;
import static envgate.rules.analysis.reach.NaiveReach.Answer.OPEN;
import static envgate.rules.analysis.reach.NaiveReach.Answer.UNKNOWN;
import static envgate.rules.analysis.reach.NaiveReach.worst;

import envgate.envs.model.Cidr;
import envgate.envs.model.Gateway;
import envgate.envs.model.Gateway.NatGateway;
import envgate.envs.model.PeeringConnection;
import envgate.envs.model.Subnet;
import envgate.rules.analysis.reach.NaiveReach.Answer;
import envgate.rules.analysis.reach.NaiveReach.Packet;
import org.jspecify.annotations.Nullable;

/// The spec of what leads out of a VPC: gateways, endpoints and peerings.
record NaiveDoors(NaiveReach reach) {

    /// A gateway endpoint leads to its service.
    Answer endpoint(String id) {
        return only(reach.net().vpcEndpoints(), it -> it.id().equals(id))
                        .state()
                        .equals("available")
                ? OPEN
                : BLOCKED;
    }

    /// For IPv4 of its own VPC, from another subnet; its own subnet's network ACL sees the packet twice and
    /// the answer twice.
    Answer nat(String id, Subnet from, Cidr source, @Nullable NatGateway before, Packet p) {
        NatGateway nat = (NatGateway) gateway(id);
        if (!nat.state().equals("available")
                || !nat.vpcId().equals(from.vpcId())
                || p.to().isIpv6()
                || nat.subnetId().equals(from.id())) {
            return BLOCKED;
        } else if (before != null) {
            return UNKNOWN;
        }
        Subnet at = only(reach.net().subnets(), it -> it.id().equals(nat.subnetId()));
        Cidr own = Cidr.of(nat.privateAddresses().getFirst());
        NaiveFilters filters = reach.filters();
        Answer all = worst(
                filters.acl(at.id(), false, source, p.port()), filters.acl(at.id(), true, source, p.sourcePort()));
        if (!reach.isIn(at, p.to())) {
            all = worst(
                    all,
                    filters.acl(at.id(), true, p.to(), p.port()),
                    filters.acl(at.id(), false, p.to(), p.natPort().getAsInt()));
        }
        return worst(all, reach.leave(at, own, nat, p), new NaiveHome(reach).from(at, source, p, p.sourcePort()));
    }

    /// For sources with a public address, which every IPv6 address is that is not unique local, and
    /// destinations with one.
    Answer internet(String id, Subnet from, Cidr source, @Nullable NatGateway nat, Packet p) {
        Gateway.InternetGateway igw = (Gateway.InternetGateway) gateway(id);
        if (!igw.vpcIds().contains(from.vpcId()) || p.to().isPrivate()) {
            return BLOCKED;
        }
        boolean elastic = reach.net().networkInterfaces().stream()
                .anyMatch(it -> it.type().equals("lambda")
                        && it.subnetId().equals(from.id())
                        && !it.publicAddress().isEmpty()
                        && it.securityGroupIds().equals(reach.function().securityGroupIds()));
        boolean named = p.to().isIpv6()
                ? !source.isPrivate()
                : nat == null ? elastic : nat.connectivity().equals("public");
        if (!named || isShut(nat == null)) {
            return BLOCKED;
        }
        return nat == null && !p.to().isIpv6() ? FRAGILE : outside(p);
    }

    /// The same for IPv6, but nobody can come in by it.
    Answer egressOnly(String id, Subnet from, Cidr source, Packet p) {
        Gateway.EgressOnlyInternetGateway eigw = (Gateway.EgressOnlyInternetGateway) gateway(id);
        boolean takes =
                eigw.vpcIds().contains(from.vpcId()) && p.to().isIpv6() && !p.to().isPrivate() && !source.isPrivate();
        return !takes || isShut(false) ? BLOCKED : outside(p);
    }

    /// VPC Block Public Access.
    private boolean isShut(boolean twoWay) {
        String mode = reach.net().publicAccessBlocks().getFirst().mode();
        return mode.equals("block-bidirectional") || (mode.equals("block-ingress") && twoWay);
    }

    /// Whether a VPC lets in from the internet what has IPv6 in it is not asked.
    private Answer outside(Packet p) {
        return p.to().isIpv6() && !reach.places().of(p).isEmpty() ? UNKNOWN : OPEN;
    }

    /// Into the other VPC and no further.
    Answer peering(String id, Subnet from, Cidr source, @Nullable NatGateway nat, Packet p) {
        PeeringConnection pcx =
                only(reach.net().peeringConnections(), it -> it.id().equals(id));
        boolean first = pcx.requester().vpcId().equals(from.vpcId());
        PeeringConnection.Side far = first ? pcx.accepter() : pcx.requester();
        if (!pcx.status().equals("active") || far.cidrs().stream().noneMatch(it -> it.contains(p.to()))) {
            return BLOCKED;
        } else if (reach.net().vpcs().stream().noneMatch(it -> it.id().equals(far.vpcId()))) {
            return UNKNOWN;
        }
        boolean referable = pcx.requester().region().equals(pcx.accepter().region());
        return reach.arrive(far.vpcId(), from, source, nat, nat == null, referable, p);
    }

    private Gateway gateway(String id) {
        return only(reach.net().gateways(), it -> it.id().equals(id));
    }
}
