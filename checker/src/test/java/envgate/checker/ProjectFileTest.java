package envgate.checker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import envgate.envs.document.BadInput;
import envgate.envs.inventory.EnvironmentEntry;
import envgate.envs.inventory.Whereabouts.AwsAccount;
import envgate.envs.inventory.Whereabouts.CaptureFolder;
import envgate.envs.inventory.Whereabouts.Credentials;
import envgate.envs.inventory.Whereabouts.TextFile;
import envgate.envs.model.Assumption;
import envgate.envs.model.Call;
import envgate.envs.model.Intent;
import envgate.envs.model.Intent.DeclaredVariable;
import envgate.envs.model.Intent.EnvironmentName;
import envgate.envs.model.Intent.Pairing;
import envgate.envs.model.Intent.SharedResource;
import envgate.envs.model.Intent.Stance;
import envgate.envs.model.Origin;
import envgate.envs.model.Origin.FileLine;
import envgate.envs.model.Selection;
import envgate.envs.moto.OrdersApplication;
import envgate.rules.engine.Gate;
import envgate.rules.engine.Waiver;
import envgate.rules.finding.Severity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectFileTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);

    @TempDir
    private Path folder = Path.of("");

    private ProjectFile read(String name, String text, Map<String, String> variables) throws IOException {
        Path file = Files.writeString(folder.resolve(name), text);
        return ProjectFile.read(file, name, variables, TODAY);
    }

    private ProjectFile read(String text) throws IOException {
        return read("envgate.yaml", text, Map.of());
    }

    private ProjectFile everything() throws IOException {
        return read(
                "envgate.yaml",
                EveryKey.yaml(),
                Map.of("ENVGATE_EXTERNAL_ID", "orders-4711", "ENVGATE_HASH_KEY", "a long random text"));
    }

    private static Origin line(int line) {
        return new FileLine("envgate.yaml", line);
    }

    private static Origin line(String word) {
        return line((int) EveryKey.yaml()
                        .lines()
                        .takeWhile(it -> !it.contains(word))
                        .count()
                + 1);
    }

    @Test
    void the_smallest_file_has_all_defaults() throws IOException {
        ProjectFile project = read("""
                version: 1
                environments:                      # in promotion order
                  staging: {account: "222222222222", region: eu-west-1, stacks: [orders-staging]}
                  prod:    {account: "333333333333", region: eu-west-1, stacks: [orders-prod]}
                """);

        assertThat(project.inventory().application()).isEmpty();
        assertThat(project.inventory().environments())
                .containsExactly(
                        new EnvironmentEntry(
                                "staging",
                                new AwsAccount(
                                        "222222222222",
                                        List.of("eu-west-1"),
                                        new Credentials.DefaultChain(),
                                        new TreeMap<>()),
                                new Selection(List.of("orders-staging"), Map.of(), List.of()),
                                line(3)),
                        new EnvironmentEntry(
                                "prod",
                                new AwsAccount(
                                        "333333333333",
                                        List.of("eu-west-1"),
                                        new Credentials.DefaultChain(),
                                        new TreeMap<>()),
                                new Selection(List.of("orders-prod"), Map.of(), List.of()),
                                line(4)));
        assertThat(project.intent())
                .isEqualTo(new Intent(
                        "",
                        List.of(
                                new EnvironmentName(
                                        "staging", List.of(), List.of("222222222222"), List.of("eu-west-1"), line(3)),
                                new EnvironmentName(
                                        "prod", List.of(), List.of("333333333333"), List.of("eu-west-1"), line(4))),
                        Pairing.BY_LOGICAL_ID,
                        List.of(),
                        List.of(),
                        new TreeMap<>(),
                        new TreeMap<>(),
                        java.util.Set.of(Assumption.values()),
                        TODAY));
        assertThat(project.triage().severities()).isEmpty();
        assertThat(project.triage().waivers()).isEmpty();
        assertThat(project.gate("staging", "prod")).isEqualTo(Gate.DEFAULT);
        assertThat(project.hashKey()).isEmpty();
    }

    @Test
    void environments_say_where_they_are_and_what_belongs_to_them() throws IOException {
        ProjectFile project = everything();

        assertThat(project.inventory().application()).isEqualTo("orders");
        assertThat(project.inventory().environments())
                .extracting(EnvironmentEntry::name)
                .containsExactly("dev", "staging", "prod", "recorded", "written");
        assertThat(project.inventory().environments())
                .extracting(EnvironmentEntry::whereabouts)
                .containsExactly(
                        new AwsAccount(
                                "111111111111",
                                List.of("eu-west-1"),
                                new Credentials.Profile("orders-dev"),
                                new TreeMap<>(Map.of("", "http://127.0.0.1:4566"))),
                        new AwsAccount(
                                "222222222222",
                                List.of("eu-west-1"),
                                new Credentials.Role(
                                        "arn:aws:iam::222222222222:role/envgate-read",
                                        "orders-4711",
                                        "gate",
                                        new Credentials.DefaultChain()),
                                new TreeMap<>(Map.of("lambda", "http://127.0.0.1:4566", "s3", "https://s3.internal"))),
                        new AwsAccount(
                                "333333333333",
                                List.of("eu-west-1", "eu-central-1"),
                                new Credentials.DefaultChain(),
                                new TreeMap<>()),
                        new CaptureFolder(folder.resolve("captures/2026-11-20")),
                        new TextFile(folder.resolve("fleet.yaml")));
        assertThat(project.inventory().environments())
                .extracting(EnvironmentEntry::selection)
                .containsExactly(
                        new Selection(List.of("orders-dev", "orders-dev-*"), Map.of(), List.of()),
                        new Selection(List.of(), Map.of("app", "orders", "stage", "staging"), List.of()),
                        new Selection(List.of(), Map.of(), List.of("orders-prod-*")),
                        Selection.EVERYTHING,
                        Selection.EVERYTHING);
        assertThat(project.inventory().environment("prod").orElseThrow().origin())
                .isEqualTo(line("  prod:"));
        assertThat(project.intent().environments().get(2))
                .isEqualTo(new EnvironmentName(
                        "prod",
                        List.of("prd", "live", "production"),
                        List.of("333333333333"),
                        List.of("eu-west-1", "eu-central-1"),
                        line("  prod:")));
        assertThat(project.intent().environments().get(3).accounts()).isEmpty();
        assertThat(project.hashKey()).isEqualTo("a long random text");
    }

    @Test
    void what_is_meant_between_environments_is_kept_with_its_lines() throws IOException {
        Intent intent = everything().intent();

        assertThat(intent.pairing())
                .isEqualTo(new Pairing(
                        "orders-{environment}-{function}",
                        List.of(Map.of("staging", "OrdersApi", "prod", "OrdersApiV2"))));
        assertThat(intent.calls())
                .isEqualTo(new TreeMap<>(Map.of(
                        "OrdersMailer",
                        List.of(
                                new Call("api.stripe.com", 443, "tcp", "declared"),
                                new Call("ntp.example.com", 123, "udp", "declared")))));
        assertThat(intent.variables())
                .containsExactly(
                        variable("*", "LOG_LEVEL", Stance.DIFFERS, line("  LOG_LEVEL:")),
                        variable("OrdersApi", "STRIPE_KEY", Stance.SECRET, line("  OrdersApi/STRIPE_KEY:")),
                        variable("*", "FEATURE_*", Stance.DIFFERS, line("  \"FEATURE_*\"")),
                        new DeclaredVariable(
                                "*",
                                "DEBUG_TOOLBAR",
                                Stance.ONLY_IN,
                                List.of("dev"),
                                "development aid",
                                "web",
                                LocalDate.of(2027, 6, 30),
                                line("  DEBUG_TOOLBAR:")),
                        variable("*", "A", Stance.DIFFERS, line("  A:")),
                        variable("*", "B", Stance.SECRET, line("  B:")),
                        variable("*", "C", Stance.SAME, line("  C:")),
                        variable("*", "D", Stance.EMPTY, line("  D:")));
        assertThat(intent.shared())
                .containsExactly(
                        new SharedResource(
                                "arn:aws:s3:::orders-artifacts",
                                "one artefact store",
                                "platform",
                                LocalDate.of(2027, 1, 31),
                                line("one artefact store")),
                        new SharedResource("api.stripe.com", "", "", null, line("- api.stripe.com")));
        assertThat(intent.namespaces()).isEqualTo(new TreeMap<>(Map.of("prod", List.of("arn:aws:*:*:333333333333:*"))));
        assertThat(intent.assumed())
                .containsExactlyInAnyOrder(
                        Assumption.ORGANIZATION_POLICIES_ALLOW, Assumption.PUBLIC_ACCESS_NOT_BLOCKED);
        assertThat(intent.today()).isEqualTo(TODAY);
    }

    private static DeclaredVariable variable(String function, String key, Stance stance, Origin origin) {
        return new DeclaredVariable(function, key, stance, List.of(), "", "", null, origin);
    }

    @Test
    void what_is_heeded_goes_by_the_ids_of_the_rules() throws IOException {
        ProjectFile project = everything();

        assertThat(project.triage().severities())
                .isEqualTo(new TreeMap<>(
                        Map.of("hollow-variable", Severity.WARNING, "wrong-account-or-region", Severity.NOTE)));
        assertThat(project.triage().waivers())
                .containsExactly(
                        new Waiver(
                                "hollow-variable",
                                "prod/OrdersMailer",
                                "",
                                "leaves in December",
                                "web",
                                LocalDate.of(2026, 12, 31),
                                line("leaves in December")),
                        new Waiver("*", "", "0123456789abcdef", "known", "", null, line("0123456789abcdef")));
        assertThat(project.triage().baseline()).isNull();
        assertThat(project.gate("staging", "prod")).isEqualTo(new Gate(Severity.WARNING, 0.9));
        assertThat(project.gate("dev", "staging")).isEqualTo(new Gate(null, 0.95));
        assertThat(project.gate("dev", "prod")).isEqualTo(Gate.DEFAULT);
    }

    @Test
    void no_assumption_is_allowed_where_the_list_is_empty() throws IOException {
        assertThat(read("""
                        version: 1
                        environments: {prod: {account: "333333333333", region: eu-west-1}}
                        assume: []
                        """).intent().assumed()).isEmpty();
    }

    @Test
    void keys_whose_lines_are_commented_out_say_nothing() throws IOException {
        assertThat(read("""
                        version: 1
                        environments: {prod: {account: "333333333333", region: eu-west-1}}
                        functions:
                        variables:
                        shared:
                        namespaces:
                        waivers:
                        #  - {rule: hollow-variable, reason: known}
                        severity:
                        gate:
                        """).triage().waivers()).isEmpty();
    }

    @Test
    void what_is_out_of_date_or_fits_nothing_is_no_mistake_of_the_file() throws IOException {
        ProjectFile project = read("""
                version: 1
                environments: {prod: {account: "333333333333", region: eu-west-1}}
                variables:
                  GONE: {differs: true, until: 2020-01-01}
                waivers:
                  - {rule: hollow-variable, place: prod/Gone, reason: old, until: 2020-01-01}
                """);

        assertThat(project.intent().variables().getFirst().origin()).isEqualTo(line(4));
        assertThat(project.triage().waivers().getFirst().origin()).isEqualTo(line(6));
        assertThat(project.triage().waivers().getFirst().until()).isEqualTo(LocalDate.of(2020, 1, 1));
    }

    @Test
    void anchors_aliases_and_merge_keys_spare_repetition() throws IOException {
        ProjectFile project = read("""
                version: 1
                x-defaults: &defaults
                  regions: &regions [eu-west-1, eu-central-1]
                  tags: {app: orders}
                environments:
                  staging:
                    <<: *defaults
                    account: "222222222222"
                  prod:
                    account: "333333333333"
                    regions: *regions
                    <<: [{tags: {app: shop}}, *defaults]
                """);

        assertThat(project.inventory().environments())
                .extracting(it -> ((AwsAccount) it.whereabouts()).regions())
                .containsOnly(List.of("eu-west-1", "eu-central-1"));
        assertThat(project.inventory().environments())
                .extracting(it -> it.selection().tags().get("app"))
                .containsExactly("orders", "shop");
    }

    @Test
    void json_is_read_as_well_with_its_lines() throws IOException {
        ProjectFile project = read("envgate.json", """
                {
                \t"$schema": "checker/schema/envgate-1.schema.json",
                \t"version": 1,
                \t"environments": {
                \t\t"prod": {"account": "333333333333", "region": "eu-west-1"}
                \t}
                }
                """, Map.of());

        assertThat(project.inventory().environments().getFirst().origin()).isEqualTo(new FileLine("envgate.json", 5));
    }

    @Test
    void a_byte_order_mark_does_no_harm() throws IOException {
        assertThat(read("\uFEFFversion: 1\nenvironments: {prod: {account: '333333333333', region: eu-west-1}}\n")
                        .inventory()
                        .environments())
                .hasSize(1);
    }

    @Test
    void variables_of_the_process_fill_texts() throws IOException {
        ProjectFile project =
                read("envgate.yaml", """
                version: 1
                environments:
                  prod: {account: "${ACCOUNT}", region: "eu-${PLACE}-1", capture: "captures/${DAY}/${DAY}"}
                """, Map.of("ACCOUNT", "333333333333", "PLACE", "west", "DAY", "${ACCOUNT}"));

        assertThat(project.intent().environments().getFirst().accounts()).containsExactly("333333333333");
        assertThat(project.intent().environments().getFirst().regions()).containsExactly("eu-west-1");
        assertThat(project.inventory().environments().getFirst().whereabouts())
                .isEqualTo(new CaptureFolder(folder.resolve("captures/${ACCOUNT}/${ACCOUNT}")));
    }

    @Test
    void the_sample_applications_inventory_has_no_mistake() throws IOException {
        ProjectFile project = read(OrdersApplication.inventory(label ->
                "{account: \"%s\", region: eu-west-1, role: {arn: \"arn:aws:iam::%1$s:role/envgate-read\"}, endpoint-url: \"%s\"}"
                        .formatted(
                                Objects.requireNonNull(
                                        OrdersApplication.accounts().get(label), label),
                                "http://127.0.0.1:5000")));

        assertThat(project.inventory().environments())
                .extracting(EnvironmentEntry::name)
                .containsExactlyElementsOf(OrdersApplication.accounts().keySet());
        assertThat(project.intent().shared()).hasSize(2);
        assertThat(read(OrdersApplication.inventory(label -> "{capture: captures/" + label + "}"))
                        .inventory()
                        .environments())
                .allSatisfy(it -> assertThat(it.whereabouts()).isInstanceOf(CaptureFolder.class));
    }

    @Test
    void it_prints_neither_its_key_nor_its_external_id() throws IOException {
        assertThat(everything()).hasToString("ProjectFile[" + folder.resolve("envgate.yaml") + "]");
        assertThat(everything().inventory().toString()).doesNotContain("orders-4711");
    }

    @Test
    void the_file_is_found_upward_to_the_root_of_the_repository() throws IOException {
        Path inner = Files.createDirectories(folder.resolve("repository/a/b"));
        Files.createDirectory(folder.resolve("repository/.git"));
        Files.writeString(folder.resolve("envgate.yaml"), "somebody else's");

        assertThat(ProjectFile.find(inner)).isEmpty();
        Path json = Files.writeString(folder.resolve("repository/envgate.json"), "{}");
        assertThat(ProjectFile.find(inner)).contains(json);
        Path nearer = Files.writeString(folder.resolve("repository/a/envgate.yml"), "");
        assertThat(ProjectFile.find(inner)).contains(nearer);
        Files.writeString(folder.resolve("repository/a/envgate.yaml"), "");
        assertThatExceptionOfType(BadInput.class)
                .isThrownBy(() -> ProjectFile.find(inner))
                .withMessage("`envgate.yaml` and `envgate.yml` are both there: keep one of them, or name one with "
                        + "`--config FILE`");
    }

    @Test
    void outside_of_a_repository_only_the_directory_itself_counts() throws IOException {
        Path inner = Files.createDirectories(folder.resolve("a"));
        Path file = Files.writeString(folder.resolve("envgate.yaml"), "");

        assertThat(ProjectFile.find(inner)).isEmpty();
        assertThat(ProjectFile.find(folder)).contains(file);
    }

    @Test
    void a_file_that_cannot_be_read_says_so() {
        assertThatExceptionOfType(BadInput.class)
                .isThrownBy(() -> ProjectFile.read(folder.resolve("no.yaml"), "no.yaml", Map.of(), TODAY))
                .withMessage("no.yaml: there is no such file: write one, or name one elsewhere with `--config FILE`");
        assertThatExceptionOfType(BadInput.class)
                .isThrownBy(() -> ProjectFile.read(folder, "here", Map.of(), TODAY))
                .withMessage("here: this file cannot be read: check that it is a file and yours");
    }

    @Test
    void the_page_in_the_working_directory_is_named_as_it_was_given() throws IOException {
        Path file = Files.writeString(folder.resolve("bad.yaml"), "version: 1\nzoo: 1\n", StandardCharsets.UTF_8);

        assertThatExceptionOfType(BadInput.class)
                .isThrownBy(() -> ProjectFile.read(file, Map.of(), TODAY))
                .withMessageContaining(file + ":2:1: unknown key `zoo`");
    }
}
