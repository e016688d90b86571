package envgate.rules.analysis.reach;

import envgate.envs.model.Arn;
import envgate.envs.model.Call;
import envgate.envs.model.LambdaFunction;
import envgate.envs.model.LambdaFunction.VpcConfig;
import envgate.envs.model.Resource;
import envgate.envs.model.Resource.Database;
import envgate.envs.model.Resource.LoadBalancer;
import envgate.envs.model.Snapshot;
import envgate.envs.model.VpcEndpoint;
import envgate.rules.analysis.reach.Path.Blocker;
import java.util.List;
import java.util.Optional;

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
        if (code == Code.LAMBDA_NO_PUBLIC_IPV4) {
            return Fault.PUBLIC_SUBNET;
        } else if (code == Code.LAMBDA_NOT_IN_VPC) {
            return Fault.NOT_IN_VPC;
        } else if (code == Code.VPCE_PRIVATE_DNS_OFF) {
            return Fault.ENDPOINT_NAME;
        } else if (code == Code.BAD_STATE
                || code == Code.BAD_STATE_ATTACHMENT
                || code == Code.BAD_STATE_ROUTE
                || code == Code.BAD_STATE_VPN
                || code == Code.TGW_RTB_BAD_STATE_ROUTE
                || code == Code.VPCE_NOT_AVAILABLE) {
            return Fault.DEAD_ROUTE;
        } else if (code == Code.NO_ROUTE_TO_DESTINATION) {
            return withoutRoute(function, call);
        }
        return Fault.OTHER;
    }

    private Fault withoutRoute(LambdaFunction function, Call call) {
        String host = Arn.parse(call.host())
                .map(it -> AwsNames.host(it, function.arn().region()))
                .orElse(AwsNames.plain(call.host()));
        List<String> vpcs = vpcs(function);
        Optional<String> stands = standsIn(call.host(), host);
        if (stands.isPresent() && !vpcs.isEmpty() && !vpcs.contains(stands.get())) {
            return Fault.OTHER_VPC;
        } else if (!AwsNames.isService(host) || AwsNames.isOfAThing(host)) {
            return Fault.OTHER;
        }
        List<VpcEndpoint> endpoints = snapshot.network().vpcEndpoints().stream()
                .filter(it -> vpcs.contains(it.vpcId()))
                .toList();
        boolean gateway = endpoints.stream()
                .anyMatch(it ->
                        it.type().equals("Gateway") && AwsNames.listed(host).equals(Optional.of(it.serviceName())));
        boolean named = endpoints.stream()
                .filter(it -> it.type().equals("Interface"))
                .flatMap(it -> AwsNames.serviceNames(it).stream())
                .anyMatch(it -> AwsNames.covers(it, host));
        return gateway ? Fault.ENDPOINT_NOT_ROUTED : named ? Fault.ENDPOINT_NAME : Fault.NO_ENDPOINT;
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

    /// The VPC of the database or load balancer that is called.
    private Optional<String> standsIn(String arn, String host) {
        for (Resource it : snapshot.resources()) {
            boolean meant = it.arn().toString().equals(arn);
            if (it instanceof Database database
                    && (meant || database.hosts().stream().map(AwsNames::plain).anyMatch(host::equals))) {
                return Optional.of(database.vpcId());
            } else if (it instanceof LoadBalancer balancer
                    && (meant || AwsNames.plain(balancer.dnsName()).equals(host))) {
                return Optional.of(balancer.vpcId());
            }
        }
        return Optional.empty();
    }
}
