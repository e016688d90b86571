package envgate.envs.moto;

import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.Parameter;

/// Makes stacks.
final class Stacks {

    private Stacks() {}

    static void create(CloudFormationClient client, String name, String template, Map<String, String> parameters) {
        client.createStack(request -> request.stackName(name)
                .templateBody(template)
                .capabilities(Capability.CAPABILITY_NAMED_IAM)
                .parameters(new TreeMap<>(parameters)
                        .entrySet().stream()
                                .map(it -> Parameter.builder()
                                        .parameterKey(it.getKey())
                                        .parameterValue(it.getValue())
                                        .build())
                                .toList()));
    }
}
