package envgate.rules.analysis.reach;

import envgate.envs.model.Cidr;
import envgate.envs.model.Gateway;
import envgate.envs.model.LambdaFunction.VpcConfig;
import envgate.envs.model.NetworkAcl;
import envgate.envs.model.NetworkInterface;
import envgate.envs.model.PeeringConnection;
import envgate.envs.model.PrefixList;
import envgate.envs.model.Resource;
import envgate.envs.model.RouteTable;
import envgate.envs.model.SecurityGroup;
import envgate.envs.model.SecurityGroup.IpPermission;
import envgate.envs.model.Subnet;
import envgate.envs.model.Vpc;
import envgate.envs.model.VpcEndpoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Things in the shape that the AWS CLI prints.
final class CaptureShapes {

    private static final String ACCOUNT = "111111111111";
    private static final String REGION = "eu-west-1";

    private CaptureShapes() {}

    static Map<String, ?> call(String operation, Map<String, ?> request, Map<String, ?> response) {
        return Map.of(
                "account",
                ACCOUNT,
                "region",
                REGION,
                "service",
                "ec2",
                "operation",
                operation,
                "request",
                request,
                "response",
                response);
    }

    static Map<String, ?> config(VpcConfig it) {
        return Map.of(
                "SubnetIds", it.subnetIds(),
                "SecurityGroupIds", it.securityGroupIds(),
                "Ipv6AllowedForDualStack", it.ipv6AllowedForDualStack());
    }

    static Map<String, ?> database(Resource.Database it) {
        return Map.of(
                "DBInstanceIdentifier", it.name(),
                "DBInstanceArn", it.arn().toString(),
                "Engine", it.engine(),
                "Endpoint", Map.of("Address", it.hosts().getFirst(), "Port", it.port()),
                "PubliclyAccessible", it.publiclyAccessible(),
                "VpcSecurityGroups",
                        it.securityGroupIds().stream()
                                .map(id -> Map.of("VpcSecurityGroupId", id))
                                .toList(),
                "DBSubnetGroup",
                        Map.of(
                                "VpcId", it.vpcId(),
                                "Subnets",
                                        it.subnetIds().stream()
                                                .map(id -> Map.of("SubnetIdentifier", id))
                                                .toList()));
    }

    static List<Map<String, ?>> associations(List<Cidr> blocks, boolean ipv6) {
        String key = ipv6 ? "Ipv6CidrBlock" : "CidrBlock";
        return blocks.stream()
                .filter(it -> it.isIpv6() == ipv6)
                .<Map<String, ?>>map(it -> Map.of(key, it.toString(), key + "State", Map.of("State", "associated")))
                .toList();
    }

    static Map<String, ?> vpc(Vpc it) {
        return Map.of(
                "VpcId", it.id(),
                "OwnerId", ACCOUNT,
                "InstanceTenancy", "default",
                "CidrBlock", it.cidrs().getFirst().toString(),
                "CidrBlockAssociationSet", associations(it.cidrs(), false),
                "Ipv6CidrBlockAssociationSet", associations(it.cidrs(), true));
    }

    static Map<String, ?> attribute(String vpc, String name, String member) {
        return call(
                "DescribeVpcAttribute",
                Map.of("VpcId", vpc, "Attribute", name),
                Map.of("VpcId", vpc, member, Map.of("Value", true)));
    }

    static Map<String, ?> subnet(Subnet it) {
        return Map.of(
                "SubnetId", it.id(),
                "VpcId", it.vpcId(),
                "OwnerId", ACCOUNT,
                "AvailabilityZone", it.availabilityZone(),
                "AvailabilityZoneId", it.availabilityZoneId(),
                "CidrBlock", it.cidrs().getFirst().toString(),
                "Ipv6CidrBlockAssociationSet", associations(it.cidrs(), true),
                "AvailableIpAddressCount", 2,
                "State", "available");
    }

    static Map<String, ?> table(RouteTable it) {
        List<Map<String, ?>> associations = new ArrayList<>();
        it.subnetIds().forEach(id -> associations.add(Map.of("Main", false, "SubnetId", id)));
        if (it.main()) {
            associations.add(Map.of("Main", true));
        }
        return Map.of(
                "RouteTableId", it.id(),
                "VpcId", it.vpcId(),
                "OwnerId", ACCOUNT,
                "Associations", associations,
                "Routes", it.routes().stream().map(CaptureShapes::route).toList());
    }

    static Map<String, ?> route(RouteTable.Route it) {
        String to = !it.prefixListId().isEmpty()
                ? "DestinationPrefixListId"
                : it.cidr().contains(":") ? "DestinationIpv6CidrBlock" : "DestinationCidrBlock";
        String by = switch (it.target().split("-", 0)[0]) {
            case "nat" -> "NatGatewayId";
            case "tgw" -> "TransitGatewayId";
            case "pcx" -> "VpcPeeringConnectionId";
            case "eigw" -> "EgressOnlyInternetGatewayId";
            case "eni" -> "NetworkInterfaceId";
            case "lgw" -> "LocalGatewayId";
            default -> "GatewayId";
        };
        return Map.of(
                to,
                it.prefixListId().isEmpty() ? it.cidr() : it.prefixListId(),
                by,
                it.target(),
                "State",
                it.state(),
                "Origin",
                it.origin());
    }

