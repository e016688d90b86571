package envgate.envs.source.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.fail;

import envgate.envs.inventory.Whereabouts.AwsAccount;
import envgate.envs.inventory.Whereabouts.Credentials;
import envgate.envs.source.capture.Operation;
import envgate.envs.wire.WireFake;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.StsClient;

/// Nothing gets out of a client but reads.
class ReadOnlyTest {

    private record DryDoor() implements ReadOnly.Door {
        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public boolean leadsTo(String other) {
            return true;
        }

        @Override
        public boolean lets(InvokeRequest request) {
            return ReadOnly.isDryRun(request);
        }
    }

    @Test
    void a_dry_run_passes_only_where_it_was_asked_for_and_a_real_call_never_does() {
        try (WireFake aws = WireFake.start();
                Clients asked = clients(aws, new DryDoor());
                Clients unasked = clients(aws, new Ajar(true, Reads.REGION))) {
            LambdaClient may = (LambdaClient) asked.of(AwsApi.LAMBDA, Reads.REGION);
            LambdaClient mayNot = (LambdaClient) unasked.of(AwsApi.LAMBDA, Reads.REGION);
            aws.when("*", DryRunsTest.dryRun());
            long before = ReadOnly.dryRuns();

            may.invoke(it -> it.functionName("orders").invocationType("DryRun"));

            assertThat(ReadOnly.dryRuns() - before).isEqualTo(1);
            assertThatExceptionOfType(ReadOnly.NotAllowed.class)
                    .isThrownBy(() -> may.invoke(it -> it.functionName("orders")));
            assertThatExceptionOfType(ReadOnly.NotAllowed.class)
                    .isThrownBy(() -> may.invoke(it -> it.functionName("orders").invocationType("Event")));
            assertThatExceptionOfType(ReadOnly.NotAllowed.class)
                    .isThrownBy(() -> may.deleteFunction(it -> it.functionName("orders")));
            assertThatExceptionOfType(ReadOnly.NotAllowed.class)
                    .isThrownBy(
                            () -> mayNot.invoke(it -> it.functionName("orders").invocationType("DryRun")));
        }
    }

    private record Ajar(boolean isOpen, String region) implements ReadOnly.Door {
        @Override
        public boolean leadsTo(String other) {
            return region.equals(other);
        }
    }

    private static Clients clients(WireFake aws, ReadOnly.Door door) {
        AwsAccount where = new AwsAccount(
                "000000000001",
                List.of(Reads.REGION),
                new Credentials.DefaultChain(),
                new TreeMap<>(Map.of("", aws.endpoint().toString())));
        Trip trip = new Trip(
                Reads.ANSWERABLE,
                Deadline.in(Duration.ofMinutes(5)),
                new Budgets(1000),
                Clock.systemUTC(),
                Map.of("AWS_MAX_ATTEMPTS", "1"),
                (_, _, _) -> {});
        return new Clients(
                where,
                trip,
                StaticCredentialsProvider.create(AwsBasicCredentials.create("ASIAFAKE000000000001", "x")),
                new Login(where, trip),
                door);
    }

    private static final ReadOnly.Door OPEN = new Ajar(true, Reads.REGION);

    /// Calls that the SDK makes nothing of while they are empty; they are tried by hand.
    private static final Set<String> NOT_EMPTY = Set.of("CopyObject", "UploadPartCopy");

    /// Methods of a client that make a call of a request alone; others of the same name make the same call.
    private static Stream<Method> calls(SdkClient client) {
        return Stream.<Class<?>>iterate(client.getClass(), Objects::nonNull, Class::getSuperclass)
                .flatMap(it -> Arrays.stream(it.getInterfaces()))
                .filter(it -> it.getName().matches("software\\.amazon\\.awssdk\\.services\\.\\w+\\.\\w+Client"))
                .flatMap(it -> Arrays.stream(it.getMethods()))
                .filter(it -> it.getParameterCount() == 1
                        && AwsRequest.class.isAssignableFrom(it.getParameterTypes()[0])
                        && !it.getName().endsWith("Paginator")
                        && !it.isBridge());
    }

    private static String operation(Method method) {
        String request = method.getParameterTypes()[0].getSimpleName();
        return request.substring(0, request.length() - "Request".length());
    }

