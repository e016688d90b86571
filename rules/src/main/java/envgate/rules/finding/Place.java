package envgate.rules.finding;

import envgate.envs.model.Arn;
import envgate.envs.model.LambdaFunction;
import envgate.envs.model.Origin;
import envgate.envs.model.Resource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// What a finding is about.
///
/// @param environment the environment that has to change
/// @param function logical name of the function, empty when it is about none
/// @param resource AWS's name or ARN of the thing
/// @param key variable, output, parameter or the like; empty when it is about the thing as a whole
/// @param parts what is lumped together in it, or what tells it from others about the same: services, actions or
///     things, by names that last; in order
/// @param other the other environment that is involved, empty when there is none
public record Place(
        String environment,
        String function,
        String resource,
        String key,
        List<String> parts,
        String other,
        Origin origin) {

    public Place {
        parts = parts.stream().sorted().distinct().toList();
    }

    public Place(String environment, String function, String resource, String key, String other, Origin origin) {
        this(environment, function, resource, key, List.of(), other, origin);
    }

    public static Place of(String environment) {
        return new Place(environment, "", "", "", "", new Origin.Unknown());
    }

    public static Place of(String environment, LambdaFunction function) {
        return new Place(environment, function.logicalName(), function.name(), "", "", function.origin());
    }

    public static Place of(String environment, Resource resource) {
        return new Place(environment, "", resource.arn().toString(), "", "", resource.origin());
    }

    /// A function by its logical name, where it was not seen.
    public Place ofFunction(String logicalName) {
        return new Place(environment, logicalName, resource, key, parts, other, origin);
    }

    public Place withKey(String value) {
        return new Place(environment, function, resource, value, parts, other, origin);
    }

    public Place withResource(String value, Origin from) {
        return new Place(environment, function, value, key, parts, other, from);
    }

    public Place withParts(Collection<String> names) {
        return new Place(environment, function, resource, key, List.copyOf(names), other, origin);
    }

    /// The other environment that is involved.
    public Place against(String value) {
        return new Place(environment, function, resource, key, parts, value, origin);
    }

    /// What the thing is called for good. A stack that is made anew has another ARN and is the same stack, see
    /// `StackId` in
    /// https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_Stack.html.
    public String lasting() {
        return stack().map(it -> resource.substring(0, resource.lastIndexOf('/')))
                .orElse(resource);
    }

    /// The thing as an ARN, where it is a stack.
    private Optional<Arn> stack() {
        return Arn.parse(resource)
                .filter(it -> it.service().equals("cloudformation"))
                .filter(it -> it.resource().matches("stack/[^/]+/[^/]+"));
    }

    /// `prod/OrdersApi DB_HOST`, `prod/orders-stack ApiUrl`.
    public String text() {
        String name = stack().map(it -> it.resource().split("/", -1)[1]).orElse(resource);
        String thing = function.isEmpty() ? name : function;
        return environment + (thing.isEmpty() ? "" : "/" + thing) + (key.isEmpty() ? "" : " " + key);
    }
}
