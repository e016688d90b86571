package envgate.rules.analysis.access;

import envgate.envs.model.Arn;
import envgate.envs.model.LambdaFunction;
import envgate.envs.model.LambdaFunction.VpcConfig;
import envgate.envs.model.Snapshot;
import envgate.envs.model.Subnet;
import java.util.ArrayList;
import java.util.List;

/// What Lambda does with a function's role to attach it to its VPC.
///
/// These are the three that Lambda refuses to create or change a function without; AWS's page and managed policy list
/// more: https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html. The resources are those of
/// https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html: who makes an interface
/// must be allowed to on the interface to be, on its subnet and on its security groups.
public final class VpcAttachment {

    /// An action that Lambda does, on what.
    public record Need(String action, String resource) {}

    private VpcAttachment() {}

    /// Everything that has to be allowed; nothing when the function is attached to no VPC.
    public static List<Need> needs(LambdaFunction function, Snapshot snapshot) {
        VpcConfig vpc = function.vpc();
        if (vpc == null) {
            return List.of();
        }
        String anyInterface = arn(function, function.arn().account(), "network-interface/*");
        List<Need> needs = new ArrayList<>();
        needs.add(new Need("ec2:CreateNetworkInterface", anyInterface));
        for (String it : vpc.subnetIds()) {
            if (isOwn(it, function, snapshot)) {
                needs.add(new Need(
                        "ec2:CreateNetworkInterface",
                        arn(function, function.arn().account(), "subnet/" + it)));
            }
        }
        for (String it : vpc.securityGroupIds()) {
            needs.add(new Need(
                    "ec2:CreateNetworkInterface", arn(function, function.arn().account(), "security-group/" + it)));
        }
        needs.add(new Need("ec2:DescribeNetworkInterfaces", "*"));
        needs.add(new Need("ec2:DeleteNetworkInterface", anyInterface));
        return needs;
    }

    /// A subnet that another account shares is in its share, which is not read.
    private static boolean isOwn(String subnet, LambdaFunction function, Snapshot snapshot) {
        return snapshot.network().subnets().stream()
                .filter(it -> it.id().equals(subnet))
                .map(Subnet::owner)
                .allMatch(it -> it.isEmpty() || it.equals(function.arn().account()));
    }

    private static String arn(LambdaFunction function, String account, String resource) {
        return new Arn(function.arn().partition(), "ec2", function.arn().region(), account, resource).toString();
    }
}
