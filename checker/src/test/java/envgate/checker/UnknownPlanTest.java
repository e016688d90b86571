package envgate.checker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Takes one value after the other out of a template that has faults, and asks the gate: what is not
/// known is unknown, it accuses nobody and clears nobody.
///
/// More values with `-Denvgate.worlds=N -Denvgate.seed=S`.
class UnknownPlanTest {

    private static final String UNKNOWABLE = "{\"Fn::GetAtt\": [\"Unknowable\", \"Value\"]}";
    private static final String IMPORTED = "{\"Fn::ImportValue\": \"orders-prod-unread\"}";

    /// A function of prod's in a network of its own, which does not get to what it calls, and its security group.
    private static final String TERRAFORM = """
            {"format_version": "1.2", "terraform_version": "1.9.5", "resource_changes": [
              {"address": "aws_lambda_function.api", "mode": "managed", "type": "aws_lambda_function", "name": "api",
               "change": {"actions": ["update"],
                "before": {"function_name": "orders-prod-api",
                  "arn": "arn:aws:lambda:eu-west-1:333333333333:function:orders-prod-api"},
                "after": {"function_name": "orders-prod-api",
                  "arn": "arn:aws:lambda:eu-west-1:333333333333:function:orders-prod-api",
                  "runtime": "python3.8", "handler": "a.b", "timeout": 3, "memory_size": 128,
                  "role": "arn:aws:iam::333333333333:role/gone", "kms_key_arn": "",
                  "environment": [{"variables": {"STAGE": "prod", "LOG_LEVEL": "",
                    "TABLE_NAME": "orders-staging", "HOST": "example.invalid",
                    "QUEUE_URL": "https://sqs.eu-west-1.amazonaws.com/222222222222/orders-staging-incoming"}}]},
                "after_unknown": {}, "after_sensitive": {}}},
              {"address": "aws_security_group.api", "mode": "managed", "type": "aws_security_group", "name": "api",
               "change": {"actions": ["create"], "before": null,
                "after": {"name": "api", "description": "api", "vpc_id": "vpc-1",
                  "ingress": [{"from_port": 443, "to_port": 443, "protocol": "tcp", "cidr_blocks": ["0.0.0.0/0"]}],
                  "egress": [{"from_port": 0, "to_port": 0, "protocol": "-1", "cidr_blocks": ["0.0.0.0/0"]}]},
                "after_unknown": {"id": true}, "after_sensitive": {}}}]}
            """;

    @TempDir
    private Path directory = Path.of("");

    /// Where a value stands: names of members and indexes.
    private record Spot(List<String> path) {}

    @Test
    void a_plan_that_changes_nothing_leaves_nothing_unknown() {
        assertThat(judge(template("orders-prod")).path("unjudged")).isEmpty();
    }

    @Test
    void what_is_not_known_accuses_nobody_and_clears_nobody() {
        ObjectNode template = template("orders-prod");
        List<Spot> spots = spots(template);
        ((ObjectNode) template.path("Resources"))
                .set("Unknowable", JsonMapper.shared().readTree("""
                        {"Type": "Custom::Unknowable",
                         "Properties": {"ServiceToken": "arn:aws:lambda:eu-west-1:333333333333:function:any"}}"""));
        check("template", template, spots, holed(UNKNOWABLE), this::judge, Integer.getInteger("envgate.worlds", 12));
        check("cdk.out", template, spots, holed(UNKNOWABLE), this::judgeAssembly, few());
    }

    @Test
    void what_another_stack_exports_unseen_accuses_nobody_and_clears_nobody() throws IOException {
        Path prod = directory.resolve("prod");
        Path recorded = Shell.SAMPLE.resolve("faulty/prod");
        try (Stream<Path> files = Files.walk(recorded)) {
            for (Path it : files.filter(Files::isRegularFile).toList()) {
                Path copy = prod.resolve(recorded.relativize(it).toString());
                Files.createDirectories(Objects.requireNonNull(copy.getParent()));
                if (!it.endsWith("cloudformation-list-exports.json")) {
                    Files.copy(it, copy);
                }
            }
        }
        ObjectNode template = template("orders-prod");
        check(
                "template with an export",
                template,
                spots(template),
                holed(IMPORTED),
                it -> judge(
                        new Shell(directory).file("orders.json", it.toString()),
                        "orders-prod=orders.json",
                        "--capture",
                        "prod=prod"),
                few());
    }