    private static Object empty(Class<?> request) throws ReflectiveOperationException {
        Object builder = request.getMethod("builder").invoke(null);
        return ((software.amazon.awssdk.utils.builder.Buildable) builder).build();
    }

    @ParameterizedTest
    @EnumSource(AwsApi.class)
    void every_call_that_is_not_in_the_table_throws(AwsApi service) throws ReflectiveOperationException {
        try (WireFake aws = WireFake.start();
                Clients clients = clients(aws, OPEN)) {
            SdkClient client = clients.of(service, Reads.REGION);
            long before = ReadOnly.stopped();
            int stopped = 0;
            for (Method method : calls(client).toList()) {
                String name = operation(method).replace("Db", "DB");
                boolean read = Operation.of(service.cliName(), name).isPresent()
                        || (service == AwsApi.STS && name.equals("AssumeRole"));
                if (read || NOT_EMPTY.contains(name)) {
                    continue;
                }
                try {
                    method.invoke(client, empty(method.getParameterTypes()[0]));
                    fail(service + " " + method.getName() + " was let through");
                } catch (InvocationTargetException e) {
                    assertThat(e.getCause()).as(method.getName()).isInstanceOf(ReadOnly.NotAllowed.class);
                    stopped++;
                }
            }
            assertThat(stopped).isPositive();
            assertThat(ReadOnly.stopped() - before).isEqualTo(stopped);
            assertThat(aws.calls()).isEmpty();
        }
    }

    @Test
    void calls_with_a_body_throw_too() {
        try (WireFake aws = WireFake.start();
                Clients clients = clients(aws, OPEN)) {
            S3Client s3 = (S3Client) clients.of(AwsApi.S3, Reads.REGION);
            assertThatExceptionOfType(ReadOnly.NotAllowed.class)
                    .isThrownBy(() -> s3.putObject(it -> it.bucket("b").key("k"), RequestBody.fromString("x")));
            assertThatExceptionOfType(ReadOnly.NotAllowed.class)
                    .isThrownBy(() -> s3.getObject(it -> it.bucket("b").key("k")));
            assertThatExceptionOfType(ReadOnly.NotAllowed.class)
                    .isThrownBy(() -> s3.copyObject(it -> it.sourceBucket("a")
                            .sourceKey("k")
                            .destinationBucket("b")
                            .destinationKey("k")));
            assertThatExceptionOfType(ReadOnly.NotAllowed.class)
                    .isThrownBy(() -> s3.uploadPartCopy(it -> it.sourceBucket("a")
                            .sourceKey("k")
                            .destinationBucket("b")
                            .destinationKey("k")
                            .uploadId("u")
                            .partNumber(1)));
            assertThat(aws.calls()).isEmpty();
        }
    }

    @Test
    void nothing_is_read_before_it_is_known_whose_account_it_is() {
        try (WireFake aws = WireFake.start();
                Clients clients = clients(aws, new Ajar(false, Reads.REGION))) {
            LambdaClient lambda = (LambdaClient) clients.of(AwsApi.LAMBDA, Reads.REGION);
            StsClient sts = (StsClient) clients.of(AwsApi.STS, Reads.REGION);

            assertThatExceptionOfType(ReadOnly.NotAllowed.class)
                    .isThrownBy(lambda::listFunctions)
                    .withMessage("lambda:ListFunctions before it is known whose account is read");
            assertThat(sts.getCallerIdentity().account()).isEqualTo("000000000001");
        }
    }

    @Test
    void nothing_is_read_in_another_region() {
        try (WireFake aws = WireFake.start();
                Clients clients = clients(aws, OPEN)) {
            LambdaClient lambda = (LambdaClient) clients.of(AwsApi.LAMBDA, "us-east-1");

            assertThatExceptionOfType(ReadOnly.NotAllowed.class)
                    .isThrownBy(lambda::listFunctions)
                    .withMessage("lambda:ListFunctions in region us-east-1, which is not the environment's");
            assertThat(aws.calls()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Operation.class)
    void every_call_of_the_table_only_reads(Operation operation) {
        assertThat(ReadOnly.admits(operation.service(), operation.operation())).isTrue();
    }
}
