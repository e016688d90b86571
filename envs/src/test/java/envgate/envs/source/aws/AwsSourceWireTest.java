package envgate.envs.source.aws;

import static org.assertj.core.api.Assertions.assertThat;

import envgate.envs.model.Area;
import envgate.envs.model.Selection;
import envgate.envs.source.capture.Answer;
import envgate.envs.source.capture.Answer.Outcome;
import envgate.envs.source.capture.Answer.Refusal;
import envgate.envs.source.capture.Operation;
import envgate.envs.source.capture.Recording;
import envgate.envs.wire.Behaviour;
import envgate.envs.wire.Fleet;
import envgate.envs.wire.FleetServer;
import envgate.envs.wire.Paging;
import envgate.envs.wire.WireFake;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The real SDK on the wire against an AWS that answers in every way there is.
class AwsSourceWireTest {

    private static final String ACCOUNT = "000000000001";
    private static final List<Answer> SHOP = Fleet.of("shop", ACCOUNT, Reads.REGION, 3);
    private static final Selection OWN = new Selection(Fleet.stackPatterns("shop"), Map.of(), List.of());
    private static final Map<String, String> HASTY = Map.of("AWS_MAX_ATTEMPTS", "2");

    /// Few calls of a service that throttles: the SDK makes each that follows wait for two seconds.
    private static final Set<Area> SLOWED =
            Set.of(Area.SUBNETS, Area.FUNCTIONS, Area.FUNCTION_POLICIES, Area.PARAMETERS, Area.QUEUES);

    private final WireFake aws = WireFake.start().give(SHOP);

    @AfterEach
    void stop() {
        aws.close();
    }

    private Reads shop() {
        return Reads.of(ACCOUNT, aws.endpoint());
    }

    private static Map<String, Outcome> byCall(Recording recording) {
        Map<String, Outcome> outcomes = new TreeMap<>();
        recording.answers().forEach(it -> outcomes.put(Reads.operation(it).key() + " " + it.request(), it.outcome()));
        return outcomes;
    }

    @Test
    void every_operation_brings_back_what_was_given_whatever_its_protocol() {
        Recording read = shop().read();

        assertThat(Reads.refusals(read)).isEmpty();
        assertThat(read.gaps()).isEmpty();
        assertThat(read.answers())
                .extracting(Reads::operation)
                .containsAll(Arrays.stream(Operation.values())
                        .filter(Operation::isAsked)
                        .toList());
        for (Answer given : SHOP) {
            assertThat(Reads.responses(read, Reads.operation(given)))
                    .as(Reads.operation(given).key())
                    .contains((Answer.Response) given.outcome());
        }
        assertThat(read.accounts()).containsExactly(ACCOUNT);
        assertThat(read.caller()).isEqualTo("arn:aws:sts::" + ACCOUNT + ":assumed-role/envgate-read/envgate");
        assertThat(read.takenAt()).isEqualTo(Reads.NOW);
    }

    @Test
    void pages_are_joined() {
        Recording whole = shop().read();

        Paging.oneByOne(aws);
        Recording joined = shop().read();

        assertThat(byCall(joined)).isEqualTo(byCall(whole));
        assertThat(aws.callsOf("lambda:ListFunctions")).isEqualTo(1 + 3);
        assertThat(aws.callsOf("ec2:DescribeTransitGatewayAttachments")).isEqualTo(1 + 2);
        assertThat(aws.callsOf("route53:ListHostedZones")).isEqualTo(1 + 2);
    }

    @Test
    void a_listing_that_is_refused_in_its_middle_is_refused_as_a_whole() {
        Paging.oneByOne(aws);
        AtomicInteger page = new AtomicInteger();
        aws.when(
                "lambda:ListFunctions",
                (exchange, call) -> page.getAndIncrement() == 1
                        && Behaviour.refuse("AccessDeniedException", 403).answer(exchange, call));

        Recording read = shop().read();

        assertThat(Reads.refusals(read)).containsExactly("lambda:ListFunctions AccessDeniedException 403");
        assertThat(Reads.responses(read, Operation.LAMBDA_LIST_FUNCTIONS)).isEmpty();
    }

    @Test
    void pages_without_end_are_no_answer() {
        aws.when(
                "lambda:ListFunctions",
                Behaviour.text("application/json", "{\"Functions\": [], \"NextMarker\": \"x\"}"));

        assertThat(Reads.refusals(shop().read())).containsExactly("lambda:ListFunctions no-aws-answer 200");
    }

