package envgate.envs.source.aws;

import envgate.envs.inventory.EnvironmentEntry;
import envgate.envs.inventory.Whereabouts.AwsAccount;
import envgate.envs.inventory.Whereabouts.Credentials;
import envgate.envs.model.Area;
import envgate.envs.model.Gap;
import envgate.envs.source.capture.Answer;
import envgate.envs.source.capture.Answer.Refusal;
import envgate.envs.source.capture.Answer.Response;
import envgate.envs.source.capture.Operation;
import envgate.envs.source.capture.Recording;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import software.amazon.awssdk.services.sts.model.StsException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Reads one environment live: who one is, then, if that is the environment's account, all that is needed
/// of it.
///
/// It never throws for what the world refuses. What it hands out is raw: nothing of it may be kept before
/// it has passed [envgate.envs.source.capture.Redaction].
public final class AwsSource {

    private static final Set<String> EXPIRED = Set.of(
            "ExpiredToken",
            "ExpiredTokenException",
            "InvalidClientTokenId",
            "UnrecognizedClientException",
            "SignatureDoesNotMatch",
            "AuthFailure",
            "RequestExpired");

    private static final Set<String> NETWORK =
            Set.of(Refusals.NO_AWS_ANSWER, Refusals.CONNECTION_BROKEN, Refusals.UNKNOWN_HOST, Refusals.DEADLINE_PASSED);

    private final EnvironmentEntry entry;
    private final AwsAccount where;
    private final Trip trip;
    private final Questions questions;

    /// What is asked once it is known that the account is the right one.
    ///
    /// @param unanswerable areas that no answer tells
    private record Questions(BiFunction<Session, Caller, List<Answer>> ask, List<Area> unanswerable) {}

    private AwsSource(EnvironmentEntry entry, AwsAccount where, Trip trip, Questions questions) {
        this.entry = entry;
        this.where = where;
        this.trip = trip;
        this.questions = questions;
    }

    /// Everything that AWS answers about an environment.
    public static Recording read(EnvironmentEntry entry, AwsAccount where, Trip trip) {
        Set<Operation> needed = Needs.of(trip.areas(), List.of(entry.selection()));
        Questions all = new Questions(
                (session, caller) -> new Survey(
                                session, trip, entry.name(), caller, where.regions(), entry.selection(), needed)
                        .answers(),
                Needs.unanswerable(trip.areas()));
        return new AwsSource(entry, where, trip, all).read();
    }

    /// What AWS says of a change set and of those that are nested in it: `DescribeChangeSet` and `GetTemplate`
    /// of each, nested ones behind that which names them; with gaps when it is not known who asks.
    ///
    /// @param region of the stack, one of the environment's
    /// @param stack name or ARN; empty when the change set is named by its ARN
    public static Recording changeSet(
            EnvironmentEntry entry, AwsAccount where, Trip trip, String region, String stack, String name) {
        Questions one =
                new Questions((session, _) -> new ChangeSetReading(session, region).answers(stack, name), List.of());
        return new AwsSource(entry, where, trip, one).read();
    }

    private Recording read() {
        try (Entrance entrance = new Entrance(where, trip, Entrance.NO_INVOCATIONS)) {
            return read(entrance, entrance.enter());
        } catch (Clients.BadEndpoint | Login.BadConfiguration e) {
            return unseen(List.of(), "GetCallerIdentity", "", Objects.requireNonNullElse(e.getMessage(), ""));
        }
    }

