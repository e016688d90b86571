package envgate.rules.analysis.reach;

import envgate.envs.model.Area;
import envgate.envs.model.Assumption;
import envgate.envs.model.Origin;
import envgate.envs.model.Ports;
import envgate.envs.model.Subnet;
import envgate.rules.analysis.reach.Path.Blocker;
import envgate.rules.analysis.reach.Path.Part;
import envgate.rules.finding.Missing;
import envgate.rules.finding.Trail;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// One packet's way there and back, as it is told while it is gone.
///
/// It goes on behind what stops it where the way is still known, so that all that stops it is told.
final class Journey {

    private static final Origin NOWHERE = new Origin.Unknown();

    private final Set<Assumption> assumed;
    private final List<Trail.Step> steps = new ArrayList<>();
    private final List<Blocker> blockers = new ArrayList<>();
    private final List<Blocker> narrowings = new ArrayList<>();
    private final List<Doubt> doubts = new ArrayList<>();
    private final Set<Assumption> assumptions = EnumSet.noneOf(Assumption.class);
    private final Ports own;
    private final Ports nat;
    private PortSet ports;
    private PortSet natPorts;
    private String fragile = "";
    private Optional<Subnet> turn = Optional.empty();
    private boolean unasked;
    private boolean otherwise;
    private boolean trial;

    /// @param assumed what may be assumed
    /// @param own ports that answers may come to
    /// @param nat ports that answers to a NAT gateway may come to
    Journey(Set<Assumption> assumed, Ports own, Ports nat) {
        this.assumed = assumed;
        this.own = own;
        this.nat = nat;
        this.ports = PortSet.of(own);
        this.natPorts = PortSet.of(nat);
    }

    static Journey of(Set<Assumption> assumed, Hail hail, Ports from) {
        return new Journey(assumed, hail.back(from), hail.back(Ports.EPHEMERAL));
    }

    Journey fork() {
        Journey other = new Journey(assumed, own, nat);
        other.steps.addAll(steps);
        other.blockers.addAll(blockers);
        other.narrowings.addAll(narrowings);
        other.doubts.addAll(doubts);
        other.assumptions.addAll(assumptions);
        other.ports = ports;
        other.natPorts = natPorts;
        other.fragile = fragile;
        other.turn = turn;
        other.unasked = unasked;
        other.otherwise = otherwise;
        other.trial = trial;
        return other;
    }

    /// Another one that begins here, to see what would become of it another way: it explains nothing by
    /// itself.
    Journey afresh() {
        Journey other = new Journey(assumed, own, nat);
        other.trial = true;
        return other;
    }

    boolean isTrial() {
        return trial;
    }

    /// How many things are known to stop it.
    int blocks() {
        return blockers.size();
    }

    /// Whether that is what stopped it last.
    boolean isLast(Code code) {
        return !blockers.isEmpty() && blockers.getLast().code() == code;
    }

    /// Whether nothing is in its way, and nothing might be.
    boolean isFree() {
        return blockers.isEmpty() && narrowings.isEmpty() && doubts.isEmpty();
    }

    private void tell(String text, String component) {
        steps.add(new Trail.Step(text, component, "", NOWHERE));
    }

    void pass(String text, String component) {
        tell(text, component);
    }

    void block(Part part, Code code, String component, String detail) {
        tell(detail, component);
        blockers.add(new Blocker(code, part, component, detail));
    }

    void doubt(Part part, Missing missing) {
        tell(missing.what(), "");
        doubts.add(new Doubt(part, missing));
    }

    void doubt(Part part, List<Missing> missing) {
        missing.forEach(it -> doubt(part, it));
    }

    /// Takes something for granted, if the inventory allows it.
    void rest(Assumption assumption, Part part, Missing otherwise) {
        if (assumed.contains(assumption)) {
            assumptions.add(assumption);
        } else {
            doubt(part, otherwise);
        }
    }

    /// The subnet in which the answer to the last source begins: the destination's, or a NAT gateway's.
    Optional<Subnet> turn() {
        return turn;
    }

    void turnAt(Subnet subnet) {
        turn = Optional.of(subnet);
    }

    /// Whether the answer comes into the sender's subnet without its network ACL being asked: from the
    /// interface of a transit gateway in it (https://docs.aws.amazon.com/vpc/latest/tgw/tgw-nacls.html).
    boolean isUnasked() {
        return unasked;
    }

    void entersUnasked() {
        unasked = true;
    }

    /// Whether the answer goes home another way than the packet came, which is told already.
    boolean isOtherwise() {
        return otherwise;
    }

    void entersOtherwise() {
        otherwise = true;
    }

    void shake(String why, String component) {
        tell(why, component);
        fragile = why;
    }

    /// Answers come through to these ports only.
    ///
    /// @param ofNat whether those of a NAT gateway are meant, which picks its own
    void narrow(PortSet open, boolean ofNat, String component, String detail) {
        tell(detail, component);
        narrowings.add(new Blocker(Code.NACL_EPHEMERAL_PARTIAL, Part.NETWORK_ACLS, component, detail));
        if (ofNat) {
            natPorts = natPorts.and(open);
        } else {
            ports = ports.and(open);
        }
    }

    void missingArea(Part part, Terrain terrain, Area area, String what) {
        doubt(part, terrain.missing(area, what));
    }

    /// Goes on as one of several journeys, if it makes no difference which.
    void followOneOf(List<Journey> options, Part part, List<Missing> missing) {
        Journey first = options.getFirst();
        boolean alike = options.stream().allMatch(first::isLike);
        List<Trail.Step> told = List.copyOf(first.steps);
        steps.clear();
        steps.addAll(told);
        blockers.clear();
        narrowings.clear();
        doubts.clear();
        options.forEach(it -> doubts.addAll(it.doubts));
        if (!alike) {
            doubt(part, missing);
            return;
        }
        options.forEach(it -> {
            blockers.addAll(it.blockers);
            narrowings.addAll(it.narrowings);
            assumptions.addAll(it.assumptions);
        });
        ports = first.ports;
        natPorts = first.natPorts;
        fragile = first.fragile;
        turn = first.turn;
        unasked = first.unasked;
        otherwise = first.otherwise;
    }

    /// Goes on as another journey that began here.
    void follow(Journey other) {
        steps.clear();
        steps.addAll(other.steps);
        blockers.clear();
        blockers.addAll(other.blockers);
        narrowings.clear();
        narrowings.addAll(other.narrowings);
        doubts.clear();
        doubts.addAll(other.doubts);
        assumptions.addAll(other.assumptions);
        fragile = other.fragile;
    }

    private boolean isLike(Journey other) {
        Outcome.Kind kind = outcome().kind();
        return kind == other.outcome().kind()
                && (kind == Outcome.Kind.BLOCKED || (ports.equals(other.ports) && natPorts.equals(other.natPorts)));
    }

    Outcome outcome() {
        Trail trail = new Trail(steps, Set.of());
        double open = (double) ports.size() / own.size() * natPorts.size() / nat.size();
        if (!blockers.isEmpty() || open == 0) {
            return Outcome.blocked(trail, blockers.isEmpty() ? narrowings : blockers);
        } else if (!doubts.isEmpty()) {
            return Outcome.unknown(trail, doubts, narrowings);
        }
        Trail told = trail.assuming(assumptions);
        return open < 1 ? Outcome.partly(told, 1 - open, narrowings) : Outcome.open(told, fragile);
    }
}
