package envgate.envs.source.capture;

import envgate.envs.model.Belongings;
import envgate.envs.model.Origin;
import envgate.envs.model.Trigger;
import java.util.ArrayList;
import java.util.List;

/// Reads what makes functions run, as far as it is the environment's own: by the function or by what calls
/// it.
final class TriggerReader {

    private final Answers answers;
    private final FunctionReader functions;

    TriggerReader(Answers answers, FunctionReader functions) {
        this.answers = answers;
        this.functions = functions;
    }

    /// @param apis all of the accounts
    /// @param belongings of what was claimed so far
    List<Trigger> read(ApiReader apis, Belongings belongings) {
        List<Trigger> triggers = new ArrayList<>();
        for (Trigger it : new Listing(answers)
                .read(
                        Operation.LAMBDA_LIST_EVENT_SOURCE_MAPPINGS,
                        "UUID",
                        Trigger.EventSourceMapping::uuid,
                        (item, _) -> mapping(item))) {
            String source = ((Trigger.EventSourceMapping) it).eventSourceArn();
            if (functions.mayBeOwn(it.functionArn()) || belongings.holds(source)) {
                triggers.add(it);
            }
        }
        for (ApiReader.Called it : apis.calls()) {
            if (functions.mayBeOwn(it.trigger().functionArn())
                    || belongings.holds(it.api().arn())) {
                triggers.add(it.trigger());
            }
        }
        return triggers.stream().distinct().toList();
    }

    /// https://docs.aws.amazon.com/lambda/latest/api/API_EventSourceMappingConfiguration.html; a source
    /// that Lambda reaches by itself, like a Kafka cluster elsewhere, has no ARN.
    private static Trigger.EventSourceMapping mapping(Item item) {
        String uuid = item.needed("UUID");
        return new Trigger.EventSourceMapping(
                uuid,
                item.needed("FunctionArn"),
                item.text("EventSourceArn"),
                item.text("State"),
                new Origin.ApiCall("lambda", "ListEventSourceMappings", uuid));
    }
}
