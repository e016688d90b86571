package envgate.rules.analysis.reach;

import envgate.rules.analysis.reach.Path.Part;
import envgate.rules.analysis.reach.Sender.Spot;
import envgate.rules.analysis.reach.Target.Door;
import java.util.List;

/// What stays the same on one packet's way.
///
/// @param host the name that is asked for; empty when it is an address
/// @param target what it goes to
/// @param sender who sends it
/// @param spot where from
record Trip(Terrain terrain, String host, Target target, Sender sender, Spot spot, Hail hail) {

    /// Of the destination, for people.
    String words() {
        return target.words();
    }

    /// Whether it is known that somebody listens at a destination of the internet: AWS does.
    boolean listens() {
        return target.listens();
    }

    /// Where the connection comes in when its destination is public but stands in a VPC.
    List<Door> doors() {
        return target.doors();
    }

    /// What the destination's security groups are called.
    Part guard() {
        return target.guard();
    }

    /// Whether the destination's groups are known, wherever in its subnet it is.
    boolean isHeld() {
        return target.groups().isPresent();
    }

    /// Whether a block is asked about and not what is at one address: then there need be nobody.
    boolean isBlock() {
        return target.groups().isEmpty()
                && target.spans().stream().anyMatch(it -> !it.from().equals(it.to()));
    }

    /// The security groups that the packet comes from.
    List<String> groups() {
        return spot.groups();
    }
}
