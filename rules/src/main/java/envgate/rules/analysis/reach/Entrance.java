package envgate.rules.analysis.reach;

import envgate.envs.model.Cidr;
import envgate.envs.model.NetworkInterface;
import envgate.envs.model.Ports;
import envgate.envs.model.RouteTable;
import envgate.envs.model.Subnet;
import envgate.rules.analysis.reach.Cuts.Piece;
import envgate.rules.analysis.reach.End.Guise;
import envgate.rules.analysis.reach.Path.Part;
import envgate.rules.analysis.reach.Target.Door;
import envgate.rules.finding.Missing;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The way from the internet to something that has a public address in a VPC that we see.
///
/// Reachability Analyzer does not follow this (IGW_NAT_REFLECTION). What is there sees an address of the
/// internet: that of the NAT gateway or interface that it comes from, where that is known, and any of them
/// where it comes from Lambda's own network.
final class Entrance {

    private final Trip trip;
    private final Terrain terrain;
    private final Journey journey;
    private final Walk walk;
    private final List<Cidr> names;

    /// @param names the addresses that the connection may come from; none when they are not known
    Entrance(Trip trip, Journey journey, Walk walk, List<Cidr> names) {
        this.trip = trip;
        this.terrain = trip.terrain();
        this.journey = journey;
        this.walk = walk;
        this.names = names;
    }

    void enter(NetworkInterface at) {
        enter(new Door(at.subnetId(), at.securityGroupIds()));
    }

    /// Through one of the doors: any of them may answer.
    void enter() {
        List<Journey> options = new ArrayList<>();
        for (Door it : trip.doors()) {
            Journey option = journey.fork();
            new Entrance(trip, option, new Walk(trip, option), names).enter(it);
            options.add(option);
        }
        journey.followOneOf(
                options, Part.TARGET, List.of(new Missing("which subnet " + trip.words() + " answers from", "")));
    }

    private void enter(Door door) {
        journey.pass("the internet takes it to a public address in " + door.subnetId(), door.subnetId());
        switch (terrain.subnet(door.subnetId())) {
            case Known.Unseen<Subnet>(Missing missing) -> journey.doubt(Part.TARGET, missing);
            case Known.Seen<Subnet>(Subnet subnet) -> {
                new PublicAccess(terrain, journey).ask(subnet, true, List.of(subnet.id()));
                if (!door.groups().isEmpty()) {
                    groups(door);
                }
                acl(subnet);
                back(subnet);
            }
        }
    }

    private void groups(Door door) {
        Truth truth = everywhere(
                door.groups(),
                source -> GroupRules.of(terrain, door.groups(), false, trip.hail(), source, false)
                        .truth());
        String names = String.join(", ", door.groups());
        if (truth.isYes()) {
            journey.pass("security group " + names + " lets the internet in", names);
        } else if (truth.isNo()) {
            String detail = "security group " + names + " lets nobody of the internet in on " + trip.hail();
            journey.block(trip.guard(), Code.ENI_SG_RULES_MISMATCH, names, detail);
            terrain.mend(new Fix.Admit(door.groups().getFirst(), false, trip.hail(), Cidr.ANY_IPV4));
        } else {
            journey.doubt(trip.guard(), truth.missing());
        }
    }

    private void acl(Subnet subnet) {
        Truth truth = everywhere(List.of(), source -> {
            Journey trial = Journey.of(java.util.Set.of(), trip.hail(), Ports.EPHEMERAL);
            Walk alone = new Walk(trip, trial);
            alone.acl(subnet.id(), false, source.address());
            alone.answer(subnet.id(), true, source.address(), true);
            Outcome outcome = trial.outcome();
            return outcome.kind() == Outcome.Kind.OPEN
                    ? Truth.Sure.YES
                    : outcome.kind() == Outcome.Kind.BLOCKED ? Truth.Sure.NO : unknown(outcome);
        });
        if (truth.isNo()) {
            Cidr visitor = names.isEmpty() ? Span.INTERNET.getFirst().first() : names.getFirst();
            walk.acl(subnet.id(), false, visitor);
            walk.answer(subnet.id(), true, visitor, true);
        } else {
            journey.doubt(Part.NETWORK_ACLS, truth.missing());
        }
    }

    private static Truth unknown(Outcome outcome) {
        List<Missing> missing = outcome.doubts().stream().map(Doubt::missing).toList();
        return missing.isEmpty()
                ? Truth.maybe(new Missing("which port the connection comes from", ""))
                : new Truth.Maybe(missing);
    }

    /// What holds for every address that the connection may come from.
    private Truth everywhere(List<String> groups, Function<End, Truth> question) {
        boolean yes = false;
        boolean no = false;
        List<Cidr> visitors = names.isEmpty()
                ? terrain.cuts().visitors(terrain, groups).stream()
                        .map(Piece::first)
                        .toList()
                : names;
        for (Cidr visitor : visitors) {
            Truth truth = question.apply(internet(visitor));
            if (!truth.isYes() && !truth.isNo()) {
                return truth;
            }
            yes |= truth.isYes();
            no |= truth.isNo();
        }
        return yes && no ? Truth.maybe(new Missing("which address the connection comes from", "")) : Truth.of(yes);
    }

    private static End internet(Cidr address) {
        return new End(address, "", "", End.NO_GROUPS, Optional.of(""), Guise.INTERNET);
    }

    private void back(Subnet subnet) {
        if (trip.sender().forwardOnly()) {
            return;
        }
        switch (terrain.routesOf(subnet)) {
            case Known.Unseen<RouteTable>(Missing missing) -> journey.doubt(Part.ROUTES, missing);
            case Known.Seen<RouteTable>(RouteTable table) -> {
                End source = internet(new Cidr(BigInteger.ONE.shiftLeft(24), 32, 32));
                Choice choice = Choice.of(terrain, table, source);
                boolean out = choice.missing().isEmpty()
                        && choice.routes().stream()
                                .anyMatch(it -> it.target().startsWith("igw-")
                                        && !it.state().equals("blackhole"));
                if (out) {
                    journey.pass("route table " + table.id() + " leads the answer out", table.id());
                } else {
                    String what = "whether answers from " + subnet.id() + " find the way out";
                    journey.doubt(Part.ROUTES, new Missing(what, ""));
                }
            }
        }
    }
}
