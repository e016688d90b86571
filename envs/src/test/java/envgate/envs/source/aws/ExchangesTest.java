package envgate.envs.source.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import envgate.envs.source.capture.Operation;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The rows that say how the table's operations are asked fit the table and the SDK.
class ExchangesTest {

    static Stream<Operation> asked() {
        return Arrays.stream(Operation.values()).filter(it -> it.isAsked() || it.isForPlans());
    }

    @ParameterizedTest
    @MethodSource("asked")
    void every_operation_has_a_row_that_asks_for_it(Operation operation) {
        SdkPojo request = (SdkPojo) Exchanges.of(operation).request();

        assertThat(request.getClass().getEnclosingClass().getSimpleName().replace("Db", "DB"))
                .isEqualTo(operation.operation() + "Request");
        assertThat(request.getClass().getName())
                .contains("."
                        + AwsApi.named(operation.service())
                                .builder()
                                .getClass()
                                .getPackageName()
                                .replaceAll(".*\\.services\\.", "")
                        + ".model.");
    }

    @ParameterizedTest
    @MethodSource("asked")
    void the_request_has_every_member_that_is_set(Operation operation) {
        SdkPojo request = (SdkPojo) Exchanges.of(operation).request();
        List<String> members =
                request.sdkFields().stream().map(SdkField::memberName).toList();
        ObjectNode set = Exchanges.of(operation).always();
        set.setAll(Exchanges.of(operation).sizes());

        assertThat(members).containsAll(Exchanges.of(operation).pages().keySet());
        assertThat(members).containsAll(List.copyOf(set.propertyNames()));
        if (!operation.isListing()) {
            assertThat(members).contains(operation.item());
        }
    }

    @ParameterizedTest
    @MethodSource("asked")
    void what_tells_the_items_is_asked_first(Operation operation) {
        assertThat(Items.after(operation)).doesNotContain(operation);
        assertThat(operation.isListing()
                        || operation.isForPlans()
                        || !Items.after(operation).isEmpty())
                .isTrue();
    }

    @Test
    void a_member_that_a_request_does_not_have_is_our_mistake() {
        ObjectNode wrong = JsonNodeFactory.instance.objectNode().put("FunctionNam", "x");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> SdkJson.fill(
                        (SdkPojo) Exchanges.of(Operation.LAMBDA_GET_POLICY).request(), wrong))
                .withMessageContaining("FunctionNam");
    }
}
