package envgate.rules.analysis.links;

import static org.assertj.core.api.Assertions.assertThat;

import envgate.envs.model.Snapshot;
import envgate.envs.model.Value;
import envgate.envs.source.text.ShortForm;
import envgate.envs.source.text.SnapshotYaml;
import envgate.rules.analysis.links.Link.Evidence;
import envgate.rules.analysis.links.Thing.Kind;
import envgate.rules.finding.Trail;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// staging lies in account 111111111111, prod in 222222222222; every value is one of prod's variables.
class LinksTest {

    private static final String FLEET = """
            environment: staging
            queues: [orders-jobs-staging, jobs]
            topics: [orders-news-staging]
            tables: [orders-staging, OrdersTable-1A2B]
            buckets: [acme-uploads-7f3]
            secrets: [orders/staging/db]
            keys: {k-staging: {aliases: [alias/orders-staging]}}
            parameters: {/orders/staging/host: x, /orders/staging/port: x, /orders/common: x, plain-staging: x}
            databases: {orders: {host: orders.c1.eu-west-1.rds.amazonaws.com, subnets: [inner]}}
            caches: {sessions: {host: sessions.c1.euw1.cache.amazonaws.com, subnets: [inner]}}
            load-balancers: {front: {host: front-1.elb.eu-west-1.amazonaws.com, subnets: [inner]}}
            subnets: {inner: {}}
            apis: {a1b2c3: {id: a1b2c3, kind: http}}
            functions: {Worker: {}}
            security-groups: {sg-staging: {}}
            hosted-zones: {corp.lan: {vpcs: [vpc], records: {db1.corp.lan: 10.0.1.9}}}
            stacks: {orders-staging: {outputs: {Pool: eu-west-1_AbCdEf, Site: d111abc.cloudfront.net, Level: "debug-7"}}}
            ---
            environment: prod
            also-called: [prd]
            queues: [orders-jobs-prod, jobs]
            topics: [orders-news-prod]
            tables: [orders-prod]
            buckets: [acme-uploads-9a1]
            secrets: [orders/prod/db]
            parameters: {/orders/prod/host: x, /orders/common: x}
            databases: {orders: {host: orders.c2.eu-west-1.rds.amazonaws.com, subnets: [inner]}}
            subnets: {inner: {}}
            functions: {Api: {}, Worker: {}}
            """;

    private static Link link(String fleet, String key, Value value) {
        ShortForm form = SnapshotYaml.read("fleet.yaml", fleet);
        Links links = new Links(form.snapshots(), form.intent());
        return links.of(prod(form), key, value);
    }

    private static Snapshot prod(ShortForm form) {
        return form.snapshots().stream()
                .filter(it -> it.environment().equals("prod"))
                .findFirst()
                .orElseThrow();
    }

