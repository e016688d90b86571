package envgate.rules.analysis.reach;

import envgate.envs.model.Area;
import envgate.envs.model.Subnet;
import envgate.envs.model.TransitGatewayAttachment;
import envgate.rules.analysis.reach.Path.Part;
import envgate.rules.finding.Missing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The subnets by which traffic passes between a VPC and a transit gateway.
///
/// See https://docs.aws.amazon.com/vpc/latest/tgw/tgw-vpc-attachments.html.
final class Gates {

    private final Terrain terrain;
    private final Journey journey;
    private final Walk walk;

    Gates(Terrain terrain, Journey journey, Walk walk) {
        this.terrain = terrain;
        this.journey = journey;
        this.walk = walk;
    }

    /// The attachment's subnet in the zone of another subnet: traffic enters in its own zone only.
    Optional<Subnet> of(TransitGatewayAttachment attachment, Subnet from) {
        List<Subnet> gates = of(attachment);
        Optional<Subnet> own = gates.stream().filter(it -> sameZone(it, from)).findFirst();
        if (own.isEmpty() && !gates.isEmpty()) {
            String detail = "attachment " + attachment.id() + " has no subnet in " + from.availabilityZone()
                    + ", the zone of " + from.id();
            journey.block(Part.ROUTES, Code.TGW_ROUTE_AZ_RESTRICTION, attachment.id(), detail);
        }
        return own;
    }

    /// The subnets of a VPC's attachment; none when that is not known, which is told.
    List<Subnet> of(TransitGatewayAttachment attachment) {
        TransitGatewayAttachment.Vpc vpc = attachment.vpc();
        if (vpc == null) {
            walk.missing(Part.ROUTES, Area.TRANSIT_GATEWAY_ATTACHMENTS, "the subnets of " + attachment.id());
            return List.of();
        }
        List<Subnet> gates = new ArrayList<>();
        for (String id : vpc.subnetIds()) {
            switch (terrain.subnet(id)) {
                case Known.Seen<Subnet>(Subnet it) -> gates.add(it);
                case Known.Unseen<Subnet>(Missing missing) -> {
                    journey.doubt(Part.ROUTES, missing);
                    return List.of();
                }
            }
        }
        if (gates.isEmpty()) {
            walk.missing(Part.ROUTES, Area.TRANSIT_GATEWAY_ATTACHMENTS, "the subnets of " + attachment.id());
        }
        return gates;
    }

    static boolean sameZone(Subnet one, Subnet other) {
        return (one.availabilityZoneId().isEmpty() || other.availabilityZoneId().isEmpty())
                ? one.availabilityZone().equals(other.availabilityZone())
                : one.availabilityZoneId().equals(other.availabilityZoneId());
    }
}
