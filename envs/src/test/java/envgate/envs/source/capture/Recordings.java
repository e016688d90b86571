package envgate.envs.source.capture;

import envgate.envs.model.Provenance;
import envgate.envs.model.Selection;
import envgate.envs.model.Snapshot;
import envgate.envs.source.capture.Answer.Outcome;
import envgate.envs.source.capture.Answer.Refusal;
import envgate.envs.source.capture.Answer.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Recordings for tests: one in which every call has an answer, and what can happen to it.
final class Recordings {

    static final String ACCOUNT = "111111111111";
    static final String REGION = "eu-west-1";
    static final JsonMapper JSON = JsonMapper.builder().build();

    private Recordings() {}

    /// All calls about the orders application, all of them answered.
    static Recording orders() {
        try (InputStream in = Recordings.class.getResourceAsStream("orders.json")) {
            return of(answers(JSON.readTree(Objects.requireNonNull(in, "orders.json")), ACCOUNT, REGION));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Recording of(List<Answer> answers) {
        return new Recording(
                "prod",
                List.of(ACCOUNT),
                List.of(REGION),
                "",
                Instant.parse("2026-11-24T00:00:00Z"),
                Selection.EVERYTHING,
                answers);
    }

    private static List<Answer> answers(JsonNode calls, String account, String region) {
        List<Answer> answers = new ArrayList<>();
        for (JsonNode it : calls) {
            answers.add(new Answer(
                    account,
                    Operation.of(text(it, "service"), text(it, "operation"))
                                    .orElseThrow()
                                    .isGlobal()
                            ? ""
                            : region,
                    text(it, "service"),
                    text(it, "operation"),
                    (ObjectNode) it.get("request"),
                    it.has("error")
                            ? new Refusal(text(it.get("error"), "code"), 400)
                            : new Response(it.get("response"))));
        }
        return answers;
    }

    private static String text(JsonNode node, String member) {
        return node.get(member).stringValue();
    }

    /// An answer to a call of the orders application's account.
    static Answer answer(Operation operation, String request, String response) {
        return new Answer(
                ACCOUNT,
                operation.isGlobal() ? "" : REGION,
                operation.service(),
                operation.operation(),
                (ObjectNode) JSON.readTree(request),
                new Response(JSON.readTree(response)));
    }

    static Answer refusal(Operation operation, String request, String code) {
        return with(answer(operation, request, "{}"), new Refusal(code, 403));
    }

    static boolean is(Answer answer, Operation operation) {
        return answer.service().equals(operation.service())
                && answer.operation().equals(operation.operation());
    }

    static Answer with(Answer answer, Outcome outcome) {
        return new Answer(
                answer.account(), answer.region(), answer.service(), answer.operation(), answer.request(), outcome);
    }

    static Answer with(Answer answer, UnaryOperator<JsonNode> change) {
        return answer.outcome() instanceof Response(JsonNode body)
                ? with(answer, new Response(change.apply(body.deepCopy())))
                : answer;
    }

    static Recording without(Recording recording, Predicate<Answer> which) {
        return with(
                recording, recording.answers().stream().filter(which.negate()).toList());
    }

    static Recording with(Recording recording, List<Answer> answers) {
        return new Recording(
                recording.environment(),
                recording.accounts(),
                recording.regions(),
                recording.caller(),
                recording.takenAt(),
                recording.selection(),
                answers,
                recording.gaps(),
                recording.notes());
    }

    /// The same recording with other answers to some calls.
    static Recording change(Recording recording, UnaryOperator<Answer> change) {
        return with(recording, recording.answers().stream().map(change).toList());
    }

    /// The recording with one answer replaced, or added where there was none to the same request.
    static Recording replace(Recording recording, Answer other) {
        List<Answer> answers = new ArrayList<>(recording.answers());
        answers.removeIf(it -> it.service().equals(other.service())
                && it.operation().equals(other.operation())
                && it.request().equals(other.request()));
        answers.add(other);
        return with(recording, answers);
    }

    static Snapshot decode(Recording recording) {
        return CaptureDecoder.decode(recording, Provenance.Kind.CAPTURE, "a test");
    }
}
