package envgate.rules.analysis.reach;

import envgate.envs.model.Area;
import envgate.envs.model.Cidr;
import envgate.envs.model.Gateway.NatGateway;
import envgate.envs.model.RouteTable;
import envgate.envs.model.Subnet;
import envgate.rules.analysis.reach.End.Guise;
import envgate.rules.analysis.reach.Path.Part;
import envgate.rules.finding.Missing;
import java.util.List;
import java.util.Optional;

/// The way through a NAT gateway: into its subnet, out of it under its own address, and the answer's way
/// back.
///
/// See https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html. It has no security group;
/// the network ACL of its subnet sees every packet four times.
final class Translation {

    /// Addresses of IPv6 that stand for those of IPv4:
    /// https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-nat64-dns64.html.
    private static final Cidr NAT64 = Cidr.of("64:ff9b::/96");

    private final Terrain terrain;
    private final Journey journey;
    private final Walk walk;

    Translation(Terrain terrain, Journey journey, Walk walk) {
        this.terrain = terrain;
        this.journey = journey;
        this.walk = walk;
    }

    void through(String id, Subnet from, End source, End destination) {
        walk.gateway(id, NatGateway.class).ifPresent(it -> through(it, from, source, plainly(from, destination)));
    }

    /// The destination as the gateway sees it.
    private End plainly(Subnet from, End destination) {
        Cidr address = destination.address();
        if (!NAT64.contains(address)) {
            return destination;
        }
        Cidr plain = new Cidr(address.bits().subtract(NAT64.bits()), 32, 32);
        return new Places(terrain, from.vpcId()).end(Target.at(plain.toString(), List.of(Span.of(plain))), plain);
    }

    private void through(NatGateway nat, Subnet from, End source, End destination) {
        if (!nat.state().equals("available")) {
            journey.block(Part.ROUTES, Code.BAD_STATE, nat.id(), "NAT gateway " + nat.id() + " is " + nat.state());
            walk.elsewhere();
        } else if (!walk.isTranslatable()) {
            String detail = "NAT gateway " + nat.id() + " takes TCP, UDP and ICMP only";
            journey.block(Part.ROUTES, Code.PROTOCOL_RESTRICTION, nat.id(), detail);
        } else if (source.cameBy("pcx-") || !nat.vpcId().equals(from.vpcId())) {
            String detail = "NAT gateway " + nat.id() + " serves " + nat.vpcId() + " only";
            journey.block(Part.ROUTES, Code.NGW_REQUIRES_SOURCE_IN_VPC, nat.id(), detail);
            walk.elsewhere();
        } else if (destination.address().isIpv6()) {
            String detail = "NAT gateway " + nat.id() + " takes no IPv6 but to " + NAT64;
            journey.block(Part.ROUTES, Code.PROTOCOL_RESTRICTION, nat.id(), detail);
        } else if (from.id().equals(nat.subnetId())) {
            String detail = "NAT gateway " + nat.id() + " stands in a subnet whose routes lead back to it";
            journey.block(Part.ROUTES, Code.NAT_LOOP_OWN_SUBNET, nat.id(), detail);
            walk.elsewhere();
        } else if (source.isHidden()) {
            journey.doubt(Part.ROUTES, new Missing("what " + nat.id() + " does behind another NAT gateway", ""));
        } else if (nat.subnetId().isEmpty()) {
            regional(nat, from, source, destination);
        } else {
            switch (terrain.subnet(nat.subnetId())) {
                case Known.Unseen<Subnet>(Missing missing) -> journey.doubt(Part.ROUTES, missing);
                case Known.Seen<Subnet>(Subnet at) -> translate(nat, at, from, source, destination);
            }
        }
    }

    /// A regional gateway stands in no subnet and has a route table of its own; it serves the zones that it
    /// has addresses in, and one that spreads by itself serves the others from there meanwhile.
    ///
    /// See https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateways-regional.html.
    private void regional(NatGateway nat, Subnet from, End source, End destination) {
        boolean served = nat.zones().isEmpty()
                || nat.zones().contains(from.availabilityZoneId())
                || nat.zones().contains(from.availabilityZone());
        if (!served && !nat.autoProvisionsZones()) {
            String detail = "regional NAT gateway " + nat.id() + " has no address in " + from.availabilityZone();
            journey.block(Part.ROUTES, Code.REGIONAL_NGW_ROUTE_AZ_RESTRICTION, nat.id(), detail);
            return;
        }
        Optional<RouteTable> table = terrain.table(nat.routeTableId()).or(() -> terrain.routesInto(nat.id()));
        if (table.isEmpty()) {
            walk.missing(Part.ROUTES, Area.ROUTE_TABLES, "the route table of regional NAT gateway " + nat.id());
            return;
        }
        journey.pass("regional NAT gateway " + nat.id() + " sends it on", nat.id());
        if (!served) {
            String why = "regional NAT gateway " + nat.id() + " serves " + from.availabilityZone()
                    + " from another zone until it has spread there";
            journey.pass(why, nat.id());
        }
        Cidr any = nat.publicAddresses().stream()
                .flatMap(it -> Cidr.parse(it).stream())
                .findFirst()
                .orElse(source.address());
        End translated = new End(any, nat.vpcId(), "", End.NO_GROUPS, Optional.empty(), Guise.PUBLIC_NAT);
        walk.by(table.get(), from, translated, destination);
        journey.turnAt(from);
    }

    private void translate(NatGateway nat, Subnet at, Subnet from, End source, End destination) {
        Optional<Cidr> own = address(nat, at);
        if (own.isEmpty() && destination.address().isPrivate()) {
            journey.doubt(
                    Part.ROUTES, new Missing("the address of " + nat.id() + " in " + at.id() + " was not seen", ""));
            return;
        }
        boolean enters = !from.id().equals(at.id());
        boolean leaves = !at.id().equals(destination.subnetId());
        if (enters) {
            walk.acl(at.id(), false, source.address());
        }
        journey.pass(
                "NAT gateway " + nat.id() + " sends it on"
                        + own.map(it -> " as " + it).orElse(""),
                nat.id());
        if (leaves) {
            walk.acl(at.id(), true, destination.address());
        }
        // The internet sees another one, so which it is makes no difference there.
        Cidr any = Span.of(at.cidrs().getFirst()).first();
        Guise guise = nat.connectivity().equals("private") ? Guise.PRIVATE_NAT : Guise.PUBLIC_NAT;
        Runnable elsewhere = walk.elsewhereThanLed();
        int before = journey.blocks();
        walk.forward(
                at, new End(own.orElse(any), at.vpcId(), at.id(), End.NO_GROUPS, Optional.empty(), guise), destination);
        boolean inward = !destination.vpcId().isEmpty() && !destination.vpcId().equals(at.vpcId());
        if (journey.blocks() > before && (inward || journey.isLast(Code.NAT_PRIVATE_NO_INTERNET))) {
            elsewhere.run();
        }
        if (leaves) {
            walk.answer(at.id(), false, destination.address(), true);
        }
        if (enters) {
            walk.answer(at.id(), true, source.address(), false);
        }
        walk.back(at, source, destination, source.wayBack(at.vpcId()));
        journey.turnAt(at);
    }

    /// Its address; only one that lies in its subnet, for emulators draw others by lot.
    private static Optional<Cidr> address(NatGateway nat, Subnet at) {
        return nat.privateAddresses().stream()
                .flatMap(it -> Cidr.parse(it).stream())
                .filter(it -> at.cidrs().stream().anyMatch(block -> block.contains(it)))
                .findFirst();
    }
}
