package envgate.envs.source.capture;

import static org.assertj.core.api.Assertions.assertThat;

import envgate.envs.model.Area;
import envgate.envs.model.Gap;
import envgate.envs.model.Snapshot;
import envgate.envs.source.capture.Answer.Refusal;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class UnseenOperationTest {

    private static final Recording ORDERS = Recordings.orders();
    private static final Snapshot SEEN = Recordings.decode(ORDERS);

    @Test
    void the_sample_answers_every_operation() {
        for (Operation operation : EnumSet.complementOf(EnumSet.of(Operation.CLOUDFORMATION_DESCRIBE_CHANGE_SET))) {
            assertThat(ORDERS.answers()).as(operation.key()).anyMatch(it -> Recordings.is(it, operation));
        }
    }

    @ParameterizedTest
    @EnumSource(Operation.class)
    void a_refused_operation_is_a_gap_in_its_areas_and_changes_nothing_else(Operation operation) {
        Snapshot snapshot = Recordings.decode(Recordings.change(
                ORDERS,
                it -> Recordings.is(it, operation)
                        ? Recordings.with(it, new Refusal("AccessDeniedException", 403))
                        : it));

        assertUnseen(operation, snapshot, "AccessDeniedException");
    }

    static Stream<Operation> asked() {
        return Arrays.stream(Operation.values()).filter(Operation::isAsked);
    }

    @ParameterizedTest
    @MethodSource("asked")
    void an_operation_that_was_not_recorded_is_a_gap_in_its_areas_and_changes_nothing_else(Operation operation) {
        Snapshot snapshot = Recordings.decode(Recordings.without(ORDERS, it -> Recordings.is(it, operation)));

        assertUnseen(operation, snapshot, "not recorded");
    }

    private static void assertUnseen(Operation operation, Snapshot snapshot, String reason) {
        List<Gap> own = snapshot.gaps().stream().filter(it -> is(it, operation)).toList();
        for (Area area : operation.areas()) {
            assertThat(own)
                    .as(area.name())
                    .anySatisfy(it -> assertThat(it)
                            .returns(area, Gap::area)
                            .returns(operation.permission(), Gap::permission)
                            .returns(reason, Gap::reason)
                            .returns("111111111111", Gap::account)
                            .returns(operation.isGlobal() ? "" : "eu-west-1", Gap::region)
                            .returns(operation.isListing(), Gap::isWhole));
        }
        assertThat(own).allMatch(it -> operation.areas().contains(it.area()));
        assertThat(own).as("of one item each").noneMatch(it -> it.isWhole() != operation.isListing() && it.isWhole());
        assertThat(snapshot.gaps().stream()
                        .filter(it -> !is(it, operation))
                        .filter(it -> !operation.areas().contains(it.area())))
                .containsExactlyElementsOf(SEEN.gaps().stream()
                        .filter(it -> !is(it, operation))
                        .filter(it -> !operation.areas().contains(it.area()))
                        .toList());
        assertOthersUnchanged(operation, Parts.of(snapshot));
    }

    private static boolean is(Gap gap, Operation operation) {
        return gap.service().equals(operation.service()) && gap.operation().equals(operation.operation());
    }

    /// Of things that could not be listed, by AWS or by their stack, nothing is known; all else is as it was.
    private static void assertOthersUnchanged(Operation operation, Map<Area, Map<String, Object>> parts) {
        Map<Area, Map<String, Object>> seen = Parts.of(SEEN);
        for (Area area : Area.values()) {
            if (!operation.areas().contains(area)) {
                Map<String, Object> before = seen.getOrDefault(area, Map.of());
                Map<String, Object> after = parts.getOrDefault(area, Map.of());
                assertThat(before.entrySet()).as(area.name()).containsAll(after.entrySet());
                if (!operation.isListing() && operation != Operation.CLOUDFORMATION_LIST_STACK_RESOURCES) {
                    assertThat(after).as(area.name()).isEqualTo(before);
                }
            }
        }
    }

    @Test
    void an_empty_recording_sees_nothing_of_any_area() {
        Snapshot snapshot = Recordings.decode(Recordings.of(List.of()));

        Set<Area> areas = EnumSet.noneOf(Area.class);
        asked().forEach(it -> areas.addAll(it.areas()));
        for (Area area : areas) {
            assertThat(snapshot.gapIn(area)).as(area.name()).isPresent();
        }
        assertThat(EnumSet.complementOf(EnumSet.copyOf(areas)))
                .as("areas that nobody reads")
                .containsExactlyInAnyOrder(Area.FUNCTION_URLS, Area.SECURITY_GROUP_RULES, Area.ELASTIC_ADDRESSES);
    }

    @Test
    void what_nobody_could_list_is_unseen_in_detail_too() {
        Recording recording = Recordings.without(
                ORDERS, it -> it.service().equals("lambda") && !Recordings.is(it, Operation.LAMBDA_LIST_FUNCTIONS));
        Snapshot snapshot = Recordings.decode(Recordings.change(
                recording,
                it -> Recordings.is(it, Operation.LAMBDA_LIST_FUNCTIONS)
                        ? Recordings.with(it, new Refusal("AccessDeniedException", 403))
                        : it));

        assertThat(snapshot.gapIn(Area.FUNCTION_POLICIES))
                .hasValueSatisfying(it -> assertThat(it.permission()).isEqualTo("lambda:ListFunctions"));
        assertThat(snapshot.gapIn(Area.FUNCTION_DETAILS))
                .hasValueSatisfying(it -> assertThat(it.reason()).isEqualTo("AccessDeniedException"));
    }

    @Test
    void what_was_listed_and_not_asked_about_is_a_gap_of_each() {
        Snapshot snapshot =
                Recordings.decode(Recordings.without(ORDERS, it -> Recordings.is(it, Operation.LAMBDA_GET_POLICY)));

        assertThat(snapshot.gapIn(Area.FUNCTION_POLICIES)).isEmpty();
        assertThat(snapshot.gapsIn(Area.FUNCTION_POLICIES))
                .extracting(Gap::resource)
                .containsExactly("billing-job", "orders-api", "orders-worker");
    }

    @Test
    void gaps_and_notes_of_a_recording_stay() {
        Gap gap = new Gap(Area.KEYS, "111111111111", "eu-west-1", "", "", "", "", "kms.json is no JSON");
        Recording recording = new Recording(
                "prod",
                List.of("111111111111"),
                List.of("eu-west-1"),
                "",
                null,
                envgate.envs.model.Selection.EVERYTHING,
                ORDERS.answers(),
                List.of(gap),
                List.of(new envgate.envs.model.Note(
                        "odd.json holds nothing known", new envgate.envs.model.Origin.Unknown())));

        assertThat(Recordings.decode(recording).gapIn(Area.KEYS)).contains(gap);
        assertThat(Recordings.decode(recording).notes())
                .anyMatch(it -> it.text().startsWith("odd.json"));
    }

    @Test
    void a_refusal_that_nobody_asks_after_is_a_gap() {
        Recording recording = Recordings.replace(
                ORDERS,
                Recordings.refusal(Operation.S3_GET_BUCKET_POLICY, "{\"Bucket\": \"elsewhere\"}", "AccessDenied"));

        assertThat(Recordings.decode(recording).gapIn(Area.RESOURCE_POLICIES, "elsewhere"))
                .isPresent();
    }

    @Test
    void answers_that_end_early_are_a_gap_and_are_read() {
        Snapshot snapshot = Recordings.decode(Recordings.replace(
                ORDERS,
                Recordings.answer(
                        Operation.SQS_LIST_QUEUES,
                        "{}",
                        "{\"QueueUrls\": [\"https://sqs.eu-west-1.amazonaws.com/111111111111/orders-jobs\"],"
                                + " \"NextToken\": \"more\"}")));

        assertThat(snapshot.gapIn(Area.QUEUES))
                .hasValueSatisfying(it -> assertThat(it.reason()).isEqualTo("only a part of the answer was recorded"));
        assertThat(snapshot.resources()).anyMatch(it -> it.name().equals("orders-jobs"));
    }

    @Test
    void an_answer_that_is_no_listing_is_no_empty_world() {
        Snapshot snapshot = Recordings.decode(
                Recordings.replace(ORDERS, Recordings.answer(Operation.EC2_DESCRIBE_VPCS, "{}", "{}")));

        assertThat(snapshot.gapIn(Area.VPCS))
                .hasValueSatisfying(it -> assertThat(it.reason()).isEqualTo("`Vpcs` is missing"));
    }
}
