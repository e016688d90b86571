package envgate.envs.plan.sam;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes the role with which a service of AWS starts a state machine.
final class Starting {

    private Starting() {}

    static Made role(Event event, String service, @Nullable Tree boundary) {
        String id = event.id() + "Role";
        return event.make(id, "AWS::IAM::Role")
                .put("AssumeRolePolicyDocument", Grants.trust(service, event.mark()))
                .put("Policies", List.of(Grants.start(id, event.target().arn())))
                .put("PermissionsBoundary", boundary == null ? null : boundary.copy());
    }
}
