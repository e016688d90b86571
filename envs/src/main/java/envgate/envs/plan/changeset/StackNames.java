package envgate.envs.plan.changeset;

import envgate.envs.model.Arn;
import envgate.envs.source.capture.Answer;
import envgate.envs.source.capture.Operation;
import envgate.envs.source.capture.Recording;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Which stacks of an environment a change set may be of.
final class StackNames {

    /// A stack that is nested in no other.
    record Root(String name, Arn id) {}

    private StackNames() {}

    static List<Root> roots(Recording live) {
        List<Root> roots = new ArrayList<>();
        for (Answer it : live.answers()) {
            boolean listing = it.service().equals(Operation.CLOUDFORMATION_DESCRIBE_STACKS.service())
                    && it.operation().equals(Operation.CLOUDFORMATION_DESCRIBE_STACKS.operation());
            if (listing && it.outcome() instanceof Answer.Response(JsonNode body)) {
                for (JsonNode one : body.path("Stacks")) {
                    String name = one.path("StackName").asString("");
                    boolean ours = live.selection().isEverything()
                            || live.selection().namesStack(name)
                            || !live.selection().tags().isEmpty();
                    if (ours && one.path("ParentId").asString("").isEmpty()) {
                        Arn.parse(one.path("StackId").asString("")).ifPresent(id -> roots.add(new Root(name, id)));
                    }
                }
            }
        }
        return roots;
    }
}
