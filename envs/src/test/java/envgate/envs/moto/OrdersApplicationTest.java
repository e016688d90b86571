package envgate.envs.moto;

import static org.assertj.core.api.Assertions.assertThat;

import envgate.envs.moto.OrdersApplication.Variant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.PackageType;

class OrdersApplicationTest {

    @Test
    void the_healthy_twin_is_the_same_in_all_environments() {
        try (MotoServer server = MotoServer.start()) {
            OrdersApplication.seed(server, Variant.HEALTHY);
            Map<String, Set<String>> shapes = new TreeMap<>();
            OrdersApplication.accounts()
                    .forEach((environment, account) ->
                            shapes.put(environment, shape(server.account(account), environment)));
            assertThat(shapes.get("prod")).hasSizeGreaterThan(100).isEqualTo(shapes.get("staging"));
            assertThat(shapes.get("staging")).isEqualTo(shapes.get("dev"));
        }
    }

    @Test
    void the_faulty_twin_has_its_faults() {
        try (MotoServer server = MotoServer.start()) {
            OrdersApplication.seed(server, Variant.FAULTY);
            Map<String, FunctionConfiguration> prod = functions(server.account("333333333333"));
            Map<String, FunctionConfiguration> staging = functions(server.account("222222222222"));

            assertThat(staging).hasSize(12).containsKey("orders-staging-import");
            assertThat(prod).hasSize(11).doesNotContainKey("orders-prod-import");
            assertThat(prod.values())
                    .filteredOn(it -> it.packageType() == PackageType.IMAGE)
                    .hasSize(2);
            assertThat(variables(prod, "orders-prod-invoices"))
                    .containsEntry("ARCHIVE_BUCKET", "orders-dev-playground");
            assertThat(variables(prod, "orders-prod-mailer")).doesNotContainKey("UNSUBSCRIBE_URL");
            assertThat(bytes(variables(prod, "orders-prod-mailer"))).isBetween(3300, 4096);
            assertThat(bytes(variables(staging, "orders-staging-mailer"))).isLessThan(2600);
        }
    }

    @Test
    void every_topic_has_a_fault() {
        assertThat(OrdersApplication.faults())
                .hasSizeGreaterThanOrEqualTo(15)
                .extracting(it -> it.code().substring(0, 3))
                .contains("CFG", "OUT", "PRM", "IAM", "NET", "RTM", "TRG");
        assertThat(OrdersApplication.faults()).extracting(Fault::code).doesNotHaveDuplicates();
    }

    @Test
    void the_inventory_says_where_each_environment_is() {
        assertThat(OrdersApplication.inventory(label -> "{capture: " + label + "}"))
                .contains(
                        "environments:\n  dev: {capture: dev}\n  staging: {capture: staging}\n  prod: {capture: prod}\n");
    }

    /// Everything that ought to be the same wherever the application is.
    private static Set<String> shape(Account account, String environment) {
        Set<String> shape = new TreeSet<>();
        functions(account).forEach((name, function) -> {
            String logical = name.replace(environment, "*");
            shape.add(logical + " " + function.runtimeAsString() + " " + function.architecturesAsStrings());
            function.environment().variables().keySet().forEach(key -> shape.add(logical + " " + key));
        });
        try (CloudFormationClient stacks = account.client(CloudFormationClient.builder());
                Ec2Client ec2 = account.client(Ec2Client.builder())) {
            stacks.describeStacks().stacks().forEach(stack -> {
                String logical = stack.stackName().replace(environment, "*");
                stack.outputs().stream().map(Output::outputKey).forEach(key -> shape.add(logical + " " + key));
                stacks.listStackResources(it -> it.stackName(stack.stackName())).stackResourceSummaries().stream()
                        .map(StackResourceSummary::logicalResourceId)
                        .forEach(id -> shape.add(logical + "/" + id));
            });
            shape.add(ec2.describeVpcs().vpcs().size() + " VPC");
            shape.add(ec2.describeVpcEndpoints().vpcEndpoints().size() + " endpoints");
        }
        return shape;
    }

    private static Map<String, FunctionConfiguration> functions(Account account) {
        try (LambdaClient lambda = account.client(LambdaClient.builder())) {
            return lambda.listFunctionsPaginator().functions().stream()
                    .collect(Collectors.toMap(FunctionConfiguration::functionName, it -> it));
        }
    }

    private static Map<String, String> variables(Map<String, FunctionConfiguration> functions, String name) {
        return java.util.Objects.requireNonNull(functions.get(name), name)
                .environment()
                .variables();
    }

    private static int bytes(Map<String, String> variables) {
        return variables.entrySet().stream()
                .mapToInt(it -> it.getKey().length() + it.getValue().length())
                .sum();
    }
}