    static Map<String, ?> group(SecurityGroup it) {
        return Map.of(
                "GroupId", it.id(),
                "GroupName", it.name(),
                "VpcId", it.vpcId(),
                "OwnerId", ACCOUNT,
                "IpPermissions",
                        it.ingress().stream().map(CaptureShapes::permission).toList(),
                "IpPermissionsEgress",
                        it.egress().stream().map(CaptureShapes::permission).toList());
    }

    static Map<String, ?> permission(IpPermission it) {
        Map<String, Object> json = new HashMap<>();
        json.put("IpProtocol", it.protocol());
        if (it.fromPort() >= 0) {
            json.put("FromPort", it.fromPort());
            json.put("ToPort", it.toPort());
        }
        for (String peer : it.peers()) {
            if (peer.contains("sg-")) {
                json.put(
                        "UserIdGroupPairs",
                        List.of(Map.of("GroupId", peer.substring(peer.indexOf("sg-")), "UserId", ACCOUNT)));
            } else if (peer.startsWith("pl-")) {
                json.put("PrefixListIds", List.of(Map.of("PrefixListId", peer)));
            } else if (peer.contains(":")) {
                json.put("Ipv6Ranges", List.of(Map.of("CidrIpv6", peer)));
            } else {
                json.put("IpRanges", List.of(Map.of("CidrIp", peer)));
            }
        }
        return json;
    }

    static Map<String, ?> acl(NetworkAcl it) {
        return Map.of(
                "NetworkAclId", it.id(),
                "VpcId", it.vpcId(),
                "IsDefault", it.isDefault(),
                "Associations",
                        it.subnetIds().stream()
                                .map(id -> Map.of("SubnetId", id))
                                .toList(),
                "Entries", it.entries().stream().map(CaptureShapes::entry).toList());
    }

    static Map<String, ?> entry(NetworkAcl.Entry it) {
        Map<String, Object> json = new HashMap<>(Map.of(
                "RuleNumber",
                it.ruleNumber(),
                "Egress",
                it.egress(),
                "RuleAction",
                it.allow() ? "allow" : "deny",
                "Protocol",
                it.protocol(),
                it.cidr().contains(":") ? "Ipv6CidrBlock" : "CidrBlock",
                it.cidr()));
        if (it.fromPort() >= 0) {
            json.put("PortRange", Map.of("From", it.fromPort(), "To", it.toPort()));
        }
        return json;
    }

    static Map<String, ?> nat(Gateway.NatGateway it) {
        Map<String, Object> address =
                new HashMap<>(Map.of("PrivateIp", it.privateAddresses().getFirst()));
        it.publicAddresses().forEach(one -> address.put("PublicIp", one));
        return Map.of(
                "NatGatewayId", it.id(),
                "VpcId", it.vpcId(),
                "SubnetId", it.subnetId(),
                "State", it.state(),
                "ConnectivityType", it.connectivity(),
                "NatGatewayAddresses", List.of(address));
    }

    static Map<String, ?> endpoint(VpcEndpoint it) {
        return Map.of(
                "VpcEndpointId", it.id(),
                "VpcEndpointType", it.type(),
                "VpcId", it.vpcId(),
                "ServiceName", it.serviceName(),
                "State", it.state());
    }

    static Map<String, ?> side(PeeringConnection.Side it) {
        List<Map<String, ?>> blocks = new ArrayList<>();
        List<Map<String, ?>> six = new ArrayList<>();
        for (Cidr block : it.cidrs()) {
            (block.isIpv6() ? six : blocks)
                    .add(Map.of(block.isIpv6() ? "Ipv6CidrBlock" : "CidrBlock", block.toString()));
        }
        return Map.of(
                "VpcId", it.vpcId(),
                "OwnerId", it.owner(),
                "Region", it.region(),
                "CidrBlockSet", blocks,
                "Ipv6CidrBlockSet", six);
    }

    static Map<String, ?> eni(NetworkInterface it) {
        List<String> four =
                it.privateAddresses().stream().filter(one -> !one.contains(":")).toList();
        List<String> six =
                it.privateAddresses().stream().filter(one -> one.contains(":")).toList();
        Map<String, Object> json = new HashMap<>(Map.of(
                "NetworkInterfaceId", it.id(),
                "VpcId", it.vpcId(),
                "SubnetId", it.subnetId(),
                "InterfaceType", it.type(),
                "Status", it.status(),
                "SourceDestCheck", it.sourceDestCheck(),
                "Groups",
                        it.securityGroupIds().stream()
                                .map(id -> Map.of("GroupId", id))
                                .toList(),
                "PrivateIpAddress", four.getFirst(),
                "Ipv6Addresses",
                        six.stream().map(one -> Map.of("Ipv6Address", one)).toList()));
        if (!it.publicAddress().isEmpty()) {
            json.put("Association", Map.of("PublicIp", it.publicAddress(), "IpOwnerId", ACCOUNT));
        }
        return json;
    }

    static Map<String, ?> entries(PrefixList it) {
        return call(
                "GetManagedPrefixListEntries",
                Map.of("PrefixListId", it.id()),
                Map.of(
                        "Entries",
                        it.cidrs().stream().map(one -> Map.of("Cidr", one)).toList()));
    }
}
