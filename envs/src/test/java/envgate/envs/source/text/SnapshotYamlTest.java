package envgate.envs.source.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import envgate.envs.document.BadInput;
import envgate.envs.model.Area;
import envgate.envs.model.Belongings;
import envgate.envs.model.Gap;
import envgate.envs.model.Gateway;
import envgate.envs.model.Intent;
import envgate.envs.model.LambdaFunction;
import envgate.envs.model.Origin;
import envgate.envs.model.RouteTable;
import envgate.envs.model.SecurityGroup;
import envgate.envs.model.Sight;
import envgate.envs.model.Snapshot;
import envgate.envs.model.Trigger;
import envgate.envs.model.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SnapshotYamlTest {

    private static Snapshot one(String text) {
        return SnapshotYaml.read("fleet.yaml", text).snapshots().getFirst();
    }

    private static List<String> mistakes(String text) {
        try {
            SnapshotYaml.read("fleet.yaml", text);
            return List.of();
        } catch (BadInput e) {
            return e.mistakes().stream().map(BadInput.Mistake::text).toList();
        }
    }

    @Test
    void what_is_not_written_works() {
        Snapshot prod = one("""
                environment: prod
                functions: {Pay: }
                """);

        LambdaFunction pay = prod.function("prod-Pay").orElseThrow();
        assertThat(pay.arn()).hasToString("arn:aws:lambda:eu-west-1:111111111111:function:prod-Pay");
        assertThat(pay.runtime()).isEqualTo("python3.13");
        assertThat(pay.state()).isEqualTo("Active");
        assertThat(pay.policy()).isInstanceOf(Sight.Absent.class);
        assertThat(prod.role(pay.role()))
                .hasValueSatisfying(role -> assertThat(role.policies()
                                .getFirst()
                                .statements()
                                .getFirst()
                                .actions()
                                .patterns())
                        .contains("logs:PutLogEvents"));
        assertThat(pay.origin()).isEqualTo(new Origin.FileLine("fleet.yaml", 2));
        assertThat(prod.gaps()).isEmpty();
        assertThat(prod.belongings()).isEqualTo(Belongings.ALL);
    }

    @Test
    void every_example_of_its_page_is_read() throws IOException {
        Path page = Path.of(System.getProperty("envgate.root"), "envs/docs/short-form.md");
        Matcher blocks = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(page));
        int count = 0;
        while (blocks.find()) {
            assertThat(mistakes(blocks.group(1))).as(blocks.group(1)).isEmpty();
            count++;
        }
        assertThat(count).isGreaterThanOrEqualTo(3);
    }

    @Test
    void the_page_shows_every_key() throws IOException {
        Path page = Path.of(System.getProperty("envgate.root"), "envs/docs/short-form.md");
        String text = Files.readString(page);
        assertThat(EnvironmentText.KEYS).allSatisfy(it -> assertThat(text).contains(it + ":"));
        assertThat(IntentText.KEYS).allSatisfy(it -> assertThat(text).contains(it + ":"));
    }

    @Test
    void a_route_to_a_nat_gateway_brings_a_working_one_along() {
        Snapshot prod = one("""
                environment: prod
                subnets: {inner: {routes: {0.0.0.0/0: nat-1}}, bare: {}}
                """);

        assertThat(prod.network().gateways()).extracting(Gateway::id).containsExactly("igw-vpc", "nat-1");
        assertThat(table(prod, "rtb-inner").routes())
                .extracting(RouteTable.Route::cidr, RouteTable.Route::target)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("10.0.0.0/16", "local"),
                        org.assertj.core.groups.Tuple.tuple("0.0.0.0/0", "nat-1"));
        assertThat(table(prod, "rtb-nat-1-subnet").routes())
                .extracting(RouteTable.Route::target)
                .contains("igw-vpc");
        assertThat(prod.network().routeTables()).extracting(RouteTable::id).doesNotContain("rtb-bare");
        assertThat(table(prod, "rtb-vpc").main()).isTrue();
    }

    private static RouteTable table(Snapshot snapshot, String id) {
        return snapshot.network().routeTables().stream()
                .filter(it -> it.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void gateways_that_are_written_out_are_all_there_are() {
        Snapshot prod = one("""
                environment: prod
                nat-gateways: {}
                internet-gateways: {}
                subnets: {inner: {routes: {0.0.0.0/0: nat-1}}}
                """);

        assertThat(prod.network().gateways()).isEmpty();
    }

    @Test
    void a_gateway_endpoint_is_in_the_tables_of_its_subnets() {
        Snapshot prod = one("""
                environment: prod
                subnets: {inner: {routes: {}}, bare: {}}
                endpoints: {vpce-s3: {service: s3, subnets: [inner]}}
                """);

        assertThat(prod.network().vpcEndpoints().getFirst().routeTableIds()).containsExactly("rtb-inner");
        assertThat(table(prod, "rtb-inner").routes())
                .extracting(RouteTable.Route::prefixListId)
                .contains("pl-s3");
    }

    @Test
    void groups_that_are_not_named_are_brought_along() {
        Snapshot prod = one("""
                environment: prod
                subnets: {inner: {}}
                functions: {Pay: {subnets: [inner]}}
                databases: {orders: {subnets: [inner]}}
                """);

        assertThat(prod.network().securityGroups())
                .extracting(SecurityGroup::id)
                .containsExactly("sg-Pay", "sg-orders");
        assertThat(prod.network().securityGroups().getLast().ingress())
                .containsExactly(new SecurityGroup.IpPermission("-1", -1, -1, List.of("10.0.0.0/16")));
    }

    @Test
    void the_same_hidden_word_is_the_same_secret() {
        Snapshot prod = one("""
                environment: prod
                functions: {A: {environment: {K: {hidden: abc}, L: {hidden: abc}, M: {hidden: xyz}}}}
                """);

        var variables = prod.functions().getFirst().environment();
        assertThat(variables.get("K")).isEqualTo(variables.get("L")).isNotEqualTo(variables.get("M"));
        assertThat(variables.get("K")).isInstanceOf(Value.Hidden.class);
        assertThat(variables.toString()).doesNotContain("abc");
    }

    @Test
    void what_is_unseen_is_a_gap_and_not_in_the_snapshot() {
        Snapshot prod = one("""
                environment: prod
                functions: {A: {policy: ["allow *"]}, B: {policy: ["allow *"]}}
                queues: [jobs]
                unseen: [queues, "FUNCTION_POLICIES A"]
                """);

        assertThat(prod.resources()).isEmpty();
        assertThat(prod.gapIn(Area.QUEUES)).map(Gap::permission).contains("sqs:ListQueues");
        assertThat(prod.function("prod-A").orElseThrow().policy()).isInstanceOf(Sight.Unseen.class);
        assertThat(prod.function("prod-B").orElseThrow().policy()).isInstanceOf(Sight.Seen.class);
        assertThat(prod.gapIn(Area.FUNCTION_POLICIES, "prod-A")).isPresent();
        assertThat(prod.gapIn(Area.FUNCTION_POLICIES, "prod-B")).isEmpty();
    }

    @Test
    void documents_are_a_fleet_in_promotion_order_with_an_account_each() {
        ShortForm form = SnapshotYaml.read("fleet.yaml", """
                inventory: {variables: {LOG_LEVEL: differs}}
                ---
                environment: dev
                ---
                environment: staging
                ---
                environment: prod
                functions:
                  Pay:
                    environment:
                      HOST: db
                """);

        assertThat(form.snapshots()).extracting(Snapshot::environment).containsExactly("dev", "staging", "prod");
        assertThat(form.snapshots())
                .extracting(it -> it.provenance().accounts())
                .doesNotHaveDuplicates();
        assertThat(form.promote()).containsExactly("dev", "prod");
        assertThat(form.intent().declared("Pay", "LOG_LEVEL", Intent.Stance.DIFFERS))
                .isPresent();
        assertThat(form.intent().environments().getLast().accounts()).containsExactly("333333333333");
        assertThat(form.line("prod", "Pay", "HOST")).contains(11);
    }

    @Test
    void environments_of_one_account_see_each_others_resources_and_keep_their_own() {
        ShortForm form = SnapshotYaml.read("fleet.yaml", """
                environment: staging
                queues: [staging-jobs]
                ---
                environment: prod
                account: "111111111111"
                queues: [prod-jobs]
                """);

        Snapshot prod = form.snapshots().getLast();
        assertThat(prod.resources()).extracting(it -> it.name()).containsExactly("prod-jobs", "staging-jobs");
        assertThat(prod.resources())
                .filteredOn(prod.belongings()::holds)
                .extracting(it -> it.name())
                .containsExactly("prod-jobs");
    }

    @Test
    void routes_of_apis_call_functions() {
        Snapshot prod = one("""
                environment: prod
                functions: {Orders: }
                apis: {shop: {routes: {"GET /orders": Orders}}}
                """);

        Trigger.ApiIntegration route = (Trigger.ApiIntegration) prod.triggers().getFirst();
        assertThat(route.method()).isEqualTo("GET");
        assertThat(route.path()).isEqualTo("/orders");
        assertThat(route.functionArn()).isEqualTo("arn:aws:lambda:eu-west-1:111111111111:function:prod-Orders");
    }

    @Test
    void all_mistakes_come_at_once_with_their_lines() {
        assertThat(mistakes("""
                environment: prod
                funktions: {}
                subnets: {inner: {}}
                functions:
                  Pay: {subnets: [iner], memory: much}
                security-groups: {sg-1: {in: ["tcp 443 to 10.0.0.0/8"]}}
                unseen: [QUEUE]
                """))
                .containsExactlyInAnyOrder(
                        "fleet.yaml:2:1: unknown key `funktions`: did you mean `functions`?",
                        "fleet.yaml:5:19: `iner` is not among the subnets: did you mean `inner`?",
                        "fleet.yaml:5:34: `much` is no whole number",
                        "fleet.yaml:6:31: `tcp 443 to 10.0.0.0/8` is no rule of a security group: "
                                + "write it like `tcp 443 from 10.0.0.0/8`",
                        "fleet.yaml:7:10: `QUEUE` is no area: did you mean `QUEUES`?");
    }

    @Test
    void what_is_no_yaml_is_said_with_its_line() {
        assertThatExceptionOfType(BadInput.class)
                .isThrownBy(() -> SnapshotYaml.read("fleet.yaml", "environment: prod\nfunctions: {"))
                .withMessageStartingWith("fleet.yaml:");
    }
}
