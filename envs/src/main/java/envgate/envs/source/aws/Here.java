package envgate.envs.source.aws;

import envgate.envs.source.capture.Answer;
import envgate.envs.source.capture.Answer.Response;
import envgate.envs.source.capture.Operation;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// What was answered so far in one region, or in all of them for what is global; looking waits for the
/// answer.
interface Here {

    String account();

    /// The ARN of a thing of this account and region.
    String arn(String service, String resource);

    Stream<Answer> answers(Operation operation);

    /// What belongs to the environment.
    Wired own();

    /// The items of a listing; none when it was refused.
    default Stream<JsonNode> list(Operation listing) {
        return answers(listing)
                .flatMap(it -> it.outcome() instanceof Response(JsonNode body)
                        ? body.path(listing.list()).valueStream()
                        : Stream.of());
    }
}
