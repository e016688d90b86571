package envgate.envs.model;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A Lambda function at `$LATEST`.
///
/// Members carry the names and units of
/// https://docs.aws.amazon.com/lambda/latest/api/API_FunctionConfiguration.html.
///
/// @param logicalName pairs the function across environments: the logical id in its stack, else its name
/// @param stack the stack that made it, empty when none is known to
/// @param runtime empty for images
/// @param imageUri empty for zip files
/// @param imageDigest `sha256:…` of the image that runs; empty when not known or not an image
/// @param memorySize MiB
/// @param environment its variables by key
/// @param logGroup name of the CloudWatch Logs group that it writes to; empty when not known
/// @param vpc null when the function is attached to none
/// @param role ARN of the execution role
/// @param reservedConcurrency null when none is reserved or it was not seen
/// @param lastModified ISO 8601, when its code or configuration was last changed; empty when not known
/// @param aliases its aliases; asked for only where something names one
/// @param calls services that the inventory says it calls
public record LambdaFunction(
        String name,
        Arn arn,
        String logicalName,
        String stack,
        PackageType packageType,
        String runtime,
        String handler,
        String imageUri,
        String imageDigest,
        String codeSha256,
        List<String> architectures,
        int memorySize,
        Duration timeout,
        SortedMap<String, Value> environment,
        String kmsKeyArn,
        String logGroup,
        @Nullable VpcConfig vpc,
        String role,
        List<String> layers,
        String state,
        String stateReasonCode,
        String lastUpdateStatus,
        String lastModified,
        @Nullable Integer reservedConcurrency,
        Sight<PolicyDocument> policy,
        Sight<List<Alias>> aliases,
        SortedMap<String, String> tags,
        List<Call> calls,
        Origin origin)
        implements Comparable<LambdaFunction> {

    /// How the code is packed.
    public enum PackageType {
        ZIP,
        IMAGE
    }

    /// The network that the function is attached to; its VPC is that of its subnets.
    public record VpcConfig(List<String> subnetIds, List<String> securityGroupIds, boolean ipv6AllowedForDualStack) {

        public VpcConfig {
            subnetIds = subnetIds.stream().sorted().distinct().toList();
            securityGroupIds = securityGroupIds.stream().sorted().distinct().toList();
        }
    }

    public LambdaFunction {
        architectures = List.copyOf(architectures);
        environment = sorted(environment);
        layers = List.copyOf(layers);
        tags = sorted(tags);
        calls = calls.stream().sorted().distinct().toList();
    }

    /// A function without aliases of which it is not known when it was last changed.
    public LambdaFunction(
            String name,
            Arn arn,
            String logicalName,
            String stack,
            PackageType packageType,
            String runtime,
            String handler,
            String imageUri,
            String imageDigest,
            String codeSha256,
            List<String> architectures,
            int memorySize,
            Duration timeout,
            SortedMap<String, Value> environment,
            String kmsKeyArn,
            @Nullable VpcConfig vpc,
            String role,
            List<String> layers,
            String state,
            String stateReasonCode,
            String lastUpdateStatus,
            @Nullable Integer reservedConcurrency,
            Sight<PolicyDocument> policy,
            SortedMap<String, String> tags,
            List<Call> calls,
            Origin origin) {
        this(
                name,
                arn,
                logicalName,
                stack,
                packageType,
                runtime,
                handler,
                imageUri,
                imageDigest,
                codeSha256,
                architectures,
                memorySize,
                timeout,
                environment,
                kmsKeyArn,
                "/aws/lambda/" + name,
                vpc,
                role,
                layers,
                state,
                stateReasonCode,
                lastUpdateStatus,
                "",
                reservedConcurrency,
                policy,
                new Sight.Absent<>(),
                tags,
                calls,
                origin);
    }

    public LambdaFunction withLogicalName(String other) {
        return with(other, aliases, calls, origin);
    }

    public LambdaFunction withCalls(List<Call> others) {
        return with(logicalName, aliases, others, origin);
    }

    public LambdaFunction withAliases(Sight<List<Alias>> others) {
        return with(logicalName, others, calls, origin);
    }

    public LambdaFunction withOrigin(Origin other) {
        return with(logicalName, aliases, calls, other);
    }

    private LambdaFunction with(String logicalName, Sight<List<Alias>> aliases, List<Call> calls, Origin origin) {
        return new LambdaFunction(
                name,
                arn,
                logicalName,
                stack,
                packageType,
                runtime,
                handler,
                imageUri,
                imageDigest,
                codeSha256,
                architectures,
                memorySize,
                timeout,
                environment,
                kmsKeyArn,
                logGroup,
                vpc,
                role,
                layers,
                state,
                stateReasonCode,
                lastUpdateStatus,
                lastModified,
                reservedConcurrency,
                policy,
                aliases,
                tags,
                calls,
                origin);
    }

    @Override
    public int compareTo(LambdaFunction other) {
        return arn.compareTo(other.arn);
    }

    static <V> SortedMap<String, V> sorted(Map<String, V> map) {
        return java.util.Collections.unmodifiableSortedMap(new TreeMap<>(map));
    }
}
