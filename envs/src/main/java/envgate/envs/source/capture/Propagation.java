package envgate.envs.source.capture;

import envgate.envs.model.Cidr;
import envgate.envs.model.TransitGatewayAttachment;
import envgate.envs.model.TransitGatewayRouteTable.Member;
import envgate.envs.model.TransitGatewayRouteTable.Route;
import envgate.envs.model.Vpc;
import envgate.envs.model.VpnConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What attachments add to the tables that they propagate to: the blocks of their VPC, the static routes of their VPN
/// connection.
///
/// See https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html.
final class Propagation {

    private final List<TransitGatewayAttachment> attachments;
    private final List<Vpc> vpcs;
    private final List<VpnConnection> vpns;

    Propagation(List<TransitGatewayAttachment> attachments, List<Vpc> vpcs, List<VpnConnection> vpns) {
        this.attachments = attachments;
        this.vpcs = vpcs;
        this.vpns = vpns;
    }

    sealed interface Result {}

    record Blocks(List<Route> routes) implements Result {}

    record Unclear(String why) implements Result {}

    Result of(List<Member> propagations) {
        List<Route> routes = new ArrayList<>();
        for (Member it : propagations) {
            if (!it.state().startsWith("enabl")) {
                continue;
            }
            Optional<List<String>> blocks = blocks(it);
            if (blocks.isEmpty()) {
                return new Unclear("it is not seen what `" + it.attachmentId() + "` propagates");
            }
            Member target = new Member(it.attachmentId(), it.resourceType(), it.resourceId(), "");
            blocks.get().forEach(block -> routes.add(new Route(block, "", "propagated", "active", List.of(target))));
        }
        return new Blocks(routes);
    }

    private Optional<List<String>> blocks(Member member) {
        return switch (member.resourceType()) {
            case "vpc" ->
                vpcs.stream()
                        .filter(it -> it.id().equals(member.resourceId()))
                        .findFirst()
                        .map(it -> it.cidrs().stream()
                                .filter(block -> !block.isIpv6() || takesIpv6(member.attachmentId()))
                                .map(Cidr::toString)
                                .toList());
            case "vpn" ->
                vpns.stream()
                        .filter(it -> it.id().equals(member.resourceId()) && it.staticRoutesOnly())
                        .findFirst()
                        .map(it -> it.routes().stream()
                                .map(VpnConnection.StaticRoute::cidr)
                                .toList());
            default -> Optional.empty();
        };
    }

    private boolean takesIpv6(String attachment) {
        return attachments.stream()
                .filter(it -> it.id().equals(attachment))
                .map(TransitGatewayAttachment::vpc)
                .anyMatch(it -> it != null && it.ipv6());
    }
}