    static Stream<Operation> operations() {
        return Arrays.stream(Operation.values()).filter(it -> it.isAsked() && it != Operation.STS_GET_CALLER_IDENTITY);
    }

    private static Set<Operation> withDependents(Operation operation) {
        EnumSet<Operation> all = EnumSet.of(operation);
        boolean grown = true;
        while (grown) {
            grown = all.addAll(Arrays.stream(Operation.values())
                    .filter(it -> it.isAsked() && !Collections.disjoint(Items.after(it), all))
                    .toList());
        }
        return all;
    }

    @ParameterizedTest
    @MethodSource("operations")
    void refusing_one_operation_refuses_that_and_the_rest_is_read(Operation refused) {
        aws.when(refused.key(), Behaviour.refuse("AccessDenied", 403));

        Recording read = shop().read();

        assertThat(Reads.refusals(read)).containsExactly(refused.key() + " AccessDenied 403");
        assertThat(Reads.responses(read, refused)).isEmpty();
        Set<Operation> touched = withDependents(refused);
        for (Answer given : SHOP) {
            if (!touched.contains(Reads.operation(given))) {
                assertThat(Reads.responses(read, Reads.operation(given)))
                        .as(Reads.operation(given).key())
                        .contains((Answer.Response) given.outcome());
            }
        }
        assertThat(read.toString()).doesNotContain(WireFake.SECRET);
    }

    @Test
    void who_is_throttled_asks_again() {
        aws.when("ec2:DescribeSubnets", Behaviour.throttle(2, "RequestLimitExceeded", 503))
                .when("lambda:GetPolicy", Behaviour.throttle(2, "TooManyRequestsException", 429))
                .when("ssm:DescribeParameters", Behaviour.throttle(1, "ThrottlingException", 400));

        assertThat(Reads.refusals(shop().needing(SLOWED).read())).isEmpty();
        assertThat(aws.callsOf("ec2:DescribeSubnets")).isEqualTo(3);
        assertThat(aws.callsOf("lambda:GetPolicy")).isEqualTo(3 + 2);
    }

    @Test
    void who_is_throttled_for_good_is_refused() {
        aws.when("ec2:DescribeSubnets", Behaviour.refuse("RequestLimitExceeded", 503));

        assertThat(Reads.refusals(shop().with(HASTY).needing(SLOWED).read()))
                .containsExactly("ec2:DescribeSubnets RequestLimitExceeded 503");
        assertThat(aws.callsOf("ec2:DescribeSubnets")).isEqualTo(2);
    }

    /// One operation of each protocol: JSON, query, EC2's, REST with JSON, REST with XML.
    private static final List<Operation> PROTOCOLS = List.of(
            Operation.KMS_LIST_ALIASES,
            Operation.SNS_LIST_TOPICS,
            Operation.EC2_DESCRIBE_NAT_GATEWAYS,
            Operation.LAMBDA_LIST_EVENT_SOURCE_MAPPINGS,
            Operation.ROUTE53_LIST_HOSTED_ZONES,
            Operation.S3_LIST_BUCKETS,
            Operation.APIGATEWAYV2_GET_APIS);

    private List<String> codesWhen(Behaviour behaviour) {
        PROTOCOLS.forEach(it -> aws.when(it.key(), behaviour));
        Recording read = shop().with(HASTY).read();
        assertThat(read.toString()).doesNotContain(WireFake.SECRET);
        PROTOCOLS.forEach(
                it -> assertThat(Reads.responses(read, it)).as(it.key()).isEmpty());
        Map<String, String> codes = new LinkedHashMap<>();
        Reads.refusals(read).forEach(it -> codes.put(it.split(" ", 0)[0], it.substring(it.indexOf(' ') + 1)));
        assertThat(codes).hasSize(PROTOCOLS.size());
        return new ArrayList<>(codes.values());
    }

    @ParameterizedTest
    @CsvSource({"200", "403", "404", "503"})
    void a_proxys_page_is_no_answer_of_aws(int status) {
        assertThat(codesWhen(Behaviour.html(status))).containsOnly("no-aws-answer " + status);
    }

