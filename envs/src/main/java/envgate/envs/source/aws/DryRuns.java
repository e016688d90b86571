package envgate.envs.source.aws;

import envgate.envs.inventory.Whereabouts.AwsAccount;
import envgate.envs.source.aws.DryRun.Result;
import envgate.envs.source.capture.Answer.Refusal;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;

/// Asks Lambda whether functions could be called, without calling them.
///
/// It is a call that does not read, and only for those who ask for it: Lambda checks the request and the permission
/// and runs nothing, see https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html.
public final class DryRuns {

    private static final int NO_CONTENT = 204;
    private static final Set<String> GONE = Set.of("ResourceNotFoundException");

    private DryRuns() {}

    /// What Lambda says to each, in their order.
    public static List<Result> of(AwsAccount where, Trip trip, List<DryRun> runs) {
        return Invoking.each(
                where,
                trip,
                ReadOnly::isDryRun,
                runs,
                (lambda, run) -> result(lambda.ask(run.region(), request(run)), run),
                (run, why) -> new Result(run, Result.Kind.UNKNOWN, why));
    }

    private static InvokeRequest request(DryRun run) {
        InvokeRequest.Builder request =
                InvokeRequest.builder().functionName(run.function()).invocationType(InvocationType.DRY_RUN);
        return (run.qualifier().isEmpty() ? request : request.qualifier(run.qualifier())).build();
    }

    private static Result result(Invoking.Reply reply, DryRun run) {
        return switch (reply) {
            case Invoking.Answered(var response) ->
                response.statusCode() == NO_CONTENT
                        ? new Result(run, Result.Kind.FINE, "")
                        : new Result(run, Result.Kind.UNKNOWN, "Lambda answered with status " + response.statusCode());
            case Invoking.Refused(Refusal refusal) ->
                GONE.contains(refusal.code())
                        ? new Result(run, Result.Kind.REFUSED, refusal.code())
                        : new Result(run, Result.Kind.UNKNOWN, Invoking.words(refusal));
        };
    }
}