    private Recording read(Entrance entrance, Entrance.Inside inside) {
        Login login = inside.login();
        try {
            inside.keys().resolveCredentials();
        } catch (RuntimeException e) {
            return locked(login, e);
        }
        Answer answer = new Session(inside.clients(), trip, where.account(), home())
                .ask(Operation.STS_GET_CALLER_IDENTITY, "", JsonNodeFactory.instance.objectNode());
        return switch (answer.outcome()) {
            case Refusal(String code, int _) -> unseen(List.of(), "GetCallerIdentity", "", words(code, login), answer);
            case Response(JsonNode body) -> {
                Caller caller = new Caller(Items.text(body, "Account"), Items.text(body, "Arn"));
                Answer identity = new Answer(
                        caller.account(), "", answer.service(), answer.operation(), answer.request(), answer.outcome());
                yield caller.account().equals(where.account())
                        ? survey(entrance, inside.clients(), caller, identity)
                        : unseen(
                                List.of(caller),
                                "GetCallerIdentity",
                                "",
                                "the credentials are of account " + caller.account() + ", the inventory says "
                                        + where.account(),
                                identity);
            }
        };
    }

    private Recording survey(Entrance entrance, Clients clients, Caller caller, Answer identity) {
        entrance.admit();
        List<Answer> answers = questions.ask().apply(new Session(clients, trip, caller.account(), home()), caller);
        List<Gap> gaps = questions.unanswerable().stream()
                .map(it -> new Gap(it, caller.account(), "", "", "", "", "", "envgate does not read this yet"))
                .toList();
        return recording(
                List.of(caller),
                Stream.concat(Stream.of(identity), answers.stream()).toList(),
                gaps);
    }

    /// There are no keys, or a role could not be assumed with them.
    private Recording locked(Login login, RuntimeException thrown) {
        Refusal refusal = Refusals.of(thrown, trip.deadline());
        String code = refusal.code();
        boolean answered = thrown instanceof StsException && !EXPIRED.contains(code);
        if (where.credentials() instanceof Credentials.Role(String arn, String _, String _, Credentials _)) {
            if (answered && !code.equals(Refusals.NO_AWS_ANSWER)) {
                return unseen(
                        List.of(),
                        "AssumeRole",
                        "sts:AssumeRole",
                        code + ": role " + arn
                                + " may not be assumed: let its trust policy name who reads, and allow them"
                                + " sts:AssumeRole on it");
            }
            // Without a status it is the SDK that has no keys to ask with.
            boolean keyless = code.equals(Refusals.NO_AWS_ANSWER) && refusal.status() == 0;
            if (NETWORK.contains(code) && !keyless && !Refusals.isOfFile(thrown)) {
                return unseen(List.of(), "AssumeRole", "", words(code, login));
            }
        }
        return unseen(List.of(), "GetCallerIdentity", "", login.advice());
    }

    /// Why it is not known who reads, and what to do next.
    private String words(String code, Login login) {
        return switch (code) {
            case Refusals.NO_AWS_ANSWER -> code + ": what answered is not AWS: look at the proxy and the endpoint URLs";
            case Refusals.CONNECTION_BROKEN ->
                code + ": AWS cannot be reached: look at the network, the proxy and the endpoint URLs";
            case Refusals.UNKNOWN_HOST ->
                code + ": AWS has no host in `" + home() + "`: look at the region and the network";
            default -> EXPIRED.contains(code) ? code + ": " + login.advice() : code;
        };
    }

    /// Nothing was read but who reads.
    private Recording unseen(
            List<Caller> caller, String operation, String permission, String reason, Answer... answers) {
        List<Gap> gaps = trip.areas().stream()
                .map(it -> new Gap(it, where.account(), "", "sts", operation, "", permission, reason))
                .toList();
        return recording(caller, List.of(answers), gaps);
    }

    private Recording recording(List<Caller> caller, List<Answer> answers, List<Gap> gaps) {
        return new Recording(
                entry.name(),
                caller.stream().map(Caller::account).toList(),
                where.regions(),
                caller.stream().map(Caller::arn).findFirst().orElse(""),
                trip.clock().instant().truncatedTo(ChronoUnit.SECONDS),
                entry.selection(),
                answers,
                gaps,
                List.of());
    }

    private String home() {
        return where.regions().getFirst();
    }
}
