package envgate.envs.moto;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.NetworkAcl;
import software.amazon.awssdk.services.ec2.model.NetworkAclAssociation;
import software.amazon.awssdk.services.ec2.model.RuleAction;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Subnet;

/// The network of one environment of the sample application: a stack of its own, and what moto's stacks cannot make.
///
/// @param subnets ids by name without the environment: `private-a`
/// @param groups ids by name without the environment: `functions`
@SuppressWarnings("unchecked") // the SDK takes lambdas as varargs
record OrdersNetwork(String vpcId, Map<String, String> subnets, Map<String, String> groups) {

    OrdersNetwork {
        subnets = java.util.Collections.unmodifiableMap(new TreeMap<>(subnets));
        groups = java.util.Collections.unmodifiableMap(new TreeMap<>(groups));
    }

    static OrdersNetwork make(Stage stage, CloudFormationClient stacks, Ec2Client ec2) {
        Stacks.create(
                stacks,
                "orders-" + stage.label() + "-network",
                Templates.read("orders-network.yaml", java.util.Set.of()),
                Map.of("Stage", stage.label(), "Network", stage.network()));
        removeDefaultVpc(ec2);
        OrdersNetwork made = find(stage, ec2);
        made.guardDataSubnets(stage, ec2);
        return made;
    }

    private static OrdersNetwork find(Stage stage, Ec2Client ec2) {
        String prefix = "orders-" + stage.label() + "-";
        Map<String, String> subnets = new TreeMap<>();
        String vpcId = "";
        for (Subnet subnet : ec2.describeSubnets().subnets()) {
            vpcId = subnet.vpcId();
            subnet.tags().stream()
                    .filter(tag -> tag.key().equals("Name"))
                    .forEach(tag -> subnets.put(tag.value().substring(prefix.length()), subnet.subnetId()));
        }
        Map<String, String> groups = new TreeMap<>();
        for (SecurityGroup group : ec2.describeSecurityGroups().securityGroups()) {
            if (group.groupName().startsWith(prefix)) {
                groups.put(group.groupName().substring(prefix.length()), group.groupId());
            }
        }
        return new OrdersNetwork(vpcId, subnets, groups);
    }

    /// A landing zone has none.
    private static void removeDefaultVpc(Ec2Client ec2) {
        ec2.describeVpcs(it -> it.filters(filter -> filter.name("is-default").values("true"))).vpcs().stream()
                .map(it -> it.vpcId())
                .forEach(vpcId -> {
                    ec2.describeSubnets().subnets().stream()
                            .filter(subnet -> subnet.vpcId().equals(vpcId))
                            .forEach(subnet -> ec2.deleteSubnet(it -> it.subnetId(subnet.subnetId())));
                    ec2.describeInternetGateways().internetGateways().stream()
                            .filter(gateway -> gateway.attachments().stream().anyMatch(it -> vpcId.equals(it.vpcId())))
                            .forEach(gateway -> {
                                ec2.detachInternetGateway(it -> it.internetGatewayId(gateway.internetGatewayId())
                                        .vpcId(vpcId));
                                ec2.deleteInternetGateway(it -> it.internetGatewayId(gateway.internetGatewayId()));
                            });
                    ec2.deleteVpc(it -> it.vpcId(vpcId));
                });
    }

    /// The databases' subnets take connections from inside only, and answers from S3.
    private void guardDataSubnets(Stage stage, Ec2Client ec2) {
        String acl = ec2.createNetworkAcl(it -> it.vpcId(vpcId)).networkAcl().networkAclId();
        entry(ec2, acl, false, 100, stage.network() + ".0.0/16", 0);
        entry(ec2, acl, false, 110, "0.0.0.0/0", 1024);
        entry(ec2, acl, true, 100, "0.0.0.0/0", 0);
        List<String> guarded = subnetIds("data-a", "data-b");
        for (NetworkAcl other : ec2.describeNetworkAcls().networkAcls()) {
            for (NetworkAclAssociation association : other.associations()) {
                if (guarded.contains(association.subnetId())) {
                    ec2.replaceNetworkAclAssociation(it -> it.associationId(association.networkAclAssociationId())
                            .networkAclId(acl));
                }
            }
        }
    }

    private static void entry(Ec2Client ec2, String acl, boolean egress, int number, String cidr, int fromPort) {
        ec2.createNetworkAclEntry(it -> it.networkAclId(acl)
                .egress(egress)
                .ruleNumber(number)
                .ruleAction(RuleAction.ALLOW)
                .protocol("6")
                .cidrBlock(cidr)
                .portRange(ports -> ports.from(fromPort).to(65535)));
    }

    List<String> subnetIds(String... names) {
        return java.util.Arrays.stream(names).map(this::subnet).toList();
    }

    private String subnet(String name) {
        return java.util.Objects.requireNonNull(subnets.get(name), name);
    }

    String group(String name) {
        return java.util.Objects.requireNonNull(groups.get(name), name);
    }
}
