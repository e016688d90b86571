package envgate.envs.source.aws;

import envgate.envs.inventory.EnvironmentEntry;
import envgate.envs.inventory.Whereabouts.AwsAccount;
import envgate.envs.inventory.Whereabouts.Credentials;
import envgate.envs.model.Area;
import envgate.envs.model.Gap;
import envgate.envs.model.Origin;
import envgate.envs.model.Selection;
import envgate.envs.source.capture.Answer;
import envgate.envs.source.capture.Answer.Refusal;
import envgate.envs.source.capture.Answer.Response;
import envgate.envs.source.capture.Operation;
import envgate.envs.source.capture.Recording;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A live read as the tests do it: of one account at an endpoint that is not AWS, with everything that a
/// test does not say as usual.
record Reads(
        String account,
        Selection selection,
        Credentials credentials,
        Map<String, String> endpoints,
        Map<String, String> settings,
        Set<Area> areas,
        Duration deadline,
        Trip.Progress progress) {

    static final String REGION = "eu-west-1";
    static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    static final Map<String, String> KEYS = Map.of("AWS_ACCESS_KEY_ID", "test", "AWS_SECRET_ACCESS_KEY", "test");

    /// Areas that operations answer.
    static final Set<Area> ANSWERABLE = Arrays.stream(Operation.values())
            .filter(Operation::isAsked)
            .flatMap(it -> it.areas().stream())
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(Area.class)));

    /// Through a role of the account, at an endpoint, all of it.
    static Reads of(String account, URI endpoint) {
        return new Reads(
                account,
                Selection.EVERYTHING,
                role(account, new Credentials.DefaultChain()),
                Map.of("", endpoint.toString()),
                KEYS,
                ANSWERABLE,
                Duration.ofMinutes(5),
                (_, _, _) -> {});
    }

    static Credentials.Role role(String account, Credentials source) {
        return new Credentials.Role("arn:aws:iam::" + account + ":role/envgate-read", "", "", source);
    }

    Reads selecting(Selection other) {
        return new Reads(account, other, credentials, endpoints, settings, areas, deadline, progress);
    }

    Reads as(Credentials other) {
        return new Reads(account, selection, other, endpoints, settings, areas, deadline, progress);
    }

    Reads at(Map<String, String> others) {
        return new Reads(account, selection, credentials, others, settings, areas, deadline, progress);
    }

    /// With these environment variables besides.
    Reads with(Map<String, String> more) {
        Map<String, String> all = new TreeMap<>(settings);
        all.putAll(more);
        return new Reads(account, selection, credentials, endpoints, all, areas, deadline, progress);
    }

    Reads withOnly(Map<String, String> others) {
        return new Reads(account, selection, credentials, endpoints, others, areas, deadline, progress);
    }

    Reads needing(Set<Area> others) {
        return new Reads(account, selection, credentials, endpoints, settings, others, deadline, progress);
    }

    Reads within(Duration other) {
        return new Reads(account, selection, credentials, endpoints, settings, areas, other, progress);
    }

    Reads telling(Trip.Progress other) {
        return new Reads(account, selection, credentials, endpoints, settings, areas, deadline, other);
    }

    /// At a pace that only a fake bears.
    Recording read() {
        Trip trip = new Trip(
                areas, Deadline.in(deadline), new Budgets(1000), Clock.fixed(NOW, ZoneOffset.UTC), settings, progress);
        AwsAccount where = new AwsAccount(account, List.of(REGION), credentials, new TreeMap<>(endpoints));
        return AwsSource.read(new EnvironmentEntry("shop", where, selection, new Origin.Unknown()), where, trip);
    }

    static List<Answer> answers(Recording recording, Operation operation) {
        return recording.answers().stream()
                .filter(it -> operation(it) == operation)
                .toList();
    }

    static Operation operation(Answer answer) {
        return Operation.of(answer.service(), answer.operation()).orElseThrow();
    }

    /// Refusals that do not say that there is nothing: `lambda:GetPolicy AccessDenied 403`.
    static List<String> refusals(Recording recording) {
        return recording.answers().stream()
                .flatMap(it -> it.outcome() instanceof Refusal(String code, int status)
                                && !operation(it).meansAbsent(code)
                        ? Stream.of(operation(it).key() + " " + code + " " + status)
                        : Stream.of())
                .distinct()
                .toList();
    }

    static List<String> reasons(Recording recording) {
        return recording.gaps().stream().map(Gap::reason).distinct().toList();
    }

    static List<Response> responses(Recording recording, Operation operation) {
        return answers(recording, operation).stream()
                .flatMap(it -> it.outcome() instanceof Response response ? Stream.of(response) : Stream.of())
                .toList();
    }
}
