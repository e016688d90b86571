package envgate.envs.source.capture;

import envgate.envs.model.Area;
import envgate.envs.model.Gateway;
import envgate.envs.model.LambdaFunction;
import envgate.envs.model.Network;
import envgate.envs.model.OrganizationPolicy;
import envgate.envs.model.PolicyDocument;
import envgate.envs.model.Resource;
import envgate.envs.model.Role;
import envgate.envs.model.SecurityGroup;
import envgate.envs.model.SecurityGroup.IpPermission;
import envgate.envs.model.Snapshot;
import envgate.envs.model.Stack;
import envgate.envs.model.Trigger;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A snapshot taken to pieces: what each area tells of each thing.
final class Parts {

    private final Map<Area, Map<String, Object>> parts = new EnumMap<>(Area.class);

    static Map<Area, Map<String, Object>> of(Snapshot snapshot) {
        return new Parts(snapshot).parts;
    }

    private Parts(Snapshot snapshot) {
        snapshot.functions().forEach(this::function);
        snapshot.stacks().forEach(this::stack);
        snapshot.resources().forEach(this::resource);
        snapshot.exports().forEach(it -> put(Area.EXPORTS, it.name(), it));
        snapshot.roles().forEach(this::role);
        for (Trigger it : snapshot.triggers()) {
            put(it instanceof Trigger.ApiIntegration ? Area.APIS : Area.EVENT_SOURCE_MAPPINGS, it.toString(), it);
        }
        for (OrganizationPolicy it : snapshot.organizationPolicies()) {
            put(Area.ORGANIZATION_POLICIES, it.kind() + it.target(), it);
        }
        network(snapshot.network());
    }

    private void put(Area area, String name, @Nullable Object... what) {
        parts.computeIfAbsent(area, _ -> new TreeMap<>()).put(name, Arrays.asList(what));
    }

    private void function(LambdaFunction it) {
        String name = it.name();
        put(
                Area.FUNCTIONS,
                name,
                it.arn(),
                it.packageType(),
                it.runtime(),
                it.handler(),
                it.codeSha256(),
                it.architectures(),
                it.memorySize(),
                it.timeout(),
                it.environment(),
                it.kmsKeyArn(),
                it.logGroup(),
                it.vpc(),
                it.role(),
                it.layers());
        if (!it.stack().isEmpty()) {
            put(Area.STACK_RESOURCES, "function " + name, it.logicalName(), it.stack());
        }
        put(
                Area.FUNCTION_DETAILS,
                name,
                it.imageUri(),
                it.imageDigest(),
                it.state(),
                it.stateReasonCode(),
                it.lastUpdateStatus(),
                it.reservedConcurrency(),
                it.tags());
        put(Area.FUNCTION_POLICIES, name, it.policy());
        put(Area.ALIASES, name, it.aliases());
    }

    private void stack(Stack it) {
        put(Area.STACKS, it.name(), it.arn(), it.status(), it.parameters(), it.outputs(), it.tags());
        put(Area.STACK_RESOURCES, it.name(), it.resources());
        put(Area.TEMPLATES, it.name(), it.template());
    }

    private void role(Role it) {
        List<PolicyDocument> ofAws = it.policies().stream()
                .filter(policy -> policy.name().contains(":iam::aws:"))
                .toList();
        put(Area.MANAGED_POLICIES, it.name(), ofAws, it.unseenPolicies());
        List<PolicyDocument> others =
                it.policies().stream().filter(policy -> !ofAws.contains(policy)).toList();
        put(Area.ROLES, it.name(), it.arn(), it.trust(), others, it.boundary());
    }

    private void resource(Resource resource) {
        String name = resource.arn().toString();
        switch (resource) {
            case Resource.Queue it -> {
                put(Area.QUEUES, name, it.name(), it.visibilityTimeout());
                put(Area.RESOURCE_POLICIES, name, it.policy());
            }
            case Resource.Topic it -> {
                put(Area.TOPICS, name, it.name());
                put(Area.RESOURCE_POLICIES, name, it.policy());
            }
            case Resource.Table it -> {
                put(Area.TABLES, name, it.name());
                put(Area.RESOURCE_POLICIES, name, it.policy());
            }
            case Resource.Bucket it -> {
                put(Area.BUCKETS, name, it.name());
                put(Area.RESOURCE_POLICIES, name, it.policy());
            }
            case Resource.Key it -> {
                put(Area.KEYS, name, it.name(), it.aliases(), it.state());
                put(Area.RESOURCE_POLICIES, name, it.policy(), it.grants());
            }
            case Resource.Secret it -> {
                put(Area.SECRETS, name, it.name(), it.deletedDate(), it.tags());
                put(Area.RESOURCE_POLICIES, name, it.policy());
            }
            case Resource.Repository it -> {
                put(Area.STACK_RESOURCES, name, it.name());
                put(Area.RESOURCE_POLICIES, name, it.policy());
            }
            case Resource.EventBus it -> {
                put(Area.STACK_RESOURCES, name, it.name());
                put(Area.RESOURCE_POLICIES, name, it.policy());
            }
            case Resource.Parameter it -> {
                put(Area.PARAMETERS, name, it.name(), it.type(), it.version());
                put(Area.PARAMETER_VALUES, name, it.value());
            }
            case Resource.Database it ->
                put(it.arn().service().equals("elasticache") ? Area.CACHES : Area.DATABASES, name, it);
            case Resource.LoadBalancer it -> balancer(it, name);
            case Resource.Api it -> put(Area.APIS, name, it);
        }
    }

