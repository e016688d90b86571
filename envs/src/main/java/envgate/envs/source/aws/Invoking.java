package envgate.envs.source.aws;

import envgate.envs.inventory.Whereabouts.AwsAccount;
import envgate.envs.source.capture.Answer.Refusal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.sts.StsClient;

/// Sends requests to Lambda one after the other, once it is known that the account is the environment's.
final class Invoking {

    private static final Set<String> DENIED = Set.of("AccessDeniedException", "AccessDenied");

    private final Entrance.Inside inside;
    private final Trip trip;

    private Invoking(Entrance.Inside inside, Trip trip) {
        this.inside = inside;
        this.trip = trip;
    }

    /// What came of a request.
    sealed interface Reply {}

    record Answered(InvokeResponse response) implements Reply {}

    record Refused(Refusal refusal) implements Reply {}

    /// What comes of each question.
    ///
    /// @param allowed the requests that may be sent; nothing else leaves
    /// @param ask asks one question
    /// @param unknown what comes of a question that could not be asked, and why
    static <Q, R> List<R> each(
            AwsAccount where,
            Trip trip,
            Predicate<InvokeRequest> allowed,
            List<Q> questions,
            BiFunction<Invoking, Q, R> ask,
            BiFunction<Q, String, R> unknown) {
        String why;
        try (Entrance entrance = new Entrance(where, trip, allowed)) {
            Entrance.Inside inside = entrance.enter();
            String account = ((StsClient) inside.clients().of(AwsApi.STS, entrance.home()))
                    .getCallerIdentity()
                    .account();
            if (where.account().equals(account)) {
                entrance.admit();
                Invoking invoking = new Invoking(inside, trip);
                return questions.stream().map(it -> ask.apply(invoking, it)).toList();
            }
            why = "the credentials are of account " + account;
        } catch (Clients.BadEndpoint | Login.BadConfiguration e) {
            why = String.valueOf(e.getMessage());
        } catch (ReadOnly.NotAllowed e) {
            throw e;
        } catch (RuntimeException e) {
            why = Refusals.of(e, trip.deadline()).code();
        }
        String reason = why;
        return questions.stream().map(it -> unknown.apply(it, reason)).toList();
    }

    /// A trip on which nothing is asked twice: who gets no answer does not know whether the function ran.
    static Trip once(Trip trip) {
        Map<String, String> settings = new HashMap<>(trip.settings());
        settings.put("AWS_MAX_ATTEMPTS", "1");
        return new Trip(
                trip.areas(), trip.deadline(), trip.budgets(), trip.clock(), settings, trip.progress(), trip.states());
    }

    Reply ask(String region, InvokeRequest request) {
        try {
            return trip.deadline().passed()
                    ? new Refused(new Refusal(Refusals.DEADLINE_PASSED, 0))
                    : new Answered(((LambdaClient) inside.clients().of(AwsApi.LAMBDA, region)).invoke(request));
        } catch (ReadOnly.NotAllowed e) {
            throw e;
        } catch (RuntimeException e) {
            return new Refused(Refusals.of(e, trip.deadline()));
        }
    }

    /// Why there is no answer, and what it takes to get one.
    static String words(Refusal refusal) {
        return refusal.code() + (DENIED.contains(refusal.code()) ? ": lambda:InvokeFunction is needed" : "");
    }
}
