package envgate.envs.source.aws;

import envgate.envs.inventory.Whereabouts.AwsAccount;
import envgate.envs.source.aws.SmokeCall.Result;
import envgate.envs.source.capture.Answer.Refusal;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/// Calls the functions that the user declares requests for, and waits for what they return.
///
/// Nothing but these functions can be called, at the declared alias or version, see [ReadOnly]; nothing that is
/// returned is kept, and no log is asked for. See https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html.
public final class SmokeCalls {

    private static final Set<String> GONE = Set.of("ResourceNotFoundException");
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_.$:]{0,99}");

    private SmokeCalls() {}

    /// What comes of each, in their order, one after the other.
    public static List<Result> of(AwsAccount where, Trip trip, List<SmokeCall> calls) {
        List<InvokeRequest> declared = calls.stream().map(SmokeCalls::request).toList();
        return Invoking.each(
                where,
                Invoking.once(trip),
                declared::contains,
                calls,
                (lambda, call) -> result(lambda.ask(call.region(), request(call))),
                (_, why) -> new Result.Unknown(why));
    }

    private static InvokeRequest request(SmokeCall call) {
        InvokeRequest.Builder request = InvokeRequest.builder()
                .functionName(call.function())
                .invocationType(InvocationType.REQUEST_RESPONSE)
                .payload(SdkBytes.fromUtf8String(call.event().toString()));
        return (call.qualifier().isEmpty() ? request : request.qualifier(call.qualifier())).build();
    }

    private static Result result(Invoking.Reply reply) {
        return switch (reply) {
            case Invoking.Answered(InvokeResponse response) -> result(response);
            case Invoking.Refused(Refusal refusal) ->
                GONE.contains(refusal.code())
                        ? new Result.Refused(refusal.code())
                        : new Result.Unknown(Invoking.words(refusal));
        };
    }

    private static Result result(InvokeResponse response) {
        JsonNode payload = payload(response);
        String failed = Objects.requireNonNullElse(response.functionError(), "");
        if (failed.isEmpty()) {
            return new Result.Returned(payload);
        }
        String type = payload.path("errorType").asString("");
        return new Result.Failed(name(failed), name(type));
    }

    private static String name(String text) {
        return NAME.matcher(text).matches() ? text : "";
    }

    private static JsonNode payload(InvokeResponse response) {
        try {
            return response.payload() == null
                    ? MissingNode.getInstance()
                    : JsonMapper.shared().readTree(response.payload().asByteArray());
        } catch (JacksonException _) {
            return MissingNode.getInstance();
        }
    }
}
