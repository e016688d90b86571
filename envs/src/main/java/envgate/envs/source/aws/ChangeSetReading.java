package envgate.envs.source.aws;

import envgate.envs.source.capture.Answer;
import envgate.envs.source.capture.Answer.Response;
import envgate.envs.source.capture.Operation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Asks for a change set and those nested in it.
///
/// A change of a nested stack names the change set that tells what changes inside, see
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/change-sets-for-nested-stacks.html.
final class ChangeSetReading {

    /// CloudFormation nests no deeper than its stacks do; this is a guard, and no rule.
    private static final int MOST = 200;

    private final Session session;
    private final String region;
    private final List<Answer> answers = new ArrayList<>();
    private final Set<String> asked = new HashSet<>();

    ChangeSetReading(Session session, String region) {
        this.session = session;
        this.region = region;
    }

    List<Answer> answers(String stack, String name) {
        ask(stack, name);
        return List.copyOf(answers);
    }

    private void ask(String stack, String name) {
        if (!asked.add(name) || asked.size() > MOST) {
            return;
        }
        Answer described = session.ask(
                Operation.CLOUDFORMATION_DESCRIBE_CHANGE_SET,
                region,
                request(stack, name).put("IncludePropertyValues", true));
        answers.add(described);
        if (!(described.outcome() instanceof Response(JsonNode set))) {
            return;
        }
        answers.add(session.ask(
                Operation.CLOUDFORMATION_GET_TEMPLATE,
                region,
                request(stack, name).put("TemplateStage", "Processed")));
        for (JsonNode it : set.path("Changes")) {
            String nested = it.path("ResourceChange").path("ChangeSetId").asString("");
            if (!nested.isEmpty()) {
                ask("", nested);
            }
        }
    }

    private static ObjectNode request(String stack, String name) {
        ObjectNode request = JsonNodeFactory.instance.objectNode().put("ChangeSetName", name);
        return stack.isEmpty() ? request : request.put("StackName", stack);
    }
}
