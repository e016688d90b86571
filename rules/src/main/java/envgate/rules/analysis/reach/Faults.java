package envgate.rules.analysis.reach;

import envgate.envs.model.Arn;
import envgate.envs.model.Call;
import envgate.envs.model.Cidr;
import envgate.envs.model.LambdaFunction;
import envgate.envs.model.LambdaFunction.VpcConfig;
import envgate.envs.model.Resource;
import envgate.envs.model.Resource.Database;
import envgate.envs.model.Resource.LoadBalancer;
import envgate.envs.model.Snapshot;
import envgate.envs.model.Vpc;
import envgate.envs.model.VpcEndpoint;
import envgate.rules.analysis.reach.Path.Blocker;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Tells what kind of mistake a blocker is, from the code and from what stands in the function's VPC.
public final class Faults {

    private final Snapshot snapshot;

    public Faults(Snapshot snapshot) {
        this.snapshot = snapshot;
    }

    public Fault of(LambdaFunction function, Call call, Blocker blocker) {
        return switch (blocker.part()) {
            case OWN_GROUPS -> Fault.OWN_GROUPS;
            case DATABASE_GROUPS -> Fault.DATABASE_GROUPS;
            case ENDPOINT_GROUPS -> Fault.ENDPOINT_GROUPS;
            case NETWORK_ACLS -> Fault.NETWORK_ACL;
            case TARGET_GROUPS, TARGET -> Fault.OTHER;
            case NAME, ROUTES -> onTheWay(function, call, blocker.code());
        };
    }

    private Fault onTheWay(LambdaFunction function, Call call, Code code) {
        return switch (code) {
            case LAMBDA_NO_PUBLIC_IPV4 -> Fault.PUBLIC_SUBNET;
            case LAMBDA_NOT_IN_VPC -> Fault.NOT_IN_VPC;
            case VPCE_PRIVATE_DNS_OFF -> Fault.ENDPOINT_NAME;
            case DNS_VPC_ATTRIBUTES_OFF -> isNamed(function, call) ? Fault.ENDPOINT_NAME : Fault.OTHER;
            case BAD_STATE,
                    BAD_STATE_ATTACHMENT,
                    BAD_STATE_ROUTE,
                    BAD_STATE_VPN,
                    TGW_BAD_STATE_VPN,
                    TGW_RTB_BAD_STATE_ROUTE,
                    VPCE_NOT_AVAILABLE -> Fault.DEAD_ROUTE;
            case IGW_DESTINATION_ADDRESS_NOT_IN_RFC1918_EGRESS,
                    IGW_DESTINATION_ADDRESS_NOT_IN_RFC6598_EGRESS,
                    PCX_REQUIRES_ADDRESS_IN_VPC_CIDR -> isElsewhere(function, call) ? Fault.OTHER_VPC : Fault.OTHER;
            case NO_ROUTE_TO_DESTINATION -> withoutRoute(function, call);
            default -> Fault.OTHER;
        };
    }

    private Fault withoutRoute(LambdaFunction function, Call call) {
        String host = host(function, call);
        if (isElsewhere(function, call)) {
            return Fault.OTHER_VPC;
        } else if (!AwsNames.isService(host) || AwsNames.isOfAThing(host)) {
            return Fault.OTHER;
        }
        boolean gateway = endpoints(function)
                .anyMatch(it ->
                        it.type().equals("Gateway") && AwsNames.listed(host).equals(Optional.of(it.serviceName())));
        return gateway ? Fault.ENDPOINT_NOT_ROUTED : isNamed(function, call) ? Fault.ENDPOINT_NAME : Fault.NO_ENDPOINT;
    }

    private static String host(LambdaFunction function, Call call) {
        return Arn.parse(call.host())
                .map(it -> AwsNames.host(it, function.arn().region()))
                .orElse(AwsNames.plain(call.host()));
    }

    private Stream<VpcEndpoint> endpoints(LambdaFunction function) {
        List<String> vpcs = vpcs(function);
        return snapshot.network().vpcEndpoints().stream().filter(it -> vpcs.contains(it.vpcId()));
    }

    /// Whether an interface endpoint has, or would have, the name.
    private boolean isNamed(LambdaFunction function, Call call) {
        String host = host(function, call);
        return endpoints(function)
                .filter(it -> it.type().equals("Interface"))
                .flatMap(it -> AwsNames.serviceNames(it).stream())
                .anyMatch(it -> AwsNames.covers(it, host));
    }

    /// Whether what is called stands in another VPC than the function.
    private boolean isElsewhere(LambdaFunction function, Call call) {
        List<String> vpcs = vpcs(function);
        List<String> stands = standsIn(call, host(function, call));
        return !vpcs.isEmpty() && !stands.isEmpty() && stands.stream().noneMatch(vpcs::contains);
    }

    /// The interface endpoints that answer to the name of a service.
    public List<String> endpointsFor(Call call) {
        return snapshot.network().vpcEndpoints().stream()
                .filter(it -> AwsNames.privateNames(it).stream()
                        .anyMatch(name -> AwsNames.covers(name, AwsNames.plain(call.host()))))
                .map(VpcEndpoint::id)
                .toList();
    }

    private List<String> vpcs(LambdaFunction function) {
        VpcConfig config = function.vpc();
        return config == null
                ? List.of()
                : snapshot.network().subnets().stream()
                        .filter(it -> config.subnetIds().contains(it.id()))
                        .map(it -> it.vpcId())
                        .distinct()
                        .toList();
    }

    /// The VPC of the database or load balancer that is called, or those that have the address.
    private List<String> standsIn(Call call, String host) {
        Optional<Cidr> address = Cidr.parse(call.host());
        if (address.isPresent()) {
            return snapshot.network().vpcs().stream()
                    .filter(it -> it.cidrs().stream().anyMatch(block -> block.contains(address.get())))
                    .map(Vpc::id)
                    .toList();
        }
        for (Resource it : snapshot.resources()) {
            boolean meant = it.arn().toString().equals(call.host());
            if (it instanceof Database database
                    && (meant || database.hosts().stream().map(AwsNames::plain).anyMatch(host::equals))) {
                return List.of(database.vpcId());
            } else if (it instanceof LoadBalancer balancer
                    && (meant || AwsNames.plain(balancer.dnsName()).equals(host))) {
                return List.of(balancer.vpcId());
            }
        }
        return List.of();
    }
}
