package envgate.envs.plan.cdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import envgate.envs.document.BadInput;
import envgate.envs.document.Mistakes;
import envgate.envs.model.LambdaFunction;
import envgate.envs.model.Note;
import envgate.envs.model.Selection;
import envgate.envs.model.Snapshot;
import envgate.envs.model.Stack;
import envgate.envs.model.Trigger;
import envgate.envs.model.Value;
import envgate.envs.plan.Term;
import envgate.envs.plan.sam.Sam;
import envgate.envs.plan.template.PlanFiles;
import envgate.envs.plan.template.Plans;
import envgate.envs.source.capture.Recording;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A `cdk.out` that aws-cdk-lib made of `app.js`, as a plan.
class CdkPlanTest {

    private static final Path APP = Path.of(
            Objects.requireNonNull(CdkPlanTest.class.getResource("app.js")).getPath());

    /// Where `.ci/run` installs aws-cdk-lib.
    private static final Path LIBRARY = Path.of(System.getProperty("envgate.root", ".."))
            .toAbsolutePath()
            .resolve("envs/target/cdk/node_modules")
            .normalize();

    @TempDir
    private Path folder;

    @BeforeEach
    void copy() throws IOException {
        copy(APP.resolveSibling("orders.out"), folder.resolve("cdk.out"));
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static Recording environment(String account, String... stacks) {
        return environment(account, List.of("eu-west-1"), stacks);
    }

    private static Recording environment(String account, List<String> regions, String... stacks) {
        Recording live = Plans.empty().live();
        return new Recording(
                "prod",
                List.of(account),
                regions,
                "",
                Instant.parse("2026-11-01T00:00:00Z"),
                new Selection(List.of(stacks), Map.of(), List.of()),
                live.answers().stream()
                        .map(it -> new envgate.envs.source.capture.Answer(
                                account, it.region(), it.service(), it.operation(), it.request(), it.outcome()))
                        .toList());
    }

    private Snapshot plan(Recording live, String stack, Map<String, Term> parameters) {
        PlanFiles files = new PlanFiles(folder);
        Mistakes mistakes = new Mistakes();
        CloudAssembly assembly = CloudAssembly.read(files, "cdk.out/", mistakes);
        mistakes.throwIfAny();
        CdkPlan plan = new CdkPlan(assembly, stack, parameters, files, List.of(new Sam()));
        return Plans.decode(Plans.REDACTION.apply(plan.over(live, Plans.REDACTION)));
    }

    private Snapshot plan(Recording live) {
        return plan(live, "", Map.of());
    }

    private static LambdaFunction function(Snapshot snapshot, String name) {
        return snapshot.functions().stream()
                .filter(it -> it.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void the_stacks_of_the_environment_are_planned_in_the_order_of_their_dependencies() {
        Snapshot planned = plan(environment("333333333333", "orders-prod*"));

        LambdaFunction api = function(planned, "orders-prod-api");
        assertThat(planned.stacks())
                .extracting(Stack::name)
                .contains("orders-prod", "orders-prod-queues")
                .doesNotContain("orders-alarms", "orders-staging-queues");
        assertThat(api.environment())
                .containsEntry("LOG_LEVEL", new Value.Plain("INFO"))
                .containsEntry(
                        "QUEUE", new Value.Plain("https://sqs.eu-west-1.amazonaws.com/333333333333/orders-prod-work"));
        assertThat(api.environment().get("OWNER")).isInstanceOf(Value.Unresolved.class);
        assertThat(api.environment().get("TABLE")).isEqualTo(new Value.Plain("orders-prod"));
        assertThat(planned.triggers())
                .filteredOn(Trigger.EventSourceMapping.class::isInstance)
                .hasSize(1);
        assertThat(planned.network().subnets()).hasSize(4);
        assertThat(planned.notes())
                .extracting(Note::text)
                .contains("stacks of this app that are not planned here: `orders-alarms in any account/any region`,"
                        + " `orders-staging-queues in 222222222222/eu-west-1`");
    }

    @Test
    void nested_templates_are_found_by_the_key_that_they_are_uploaded_under() {
        Snapshot planned = plan(environment("333333333333", "orders-prod*"));

        assertThat(function(planned, "orders-prod-sweep").environment())
                .containsEntry("TABLE", new Value.Plain("orders-prod"));
        assertThat(function(planned, "orders-prod-sweep").origin().text())
                .matches("cdk.out/OrdersTables[0-9A-F]+.nested.template.json:[1-9][0-9]*");
        assertThat(function(planned, "orders-prod-api").origin().text())
                .matches("cdk.out/Orders.template.json:[1-9][0-9]*");
    }

    @Test
    void a_stack_of_no_place_in_particular_goes_where_it_belongs() {
        Snapshot planned = plan(environment("444444444444", "orders-alarms"));

        assertThat(planned.resources())
                .extracting(it -> it.arn().toString())
                .containsExactly("arn:aws:sqs:eu-west-1:444444444444:orders-dead");
    }

    @Test
    void a_stage_is_an_assembly_within() {
        Snapshot planned = plan(environment("222222222222", "orders-staging-*"));

        assertThat(planned.stacks()).extracting(Stack::name).containsExactly("orders-staging-queues");
    }

    @Test
    void an_environment_of_everything_takes_what_goes_to_its_account() {
        assertThat(plan(environment("222222222222")).stacks())
                .extracting(Stack::name)
                .containsExactlyInAnyOrder("orders-alarms", "orders-staging-queues");
    }

    @Test
    void of_several_regions_a_new_stack_goes_to_the_one_that_the_app_says() {
        Snapshot planned = plan(environment("333333333333", List.of("us-east-1", "eu-west-1"), "orders-prod-queues"));

        assertThat(planned.resources()).extracting(it -> it.arn().region()).containsExactly("eu-west-1");
    }

    @Test
    void parameters_of_the_user_are_taken() {
        Term level = Term.text("DEBUG", new envgate.envs.document.Mark("", 0, 0));

        assertThat(function(
                                plan(environment("333333333333", "orders-prod*"), "", Map.of("LogLevel", level)),
                                "orders-prod-api")
                        .environment())
                .containsEntry("LOG_LEVEL", new Value.Plain("DEBUG"));
    }

    @ParameterizedTest
    @CsvSource({"orders-prod-queues", "Queues"})
    void one_stack_may_be_chosen_by_what_cdk_or_aws_calls_it(String name) {
        assertThat(plan(environment("333333333333", "orders-prod*"), name, Map.of())
                        .stacks())
                .extracting(Stack::name)
                .containsExactly("orders-prod-queues");
    }

    @Test
    void what_goes_elsewhere_is_refused_with_its_line() {
        assertThatThrownBy(() -> plan(environment("555555555555", "orders-prod", "orders-staging-queues")))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("cdk.out/manifest.json:")
                .hasMessageContaining(": the stack `orders-prod` goes to `333333333333/eu-west-1`, and `prod` is in"
                        + " `555555555555` and `eu-west-1`")
                .hasMessageContaining("cdk.out/assembly-Staging/manifest.json:")
                .hasMessageContaining(": the stack `orders-staging-queues` goes to `222222222222/eu-west-1`");
        assertThatThrownBy(() -> plan(environment("333333333333", "orders-prod"), "Staging/Queues", Map.of()))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining(": the stack `orders-staging-queues` goes to `222222222222/eu-west-1`");
        assertThatThrownBy(() -> plan(environment("555555555555", "other-*")))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("no stack of this app goes to `prod`")
                .hasMessageContaining("`orders-prod in 333333333333/eu-west-1`");
        assertThatThrownBy(() -> plan(environment("333333333333", "orders-prod"), "Order", Map.of()))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("this app has no stack `Order`: did you mean `Orders`?");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            "Orders.template.json"|"Order.template.json"|there is no `Order.template.json` in this cloud assembly
            "Orders.template.json"|"../app.js"|there is no `../app.js` in this cloud assembly
            "Orders.template.json"|17.5|there is no `17.5` in this cloud assembly
            "templateFile": "Orders.template.json",||the artifact `Orders` has no `templateFile`
            "aws://333333333333/eu-west-1"|"eu-west-1"|the stack `Queues` does not say its `environment` like
            "aws:cloudformation:stack"|{}|the artifact `Queues` has no `type`
            "version": "55.0.0",||this is no manifest of a cloud assembly, it has no `version`
            "directoryName": "assembly-Staging"|"directoryName": "."|this cloud assembly nests itself
            "directoryName": "assembly-Staging"|"directoryName": "gone"|there is no `manifest.json` in this folder
            "minimumCliVersion"|"missing": [{"key": "vpc-provider:x"}], "minimumCliVersion"|it is made without `vpc-provider:x`
            "artifacts": {|"artifacts": [], "more": {|the `artifacts` of a cloud assembly have names
            "artifacts": {|"artifacts": {,|
            """)
    void a_damaged_assembly_is_refused_with_its_place(String was, String is, String message) throws IOException {
        Path manifest = folder.resolve("cdk.out/manifest.json");
        String text = Files.readString(manifest);
        assertThat(text).contains(was);
        Files.writeString(manifest, text.replace(was, is == null ? "" : is));

        assertThatThrownBy(() -> plan(environment("333333333333", "orders-prod*")))
                .isInstanceOf(BadInput.class)
                .hasMessageMatching("(?s)cdk.out/[a-z./]*(:[0-9]+:[0-9]+)?: .*")
                .hasMessageContaining(message == null ? "" : message);
    }

    @Test
    void all_that_is_damaged_is_said_at_once() throws IOException {
        Path manifest = folder.resolve("cdk.out/manifest.json");
        String text = Files.readString(manifest)
                .replace("Orders.template.json", "gone.json")
                .replace("aws://unknown-account/unknown-region", "nowhere");
        Files.writeString(manifest, text);
        Files.writeString(folder.resolve("cdk.out/assembly-Staging/manifest.json"), "{");

        assertThatThrownBy(() -> plan(environment("333333333333", "orders-prod*")))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("`gone.json`")
                .hasMessageContaining("the stack `Anywhere` does not say its `environment`")
                .hasMessageContaining("cdk.out/assembly-Staging/manifest.json:1:");
    }

    @Test
    void an_empty_folder_is_no_assembly() throws IOException {
        Files.createDirectories(folder.resolve("empty"));
        Mistakes mistakes = new Mistakes();

        CloudAssembly.read(new PlanFiles(folder), "empty", mistakes);

        assertThat(mistakes.all())
                .singleElement()
                .satisfies(it -> assertThat(it.text())
                        .isEqualTo("empty: there is no `manifest.json` in this folder: make it anew with `cdk synth`"));
    }

    /// The library itself makes the same of the app, and what it makes today is planned the same.
    @Test
    void what_the_library_synthesizes_is_what_lies_here() throws IOException, InterruptedException {
        assumeTrue(Files.isDirectory(LIBRARY.resolve("aws-cdk-lib")), "aws-cdk-lib is not here: `.ci/run` installs it");
        Snapshot before = plan(environment("333333333333", "orders-prod*"));
        Path made = folder.resolve("made");
        ProcessBuilder builder = new ProcessBuilder("node", APP.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile());
        builder.environment().put("NODE_PATH", LIBRARY.toString());
        builder.environment().put("CDK_OUTDIR", made.toString());

        Process node = builder.start();
        assertThat(node.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(node.exitValue()).as(Files.readString(folder.resolve("log"))).isZero();

        assertThat(templates(made)).isEqualTo(templates(folder.resolve("cdk.out")));
        Files.move(folder.resolve("cdk.out"), folder.resolve("kept"));
        Files.move(made, folder.resolve("cdk.out"));
        Snapshot after = plan(environment("333333333333", "orders-prod*"));
        assertThat(after.functions().toString()).isEqualTo(before.functions().toString());
        assertThat(after.stacks())
                .extracting(Stack::name)
                .isEqualTo(before.stacks().stream().map(Stack::name).toList());
    }

    private static Map<String, JsonNode> templates(Path assembly) throws IOException {
        Map<String, JsonNode> templates = new TreeMap<>();
        try (Stream<Path> files = Files.walk(assembly)) {
            for (Path it : files.filter(one -> one.toString().endsWith(".template.json"))
                    .toList()) {
                templates.put(
                        assembly.relativize(it).toString(),
                        JsonMapper.shared().readTree(Files.readString(it, StandardCharsets.UTF_8)));
            }
        }
        return templates;
    }
}
