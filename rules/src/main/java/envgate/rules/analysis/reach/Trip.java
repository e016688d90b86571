package envgate.rules.analysis.reach;

import envgate.rules.analysis.reach.Path.Part;
import envgate.rules.analysis.reach.Sender.Spot;
import envgate.rules.analysis.reach.Target.Door;
import java.util.List;

/// What stays the same on one packet's way.
///
/// @param words of the destination
/// @param sender who sends it
/// @param spot where from
/// @param listens whether it is known that somebody listens at a destination of the internet: AWS does
/// @param doors where the connection comes in when its destination is public but stands in a VPC
/// @param guard what the destination's security groups are called
record Trip(
        Terrain terrain,
        String words,
        Sender sender,
        Spot spot,
        Hail hail,
        boolean listens,
        List<Door> doors,
        Part guard) {

    /// The security groups that the packet comes from.
    List<String> groups() {
        return spot.groups();
    }
}