    /// All values of resources and outputs.
    private static List<Spot> spots(ObjectNode template) {
        List<Spot> spots = new ArrayList<>();
        template.path("Resources")
                .forEachEntry(
                        (id, it) -> collect(it.path("Properties"), List.of("Resources", id, "Properties"), spots));
        template.path("Outputs")
                .forEachEntry((id, it) -> collect(it.path("Value"), List.of("Outputs", id, "Value"), spots));
        return spots;
    }

    private static int few() {
        return Integer.getInteger("envgate.worlds", 6);
    }

    /// Puts something unknown into a place.
    private static BiConsumer<ObjectNode, Spot> holed(String unknown) {
        return (template, spot) ->
                set(template, spot.path(), JsonMapper.shared().readTree(unknown));
    }

    @Test
    void what_is_known_after_apply_accuses_nobody_and_clears_nobody() {
        ObjectNode plan = (ObjectNode) JsonMapper.shared().readTree(TERRAFORM);
        List<Spot> spots = new ArrayList<>();
        for (int i = 0; i < plan.path("resource_changes").size(); i++) {
            collect(
                    plan.path("resource_changes").get(i).path("change").path("after"),
                    List.of("resource_changes", Integer.toString(i), "change", "after"),
                    spots);
        }
        check("terraform", plan, spots, UnknownPlanTest::afterApply, this::judgeTerraform, few());
    }

    /// Takes a value out of `after` and marks it in `after_unknown`, as Terraform does.
    private static void afterApply(ObjectNode plan, Spot spot) {
        JsonNode unknown = JsonMapper.shared().readTree("true");
        for (int i = spot.path().size() - 1; i > 3; i--) {
            String step = spot.path().get(i);
            if (step.matches("[0-9]+")) {
                ArrayNode list = JsonMapper.shared().createArrayNode();
                for (int j = 0; j < Integer.parseInt(step); j++) {
                    list.addObject();
                }
                unknown = list.add(unknown);
            } else {
                unknown = JsonMapper.shared().createObjectNode().set(step, unknown);
            }
        }
        JsonNode change = plan.path("resource_changes")
                .get(Integer.parseInt(spot.path().get(1)))
                .path("change");
        ((ObjectNode) change).set("after_unknown", unknown);
        set(plan, spot.path(), JsonMapper.shared().nullNode());
    }

    private void check(
            String kind,
            ObjectNode plan,
            List<Spot> all,
            BiConsumer<ObjectNode, Spot> hole,
            Function<ObjectNode, JsonNode> judge,
            int worlds) {
        List<Spot> spots = new ArrayList<>(all);
        long seed = Long.getLong("envgate.seed", 7);
        Collections.shuffle(spots, new Random(seed));
        JsonNode before = judge.apply(plan);
        assertThat(accusations(before)).isNotEmpty();

        List<String> wrong = new ArrayList<>();
        List<Spot> some = spots.subList(0, Math.min(spots.size(), worlds));
        for (Spot spot : some) {
            ObjectNode holed = plan.deepCopy();
            hole.accept(holed, spot);
            JsonNode after = judge.apply(holed);
            TreeSet<String> invented = new TreeSet<>(accusations(after));
            invented.removeAll(accusations(before));
            TreeSet<String> cleared = new TreeSet<>(accusations(before));
            cleared.removeAll(accusations(after));
            boolean told =
                    after.path("unjudged").size() > before.path("unjudged").size();
            if (!invented.isEmpty()) {
                wrong.add(spot.path() + " accuses " + invented);
            }
            if (!cleared.isEmpty() && !told) {
                wrong.add(spot.path() + " clears " + cleared);
            }
        }
        System.out.printf(
                "UNKNOWN: %d of %d values of a %s taken out one by one, seed %d, %d wrong%n",
                some.size(), spots.size(), kind, seed, wrong.size());
        assertThat(wrong).isEmpty();
    }

