package envgate.rules.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import envgate.envs.model.Area;
import envgate.envs.source.text.ShortForm;
import envgate.envs.source.text.SnapshotYaml;
import envgate.rules.engine.Catalog;
import envgate.rules.engine.Engine;
import envgate.rules.engine.EnvironmentRule;
import envgate.rules.engine.FunctionRule;
import envgate.rules.engine.Question;
import envgate.rules.finding.Answers;
import envgate.rules.finding.Answers.Tally;
import envgate.rules.finding.Unjudged;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// The rules about connections share their work: each fault of an application's network is accused once, by
/// the rule meant for it, and what is not seen turns an accusation into doubt.
class OneNetworkFaultTest {

    /// A healthy application: public, private and data subnets in two zones, guarded data subnets, NAT
    /// gateways and endpoints.
    private static final String HEALTHY = """
            environment: prod
            functions:
              Checkout:
                subnets: [private-a, private-b]
                security-groups: [sg-functions]
                environment: {API_URL: "https://api.stripe.com", SECRET_NAME: orders/stripe, TABLE: orders, FLAGS_PARAM: /orders/flags}
              Worker:
                subnets: [private-a, private-b]
                security-groups: [sg-worker]
                environment: {DB_HOST: orders.c1.eu-west-1.rds.amazonaws.com, DB_PORT: "5432", TABLE: orders, JOBS_URL: "https://sqs.eu-west-1.amazonaws.com/111111111111/jobs"}
              Refunds:
                subnets: [private-a, private-b]
                security-groups: [sg-refunds]
                environment: {DB_HOST: orders.c1.eu-west-1.rds.amazonaws.com, DB_PORT: "5432"}
              Reports:
                subnets: [private-a, private-b]
                security-groups: [sg-functions]
                environment: {DB_HOST: orders.c1.eu-west-1.rds.amazonaws.com, BUCKET: reports, FX_URL: "https://fx.example.net/latest"}
              Mailer:
                environment: {SMTP_HOST: email-smtp.eu-west-1.amazonaws.com, SMTP_PORT: "587"}
            queues: [jobs]
            tables: [orders]
            buckets: [reports]
            secrets: [orders/stripe]
            parameters: {/orders/flags: x}
            databases: {orders: {host: orders.c1.eu-west-1.rds.amazonaws.com, subnets: [data-a, data-b], security-groups: [sg-database]}}
            subnets:
              public-a: {zone: eu-west-1a, routes: {0.0.0.0/0: igw-1}}
              public-b: {zone: eu-west-1b, routes: {0.0.0.0/0: igw-1}}
              private-a: {zone: eu-west-1a, routes: {0.0.0.0/0: nat-a}}
              private-b: {zone: eu-west-1b, routes: {0.0.0.0/0: nat-b}}
              data-a: {zone: eu-west-1a, acl: acl-data, routes: {}}
              data-b: {zone: eu-west-1b, acl: acl-data, routes: {}}
            nat-gateways: {nat-a: {subnet: public-a}, nat-b: {subnet: public-b}}
            endpoints:
              vpce-s3: {service: s3}
              vpce-dynamodb: {service: dynamodb}
              vpce-sqs: {service: sqs, subnets: [private-a, private-b], security-groups: [sg-endpoints]}
              vpce-sm: {service: secretsmanager, subnets: [private-a, private-b], security-groups: [sg-endpoints]}
              vpce-ssm: {service: ssm, subnets: [private-a, private-b], security-groups: [sg-endpoints]}
            network-acls:
              acl-data:
                in: ["100 allow tcp 0-65535 from 10.0.0.0/16", "110 allow tcp 1024-65535 from 0.0.0.0/0"]
                out: ["100 allow tcp 0-65535 to 0.0.0.0/0"]
            security-groups:
              sg-functions: {}
              sg-worker: {out: [tcp 443 to 0.0.0.0/0, tcp 5432 to 10.0.0.0/16]}
              sg-refunds: {}
              sg-endpoints: {in: [tcp 443 from 10.0.0.0/16]}
              sg-database: {in: [tcp 5432 from sg-functions, tcp 5432 from sg-worker, tcp 5432 from sg-refunds]}
            """;

    private static Answers ask(String fleet, Area... hidden) {
        ShortForm form = SnapshotYaml.read("fleet.yaml", fleet, hidden);
        Catalog catalog = Catalog.onClasspath();
        Catalog ours = Catalog.of(catalog.rules().stream()
                .filter(it -> catalog.card(it).code().startsWith("NET-"))
                .toList());
        return new Engine(ours).run(form.snapshots(), form.intent(), new Question.Check(List.of("prod")));
    }

    private static List<String> said(Answers answers) {
        return answers.findings().stream()
                .map(it -> it.code() + " " + it.place().function())
                .toList();
    }

