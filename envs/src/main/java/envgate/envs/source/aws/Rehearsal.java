package envgate.envs.source.aws;

import envgate.envs.inventory.EnvironmentEntry;
import envgate.envs.inventory.Whereabouts.AwsAccount;
import envgate.envs.inventory.Whereabouts.Credentials;
import envgate.envs.model.Area;
import envgate.envs.model.Origin;
import envgate.envs.model.Selection;
import envgate.envs.source.capture.Operation;
import envgate.envs.source.capture.Recording;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/// Everything that a live read does, done once against an AWS in this process: whoever runs it has loaded what
/// live reads need, which is what a cache of loaded classes is made from. No other host is asked.
public final class Rehearsal {

    private static final String REGION = "us-east-1";
    private static final Map<String, String> SETTINGS =
            Map.of("AWS_ACCESS_KEY_ID", "none", "AWS_SECRET_ACCESS_KEY", "none", "AWS_MAX_ATTEMPTS", "1");

    private final AwsAccount where;
    private final Trip trip;

    private Rehearsal(String url, Clock clock) {
        Credentials keys = new Credentials.Role(EmptyAws.ROLE, "", "", new Credentials.DefaultChain());
        this.where = new AwsAccount(EmptyAws.ACCOUNT, List.of(REGION), keys, new TreeMap<>(Map.of("", url)));
        this.trip = new Trip(
                EnumSet.allOf(Area.class),
                Deadline.in(Duration.ofMinutes(1)),
                new Budgets(1000),
                clock,
                SETTINGS,
                (_, _, _) -> {});
    }

    /// @return what was read on the way
    /// @throws IOException when there is no free port on the loopback address
    public static Recording run(Clock clock) throws IOException {
        try (EmptyAws aws = new EmptyAws()) {
            Rehearsal rehearsal = new Rehearsal(aws.url(), clock);
            Selection selection = new Selection(List.of("s*"), Map.of(), List.of());
            EnvironmentEntry entry =
                    new EnvironmentEntry("rehearsal", rehearsal.where, selection, new Origin.Unknown());
            Recording read = AwsSource.read(entry, rehearsal.where, rehearsal.trip);
            rehearsal.askEach();
            return read;
        }
    }

    /// Each operation, with one item where it is about items, and all that its answer may hold.
    private void askEach() {
        try (Entrance entrance = new Entrance(where, trip, Entrance.NO_INVOCATIONS)) {
            Clients clients = entrance.enter().clients();
            entrance.admit();
            for (Map.Entry<Operation, Exchange> it : Exchanges.ALL.entrySet()) {
                ask(clients.of(AwsApi.named(it.getKey().service()), REGION), it.getValue());
            }
        }
    }

    private static void ask(Object client, Exchange exchange) {
        AwsRequest.Builder request = exchange.request();
        for (SdkField<?> it : ((SdkPojo) request).sdkFields()) {
            if (it.marshallingType().equals(MarshallingType.STRING)) {
                it.set(request, "x");
            }
        }
        try {
            SdkPojo answer = (SdkPojo) exchange.ask(client, request.build()).toBuilder();
            SdkJson.object(filled(answer, new HashSet<>()));
        } catch (SdkException | Genuine.NotAws _) {
            // A refusal is rehearsed as well.
        }
    }

    /// A thing of the SDK's with all members that it may have, and theirs.
    private static SdkPojo filled(SdkPojo builder, Set<Class<?>> within) {
        for (SdkField<?> it : builder.sdkFields()) {
            sample(it, within).ifPresent(value -> it.set(builder, value));
        }
        return (SdkPojo) ((SdkBuilder<?, ?>) builder).build();
    }

    private static Optional<Object> sample(SdkField<?> field, Set<Class<?>> within) {
        MarshallingType<?> type = field.marshallingType();
        if (type.equals(MarshallingType.STRING)) {
            return Optional.of("x");
        }
        if (type.equals(MarshallingType.INSTANT)) {
            return Optional.of(Instant.EPOCH);
        }
        if (type.equals(MarshallingType.LIST)) {
            return sample(field.getTrait(ListTrait.class).memberFieldInfo(), within)
                    .map(List::of);
        }
        if (type.equals(MarshallingType.MAP)) {
            return sample(field.getTrait(MapTrait.class).valueFieldInfo(), within)
                    .map(it -> Map.of("x", it));
        }
        return type.equals(MarshallingType.SDK_POJO) ? member(field.constructor(), within) : Optional.empty();
    }

    /// Nothing where a thing would lie in itself.
    private static Optional<Object> member(Supplier<SdkPojo> constructor, Set<Class<?>> within) {
        SdkPojo builder = constructor.get();
        if (!within.add(builder.getClass())) {
            return Optional.empty();
        }
        SdkPojo filled = filled(builder, within);
        within.remove(builder.getClass());
        return Optional.of(filled);
    }
}