    @ParameterizedTest
    @CsvSource({"200", "500"})
    void an_empty_body_is_no_answer_of_aws(int status) {
        assertThat(codesWhen(Behaviour.empty(status))).containsOnly("no-aws-answer " + status);
    }

    @ParameterizedTest
    @CsvSource({"'{'", "'{\"message\": '", "'<ListTopicsResponse><'", "not found", "'[]'", "'<other/>'"})
    void garbage_is_no_answer_of_aws(String text) {
        assertThat(codesWhen(Behaviour.text("text/plain", text))).allMatch(it -> it.startsWith("no-aws-answer "));
    }

    @Test
    void a_connection_that_breaks_is_no_answer() {
        assertThat(codesWhen(Behaviour.halfClosed())).containsOnly("connection-broken 0");
    }

    @Test
    void what_is_not_answered_before_the_deadline_is_refused() {
        shop().read();
        aws.when("lambda:GetPolicy", Behaviour.silent(Duration.ofMinutes(1)));

        Recording read = shop().within(Duration.ofSeconds(10)).read();

        assertThat(Reads.refusals(read)).contains("lambda:GetPolicy deadline-passed 0");
        assertThat(Reads.responses(read, Operation.LAMBDA_LIST_FUNCTIONS)).hasSize(1);
    }

    @Test
    void after_the_deadline_nothing_is_asked() {
        Recording read = shop().within(Duration.ZERO).read();

        assertThat(read.accounts()).isEmpty();
        assertThat(aws.calls().keySet()).isSubsetOf("sts:AssumeRole");
        assertThat(read.gaps()).extracting(it -> it.area()).containsExactlyInAnyOrderElementsOf(Reads.ANSWERABLE);
    }

    @Test
    void a_function_costs_one_call_and_an_image_two() {
        try (FleetServer fleet = FleetServer.start(1, 200, Duration.ZERO)) {
            Recording read = Reads.of(FleetServer.account(1), fleet.fake().endpoint())
                    .selecting(new Selection(Fleet.stackPatterns("env1"), Map.of(), List.of()))
                    .read();

            assertThat(Reads.refusals(read)).isEmpty();
            assertThat(fleet.calls()).containsEntry("lambda:GetPolicy", 200L).containsEntry("lambda:GetFunction", 20L);
            assertThat(fleet.callsInAll() - 220).isLessThanOrEqualTo(130);
        }
    }

    @Test
    void what_belongs_to_nobody_here_is_listed_and_not_looked_into() {
        aws.give(Fleet.of("blog", ACCOUNT, Reads.REGION, 2).stream()
                .filter(it -> !Reads.operation(it).isListing())
                .toList());
        Recording read = shop().selecting(new Selection(List.of("other-*"), Map.of(), List.of()))
                .read();

        assertThat(Reads.responses(read, Operation.LAMBDA_LIST_FUNCTIONS)).hasSize(1);
        assertThat(aws.calls().keySet())
                .contains("sqs:ListQueues", "apigateway:GetResources", "route53:GetHostedZone")
                .doesNotContain(
                        "lambda:GetPolicy",
                        "lambda:GetFunction",
                        "cloudformation:GetTemplate",
                        "sqs:GetQueueAttributes",
                        "s3:GetBucketPolicy",
                        "secretsmanager:GetResourcePolicy",
                        "ssm:GetParameters",
                        "kms:GetKeyPolicy");
    }

    @Test
    void what_the_own_functions_name_is_looked_into() {
        Recording read = shop().selecting(OWN).read();

        assertThat(Reads.answers(read, Operation.LAMBDA_GET_POLICY)).hasSize(3);
        assertThat(Reads.answers(read, Operation.SQS_GET_QUEUE_ATTRIBUTES)).hasSize(3);
        assertThat(Reads.answers(read, Operation.S3_GET_BUCKET_POLICY)).hasSize(1);
        assertThat(Reads.answers(read, Operation.SSM_GET_PARAMETERS)).hasSize(1);
        assertThat(Reads.answers(read, Operation.KMS_GET_KEY_POLICY)).hasSize(1);
    }

