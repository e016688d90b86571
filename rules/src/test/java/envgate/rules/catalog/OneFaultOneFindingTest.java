package envgate.rules.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import envgate.envs.model.Area;
import envgate.envs.source.text.ShortForm;
import envgate.envs.source.text.SnapshotYaml;
import envgate.rules.engine.Catalog;
import envgate.rules.engine.Engine;
import envgate.rules.engine.Question;
import envgate.rules.finding.Answers;
import envgate.rules.finding.Unjudged;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// The rules about variables, outputs and parameters share their work: each fault is accused once, by the rule meant
/// for it, and what is not seen turns an accusation into doubt but never into another one.
class OneFaultOneFindingTest {

    /// A healthy application with a variable of every sort, and more of them in staging and in prod.
    private static final String FLEET = """
            inventory: {variables: {LOG_LEVEL: differs}, shared: ["arn:aws:s3:::acme-artifacts"]}
            ---
            environment: staging
            account: "222222222222"
            also-called: [stg]
            functions:
              Api:
                environment:
                  STAGE: staging
                  LOG_LEVEL: debug
                  TABLE: orders
                  JOBS_URL: https://sqs.eu-west-1.amazonaws.com/222222222222/jobs-staging
                  DB_HOST: orders.c1.eu-west-1.rds.amazonaws.com
                  DB_URL: {hidden: u1, shape: url, visible: "postgres://***@orders.c1.eu-west-1.rds.amazonaws.com:5432/orders"}
                  DB_PASSWORD: {hidden: tiger}
                  DB_SECRET_ARN: arn:aws:secretsmanager:eu-west-1:222222222222:secret:orders/db-a1b2c3
                  HOST_PARAM: /orders/staging/host
                  API_URL: https://a1.execute-api.eu-west-1.amazonaws.com
                  ARTIFACTS: s3://acme-artifacts
                  UPLOADS_BUCKET: acme-uploads-staging
                  STRIPE_URL: https://api.stripe.com
                  STAGING_HAS: same
            tables: [orders]
            queues: [jobs-staging]
            secrets: [orders/db]
            buckets: [acme-uploads-staging, acme-artifacts]
            subnets: {inner: {}}
            databases: {orders: {host: orders.c1.eu-west-1.rds.amazonaws.com, subnets: [inner]}}
            parameters: {/orders/staging/host: x, /orders/staging/port: x}
            apis: {a1: {id: a1, kind: http}}
            stacks:
              orders-staging:
                outputs: {ApiUrl: "https://a1.execute-api.eu-west-1.amazonaws.com", DbHost: orders.c1.eu-west-1.rds.amazonaws.com}
                imports: [network-staging-vpc]
                written: {Api.Variables.TABLE: orders}
            exports: {network-staging-vpc: vpc-1}
            ---
            environment: prod
            account: "333333333333"
            functions:
              Api:
                environment:
                  STAGE: prod
                  LOG_LEVEL: info
                  TABLE: orders
                  JOBS_URL: https://sqs.eu-west-1.amazonaws.com/333333333333/jobs-prod
                  DB_HOST: orders.c2.eu-west-1.rds.amazonaws.com
                  DB_URL: {hidden: u2, shape: url, visible: "postgres://***@orders.c2.eu-west-1.rds.amazonaws.com:5432/orders"}
                  DB_PASSWORD: {hidden: lion}
                  DB_SECRET_ARN: arn:aws:secretsmanager:eu-west-1:333333333333:secret:orders/db-a1b2c3
                  HOST_PARAM: /orders/prod/host
                  API_URL: https://a2.execute-api.eu-west-1.amazonaws.com
                  ARTIFACTS: s3://acme-artifacts
                  UPLOADS_BUCKET: acme-uploads-prod
                  STRIPE_URL: https://api.stripe.com
                  PROD_HAS: same
            tables: [orders]
            queues: [jobs-prod]
            secrets: [orders/db]
            buckets: [acme-uploads-prod]
            subnets: {inner: {}}
            databases: {orders: {host: orders.c2.eu-west-1.rds.amazonaws.com, subnets: [inner]}}
            parameters: {/orders/prod/host: x, /orders/prod/port: x}
            apis: {a2: {id: a2, kind: http}}
            stacks:
              orders-prod:
                outputs: {ApiUrl: "https://a2.execute-api.eu-west-1.amazonaws.com", DbHost: orders.c2.eu-west-1.rds.amazonaws.com}
                imports: [network-prod-vpc]
                written: {Api.Variables.TABLE: orders}
            exports: {network-prod-vpc: vpc-2}
            """;

    private static Answers ask(String fleet, Area... hidden) {
        ShortForm form = SnapshotYaml.read("fleet.yaml", fleet, hidden);
        Catalog catalog = Catalog.onClasspath();
        Catalog ours = Catalog.of(catalog.rules().stream()
                .filter(it -> catalog.card(it).code().matches("(CFG|OUT|PRM)-.*"))
                .toList());
        return new Engine(ours).run(form.snapshots(), form.intent(), new Question.Promote("staging", "prod"));
    }

