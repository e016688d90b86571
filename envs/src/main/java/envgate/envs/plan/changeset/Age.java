package envgate.envs.plan.changeset;

import envgate.envs.source.capture.Answer;
import envgate.envs.source.capture.Operation;
import envgate.envs.source.capture.Recording;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Whether a change set is older than the last update of its stack: then AWS calls it obsolete, also where what
/// was described of it does not say so yet.
///
/// See https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ChangeSetSummary.html,
/// `ExecutionStatus`.
final class Age {

    private Age() {}

    /// When the stack was updated after a change set was made, if it was.
    static Optional<String> late(String made, String stackId, Recording live) {
        Optional<Instant> then = time(made);
        for (Answer it : live.answers()) {
            boolean listing = it.service().equals(Operation.CLOUDFORMATION_DESCRIBE_STACKS.service())
                    && it.operation().equals(Operation.CLOUDFORMATION_DESCRIBE_STACKS.operation());
            if (listing && then.isPresent() && it.outcome() instanceof Answer.Response(JsonNode body)) {
                for (JsonNode one : body.path("Stacks")) {
                    String updated = one.path("LastUpdatedTime").asString("");
                    boolean late = one.path("StackId").asString("").equals(stackId)
                            && time(updated).filter(then.get()::isBefore).isPresent();
                    if (late) {
                        return Optional.of(updated);
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Instant> time(String text) {
        try {
            return text.isEmpty()
                    ? Optional.empty()
                    : Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }
}
