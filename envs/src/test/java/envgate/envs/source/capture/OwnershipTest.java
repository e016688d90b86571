package envgate.envs.source.capture;

import static org.assertj.core.api.Assertions.assertThat;

import envgate.envs.model.Area;
import envgate.envs.model.LambdaFunction;
import envgate.envs.model.Resource;
import envgate.envs.model.Selection;
import envgate.envs.model.Snapshot;
import envgate.envs.model.Stack;
import envgate.envs.model.Trigger;
import envgate.envs.source.capture.Answer.Refusal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OwnershipTest {

    private static final Recording ORDERS = Recordings.orders();
    private static final Selection STACK = new Selection(List.of("orders-pro?"), Map.of(), List.of());
    private static final Selection TAG = new Selection(List.of(), Map.of("app", "orders"), List.of());

    private static Snapshot decode(Recording recording, Selection selection) {
        return Recordings.decode(recording.as("prod", selection));
    }

    private static Recording refused(Operation operation) {
        return Recordings.change(
                ORDERS,
                it -> Recordings.is(it, operation) ? Recordings.with(it, new Refusal("AccessDenied", 403)) : it);
    }

    private static List<String> functions(Snapshot snapshot) {
        return snapshot.functions().stream().map(LambdaFunction::name).toList();
    }

    @Test
    void a_stack_brings_along_what_it_made_and_the_stacks_nested_in_it() {
        Snapshot snapshot = decode(ORDERS, STACK);

        assertThat(snapshot.stacks())
                .extracting(Stack::name)
                .containsExactlyInAnyOrder("orders-prod", "orders-prod-Workers-1X");
        assertThat(functions(snapshot)).containsExactly("orders-api", "orders-worker");
        assertThat(snapshot.resources()).hasSameSizeAs(Recordings.decode(ORDERS).resources());
        assertThat(snapshot.resources().stream()
                        .filter(snapshot.belongings()::holds)
                        .map(Resource::name))
                .containsExactly("orders", "orders/api", "orders-bus", "orders-jobs");
        assertThat(snapshot.belongings().everything()).isFalse();
        assertThat(snapshot.belongings().holds("arn:aws:iam::111111111111:role/orders-api-role"))
                .isTrue();
        assertThat(snapshot.belongings().holds("vpc-1")).isTrue();
        assertThat(snapshot.belongings().holds("arn:aws:lambda:eu-west-1:111111111111:function:orders-api"))
                .isTrue();
        assertThat(snapshot.exports()).hasSize(2);
    }

    @Test
    void a_database_called_like_a_table_of_the_stack_is_not_the_stacks() {
        Snapshot snapshot = decode(ORDERS, STACK);

        assertThat(snapshot.resources())
                .filteredOn(it -> it.name().equals("orders"))
                .filteredOn(snapshot.belongings()::holds)
                .singleElement()
                .isInstanceOf(Resource.Table.class);
    }

    @Test
    void a_queue_is_the_stacks_whatever_the_host_of_its_url() {
        Recording recording = Recordings.replace(
                ORDERS,
                Recordings.answer(
                        Operation.SQS_LIST_QUEUES,
                        "{}",
                        "{\"QueueUrls\": [\"http://localhost:5000/111111111111/orders-jobs\","
                                + " \"http://localhost:5000/111111111111/orders-api\"]}"));
        Snapshot snapshot = decode(recording, STACK);

        assertThat(snapshot.resources())
                .filteredOn(it -> it instanceof Resource.Queue)
                .filteredOn(snapshot.belongings()::holds)
                .extracting(Resource::name)
                .containsExactly("orders-jobs");
    }

    @Test
    void tags_choose_stacks_functions_and_resources() {
        Snapshot snapshot = decode(ORDERS, TAG);

        assertThat(snapshot.stacks())
                .extracting(Stack::name)
                .containsExactlyInAnyOrder("orders-prod", "orders-prod-Workers-1X");
        assertThat(functions(snapshot)).containsExactly("orders-api", "orders-worker");
        assertThat(snapshot.belongings().holds("arn:aws:rds:eu-west-1:111111111111:db:orders"))
                .isTrue();
        assertThat(snapshot.belongings().holds("arn:aws:apigateway:eu-west-1::/restapis/rest1"))
                .isTrue();
    }

    @Test
    void names_choose_functions() {
        Snapshot snapshot = decode(ORDERS, new Selection(List.of(), Map.of(), List.of("*-job", "nobody-*")));

        assertThat(functions(snapshot)).containsExactly("billing-job");
        assertThat(snapshot.stacks()).isEmpty();
        assertThat(snapshot.notes()).anyMatch(it -> it.text().equals("no function is called `nobody-*`"));
    }

    @Test
    void a_stack_that_is_not_there_is_noted() {
        Snapshot snapshot = decode(ORDERS, new Selection(List.of("order-prod"), Map.of(), List.of()));

        assertThat(snapshot.functions()).isEmpty();
        assertThat(snapshot.notes()).anyMatch(it -> it.text().equals("no stack is called `order-prod`"));
    }

    @Test
    void triggers_are_the_environments_own() {
        assertThat(decode(ORDERS, STACK).triggers())
                .extracting(Trigger::functionArn)
                .doesNotContain("arn:aws:lambda:eu-west-1:111111111111:function:billing-job:live")
                .contains("arn:aws:lambda:eu-west-1:111111111111:function:orders-worker");
        assertThat(Recordings.decode(ORDERS).triggers()).hasSize(6);
    }

    @Test
    void what_belongs_to_others_need_not_have_been_asked_about() {
        Recording recording = Recordings.without(
                ORDERS,
                it -> it.request().toString().contains("billing-job")
                        || Recordings.is(it, Operation.S3_GET_BUCKET_POLICY)
                        || Recordings.is(it, Operation.SSM_GET_PARAMETERS));
        Snapshot snapshot = decode(recording, STACK);

        assertThat(snapshot.gapsIn(Area.FUNCTIONS))
                .noneMatch(it -> it.resource().equals("billing-job"));
        assertThat(snapshot.gapsIn(Area.FUNCTION_POLICIES)).isEmpty();
        assertThat(snapshot.gapsIn(Area.RESOURCE_POLICIES)).isEmpty();
        assertThat(snapshot.gapsIn(Area.PARAMETER_VALUES)).isEmpty();
    }

    @Test
    void a_function_of_which_nothing_tells_whose_it_is_is_a_gap() {
        Recording recording = Recordings.without(
                refused(Operation.CLOUDFORMATION_LIST_STACK_RESOURCES),
                it -> Recordings.is(it, Operation.LAMBDA_GET_FUNCTION));
        Snapshot snapshot = decode(recording, STACK);

        assertThat(snapshot.functions()).isEmpty();
        assertThat(snapshot.gapsIn(Area.FUNCTIONS))
                .extracting(it -> it.resource())
                .containsExactly("billing-job", "orders-api", "orders-worker");
    }

    @Test
    void tags_that_were_not_seen_leave_open_whose_a_function_is() {
        Snapshot snapshot = decode(refused(Operation.LAMBDA_GET_FUNCTION), TAG);

        assertThat(functions(snapshot)).containsExactly("orders-api", "orders-worker");
        assertThat(snapshot.gapIn(Area.FUNCTIONS, "billing-job")).isPresent();
    }

    @Test
    void stacks_that_were_not_seen_are_no_reason_to_think_that_nothing_is_ones_own() {
        Snapshot snapshot = decode(refused(Operation.CLOUDFORMATION_DESCRIBE_STACKS), STACK);

        assertThat(snapshot.gapIn(Area.STACKS)).isPresent();
        assertThat(snapshot.gapsIn(Area.FUNCTIONS))
                .extracting(it -> it.resource())
                .containsExactly("billing-job", "orders-api", "orders-worker");
    }

    @Test
    void a_tag_that_names_another_stack_tells_that_a_function_is_not_ones_own() {
        Recording recording = Recordings.replace(
                refused(Operation.CLOUDFORMATION_LIST_STACK_RESOURCES),
                Recordings.answer(Operation.LAMBDA_GET_FUNCTION, "{\"FunctionName\": \"billing-job\"}", """
                        {"Configuration": {}, "Tags": {"aws:cloudformation:stack-name": "billing-prod"}}"""));
        Snapshot snapshot = decode(recording, STACK);

        assertThat(snapshot.gapsIn(Area.FUNCTIONS))
                .extracting(it -> it.resource())
                .containsExactly("orders-api", "orders-worker");
    }

    @Test
    void two_accounts_and_regions_add_up() {
        Recording other = Recordings.change(
                ORDERS,
                it -> new Answer(
                        "222222222222",
                        it.region().isEmpty() ? "" : "eu-central-1",
                        it.service(),
                        it.operation(),
                        parse(move(it.request().toString())),
                        it.outcome() instanceof Answer.Response(var body)
                                ? new Answer.Response(parse(move(body.toString())))
                                : it.outcome()));
        List<Answer> both = new java.util.ArrayList<>(ORDERS.answers());
        both.addAll(other.answers());
        Snapshot snapshot = Recordings.decode(Recordings.with(ORDERS, both));
        Snapshot one = Recordings.decode(ORDERS);

        assertThat(snapshot.provenance().accounts()).containsExactly("111111111111", "222222222222");
        assertThat(snapshot.provenance().regions()).containsExactly("eu-west-1", "eu-central-1");
        assertThat(snapshot.functions()).hasSize(6).containsAll(one.functions());
        assertThat(snapshot.stacks()).hasSize(6).containsAll(one.stacks());
        assertThat(snapshot.roles()).hasSize(2).containsAll(one.roles());
        assertThat(snapshot.resources()).containsAll(one.resources());
        assertThat(snapshot.exports()).hasSize(4);
        assertThat(snapshot.network().vpcs()).hasSize(2);
        assertThat(snapshot.gaps()).hasSize(2 * one.gaps().size()).containsAll(one.gaps());
    }

    private static String move(String json) {
        return json.replace("111111111111", "222222222222")
                .replace("eu-west-1", "eu-central-1")
                .replaceAll("\"(vpc|subnet|rtb|sg|acl|igw|eigw|nat|vgw|pcx|vpce|eni|pl|tgw)-", "\"$1-2-");
    }

    private static tools.jackson.databind.node.ObjectNode parse(String json) {
        return (tools.jackson.databind.node.ObjectNode) Recordings.JSON.readTree(json);
    }

    @Test
    void an_account_that_never_answered_is_unseen() {
        Recording recording = new Recording(
                "prod",
                List.of("111111111111", "222222222222"),
                List.of("eu-west-1", "us-east-1"),
                "",
                null,
                Selection.EVERYTHING,
                ORDERS.answers(),
                List.of(),
                List.of());
        Snapshot snapshot = Recordings.decode(recording);

        assertThat(snapshot.gapsIn(Area.VPCS))
                .extracting(it -> it.account() + " " + it.region())
                .containsExactly("111111111111 us-east-1", "222222222222 eu-west-1", "222222222222 us-east-1");
    }
}