    private static List<String> said(Answers answers) {
        return answers.findings().stream()
                .map(it -> it.code() + " " + it.place().key())
                .toList();
    }

    private static String fleet(String inStaging, String inProd) {
        return FLEET.replace("STAGING_HAS: same", inStaging.replace("\n", "\n      "))
                .replace("PROD_HAS: same", inProd.replace("\n", "\n      "));
    }

    @Test
    void the_healthy_application_has_no_finding_and_no_doubt() {
        Answers answers = ask(fleet("", ""));
        assertThat(answers.findings()).isEmpty();
        assertThat(answers.unjudged()).isEmpty();
        assertThat(answers.rules().values())
                .allSatisfy(it -> assertThat(it.judged()).as(it.card().id()).isPositive());
    }

    @ParameterizedTest(name = "{0} {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                // an own value in staging | a faulty one in prod
                "CFG-001 | 'A: \"1\"'                                   | ''",
                "CFG-002 | ''                                           | 'A: \"1\"'",
                "CFG-003 | 'A: x.example.com'                           | 'A: \"\"'",
                "CFG-003 | 'A_TOKEN: {hidden: x}'                       | 'A_TOKEN: {hidden: \"\"}'",
                "CFG-003 | 'A_PARAM: /orders/staging/port'              | 'A_PARAM: \"undefined\"'",
                "CFG-004 | 'A: https://a1.execute-api.eu-west-1.amazonaws.com' | 'A: \"https://${Api}.staging.example.com\"'",
                "CFG-004 | 'A_PARAM: /orders/staging/port'              | 'A_PARAM: \"{{resolve:ssm:/orders/gone}}\"'",
                "CFG-005 | 'A_HOST: orders.c1.eu-west-1.rds.amazonaws.com' | 'A_HOST: orders.c1.eu-west-1.rds.amazonaws.com'",
                "CFG-005 | 'A_URL: https://a1.execute-api.eu-west-1.amazonaws.com' | 'A_URL: https://a1.execute-api.eu-west-1.amazonaws.com'",
                "CFG-005 | 'A_URL: https://sqs.eu-west-1.amazonaws.com/222222222222/jobs-staging' | 'A_URL: https://sqs.eu-west-1.amazonaws.com/222222222222/jobs-staging'",
                "CFG-005 | 'A: arn:aws:secretsmanager:eu-west-1:222222222222:secret:orders/db-a1b2c3' | 'A: arn:aws:secretsmanager:eu-west-1:222222222222:secret:orders/db-a1b2c3'",
                "CFG-005 | 'A_BUCKET: acme-uploads-staging'             | 'A_BUCKET: acme-uploads-staging'",
                "CFG-005 | 'A_DB_HOST: db.staging.example.com'          | 'A_DB_HOST: db.staging.example.com'",
                "CFG-005 | 'A_DB_URL: {hidden: u3, visible: \"postgres://***@orders.c1.eu-west-1.rds.amazonaws.com/orders\"}' | 'A_DB_URL: {hidden: u3, visible: \"postgres://***@orders.c1.eu-west-1.rds.amazonaws.com/orders\"}'",
                "CFG-006 | 'A: arn:aws:events:eu-west-1:222222222222:event-bus/x' | 'A: arn:aws:events:eu-west-1:222222222222:event-bus/x'",
                "CFG-006 | 'A_QUEUE: https://sqs.eu-west-1.amazonaws.com/222222222222/gone' | 'A_QUEUE: https://sqs.eu-west-1.amazonaws.com/222222222222/gone'",
                "CFG-008 | 'A_PASSWORD: {hidden: bear}'                 | 'A_PASSWORD: {hidden: bear}'",
                "CFG-008 | 'A_DB_HOST: db.example.com'                  | 'A_DB_HOST: db.example.com'",
                "CFG-008 | 'A_BUCKET: acme-things'                      | 'A_BUCKET: acme-things'",
                "CFG-023 | 'A_STAGE: staging'                           | 'A_STAGE: staging'",
                "CFG-023 | 'ENVIRONMENT: staging'                       | 'ENVIRONMENT: stg'",
                "OUT-002 | 'A_URL: https://a1.execute-api.eu-west-1.amazonaws.com' | 'A_URL: https://a7.execute-api.eu-west-1.amazonaws.com'",
                "OUT-002 | 'A_URL: https://a1.execute-api.eu-west-1.amazonaws.com/v1' | 'A_URL: https://a7.execute-api.eu-west-1.amazonaws.com/v1'",
                "PRM-001 | 'A_PARAM: /orders/staging/port'              | 'A_PARAM: /orders/prod/prot'",
                "PRM-001 | 'A: /orders/staging/port'                    | 'A: /orders/prod/prot'",
                "PRM-014 | 'A_PARAM: /orders/staging/port'              | 'A_PARAM: /orders/staging/port'",
                "PRM-014 | 'A_PARAM: /orders/staging/port'              | 'A_PARAM: /orders/staging/gone'",
                "PRM-014 | 'A: arn:aws:ssm:eu-west-1:222222222222:parameter/orders/staging/port' | 'A: arn:aws:ssm:eu-west-1:222222222222:parameter/orders/staging/port'",
            })
    void a_fault_in_a_variable_is_accused_once(String code, String inStaging, String inProd) {
        Answers answers = ask(fleet(unquoted(inStaging), unquoted(inProd)));
        assertThat(answers.findings()).extracting(it -> it.code()).containsExactly(code);
        assertThat(answers.unjudged()).isEmpty();
    }

    private static String unquoted(String text) {
        return text.strip().replaceAll("^'|'$", "");
    }

    @Test
    void a_fault_in_a_stack_is_accused_once() {
        String noOutput = fleet("", "").replace(", DbHost: orders.c2.eu-west-1.rds.amazonaws.com}", "}");
        assertThat(said(ask(noOutput))).containsExactly("OUT-001 DbHost");
        String noExport = fleet("", "").replace("network-prod-vpc: vpc-2", "other: vpc-2");
        assertThat(said(ask(noExport))).containsExactly("OUT-003 network-prod-vpc");
    }

    private static final String FAULTS = fleet("""
            GONE: "1"
            OLD_URL: https://a1.execute-api.eu-west-1.amazonaws.com
            OLD_DB_URL: "https://orders.c1.eu-west-1.rds.amazonaws.com/x"
            STRAY_HOST: orders.c1.eu-west-1.rds.amazonaws.com
            STRAY_API: https://a1.execute-api.eu-west-1.amazonaws.com
            STRAY_TABLE: orders-x
            STRAY_BUCKET: acme-uploads-staging
            STRAY_BUS: arn:aws:events:eu-west-1:222222222222:event-bus/x
            SAME_BUCKET: acme-things
            SAME_DB_HOST: db.example.com
            SAME_TOKEN: {hidden: bear}
            STRAY_PARAM: /orders/staging/port
            GONE_PARAM: /orders/staging/port
            STRAY_ID: sg-of-staging
            STRAY_POOL: eu-west-1_AbCdEf
            STRAY_SITE: https://d111abc.cloudfront.net/img
            STRAY_NAME: db1.corp.lan""", """
            EXTRA: "1"
            OLD_URL: https://a7.execute-api.eu-west-1.amazonaws.com
            OLD_DB_URL: "https://orders.c7.eu-west-1.rds.amazonaws.com/x"
            STRAY_HOST: orders.c1.eu-west-1.rds.amazonaws.com
            STRAY_API: https://a1.execute-api.eu-west-1.amazonaws.com
            STRAY_TABLE: orders-x
            STRAY_BUCKET: acme-uploads-staging
            STRAY_BUS: arn:aws:events:eu-west-1:222222222222:event-bus/x
            SAME_BUCKET: acme-things
            SAME_DB_HOST: db.example.com
            SAME_TOKEN: {hidden: bear}
            STRAY_PARAM: /orders/staging/port
            GONE_PARAM: /orders/prod/prot
            STRAY_ID: sg-of-staging
            STRAY_POOL: eu-west-1_AbCdEf
            STRAY_SITE: https://d111abc.cloudfront.net/img
            STRAY_NAME: db1.corp.lan
            BARE_QUEUE: jobs-staging
            COPIED: orders-staging""")
            .replace("tables: [orders]\nqueues: [jobs-staging]", """
                    tables: [orders, orders-x]
                    queues: [jobs-staging]
                    security-groups: {sg-of-staging: {}}
                    hosted-zones: {corp.lan: {vpcs: [vpc], records: {db1.corp.lan: 10.0.1.9}}}
                    """)
            .replace("DbHost: orders.c1", "Pool: eu-west-1_AbCdEf, Site: d111abc.cloudfront.net, DbHost: orders.c1")
            .replace("DbHost: orders.c2", "Pool: eu-west-1_GhIjKl, Site: d222abc.cloudfront.net, DbHost: orders.c2");

    @ParameterizedTest
    @EnumSource(Area.class)
    void what_is_not_seen_makes_doubt_and_no_other_accusation(Area area) {
        Set<String> before = new TreeSet<>(said(ask(FAULTS)));
        assertThat(before).hasSizeGreaterThan(21);
        for (String environment : List.of("staging", "prod", "both")) {
            Answers answers = ask(hiding(area, environment));
            assertThat(said(answers)).as("%s of %s", area, environment).isSubsetOf(before);
            assertThat(answers.unjudged()).noneMatch(Unjudged::crashed);
            Set<String> doubts = answers.unjudged().stream()
                    .map(it -> it.code() + " " + it.place().key())
                    .collect(Collectors.toCollection(TreeSet::new));
            for (String it : before) {
                boolean accused = said(answers).contains(it);
                boolean doubted = doubts.contains(it) || doubts.contains(it.substring(0, 8));
                assertThat(accused || doubted)
                        .as("%s of %s: %s is not accused any more and not in doubt", area, environment, it)
                        .isTrue();
            }
        }
    }

    private static String hiding(Area area, String environment) {
        String fleet = FAULTS;
        for (String it : List.of("staging", "prod")) {
            if (environment.equals("both") || environment.equals(it)) {
                fleet = fleet.replace("environment: " + it + "\n", "environment: " + it + "\nunseen: [" + area + "]\n");
            }
        }
        return fleet;
    }
}