    private static void collect(JsonNode node, List<String> path, List<Spot> spots) {
        boolean function = node.size() == 1
                && node.isObject()
                && node.propertyNames().stream().allMatch(it -> it.equals("Ref") || it.startsWith("Fn::"));
        if (!node.isContainer() || function) {
            spots.add(new Spot(path));
            return;
        }
        if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                collect(array.get(i), with(path, Integer.toString(i)), spots);
            }
        } else {
            for (Map.Entry<String, JsonNode> it : node.properties()) {
                collect(it.getValue(), with(path, it.getKey()), spots);
            }
        }
    }

    private static List<String> with(List<String> path, String step) {
        List<String> longer = new ArrayList<>(path);
        longer.add(step);
        return List.copyOf(longer);
    }

    private static void set(JsonNode root, List<String> path, JsonNode unknown) {
        JsonNode at = root;
        for (String it : path.subList(0, path.size() - 1)) {
            at = at.isArray() ? at.get(Integer.parseInt(it)) : at.path(it);
        }
        if (at instanceof ArrayNode array) {
            array.set(Integer.parseInt(path.getLast()), unknown);
        } else {
            ((ObjectNode) at).set(path.getLast(), unknown);
        }
    }

    private JsonNode judge(ObjectNode template) {
        return judge(new Shell(directory).file("orders.json", template.toString()), "orders-prod=orders.json");
    }

    private JsonNode judgeTerraform(ObjectNode plan) {
        return judge(new Shell(directory).file("tf.json", plan.toString()), "tf.json");
    }

    private JsonNode judgeAssembly(ObjectNode template) {
        Shell shell = new Shell(directory)
                .file("cdk.out/Orders.template.json", template.toString())
                .file("cdk.out/manifest.json", """
                        {"version": "36.0.0", "artifacts": {"Orders": {"type": "aws:cloudformation:stack",
                          "environment": "aws://333333333333/eu-west-1",
                          "properties": {"templateFile": "Orders.template.json", "stackName": "orders-prod"}}}}
                        """);
        return judge(shell, "cdk.out");
    }

    private JsonNode judge(Shell shell, String plan, String... more) {
        List<String> words = new ArrayList<>(List.of("promote", "staging", "prod", "--plan", plan));
        words.addAll(List.of("--config", Shell.SAMPLE.resolve("envgate.yaml").toString()));
        words.addAll(List.of("--min-coverage", "1", "--format", "json"));
        words.addAll(List.of(more));
        Shell.Outcome outcome = shell.file(".git/HEAD", "").run(words.toArray(String[]::new));
        assertThat(outcome.status()).as(outcome.err()).isIn(0, 1, 3);
        return JsonMapper.shared().readTree(outcome.out());
    }

    /// By logical names: what a thing will be called may be what is not known.
    private static Set<String> accusations(JsonNode report) {
        TreeSet<String> accusations = new TreeSet<>();
        report.path("findings")
                .forEach(it -> accusations.add(String.join(
                        " ",
                        it.path("code").asString(""),
                        it.path("environment").asString(""),
                        it.path("function").asString(""),
                        it.path("key").asString(""))));
        return accusations;
    }

    /// The template that a stack of prod has.
    private static ObjectNode template(String stack) {
        Path file = Shell.SAMPLE.resolve("faulty/prod/333333333333/eu-west-1/cloudformation-get-template.json");
        try {
            for (JsonNode call :
                    JsonMapper.shared().readTree(Files.readString(file)).path("Calls")) {
                if (call.path("request").path("StackName").asString("").equals(stack)) {
                    return (ObjectNode) JsonMapper.shared()
                            .readTree(call.path("response").path("TemplateBody").stringValue());
                }
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        throw new IllegalArgumentException(stack);
    }
}