    private static Link link(String key, String text) {
        return link(FLEET, key, new Value.Plain(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:sqs:eu-west-1:111111111111:orders-jobs-staging",
                "https://sqs.eu-west-1.amazonaws.com/111111111111/orders-jobs-staging",
                "https://eu-west-1.queue.amazonaws.com/111111111111/orders-jobs-staging",
                "http://127.0.0.1:5000/111111111111/orders-jobs-staging",
                "http://sqs.eu-west-1.localhost.localstack.cloud:4566/111111111111/orders-jobs-staging",
                "arn:aws:sns:eu-west-1:111111111111:orders-news-staging",
                "arn:aws:dynamodb:eu-west-1:111111111111:table/orders-staging",
                "arn:aws:dynamodb:eu-west-1:111111111111:table/orders-staging/index/by-day",
                "arn:aws:s3:::acme-uploads-7f3",
                "arn:aws:s3:::acme-uploads-7f3/in/*",
                "s3://acme-uploads-7f3/in",
                "https://acme-uploads-7f3.s3.eu-west-1.amazonaws.com/in",
                "https://s3.eu-west-1.amazonaws.com/acme-uploads-7f3/in",
                "arn:aws:secretsmanager:eu-west-1:111111111111:secret:orders/staging/db-a1b2c3",
                "arn:aws:secretsmanager:eu-west-1:111111111111:secret:orders/staging/db",
                "arn:aws:ssm:eu-west-1:111111111111:parameter/orders/staging/host",
                "/orders/staging/host",
                "/orders/staging",
                "/orders/staging/",
                "{{resolve:ssm:/orders/staging/host:3}}",
                "{{resolve:secretsmanager:orders/staging/db:SecretString:password}}",
                "alias/orders-staging",
                "orders.c1.eu-west-1.rds.amazonaws.com",
                "ORDERS.c1.eu-west-1.rds.amazonaws.com:5432",
                "postgres://app:***@orders.c1.eu-west-1.rds.amazonaws.com:5432/orders",
                "jdbc:postgresql://orders.c1.eu-west-1.rds.amazonaws.com:5432/orders?ssl=true",
                "host=orders.c1.eu-west-1.rds.amazonaws.com port=5432 dbname=orders user=app",
                "Server=tcp:orders.c1.eu-west-1.rds.amazonaws.com,1433;Database=orders;",
                "redis://sessions.c1.euw1.cache.amazonaws.com:6379/0",
                "http://front-1.elb.eu-west-1.amazonaws.com",
                "https://a1b2c3.execute-api.eu-west-1.amazonaws.com/live",
                "arn:aws:execute-api:eu-west-1:111111111111:a1b2c3/live/GET/orders",
                "arn:aws:lambda:eu-west-1:111111111111:function:staging-Worker:live",
                "arn:aws:iam::111111111111:role/staging-Worker-role",
                "sg-staging",
                "db1.corp.lan:5432",
                "eu-west-1_AbCdEf",
                "https://d111abc.cloudfront.net/img",
                "acme-uploads-9a1,acme-uploads-7f3:x,sg-staging",
                "{\"queue\": \"https:\\/\\/sqs.eu-west-1.amazonaws.com\\/111111111111\\/orders-jobs-staging\", \"n\": 3}",
                "[\"sg-staging\"]",
            })
    void a_thing_seen_in_another_environment_is_known_by_its_identity(String text) {
        assertThat(link("ANY", text)).isInstanceOfSatisfying(Link.Strays.class, it -> {
            assertThat(it.owner()).isEqualTo("staging");
            assertThat(it.how()).isEqualTo(Evidence.IDENTITY);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "QUEUE_NAME, orders-jobs-staging, QUEUE",
        "ORDERS_TABLE, OrdersTable-1A2B, TABLE",
        "UPLOADS_BUCKET, acme-uploads-7f3, BUCKET",
        "DB_SECRET_ID, orders/staging/db, SECRET",
        "WORKER_FUNCTION_NAME, staging-Worker, FUNCTION",
        "DB_PARAMETER, plain-staging, PARAMETER",
        "SOMETHING, orders-staging, NAME",
    })
    void a_bare_name_is_known_by_what_its_key_says_or_by_its_owner_in_it(String key, String text, Kind kind) {
        assertThat(link(key, text)).isInstanceOfSatisfying(Link.Strays.class, it -> {
            assertThat(it.owner()).isEqualTo("staging");
            assertThat(it.how()).isEqualTo(Evidence.IDENTITY);
            assertThat(kind == Kind.NAME || it.thing().kind() == kind).isTrue();
        });
    }

    @ParameterizedTest
    @CsvSource({
        "SERVICE_NAME, jobs",
        "POWERTOOLS_SERVICE_NAME, OrdersTable-1A2B",
        "LOG_LEVEL, debug-7",
        "MODEL, gpt-4o-mini",
        "REGION, eu-west-1",
        "RELEASE, 202611240915",
        "MIME, application/json",
        "HANDLER, app.handler",
        "GREETING, welcome to staging and its devices",
        "WRAPPER, /opt/bootstrap",
        "HEALTH, /health/live",
        "PORT, 5432",
        "EMPTY, ''",
        "JSON, '{\"a\": 1}'",
    })
    void a_plain_setting_leads_nowhere(String key, String text) {
        assertThat(link(key, text))
                .isInstanceOfSatisfying(
                        Link.Unresolved.class, it -> assertThat(it.missing()).isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "arn:aws:sqs:eu-west-1:222222222222:orders-jobs-prod, prod",
        "arn:aws:sqs:eu-west-1:222222222222:jobs, prod",
        "https://sqs.eu-west-1.amazonaws.com/222222222222/jobs, prod",
        "orders.c2.eu-west-1.rds.amazonaws.com:5432, prod",
        "/orders/common, prod",
        "/orders/prod, prod",
        "arn:aws:kinesis:eu-west-1:222222222222:stream/orders, prod",
        "arn:aws:s3:::someone-elses, ''",
        "arn:aws:lambda:eu-west-1:580247275435:layer:LambdaInsightsExtension:38, ''",
        "https://api.stripe.com/v1, ''",
        "https://dev.azure.com/acme, ''",
        "https://sqs.eu-west-1.amazonaws.com, ''",
        "arn:aws:states:eu-west-1:222222222222:stateMachine:latest-product-devices, prod",
    })
    void own_and_foreign_things_lead_there(String text, String owner) {
        assertThat(link("ANY", text))
                .isInstanceOfSatisfying(
                        Link.Leads.class, it -> assertThat(it.owner()).isEqualTo(owner));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:events:eu-west-1:111111111111:event-bus/orders",
                "arn:aws:sqs:eu-west-1:111111111111:gone",
                "https://sqs.eu-west-1.amazonaws.com/111111111111/gone",
                "111111111111",
                "cdk-assets-111111111111-eu-west-1",
                "111111111111.dkr.ecr.eu-west-1.amazonaws.com/orders:1",
            })
    void an_account_tells_its_environment(String text) {
        assertThat(link("ANY", text)).isInstanceOfSatisfying(Link.Strays.class, it -> {
            assertThat(it.owner()).isEqualTo("staging");
            assertThat(it.how()).isEqualTo(Evidence.ACCOUNT);
            assertThat(it.thing().account()).isEqualTo("111111111111");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://api.staging.example.com/v1",
                "https://api.example.com/staging",
                "db.staging.internal",
                "noreply@staging.example.com",
                "/orders/staging/unknown",
                "arn:aws:sqs:eu-west-1:999999999999:orders-staging",
                "arn:aws:kinesis:eu-west-1:222222222222:stream/ordersStagingStream",
                "/aws/lambda/orders-staging-api",
                "orders_staging",
                "OrdersStagingWorker",
            })
    void a_name_tells_its_environment_last(String text) {
        assertThat(link("ANY", text)).isInstanceOfSatisfying(Link.Strays.class, it -> {
            assertThat(it.owner()).isEqualTo("staging");
            assertThat(it.how()).isEqualTo(Evidence.NAME);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://prod.example.com,https://staging.example.com",
                "copy-staging-to-prd",
                "https://prod.example.com/staging",
            })
    void who_names_its_own_environment_too_is_not_accused_by_a_name(String text) {
        assertThat(link("ANY", text)).isNotInstanceOf(Link.Strays.class);
    }

    @ParameterizedTest
    @CsvSource({
        "ANY, arn:aws:sqs:eu-west-1:222222222222:gone, QUEUE",
        "ANY, https://sqs.eu-west-1.amazonaws.com/222222222222/gone, QUEUE",
        "ANY, arn:aws:dynamodb:eu-west-1:222222222222:table/gone, TABLE",
        "ORDERS_TABLE, gone, TABLE",
        "ANY, /orders/prod/gone, PARAMETER",
        "DB_HOST_PARAM, /elsewhere/gone, PARAMETER",
        "ANY, '{{resolve:ssm:/orders/prod/gone}}', PARAMETER",
    })
    void a_thing_of_our_own_that_was_not_listed_dangles(String key, String text, Kind kind) {
        assertThat(link(key, text))
                .isInstanceOfSatisfying(
                        Link.Dangles.class, it -> assertThat(it.thing().kind()).isEqualTo(kind));
    }

    @Test
    void a_thing_in_a_region_that_was_not_looked_at_does_not_dangle() {
        assertThat(link("ANY", "arn:aws:sqs:us-east-1:222222222222:gone")).isInstanceOf(Link.Leads.class);
    }

    @Test
    void what_a_secret_shows_is_followed_and_the_rest_names_nothing() {
        Value shown = hidden("postgres://***@orders.c1.eu-west-1.rds.amazonaws.com:5432/orders");
        assertThat(link(FLEET, "DB_URL", shown)).isInstanceOf(Link.Strays.class);
        assertThat(link(FLEET, "DB_URL", hidden("")))
                .isInstanceOfSatisfying(
                        Link.Unresolved.class, it -> assertThat(it.missing()).isEmpty());
    }

    private static Value hidden(String visible) {
        return new Value.Hidden("hash", "key", Value.LengthClass.UP_TO_64, Value.Shape.TEXT, visible);
    }

    @Test
    void what_is_not_known_yet_is_missing() {
        assertThat(link(FLEET, "ANY", new Value.Unresolved("made by the deploy")))
                .isInstanceOfSatisfying(
                        Link.Unresolved.class, it -> assertThat(it.missing()).hasSize(1));
    }

    @Test
    void no_trail_quotes_a_value() {
        for (String text : List.of(
                "https://staging.canary-7.example.com/canary-7",
                "arn:aws:sqs:eu-west-1:111111111111:canary-7",
                "/orders/prod/canary-7",
                "/orders/staging/canary-7",
                "orders-staging-canary-7",
                "arn:aws:events:eu-west-1:999999999999:canary-7")) {
            Link link = link("ANY", text);
            assertThat(link.toString()).doesNotContain("canary-7");
        }
    }

    @Test
    void a_trail_says_what_is_named_and_whose_it_is() {
        assertThat(link("ANY", "arn:aws:sqs:eu-west-1:111111111111:orders-jobs-staging")
                        .trail()
                        .steps())
                .extracting(Trail.Step::text)
                .containsExactly(
                        "names SQS queue orders-jobs-staging (account 111111111111)",
                        "it belongs to staging, not to prod");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:s3:::acme-uploads-7f3",
                "acme-uploads-7f3",
                "s3://acme-uploads-7f3/x",
                "https://api.staging.example.com/v1",
                "arn:aws:iam::111111111111:role/deployer",
            })
    void what_is_declared_as_shared_leads_nowhere_wrong(String text) {
        String shared = """
                inventory:
                  shared: ["arn:aws:s3:::acme-uploads-7f3", "*.staging.example.com", "arn:aws:iam::111111111111:role/deployer"]
                ---
                """;
        assertThat(link(shared + FLEET, "UPLOADS_BUCKET", new Value.Plain(text)))
                .isInstanceOfSatisfying(
                        Link.Leads.class, it -> assertThat(it.shared()).isTrue());
    }

    private static final String ONE_ACCOUNT = """
            environment: staging
            account: "444444444444"
            queues: [jobs-a]
            ---
            environment: prod
            account: "444444444444"
            queues: [jobs-b]
            """;

    @Test
    void in_a_shared_account_what_belongs_to_each_decides() {
        assertThat(link(ONE_ACCOUNT, "Q", new Value.Plain("arn:aws:sqs:eu-west-1:444444444444:jobs-b")))
                .isInstanceOfSatisfying(
                        Link.Leads.class, it -> assertThat(it.owner()).isEqualTo("prod"));
        assertThat(link(ONE_ACCOUNT, "Q", new Value.Plain("arn:aws:sqs:eu-west-1:444444444444:jobs-a")))
                .isInstanceOfSatisfying(
                        Link.Strays.class, it -> assertThat(it.how()).isEqualTo(Evidence.IDENTITY));
        assertThat(link(ONE_ACCOUNT, "Q", new Value.Plain("arn:aws:kinesis:eu-west-1:444444444444:stream/x")))
                .isInstanceOfSatisfying(
                        Link.Leads.class, it -> assertThat(it.owner()).isEmpty());
        assertThat(link(ONE_ACCOUNT, "Q", new Value.Plain("arn:aws:kinesis:eu-west-1:444444444444:stream/staging-x")))
                .isInstanceOfSatisfying(
                        Link.Strays.class, it -> assertThat(it.how()).isEqualTo(Evidence.NAME));
    }

    @Test
    void what_was_not_seen_is_doubt_where_it_could_matter_and_only_there() {
        String staging = FLEET.replace("environment: staging\n", "environment: staging\nunseen: [QUEUES, BUCKETS]\n");
        assertThat(link(staging, "QUEUE_NAME", new Value.Plain("jobs-x")))
                .isInstanceOfSatisfying(
                        Link.Unresolved.class, it -> assertThat(it.missing()).hasSize(1));
        assertThat(link(staging, "B", new Value.Plain("s3://somewhere")))
                .isInstanceOfSatisfying(
                        Link.Unresolved.class, it -> assertThat(it.missing()).hasSize(1));
        assertThat(link(staging, "Q", new Value.Plain("arn:aws:sqs:eu-west-1:222222222222:jobs")))
                .isInstanceOf(Link.Leads.class);
        assertThat(link(staging, "Q", new Value.Plain("arn:aws:sqs:eu-west-1:222222222222:gone")))
                .isInstanceOf(Link.Dangles.class);
        assertThat(link(staging, "Q", new Value.Plain("arn:aws:sqs:eu-west-1:111111111111:gone")))
                .isInstanceOf(Link.Strays.class);
    }

    @Test
    void our_own_gap_leaves_open_whether_a_thing_exists_but_not_whose_it_is() {
        String prod = FLEET.replace("environment: prod\n", "environment: prod\nunseen: [QUEUES, PARAMETERS]\n");
        assertThat(link(prod, "Q", new Value.Plain("arn:aws:sqs:eu-west-1:222222222222:jobs")))
                .isInstanceOfSatisfying(Link.Leads.class, it -> {
                    assertThat(it.owner()).isEqualTo("prod");
                    assertThat(it.unseen()).hasSize(1);
                });
        assertThat(link(prod, "P", new Value.Plain("/orders/prod/host")))
                .isInstanceOfSatisfying(
                        Link.Leads.class, it -> assertThat(it.unseen()).hasSize(1));
        assertThat(link(prod, "P", new Value.Plain("/orders/staging/host")))
                .as("prod may have a parameter of this path as well")
                .isInstanceOf(Link.Unresolved.class);
    }

    @Test
    void hidden_belongings_of_a_shared_account_are_doubt() {
        ShortForm form = SnapshotYaml.read("fleet.yaml", ONE_ACCOUNT + "unseen: [STACK_RESOURCES]\n");
        Link link = new Links(form.snapshots(), form.intent())
                .of(prod(form), new Value.Plain("arn:aws:sqs:eu-west-1:444444444444:jobs-a"));
        assertThat(link).isInstanceOf(Link.Unresolved.class);
    }

    @Test
    void of_several_things_the_surest_accusation_decides() {
        List<Link> each = new Links(
                        SnapshotYaml.read("fleet.yaml", FLEET).snapshots(),
                        SnapshotYaml.read("fleet.yaml", FLEET).intent())
                .each(
                        prod(SnapshotYaml.read("fleet.yaml", FLEET)),
                        "ANY",
                        new Value.Plain("sg-staging,jobs.example.com"));
        assertThat(each).hasSize(2);
        assertThat(Link.decisive(each)).isInstanceOf(Link.Strays.class);
    }
}
