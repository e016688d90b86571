package envgate.rules.analysis.access;

import envgate.envs.model.Arn;
import envgate.envs.model.LambdaFunction;
import envgate.envs.model.PolicyDocument;
import envgate.envs.model.Resource;
import envgate.envs.model.Role;
import envgate.envs.model.Sight;
import java.util.Map;

/// Something in an environment that roles can act on: a resource, a function or a role.
///
/// @param policy its resource policy; absent where its kind knows none
/// @param grants what the grants of a key allow
record Thing(Kind kind, Arn arn, String name, Sight<PolicyDocument> policy, Sight<PolicyDocument> grants)
        implements Comparable<Thing> {

    Thing(Kind kind, Arn arn, String name, Sight<PolicyDocument> policy) {
        this(kind, arn, name, policy, new Sight.Absent<>());
    }

    static Thing of(Resource resource) {
        return switch (resource) {
            case Resource.Queue it -> new Thing(Kind.QUEUE, it.arn(), it.name(), it.policy());
            case Resource.Topic it -> new Thing(Kind.TOPIC, it.arn(), it.name(), it.policy());
            case Resource.Table it -> new Thing(Kind.TABLE, it.arn(), it.name(), it.policy());
            case Resource.Bucket it -> new Thing(Kind.BUCKET, it.arn(), it.name(), it.policy());
            case Resource.Key it -> new Thing(Kind.KEY, it.arn(), it.name(), it.policy(), it.grants());
            case Resource.Secret it -> new Thing(Kind.SECRET, it.arn(), it.name(), it.policy());
            case Resource.Parameter it -> new Thing(Kind.PARAMETER, it.arn(), it.name(), new Sight.Absent<>());
            case Resource.Database it ->
                new Thing(
                        it.arn().service().equals("elasticache") ? Kind.CACHE : Kind.DATABASE,
                        it.arn(),
                        it.name(),
                        new Sight.Absent<>());
            case Resource.LoadBalancer it -> new Thing(Kind.LOAD_BALANCER, it.arn(), it.name(), new Sight.Absent<>());
            case Resource.Repository it -> new Thing(Kind.REPOSITORY, it.arn(), it.name(), it.policy());
            case Resource.EventBus it -> new Thing(Kind.EVENT_BUS, it.arn(), it.name(), it.policy());
            case Resource.Api it -> new Thing(Kind.API, it.arn(), it.name(), new Sight.Absent<>());
        };
    }

    static Thing of(LambdaFunction function) {
        return new Thing(Kind.FUNCTION, function.arn(), function.name(), function.policy());
    }

    static Thing of(Role role) {
        return new Thing(Kind.ROLE, role.arn(), role.name(), new Sight.Absent<>());
    }

    /// Kinds of what stands inside of it and has ARNs of its own, with how those begin.
    Map<Kind, String> inside() {
        return switch (kind) {
            case BUCKET -> Map.of(Kind.OBJECT, arn + "/");
            case TABLE -> Map.of(Kind.INDEX, arn + "/index/");
            case FUNCTION -> Map.of(Kind.VERSION, arn + ":");
            case API -> Map.of(Kind.API_PART, arn + "/");
            case OBJECT, INDEX, VERSION, API_PART -> Map.of();
            case QUEUE, TOPIC, KEY, SECRET, PARAMETER, REPOSITORY, EVENT_BUS -> Map.of();
            case DATABASE, CACHE, LOAD_BALANCER, ROLE -> Map.of();
        };
    }

    @Override
    public int compareTo(Thing other) {
        int byKind = kind.compareTo(other.kind);
        return byKind != 0 ? byKind : arn.compareTo(other.arn);
    }
}