    private static String moved(String function, String subnets) {
        return HEALTHY.replaceFirst("(" + function + ":\\s+subnets: )\\[private-a, private-b]", "$1[" + subnets + "]");
    }

    /// With a worker that has no way out but endpoints.
    private static String inner() {
        return moved("Worker", "data-a, data-b");
    }

    private static String faulty(String fault) {
        return switch (fault) {
            case "public" -> moved("Checkout", "public-a, public-b");
            case "isolated" -> moved("Reports", "data-a, data-b");
            case "half" -> moved("Checkout", "private-a, data-b");
            case "half-public" -> moved("Checkout", "private-a, public-b");
            case "egress" -> HEALTHY.replace(", tcp 5432 to 10.0.0.0/16]", "]");
            case "ingress" -> HEALTHY.replace(", tcp 5432 from sg-refunds]", "]");
            case "nat-gone" ->
                HEALTHY.replaceAll("(private-[ab]: .*0.0.0.0/0: )(nat-[ab])", "$1{to: $2, state: blackhole}");
            case "one-nat-gone" ->
                HEALTHY.replaceAll("(private-b: .*0.0.0.0/0: )(nat-b)", "$1{to: $2, state: blackhole}");
            case "endpoint-closed" ->
                HEALTHY.replace("sg-endpoints: {in: [tcp 443 from 10.0.0.0/16]}", "sg-endpoints: {}");
            case "answers" -> HEALTHY.replace("out: [\"100 allow tcp 0-65535", "out: [\"100 allow tcp 0-1023");
            case "endpoint-missing" -> inner().replaceFirst("\\n\\s+vpce-sqs: .*", "");
            case "endpoint-unnamed" -> inner().replace("{service: sqs, ", "{service: sqs, private-dns: false, ");
            case "endpoint-not-routed" ->
                inner().replace("{service: dynamodb}", "{service: dynamodb, subnets: [private-a, private-b]}");
            case "outside" ->
                HEALTHY.replaceFirst(
                        "(Refunds:\\s+)subnets: \\[private-a, private-b]\\s+security-groups: \\[sg-refunds]\\s+", "$1");
            default -> throw new IllegalArgumentException(fault);
        };
    }

    /// Rules that compare environments have nothing to judge in one.
    private static List<Tally> ofOneEnvironment(Answers answers) {
        Catalog catalog = Catalog.onClasspath();
        Set<String> ids = catalog.rules().stream()
                .filter(it -> it instanceof FunctionRule || it instanceof EnvironmentRule)
                .map(it -> catalog.card(it).id())
                .collect(Collectors.toSet());
        return answers.rules().values().stream()
                .filter(it -> ids.contains(it.card().id()))
                .toList();
    }

    @Test
    void the_healthy_application_has_no_finding_and_no_doubt() {
        Answers answers = ask(HEALTHY);
        assertThat(said(answers)).isEmpty();
        assertThat(said(ask(inner()))).isEmpty();
        assertThat(answers.unjudged()).isEmpty();
        assertThat(ofOneEnvironment(answers))
                .allSatisfy(it -> assertThat(it.judged()).as(it.card().id()).isPositive());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "public          | NET-001 Checkout",
                "isolated        | NET-002 Reports",
                "half            | NET-003 Checkout",
                "half-public     | NET-003 Checkout",
                "egress          | NET-013 Worker",
                "ingress         | NET-014 Refunds",
                "nat-gone        | NET-004 Checkout, NET-004 Reports",
                "one-nat-gone    | NET-003 Checkout, NET-003 Reports",
                "endpoint-closed | NET-007 Checkout, NET-007 Worker",
                "endpoint-missing    | NET-006 Worker",
                "endpoint-unnamed    | NET-008 Worker",
                "endpoint-not-routed | NET-009 Worker",
                "outside         | NET-017 Refunds",
                "answers         | NET-015 Refunds, NET-015 Reports, NET-015 Worker",
            })
    void a_fault_of_the_network_is_accused_once(String fault, String expected) {
        Answers answers = ask(faulty(fault));
        assertThat(String.join(", ", said(answers))).isEqualTo(expected);
        assertThat(answers.unjudged()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Area.class)
    void what_is_not_seen_makes_doubt_and_no_other_accusation(Area area) {
        for (String fault : List.of("public", "isolated", "half", "egress", "ingress")) {
            Set<String> before = new TreeSet<>(said(ask(faulty(fault))));
            Answers answers = ask(faulty(fault), area);
            assertThat(said(answers)).as("%s without %s", fault, area).isSubsetOf(before);
            assertThat(answers.unjudged()).noneMatch(Unjudged::crashed);
            if (said(answers).isEmpty()
                    && List.of(Area.ROUTE_TABLES, Area.SUBNETS, Area.SECURITY_GROUPS)
                            .contains(area)) {
                assertThat(answers.unjudged()).as("%s without %s", fault, area).isNotEmpty();
            }
        }
    }
}
