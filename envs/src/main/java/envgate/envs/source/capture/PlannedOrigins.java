package envgate.envs.source.capture;

import envgate.envs.model.LambdaFunction;
import envgate.envs.model.Origin;
import envgate.envs.model.Resource;
import envgate.envs.model.Role;
import envgate.envs.model.Snapshot;
import envgate.envs.model.Stack;
import envgate.envs.model.Trigger;

/// Says of planned things which line of the plan makes them what they are, so that findings lead there.
final class PlannedOrigins {

    private final Planned planned;

    private PlannedOrigins(Planned planned) {
        this.planned = planned;
    }

    static Snapshot in(Snapshot snapshot, Planned planned) {
        PlannedOrigins origins = new PlannedOrigins(planned);
        return new Snapshot(
                snapshot.environment(),
                snapshot.provenance(),
                snapshot.functions().stream().map(origins::function).toList(),
                snapshot.stacks().stream().map(origins::stack).toList(),
                snapshot.exports(),
                snapshot.triggers().stream().map(origins::trigger).toList(),
                snapshot.resources().stream().map(origins::resource).toList(),
                snapshot.network(),
                snapshot.roles().stream().map(origins::role).toList(),
                snapshot.organizationPolicies(),
                snapshot.belongings(),
                snapshot.gaps(),
                snapshot.notes(),
                snapshot.outlook());
    }

    private Origin of(String id, Origin otherwise) {
        Origin.FileLine line = planned.origins().get(id);
        return line == null ? otherwise : line;
    }

    private LambdaFunction function(LambdaFunction it) {
        return it.withOrigin(of(it.arn().toString(), it.origin()));
    }

    private Stack stack(Stack it) {
        return new Stack(
                it.name(),
                it.arn(),
                it.status(),
                it.lastUpdated(),
                it.parameters(),
                it.outputs(),
                it.resources(),
                it.template(),
                it.tags(),
                of(it.arn().toString(), it.origin()));
    }

    private Role role(Role it) {
        return new Role(
                it.name(),
                it.arn(),
                it.trust(),
                it.policies(),
                it.unseenPolicies(),
                it.boundary(),
                it.createDate(),
                of(it.arn().toString(), it.origin()));
    }

    private Trigger trigger(Trigger trigger) {
        return switch (trigger) {
            case Trigger.EventSourceMapping it ->
                new Trigger.EventSourceMapping(
                        it.uuid(), it.functionArn(), it.eventSourceArn(), it.state(), of(it.uuid(), it.origin()));
            case Trigger.ApiIntegration it ->
                new Trigger.ApiIntegration(
                        it.api(),
                        it.kind(),
                        it.account(),
                        it.region(),
                        it.method(),
                        it.path(),
                        it.functionArn(),
                        it.credentials(),
                        it.payloadFormatVersion(),
                        of(it.api() + " " + it.method() + " " + it.path(), of(it.api(), it.origin())));
        };
    }

    private Resource resource(Resource resource) {
        Origin origin = of(resource.arn().toString(), resource.origin());
        return switch (resource) {
            case Resource.Queue it ->
                new Resource.Queue(it.arn(), it.name(), it.visibilityTimeout(), it.policy(), it.tags(), origin);
            case Resource.Topic it -> new Resource.Topic(it.arn(), it.name(), it.policy(), it.tags(), origin);
            case Resource.Table it -> new Resource.Table(it.arn(), it.name(), it.policy(), it.tags(), origin);
            case Resource.Bucket it -> new Resource.Bucket(it.arn(), it.name(), it.policy(), it.tags(), origin);
            case Resource.Key it ->
                new Resource.Key(
                        it.arn(), it.name(), it.aliases(), it.state(), it.policy(), it.grants(), it.tags(), origin);
            case Resource.Secret it ->
                new Resource.Secret(it.arn(), it.name(), it.deletedDate(), it.policy(), it.tags(), origin);
            case Resource.Parameter it ->
                new Resource.Parameter(it.arn(), it.name(), it.type(), it.version(), it.value(), it.tags(), origin);
            case Resource.Database it ->
                new Resource.Database(
                        it.arn(),
                        it.name(),
                        it.engine(),
                        it.hosts(),
                        it.port(),
                        it.vpcId(),
                        it.subnetIds(),
                        it.securityGroupIds(),
                        it.publiclyAccessible(),
                        it.tags(),
                        origin);
            case Resource.LoadBalancer it ->
                new Resource.LoadBalancer(
                        it.arn(),
                        it.name(),
                        it.dnsName(),
                        it.scheme(),
                        it.type(),
                        it.state(),
                        it.ipAddressType(),
                        it.vpcId(),
                        it.nodes(),
                        it.securityGroupIds(),
                        it.listeners(),
                        it.crossZone(),
                        it.tags(),
                        origin);
            case Resource.Repository it -> new Resource.Repository(it.arn(), it.name(), it.policy(), it.tags(), origin);
            case Resource.EventBus it -> new Resource.EventBus(it.arn(), it.name(), it.policy(), it.tags(), origin);
            case Resource.Api it ->
                new Resource.Api(it.arn(), it.name(), it.id(), it.endpoint(), it.policy(), it.tags(), origin);
        };
    }
}
