package envgate.envs.plan.template;

import envgate.envs.model.Area;
import envgate.envs.model.Export;
import envgate.envs.model.Resource;
import envgate.envs.model.Snapshot;
import envgate.envs.model.Stack;
import envgate.envs.model.Stack.StackResource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The environment that a template is deployed into, as it is before.
///
/// @param stack the stack that is updated; null when it is made
/// @param stackName whether or not it exists
record Target(Snapshot live, @Nullable Stack stack, String stackName, String partition, String account, String region) {

    /// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/pseudo-parameter-reference.html.
    String suffix() {
        return partition.equals("aws-cn") ? "amazonaws.com.cn" : "amazonaws.com";
    }

    /// What the stack has made, by logical id.
    Map<String, StackResource> resources() {
        Map<String, StackResource> resources = new TreeMap<>();
        if (stack != null) {
            for (StackResource it : stack.resources()) {
                boolean made = !it.physicalId().isEmpty() || it.status().endsWith("_COMPLETE");
                if (made && !it.status().equals("DELETE_COMPLETE")) {
                    resources.put(it.logicalId(), it);
                }
            }
        }
        return resources;
    }

    String stackId() {
        return stack == null
                ? "arn:" + partition + ":cloudformation:" + region + ":" + account + ":stack/" + stackName + "/planned"
                : stack.arn().toString();
    }

    Optional<Export> export(String name) {
        return live.exports().stream()
                .filter(it -> it.name().equals(name)
                        && it.account().equals(account)
                        && it.region().equals(region))
                .findFirst();
    }

    boolean sees(Area area) {
        return live.gapIn(area).isEmpty();
    }

    Optional<Resource.Parameter> parameter(String nameOrArn) {
        return resources(Resource.Parameter.class).stream()
                .filter(it -> it.name().equals(nameOrArn) || it.arn().toString().equals(nameOrArn))
                .findFirst();
    }

    Optional<Resource.Secret> secret(String nameOrArn) {
        return resources(Resource.Secret.class).stream()
                .filter(it -> it.name().equals(nameOrArn)
                        || it.arn().toString().equals(nameOrArn)
                        || it.arn().toString().matches(java.util.regex.Pattern.quote(nameOrArn) + "-[A-Za-z0-9]{6}"))
                .findFirst();
    }

    <T extends Resource> List<T> resources(Class<T> kind) {
        return live.resources().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .filter(it -> it.arn().account().isEmpty() || it.arn().account().equals(account))
                .filter(it -> it.arn().region().isEmpty() || it.arn().region().equals(region))
                .toList();
    }
}
