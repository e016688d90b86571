package envgate.rules.analysis.reach;

import envgate.envs.model.Area;
import envgate.envs.model.Assumption;
import envgate.envs.model.PublicAccessBlock;
import envgate.envs.model.PublicAccessBlock.Exclusion;
import envgate.envs.model.Subnet;
import envgate.envs.model.Vpc;
import envgate.rules.analysis.reach.Path.Part;
import envgate.rules.finding.Missing;
import java.util.List;
import java.util.Optional;

/// VPC Block Public Access, which overrides whatever routes and gateways say.
///
/// See https://docs.aws.amazon.com/vpc/latest/userguide/security-vpc-bpa-basics.html. Exclusions for egress
/// let out what NAT and egress-only gateways let out. Which subnet has to be excluded when a NAT gateway
/// stands between is not documented: where all on the way are, it makes no difference.
final class PublicAccess {

    private final Terrain terrain;
    private final Journey journey;

    PublicAccess(Terrain terrain, Journey journey) {
        this.terrain = terrain;
        this.journey = journey;
    }

    /// @param twoWay whether connections could come in the same way, as they cannot through NAT and
    ///     egress-only gateways
    /// @param way the subnets that it goes through
    void ask(Subnet from, boolean twoWay, List<String> way) {
        switch (terrain.vpc(from.vpcId())) {
            case Known.Unseen<Vpc>(Missing missing) ->
                journey.rest(Assumption.PUBLIC_ACCESS_NOT_BLOCKED, Part.ROUTES, missing);
            case Known.Seen<Vpc>(Vpc vpc) -> {
                Optional<PublicAccessBlock> block = terrain.network().publicAccessBlocks().stream()
                        .filter(it ->
                                it.account().equals(vpc.owner()) && it.region().equals(vpc.region()))
                        .findFirst();
                if (block.isEmpty()) {
                    Missing missing = terrain.missing(Area.BLOCK_PUBLIC_ACCESS, "VPC Block Public Access");
                    String permission = Assumption.PUBLIC_ACCESS_NOT_BLOCKED.removedBy();
                    Missing named = new Missing(missing.what(), permission);
                    journey.rest(Assumption.PUBLIC_ACCESS_NOT_BLOCKED, Part.ROUTES, named);
                } else {
                    ask(block.get(), vpc, twoWay, way);
                }
            }
        }
    }

    private void ask(PublicAccessBlock block, Vpc vpc, boolean twoWay, List<String> way) {
        boolean blocks =
                block.mode().equals("block-bidirectional") || (block.mode().equals("block-ingress") && twoWay);
        if (!blocks) {
            return;
        }
        List<Exclusion> exclusions = block.exclusions().stream()
                .filter(it -> !it.state().startsWith("delete") && !it.state().startsWith("disable"))
                .filter(it -> it.mode().equals("allow-bidirectional") || !twoWay)
                .toList();
        boolean excluded = way.stream()
                .allMatch(subnet -> exclusions.stream()
                        .anyMatch(it -> names(it, List.of(vpc.id(), subnet))
                                && it.state().endsWith("-complete")));
        boolean maybe = way.stream()
                .anyMatch(subnet -> exclusions.stream().anyMatch(it -> names(it, List.of(vpc.id(), subnet))));
        if (excluded) {
            journey.pass("VPC Block Public Access leaves out " + vpc.id() + " or its subnets on the way", vpc.id());
        } else if (maybe) {
            String what = "whether an exclusion of VPC Block Public Access holds on this way";
            journey.doubt(Part.ROUTES, new Missing(what, ""));
        } else {
            String detail = "VPC Block Public Access of account " + block.account() + " is " + block.mode();
            journey.block(Part.ROUTES, Code.VPC_BLOCK_PUBLIC_ACCESS_ENABLED, vpc.id(), detail);
        }
    }

    private static boolean names(Exclusion exclusion, List<String> ids) {
        return ids.stream()
                .anyMatch(it -> exclusion.resourceId().equals(it)
                        || exclusion.resourceId().endsWith("/" + it));
    }
}
