package envgate.rules.analysis.reach;

import envgate.envs.model.Area;
import envgate.envs.model.Cidr;
import envgate.envs.model.PeeringConnection;
import envgate.envs.model.PeeringConnection.Side;
import envgate.envs.model.Subnet;
import envgate.envs.model.Vpc;
import envgate.rules.finding.Missing;
import java.util.List;
import java.util.Optional;

/// Tells where an address is, seen from a VPC: in it, in one of its peers, or anywhere else.
final class Places {

    private final Terrain terrain;
    private final String vpcId;

    Places(Terrain terrain, String vpcId) {
        this.terrain = terrain;
        this.vpcId = vpcId;
    }

    End end(Target target, Cidr address) {
        if (!target.vpcId().isEmpty()) {
            return in(target.vpcId(), target, address);
        } else if (target.groups().isPresent() && target.service().isPresent()) {
            return new End(address, "", "", End.NO_GROUPS, target.service(), End.Guise.INTERNET);
        } else if (isIn(vpcId, address)) {
            return in(vpcId, target, address);
        }
        for (PeeringConnection it : terrain.peeringsOf(vpcId)) {
            Side far = it.requester().vpcId().equals(vpcId) ? it.accepter() : it.requester();
            boolean ours = it.requester().vpcId().equals(vpcId)
                    || it.accepter().vpcId().equals(vpcId);
            boolean seen = terrain.vpc(far.vpcId()) instanceof Known.Seen<Vpc>;
            if (ours && seen && isIn(far.vpcId(), address)) {
                return in(far.vpcId(), target, address);
            } else if (ours && !seen && far.cidrs().stream().anyMatch(block -> block.contains(address))) {
                Known<List<String>> unseen = new Known.Unseen<>(
                        new Missing("what is at " + address + " in " + far.vpcId() + " was not seen", ""));
                return new End(address, far.vpcId(), "", unseen, Optional.empty(), End.Guise.NONE);
            }
        }
        for (String other : terrain.ground().behindTransit(vpcId)) {
            if (isIn(other, address)) {
                return in(other, target, address);
            }
        }
        Known<List<String>> there = terrain.sees(Area.VPCS) && terrain.seesPeerings()
                ? End.NO_GROUPS
                : new Known.Unseen<>(terrain.missing(Area.PEERING_CONNECTIONS, "what is at " + address));
        return new End(address, "", "", there, target.service(), End.Guise.NONE);
    }

    /// A VPC has at least the blocks of its subnets, also when it was not seen itself.
    private boolean isIn(String vpc, Cidr address) {
        return terrain.isIn(vpc, address) || terrain.subnetAt(vpc, address).isPresent();
    }

    private End in(String vpc, Target target, Cidr address) {
        String subnet = terrain.subnetAt(vpc, address).map(Subnet::id).orElse("");
        Known<List<String>> groups = target.groups()
                .<Known<List<String>>>map(Known.Seen::new)
                .orElseGet(() -> Arrival.holders(terrain, vpc, address));
        return new End(address, vpc, subnet, groups, Optional.of(""), End.Guise.NONE);
    }
}
