package envgate.rules.analysis;

import envgate.envs.model.Area;
import envgate.envs.model.PolicyDocument;
import envgate.envs.model.Resource;
import envgate.envs.model.Sight;
import envgate.envs.model.Trigger;

/// What is asked of things whatever their kind.
final class Things {

    private Things() {}

    /// The policy on it; of what can have none, none.
    static Sight<PolicyDocument> policy(Resource resource) {
        return switch (resource) {
            case Resource.Queue it -> it.policy();
            case Resource.Topic it -> it.policy();
            case Resource.Table it -> it.policy();
            case Resource.Bucket it -> it.policy();
            case Resource.Key it -> it.policy();
            case Resource.Secret it -> it.policy();
            case Resource.Repository it -> it.policy();
            case Resource.EventBus it -> it.policy();
            case Resource.Api it -> it.policy();
            case Resource.Parameter _, Resource.Database _, Resource.LoadBalancer _ -> new Sight.Absent<>();
        };
    }

    /// The part of the world that shows it.
    static Area area(Trigger trigger) {
        return switch (trigger) {
            case Trigger.EventSourceMapping _ -> Area.EVENT_SOURCE_MAPPINGS;
            case Trigger.ApiIntegration _ -> Area.APIS;
        };
    }

    /// What it is called in words, whatever id it got.
    static String name(Trigger trigger) {
        return switch (trigger) {
            case Trigger.EventSourceMapping it ->
                (it.eventSourceArn().isEmpty() ? it.uuid() : it.eventSourceArn()) + " -> " + it.functionArn();
            case Trigger.ApiIntegration it -> (it.api() + " " + it.method() + " " + it.path()).strip();
        };
    }
}