    private void network(Network network) {
        network.vpcs().forEach(it -> put(Area.VPCS, it.id(), it));
        network.subnets().forEach(it -> put(Area.SUBNETS, it.id(), it));
        network.routeTables().forEach(it -> put(Area.ROUTE_TABLES, it.id(), it));
        network.securityGroups().forEach(this::group);
        network.networkAcls().forEach(it -> put(Area.NETWORK_ACLS, it.id(), it));
        network.vpcEndpoints().forEach(it -> put(Area.VPC_ENDPOINTS, it.id(), it));
        network.peeringConnections().forEach(it -> put(Area.PEERING_CONNECTIONS, it.id(), it));
        network.networkInterfaces().forEach(it -> put(Area.NETWORK_INTERFACES, it.id(), it));
        network.prefixLists().forEach(it -> put(Area.PREFIX_LISTS, it.id(), it));
        network.hostedZones().forEach(it -> put(Area.HOSTED_ZONES, it.id(), it));
        network.instances().forEach(it -> put(Area.INSTANCES, it.id(), it));
        network.elasticAddresses().forEach(it -> put(Area.ELASTIC_ADDRESSES, it.publicAddress(), it));
        network.vpnConnections().forEach(it -> put(Area.VPN_CONNECTIONS, it.id(), it));
        network.customerGateways().forEach(it -> put(Area.VPN_CONNECTIONS, it.id(), it));
        network.transitGatewayAttachments().forEach(it -> put(Area.TRANSIT_GATEWAY_ATTACHMENTS, it.id(), it));
        network.transitGatewayRouteTables().forEach(it -> put(Area.TRANSIT_GATEWAY_ROUTES, it.id(), it));
        network.dhcpOptions().forEach(it -> put(Area.DHCP_OPTIONS, it.id(), it));
        network.resolverRules().forEach(it -> put(Area.RESOLVER_RULES, it.id(), it));
        network.resolverEndpoints().forEach(it -> put(Area.RESOLVER_RULES, it.id(), it));
        network.targetGroups()
                .forEach(it -> put(
                        it.arn().resource().contains("/classic/")
                                ? Area.CLASSIC_LOAD_BALANCERS
                                : Area.LOAD_BALANCER_TARGETS,
                        it.arn().toString(),
                        it));
        network.firewalls().forEach(it -> put(Area.FIREWALLS, it.arn().toString(), it));
        network.firewallPolicies().forEach(it -> put(Area.FIREWALLS, it.arn().toString(), it));
        network.firewallRuleGroups().forEach(it -> put(Area.FIREWALLS, it.arn().toString(), it));
        network.publicAccessBlocks().forEach(it -> put(Area.BLOCK_PUBLIC_ACCESS, it.account() + it.region(), it));
        for (Gateway it : network.gateways()) {
            Area area = switch (it) {
                case Gateway.InternetGateway _ -> Area.INTERNET_GATEWAYS;
                case Gateway.EgressOnlyInternetGateway _ -> Area.EGRESS_ONLY_INTERNET_GATEWAYS;
                case Gateway.NatGateway _ -> Area.NAT_GATEWAYS;
                case Gateway.VirtualPrivateGateway _ -> Area.VPN_GATEWAYS;
                case Gateway.TransitGateway _ -> Area.TRANSIT_GATEWAYS;
            };
            put(area, it.id(), it);
        }
    }

    private void balancer(Resource.LoadBalancer it, String name) {
        boolean classic = it.type().equals("classic");
        put(
                classic ? Area.CLASSIC_LOAD_BALANCERS : Area.LOAD_BALANCERS,
                name,
                it.dnsName(),
                it.scheme(),
                it.nodes(),
                it.securityGroupIds(),
                it.listeners());
        put(Area.LOAD_BALANCER_TARGETS, name, it.crossZone());
    }

    private void group(SecurityGroup it) {
        put(
                Area.SECURITY_GROUPS,
                it.id(),
                it.vpcId(),
                it.owner(),
                it.name(),
                it.ingress().stream().map(IpPermission::peers).toList(),
                it.egress().stream().map(IpPermission::peers).toList());
        put(Area.SECURITY_GROUP_RULES, it.id(), it.ruleIds());
        put(Area.STALE_RULES, it.id(), it.ingress(), it.egress());
    }
}
