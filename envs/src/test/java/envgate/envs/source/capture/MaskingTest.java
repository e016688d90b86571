package envgate.envs.source.capture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaskingTest {

    private final KnownTexts known = new KnownTexts();
    private final Masking masking = new Masking(known);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "undefined",
                "None",
                "[object Object]",
                "****",
                "true",
                "FALSE",
                "5432",
                "-0.19",
                "0.19,0.07",
                "1.42.0",
                "v2",
                "300000",
                "1700000000000",
                "info",
                "DEBUG",
                "staging",
                "wallets,invoice",
                "wallets, invoice",
                "orders-staging",
                "orders-prod-refunds-v2",
                "orders-artifacts-333333333333",
                "OrdersApiRole",
                "/orders/prod/db-host",
                "/orders/staging/checkout/flags-v2",
                "orders/prod/stripe",
                "reports/${Stage}/daily",
                "reports/prod/daily",
                "${Stage}",
                "#{stage}",
                "<TODO>",
                "<your-api-key>",
                "orders-%STAGE%-api",
                "{{resolve:ssm:/orders/prod/db-host:3}}",
                "{{resolve:secretsmanager:orders/prod/database:SecretString:password}}",
                "{{resolve:secretsmanager:arn:aws:secretsmanager:eu-west-1:111111111111:secret:orders/prod/db-AbC1dE:SecretString:password::}}",
                "arn:aws:sns:eu-west-1:111111111111:compliance-feed",
                "arn:aws:kms:eu-west-1:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab",
                "arn:aws:secretsmanager:eu-west-1:111111111111:secret:orders/prod/database-x7Y9z2",
                "arn:aws:lambda:eu-west-1:111111111111:function:orders-prod-api:live",
                "arn:aws:s3:::orders-prod-invoices/*",
                "arn:aws:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole",
                "arn:aws:execute-api:eu-west-1:111111111111:a1b2c3d4e5/*/POST/webhooks",
                "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:111111111111:function:orders-prod-webhooks/invocations",
                "arn:aws-cn:sqs:cn-north-1:111111111111:orders",
                "vpc-0a1b2c3d4e5f67890",
                "subnet-0a1b2c3d4e5f67890,subnet-0f9e8d7c6b5a43210",
                "eu-west-1",
                "eu-west-1a",
                "10.0.0.0/16",
                "10.0.0.5:6379",
                "::1",
                "fd00:ec2::254",
                "localhost:4566",
                "search.staging.shop.example.com",
                "orders-prod.c1a2b3c4d5e6.eu-west-1.rds.amazonaws.com",
                "orders.x1y2z3.0001.euw1.cache.amazonaws.com:6379",
                "https://api.stripe.com",
                "https://a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com/prod",
                "https://sqs.eu-west-1.amazonaws.com/222222222222/orders-staging-incoming",
                "https://assets.shop.example.com/tenants/orders/production/releases/2026-11-19T10-42-17Z/locales/en-GB/themes/winter",
                "https://assets.dev.shop.example.com/orders/mail/password-reset.html",
                "https://orders.example.com/search?limit=10&sort=created",
                "https://*.example.com",
                "https://a.example.com,https://b.example.com",
                "https://login.example.com/oauth2/token",
                "tcp://cache.internal:6379",
                "jdbc:postgresql://db.internal:5432/orders",
                "redis://cache.internal:6379/0",
                "s3://orders-prod-reports/daily",
                "orders@example.com",
                "io.orders.stock.Sync::handle",
                "orders.api.handler",
                "nodejs22.x",
                "x86_64",
                "arm64",
                "db.t4g.medium",
                "cron(0 4 * * ? *)",
                "rate(5 minutes)",
                "GET /orders/{id}",
                "$default",
                "GET,POST,OPTIONS",
                "*",
                "{\"retries\": 3, \"queue\": \"orders-prod-mail\"}",
                "[\"orders\", \"refunds\"]",
                "{\"deadLetterTargetArn\":\"arn:aws:sqs:eu-west-1:111111111111:orders-dlq\",\"maxReceiveCount\":5}",
                "host=db.internal port=5432 dbname=orders",
                "2026-11-19T10:42:17.123Z",
                "Europe/Berlin",
                "en-GB",
                "application/json",
                "111111111111.dkr.ecr.eu-west-1.amazonaws.com/orders-report-exporter:1.42.0",
                "AWS Lambda VPC ENI-orders-prod-api-1a2b3c4d-12ab-34cd-56ef-1234567890ab"
            })
    void what_is_known_not_to_be_secret_stays(String text) {
        assertThat(masking.mask(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "canary-7f3a9c1e5b2d4f60",
                "S3cr3t!canary",
                "hunter2!",
                "P@ssw0rd",
                "tr0ub4dor&3",
                "0f8fad5b-d9cb-469f-a165-70867728950e",
                "9b74c9897bac770ffc029102a200c5de",
                "AKIAIOSFODNN7EXAMPLE",
                "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
                "ghp_orders",
                "xoxb-orders-prod",
                "sk_live_orders",
                "eyJhbGciOiJIUzI1NiJ9.e30.abc",
                "Bearer abcdefgh",
                "-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----",
                "dGhpcyBpcyBhIHNlY3JldA==",
                "admin:tiger",
                "correct horse battery staple",
                "4111111111111111",
                "4111-1111-1111-1111",
                "qzxkvjwpt-bnmqw",
                "aBcDeFgHiJ",
                "postgres://user:pa/ss@host/db",
                "postgres://user:12/34@host/db",
                "hidden:nothing of ours",
                "müller-geheim",
                "${DB_PASSWORD:-tiger}",
                "'tiger'",
                "\"quoted\"",
                "orders\u0007"
            })
    void what_may_be_secret_goes(String text) {
        assertThat(masking.mask(text)).isEqualTo("***");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            postgres://orders:tiger@db.internal:5432/orders              | postgres://***@db.internal:5432/orders
            postgres://orders:ti@ger@db.internal:5432/orders             | postgres://***@db.internal:5432/orders
            https://abc123@o1.ingest.sentry.io/5                         | https://***@o1.ingest.sentry.io/5
            amqps://u:p,q@a.example.com:5671,b.example.com:5671/orders   | amqps://***@a.example.com:5671,b.example.com:5671/orders
            https://hooks.slack.com/services/orders                      | https://hooks.slack.com/***
            https://api.example.com/v1/7f3a9c1e5b2d/orders               | https://api.example.com/v1/***/orders
            https://api.example.com/orders?api_key=tiger&limit=5         | https://api.example.com/orders?api_key=***&limit=5
            https://api.example.com/orders?x=7f3a9c1e5b2d4f60#top        | https://api.example.com/orders?x=***#top
            https://b.s3.amazonaws.com/f?X-Amz-Signature=ab&y=z          | https://b.s3.amazonaws.com/f?***
            https://7f3a9c1e5b2d4f60.example.com/orders                  | https://***.example.com/orders
            jdbc:sqlserver://db.internal:1433;databaseName=orders;user=sa;password=tiger | jdbc:sqlserver://db.internal:1433;databaseName=orders;user=sa;password=***
            jdbc:oracle:thin:orders/tiger@db.internal:1521/orders        | jdbc:oracle:thin:***@db.internal:1521/orders
            Server=db.internal,1433;Database=orders;User Id=sa;Password=tiger | Server=db.internal,1433;Database=orders;User Id=sa;Password=***
            host=db.internal port=5432 password=tiger                    | host=db.internal port=5432 password=***
            {"host":"db.internal","password":"tiger"}                    | {"host":"db.internal","password":"***"}
            {"db":{"url":"redis://:tiger@cache.internal:6379"}}          | {"db":{"url":"redis://***@cache.internal:6379"}}
            orders,7f3a9c1e5b2d4f60                                      | orders,***
            reports/7f3a9c1e/daily/summary                               | reports/***/daily/summary
            arn:aws:sqs:eu-west-1:111111111111:canary-7f3a9c1e5b2d4f60   | arn:aws:sqs:eu-west-1:111111111111:***
            call https://api.example.com with tiger                      | *** https://api.example.com *** ***
            orders:tiger@cache.internal:6379                             | ***@cache.internal:6379
            """)
    void the_secret_part_goes_and_the_rest_stays(String text, String visible) {
        assertThat(masking.mask(text)).isEqualTo(visible);
        assertThat(masking.mask(visible)).as("masked again").isEqualTo(visible);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "orders-prod-OrdersTable-1J9XYZ3K2L4M5",
                "https://example.com/orders-prod-OrdersTable-1J9XYZ3K2L4M5",
                "a,orders-prod-OrdersTable-1J9XYZ3K2L4M5"
            })
    void a_name_that_aws_told_stays_wherever_it_stands(String text) {
        assertThat(masking.mask(text)).contains("***");
        known.addName("orders-prod-OrdersTable-1J9XYZ3K2L4M5");
        assertThat(new Masking(known).mask(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tiger-lion", "https://example.com/tiger-lion", "a,tiger-lion", "{\"a\":\"tiger-lion\"}"})
    void a_text_that_is_secret_somewhere_is_secret_everywhere(String text) {
        known.addSecret("tiger-lion");
        assertThat(new Masking(known).mask(text)).contains("***").doesNotContain("tiger");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            tiger                                                       | ***
            12345678                                                    | ***
            orders                                                      | ***
            undefined                                                   | undefined
            true                                                        | true
            ${DB_PASSWORD}                                              | ${DB_PASSWORD}
            prefix-${DB_PASSWORD}                                       | ***
            arn:aws:secretsmanager:eu-west-1:111111111111:secret:db-AbC1dE | arn:aws:secretsmanager:eu-west-1:111111111111:secret:db-AbC1dE
            /orders/prod/db-password                                    | /orders/prod/db-password
            https://shop.example.com/mail/password-reset.html           | https://shop.example.com/mail/password-reset.html
            postgres://u:p@db.internal/orders                           | postgres://***@db.internal/orders
            """)
    void under_a_secret_key_only_addresses_and_words_for_nothing_stay(String text, String visible) {
        assertThat(masking.underSecretKey(text)).isEqualTo(visible);
    }
}
