package envgate.rules.analysis.reach;

import envgate.envs.model.LambdaFunction;
import envgate.envs.model.NetworkInterface;
import envgate.envs.model.Subnet;
import java.util.List;

/// Where packets start.
public sealed interface Start {

    /// A function: in any of its subnets, at any address there.
    record OfFunction(LambdaFunction function) implements Start {}

    /// The network interfaces of an instance, or one alone: at their own addresses.
    ///
    /// @param name what the user calls it
    record OfInterfaces(String name, List<NetworkInterface> interfaces) implements Start {

        public OfInterfaces {
            interfaces = List.copyOf(interfaces);
        }
    }

    /// Somewhere in a subnet: a function that is not there yet, or, when no security groups are given, a
    /// packet that no security group has to let out.
    record InSubnet(Subnet subnet, List<String> securityGroupIds) implements Start {

        public InSubnet {
            securityGroupIds = securityGroupIds.stream().sorted().distinct().toList();
        }
    }

    /// Outside of a VPC, from where it comes in.
    ///
    /// @param id `internet`, or that of an internet gateway, a virtual private gateway, or the VPC itself
    record AtGate(String id) implements Start {}
}
