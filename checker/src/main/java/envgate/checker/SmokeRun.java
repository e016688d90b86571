package envgate.checker;

import envgate.envs.document.BadInput;
import envgate.envs.document.Document;
import envgate.envs.document.Mark;
import envgate.envs.document.Mistakes;
import envgate.envs.document.Quote;
import envgate.envs.model.Area;
import envgate.envs.model.LambdaFunction;
import envgate.envs.model.Origin;
import envgate.envs.model.Snapshot;
import envgate.envs.source.aws.SmokeCall;
import envgate.envs.source.aws.SmokeCall.Result;
import envgate.rules.analysis.Standing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The smoke requests of one environment, on their way from the inventory to Lambda and back.
final class SmokeRun {

    /// What Lambda takes at most: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html.
    private static final int LARGEST = 6 * 1024 * 1024;

    private final String environment;
    private final Map<SmokeRequest, JsonNode> events;

    /// A request and the function that it goes to.
    private record Sent(SmokeRequest request, LambdaFunction function, JsonNode event) {

        SmokeCall call() {
            return new SmokeCall(
                    function.name(), request.qualifier(), function.arn().region(), event);
        }
    }

    private SmokeRun(String environment, Map<SmokeRequest, JsonNode> events) {
        this.environment = environment;
        this.events = events;
    }

    /// The requests for an environment, with their events.
    ///
    /// @param folder of the project file
    static SmokeRun of(List<SmokeRequest> requests, String environment, Path folder, Complaints complaints) {
        Mistakes mistakes = new Mistakes();
        Map<SmokeRequest, JsonNode> events = new LinkedHashMap<>();
        for (SmokeRequest it : requests) {
            if (it.isFor(environment)) {
                event(it, folder, mistakes).ifPresent(event -> {
                    events.put(it, event);
                    if (it.status() != 0 && ExpectedAnswer.Caller.of(event) == ExpectedAnswer.Caller.OTHER) {
                        mistakes.add(
                                it.mark(),
                                "a status is expected, and " + Quote.of(it.event()) + " is no event of API Gateway",
                                "take `status` away, or send an event that has one");
                    }
                });
            }
        }
        complaints.add(mistakes.all());
        return new SmokeRun(environment, events);
    }

    private static Optional<JsonNode> event(SmokeRequest request, Path folder, Mistakes mistakes) {
        byte[] content;
        try {
            content = Files.readAllBytes(folder.resolve(request.event()));
        } catch (NoSuchFileException _) {
            mistakes.add(request.mark(), "there is no file " + Quote.of(request.event()), "it is the event to send");
            return Optional.empty();
        } catch (IOException | InvalidPathException _) {
            mistakes.add(request.mark(), Quote.of(request.event()) + " cannot be read", "it is the event to send");
            return Optional.empty();
        }
        if (content.length > LARGEST) {
            mistakes.add(
                    request.mark(), Quote.of(request.event()) + " is too large", "Lambda takes " + LARGEST + " bytes");
            return Optional.empty();
        }
        Mistakes found = new Mistakes();
        try {
            if (Document.readJson(request.event(), content, found).isPresent() && found.isEmpty()) {
                return Optional.of(JsonMapper.shared().readTree(content));
            }
        } catch (JacksonException _) {
            found.add(request.mark(), Quote.of(request.event()) + " is no JSON", "");
        }
        if (found.isEmpty()) {
            found.add(request.mark(), Quote.of(request.event()) + " is empty", "write the event to send, or `{}`");
        }
        found.all().forEach(it -> mistakes.add(new Mark(it.file(), it.line(), it.column()), it.message(), it.next()));
        return Optional.empty();
    }

    /// What will be run, a line each.
    ///
    /// @throws BadInput when a function is not there
    List<String> words(Snapshot snapshot) {
        return sent(snapshot).stream()
                .map(it -> "smoke request to " + it.function().name()
                        + (it.request().qualifier().isEmpty()
                                ? ""
                                : ":" + it.request().qualifier()) + " in "
                        + it.function().arn().region() + ", which runs it: "
                        + it.request().event())
                .toList();
    }

    /// The calls, in the order in which they are listed.
    List<SmokeCall> calls(Snapshot snapshot) {
        return sent(snapshot).stream().map(Sent::call).toList();
    }

    private List<Sent> sent(Snapshot snapshot) {
        List<Sent> sent = new ArrayList<>();
        Mistakes mistakes = new Mistakes();
        events.forEach((request, event) -> function(request, snapshot)
                .ifPresentOrElse(it -> sent.add(new Sent(request, it, event)), () -> {
                    if (snapshot.gapsIn(Area.FUNCTIONS).isEmpty()) {
                        List<String> known = snapshot.functions().stream()
                                .map(LambdaFunction::logicalName)
                                .toList();
                        mistakes.add(
                                request.mark(),
                                Quote.of(environment) + " has no function " + Quote.of(request.function()),
                                Quote.nearest(request.function(), known));
                    }
                }));
        mistakes.throwIfAny();
        return sent;
    }

    private static Optional<LambdaFunction> function(SmokeRequest request, Snapshot snapshot) {
        return snapshot.functions().stream()
                .filter(it ->
                        it.logicalName().equals(request.function()) || it.name().equals(request.function()))
                .findFirst();
    }

    /// What came of it.
    ///
    /// @param results of the calls, in their order
    List<Standing> standings(Snapshot snapshot, List<Result> results) {
        List<Standing> standings = new ArrayList<>();
        List<Sent> sent = sent(snapshot);
        Set<SmokeRequest> asked = new HashSet<>();
        for (int i = 0; i < sent.size(); i++) {
            Sent it = sent.get(i);
            asked.add(it.request());
            standings.addAll(standings(it, results.get(i)));
        }
        events.keySet().stream()
                .filter(it -> !asked.contains(it))
                .forEach(it -> standings.add(new Standing(
                        Standing.Kind.UNANSWERED,
                        it.function(),
                        what(it) + ": the function was not seen",
                        it.mark().origin())));
        return standings;
    }

    private static List<Standing> standings(Sent sent, Result result) {
        SmokeRequest request = sent.request();
        String what = what(request);
        return switch (result) {
            case Result.Returned(JsonNode payload) -> {
                List<String> differences = new ExpectedAnswer(
                                ExpectedAnswer.Caller.of(sent.event()), request.status(), request.contains())
                        .differences(payload);
                yield differences.isEmpty()
                        ? List.of(standing(Standing.Kind.ANSWERED, sent, what))
                        : differences.stream()
                                .map(it -> standing(Standing.Kind.FAILED, sent, what + ": " + it))
                                .toList();
            }
            case Result.Failed(String kind, String type) ->
                List.of(standing(
                        Standing.Kind.FAILED,
                        sent,
                        what + ": it ended with an error"
                                + (kind.isEmpty()
                                        ? ""
                                        : " (" + Quote.of(kind) + (type.isEmpty() ? "" : ", " + Quote.of(type))
                                                + ")")));
            case Result.Refused(String code) ->
                List.of(standing(Standing.Kind.FAILED, sent, what + " refused: " + code));
            case Result.Unknown(String reason) ->
                List.of(standing(Standing.Kind.UNANSWERED, sent, what + ": " + reason));
        };
    }

    private static String what(SmokeRequest request) {
        return "smoke request " + Quote.of(request.event())
                + (request.qualifier().isEmpty() ? "" : " to " + Quote.of(request.qualifier()));
    }

    private static Standing standing(Standing.Kind kind, Sent sent, String detail) {
        Origin origin = sent.request().mark().origin();
        return new Standing(kind, sent.function().logicalName(), detail, origin);
    }
}
