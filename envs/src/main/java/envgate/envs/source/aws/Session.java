package envgate.envs.source.aws;

import envgate.envs.source.aws.Genuine.NotAws;
import envgate.envs.source.capture.Answer;
import envgate.envs.source.capture.Answer.Outcome;
import envgate.envs.source.capture.Answer.Refusal;
import envgate.envs.source.capture.Answer.Response;
import envgate.envs.source.capture.Operation;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.core.SdkPojo;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Asks AWS one thing at a time and always has an answer: a call that fails is refused, with the reason as
/// a code.
final class Session {

    private final Clients clients;
    private final Trip trip;
    private final String account;
    private final String home;

    /// @param home the region where global services are asked
    Session(Clients clients, Trip trip, String account, String home) {
        this.clients = clients;
        this.trip = trip;
        this.account = account;
        this.home = home;
    }

    /// @param region empty for global operations
    Answer ask(Operation operation, String region, ObjectNode request) {
        return new Answer(
                account,
                region,
                operation.service(),
                operation.operation(),
                request,
                outcome(operation, region, request));
    }

    private Outcome outcome(Operation operation, String region, ObjectNode request) {
        try {
            return new Response(CliShape.of(operation, pages(operation, region.isEmpty() ? home : region, request)));
        } catch (TooLate _) {
            return new Refusal(Refusals.DEADLINE_PASSED, 0);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new Refusal(Refusals.DEADLINE_PASSED, 0);
        } catch (ReadOnly.NotAllowed e) {
            throw e;
        } catch (RuntimeException e) {
            return Refusals.of(e, trip.deadline());
        }
    }

    /// All pages as one answer; when one of them is refused, all of it is: a listing that ends in its
    /// middle would lie.
    private ObjectNode pages(Operation operation, String region, ObjectNode request) throws InterruptedException {
        Exchange exchange = Exchanges.of(operation);
        Object client = clients.of(AwsApi.named(operation.service()), region);
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        ObjectNode next = request.deepCopy().setAll(exchange.sizes());
        boolean more = true;
        while (more) {
            AwsResponse response = once(operation, region, client, exchange, next);
            ObjectNode page = SdkJson.object(response);
            ObjectNode following = following(exchange, page, next);
            more = !following.equals(next);
            next = following;
            join(all, page);
            if (SdkJson.isList(response, operation.list())) {
                all.withArray(operation.list());
            }
        }
        return all;
    }

    private AwsResponse once(Operation operation, String region, Object client, Exchange exchange, ObjectNode members)
            throws InterruptedException {
        AwsRequest.Builder request = exchange.request();
        SdkJson.fill((SdkPojo) request, members);
        Budget budget = trip.budgets().of(account, operation.isGlobal() ? "" : region, operation);
        if (!budget.enter(trip.deadline())) {
            throw new TooLate();
        }
        try {
            Duration left = trip.deadline().atMost(Clients.CALL);
            request.overrideConfiguration(
                    it -> it.apiCallTimeout(left).apiCallAttemptTimeout(min(left, Clients.ATTEMPT)));
            return exchange.ask(client, request.build());
        } finally {
            budget.leave();
        }
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /// The request of the next page, or the same request when there is none.
    private static ObjectNode following(Exchange exchange, ObjectNode page, ObjectNode asked) {
        boolean ends = !page.path("IsTruncated").asBoolean(true)
                || !page.path("Truncated").asBoolean(true);
        ObjectNode next = asked.deepCopy();
        boolean more = false;
        for (Map.Entry<String, String> it : exchange.pages().entrySet()) {
            JsonNode token = page.get(it.getValue());
            if (token == null || token.asString("").isEmpty()) {
                next.remove(it.getKey());
            } else {
                next.set(it.getKey(), token);
                more = true;
            }
            page.remove(it.getValue());
            page.remove(it.getKey());
        }
        page.remove("IsTruncated");
        page.remove("Truncated");
        if (!more || ends) {
            return asked;
        }
        if (next.equals(asked)) {
            // The page after this one is this one: AWS does not do that.
            throw new NotAws(200);
        }
        return next;
    }

    private static void join(ObjectNode all, ObjectNode page) {
        page.forEachEntry((member, value) -> {
            if (value instanceof ArrayNode more && all.get(member) instanceof ArrayNode before) {
                before.addAll(more);
            } else if (!all.has(member)) {
                all.set(member, value);
            }
        });
    }

    /// The run's time was up before the call could begin.
    private static final class TooLate extends RuntimeException {

        private static final long serialVersionUID = 1;

        TooLate() {
            super("the deadline has passed", null, false, false);
        }
    }
}