    @Test
    void where_tags_decide_every_function_is_asked_for_them() {
        Recording read = shop().selecting(new Selection(List.of(), Map.of("app", "shop"), List.of()))
                .needing(Set.of(Area.FUNCTION_POLICIES))
                .read();

        assertThat(Reads.answers(read, Operation.LAMBDA_GET_POLICY)).hasSize(3);
        Recording others = shop().selecting(new Selection(List.of("none"), Map.of("app", "other"), List.of()))
                .needing(Set.of(Area.FUNCTION_POLICIES))
                .read();

        assertThat(Reads.answers(others, Operation.LAMBDA_GET_FUNCTION)).hasSize(3);
        assertThat(Reads.answers(others, Operation.LAMBDA_GET_POLICY)).isEmpty();
    }

    @Test
    void functions_that_the_selection_names_are_looked_into() {
        Recording read = shop().selecting(new Selection(List.of(), Map.of(), List.of("shop-f1")))
                .read();

        assertThat(Reads.answers(read, Operation.LAMBDA_GET_POLICY))
                .extracting(it -> it.request().path("FunctionName").asString())
                .containsExactly("shop-f1");
        assertThat(Reads.answers(read, Operation.SQS_GET_QUEUE_ATTRIBUTES))
                .extracting(it -> it.request().path("QueueUrl").asString())
                .containsExactlyInAnyOrder(
                        "https://sqs.eu-west-1.amazonaws.com/000000000001/shop-queue-0",
                        "https://sqs.eu-west-1.amazonaws.com/000000000001/shop-queue-1");
    }

    @Test
    void only_what_is_needed_is_asked() {
        shop().needing(Set.of(Area.QUEUES)).read();

        assertThat(aws.calls().keySet())
                .containsExactlyInAnyOrder(
                        "sts:AssumeRole",
                        "sts:GetCallerIdentity",
                        "cloudformation:DescribeStacks",
                        "cloudformation:ListStackResources",
                        "lambda:ListFunctions",
                        "lambda:ListEventSourceMappings",
                        "sqs:ListQueues",
                        "sqs:GetQueueAttributes");
    }

    @Test
    void areas_that_nothing_answers_are_gaps() {
        Recording read =
                shop().needing(Set.of(Area.FUNCTION_URLS, Area.FUNCTIONS)).read();

        assertThat(read.gaps())
                .singleElement()
                .matches(it -> it.area() == Area.FUNCTION_URLS && it.isWhole())
                .matches(it -> it.reason().equals("envgate does not read this yet"));
    }

    @Test
    void progress_is_told_to_the_end() {
        List<String> told = Collections.synchronizedList(new ArrayList<>());

        Recording read = shop().telling((environment, done, known) -> told.add(environment + " " + done + "/" + known))
                .read();

        int calls = read.answers().size() - 1;
        assertThat(told).hasSize(calls).contains("shop " + calls + "/" + calls);
    }

    @Test
    void envgate_says_who_it_is() {
        shop().needing(Set.of(Area.FUNCTIONS)).read();

        assertThat(aws.userAgents()).allMatch(it -> it.contains("app/envgate"));
    }

    @Test
    void a_download_link_is_not_taken_along() {
        aws.when(
                "lambda:GetFunction",
                Behaviour.text(
                        "application/json",
                        "{\"Configuration\": {\"FunctionName\": \"shop-f0\"}, \"Code\": {\"RepositoryType\": \"S3\","
                                + " \"Location\": \"https://bucket/key?X-Amz-Signature=" + WireFake.SECRET + "\"}}"));

        Recording read = shop().read();

        assertThat(read.toString()).contains("\"RepositoryType\":\"S3\"").doesNotContain(WireFake.SECRET);
    }

    @Test
    void only_reads_went_out() {
        long stopped = ReadOnly.stopped();
        long made = ReadOnly.made();

        shop().read();

        assertThat(ReadOnly.stopped()).isEqualTo(stopped);
        assertThat(ReadOnly.made() - made)
                .isEqualTo(
                        aws.calls().values().stream().mapToLong(Long::longValue).sum());
        assertThat(aws.calls().keySet())
                .allMatch(it -> it.equals("sts:AssumeRole")
                        || Operation.of(it.substring(0, it.indexOf(':')), it.substring(it.indexOf(':') + 1))
                                .isPresent());
    }

    @Test
    void a_refusal_has_a_code_and_no_message() {
        aws.when("kms:ListKeys", Behaviour.refuse("AccessDeniedException", 400));

        assertThat(Reads.answers(shop().read(), Operation.KMS_LIST_KEYS))
                .extracting(Answer::outcome)
                .containsExactly(new Refusal("AccessDeniedException", 400));
    }
}
