package envgate.envs.source.aws;

import static org.assertj.core.api.Assertions.assertThat;

import envgate.envs.model.Selection;
import envgate.envs.moto.MotoServer;
import envgate.envs.moto.OrdersApplication;
import envgate.envs.source.capture.Answer;
import envgate.envs.source.capture.Occasion;
import envgate.envs.source.capture.Operation;
import envgate.envs.source.capture.Recording;
import envgate.envs.wire.WireFake;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The sample application in its three accounts, read as an account of AWS is read.
class AwsSourceMotoTest {

    private static MotoServer aws;
    private static final Map<String, Recording> READ = new LinkedHashMap<>();

    @BeforeAll
    static void read() {
        aws = MotoServer.start();
        OrdersApplication.seed(aws, OrdersApplication.Variant.HEALTHY);
        OrdersApplication.accounts()
                .forEach((environment, account) ->
                        READ.put(environment, reads(environment, account).read()));
    }

    @AfterAll
    static void stop() {
        aws.close();
    }

    private static Reads reads(String environment, String account) {
        return Reads.of(account, aws.endpoint())
                .selecting(new Selection(List.of("orders-" + environment + "*"), Map.of(), List.of()));
    }

    private static Recording prod() {
        return Objects.requireNonNull(READ.get("prod"));
    }

    private static List<String> asked(Operation operation, String member) {
        return Reads.answers(prod(), operation).stream()
                .map(it -> it.request().path(member).asString())
                .toList();
    }

    @Test
    void nothing_is_refused_in_any_account() {
        assertThat(READ.keySet()).containsExactly("dev", "staging", "prod");
        READ.forEach((environment, recording) -> {
            assertThat(Reads.refusals(recording)).as(environment).isEmpty();
            assertThat(recording.gaps()).as(environment).isEmpty();
            assertThat(recording.accounts())
                    .containsExactly(
                            Objects.requireNonNull(OrdersApplication.accounts().get(environment)));
        });
    }

    @Test
    void every_listing_is_answered_once() {
        for (Operation it : Operation.values()) {
            if (it.isListing()
                    && it.isAsked()
                    && Occasion.isGiven(it, other -> Reads.answers(prod(), other).stream())) {
                assertThat(Reads.answers(prod(), it)).as(it.key()).hasSize(1);
            }
        }
    }

    @Test
    void every_function_is_there_and_its_policy_asked_for() {
        assertThat(Reads.responses(prod(), Operation.LAMBDA_LIST_FUNCTIONS)
                        .getFirst()
                        .body()
                        .path("Functions"))
                .hasSize(12);
        assertThat(asked(Operation.LAMBDA_GET_POLICY, "FunctionName"))
                .hasSize(12)
                .contains("orders-prod-api");
    }

    @Test
    void images_have_their_digest() {
        assertThat(asked(Operation.LAMBDA_GET_FUNCTION, "FunctionName"))
                .containsExactlyInAnyOrder("orders-prod-reports", "orders-prod-invoices");
        assertThat(Reads.responses(prod(), Operation.LAMBDA_GET_FUNCTION))
                .allMatch(it -> it.body()
                        .path("Code")
                        .path("ResolvedImageUri")
                        .asString()
                        .contains("@sha256:"))
                .noneMatch(it -> it.body().path("Code").has("Location"));
    }

    @Test
    void roles_come_with_their_documents_as_objects() {
        assertThat(Reads.responses(prod(), Operation.IAM_GET_ACCOUNT_AUTHORIZATION_DETAILS)
                        .getFirst()
                        .body()
                        .path("RoleDetailList"))
                .isNotEmpty()
                .allMatch(it -> it.path("AssumeRolePolicyDocument").isObject());
        assertThat(Reads.responses(prod(), Operation.IAM_GET_POLICY_VERSION))
                .isNotEmpty()
                .allMatch(it -> it.body().path("PolicyVersion").path("Document").isObject());
    }

    @Test
    void secure_strings_are_not_asked_for() {
        assertThat(Reads.responses(prod(), Operation.SSM_DESCRIBE_PARAMETERS)
                        .getFirst()
                        .body()
                        .toString())
                .contains("/orders/prod/warehouse/token");
        assertThat(Reads.answers(prod(), Operation.SSM_GET_PARAMETERS))
                .singleElement()
                .matches(it -> !it.request().toString().contains("token"));
        assertThat(prod().toString())
                .doesNotContain("sample-token-of-prod")
                .doesNotContain("sample-password-of-prod")
                .doesNotContain("sample-stripe-of-prod");
    }

    @Test
    void what_nobody_of_the_application_names_is_not_looked_into() {
        assertThat(asked(Operation.SNS_GET_TOPIC_ATTRIBUTES, "TopicArn"))
                .contains("arn:aws:sns:eu-west-1:333333333333:orders-prod-events")
                .doesNotContain("arn:aws:sns:eu-west-1:333333333333:platform-alerts");
        assertThat(asked(Operation.CLOUDFORMATION_GET_TEMPLATE, "StackName"))
                .containsExactlyInAnyOrder("orders-prod", "orders-prod-network");
    }

    @Test
    void another_account_is_not_read() {
        Recording read = reads("prod", "222222222222")
                .as(Reads.role("333333333333", new envgate.envs.inventory.Whereabouts.Credentials.DefaultChain()))
                .read();

        assertThat(read.accounts()).containsExactly("333333333333");
        assertThat(read.answers()).extracting(Reads::operation).containsExactly(Operation.STS_GET_CALLER_IDENTITY);
        assertThat(Reads.reasons(read))
                .containsExactly("the credentials are of account 333333333333, the inventory says 222222222222");
    }

    /// What was read goes out over every protocol and comes in again: the walk loses nothing that it has
    /// seen.
    @Test
    void what_was_read_can_be_read_again() {
        try (WireFake fake = WireFake.start().give(prod().answers())) {
            Recording again = Reads.of("333333333333", fake.endpoint())
                    .selecting(prod().selection())
                    .read();

            for (Operation it : Operation.values()) {
                if (!Set.of(Operation.STS_GET_CALLER_IDENTITY).contains(it)) {
                    assertThat(Reads.answers(again, it))
                            .as(it.key())
                            .extracting(Answer::outcome)
                            .containsExactlyElementsOf(Reads.answers(prod(), it).stream()
                                    .map(Answer::outcome)
                                    .toList());
                }
            }
        }
    }
}
