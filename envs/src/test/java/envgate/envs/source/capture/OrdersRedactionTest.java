package envgate.envs.source.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// What the sample application says that rules must be able to read.
class OrdersRedactionTest {

    private final FreeText text = new FreeText(RedactionKey.of("a key for tests"), new KnownTexts());

    @Test
    void everything_that_the_templates_of_the_sample_say_stays() throws IOException {
        for (String name : List.of("orders.yaml", "orders-network.yaml", "platform-alerts.yaml")) {
            JsonNode template = TemplateText.tree(template(name)).orElseThrow();
            List<String> hidden = new ArrayList<>();
            hidden("", new TemplateRedaction(text, (_, _) -> false).redact(template), hidden);
            assertThat(hidden).as(name).allMatch(it -> it.endsWith("Description"));
        }
    }

    private static void hidden(String path, JsonNode node, List<String> found) {
        if (node.isString() && HiddenText.parse(node.stringValue()).isPresent()) {
            found.add(path);
        }
        for (Map.Entry<String, JsonNode> it : node.properties()) {
            hidden(path + "/" + it.getKey(), it.getValue(), found);
        }
        if (node.isArray()) {
            node.forEach(it -> hidden(path, it, found));
        }
    }

    /// The template with all its parts.
    private static String template(String name) throws IOException {
        try (InputStream stream = Objects.requireNonNull(
                OrdersRedactionTest.class.getResourceAsStream("/envgate/envs/moto/" + name), name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            STAGE                    | staging
            LOG_LEVEL                | DEBUG
            DB_HOST                  | orders-prod.cba2f5d8e1a4.eu-west-1.rds.amazonaws.com
            DB_PORT                  | 5432
            DB_NAME                  | orders
            DB_SECRET_ARN            | arn:aws:secretsmanager:eu-west-1:333333333333:secret:orders/prod/database-ySqRnO
            StripeSecretArn          | arn:aws:secretsmanager:eu-west-1:333333333333:secret:orders/prod/stripe-AbCdEf
            KeyArn                   | arn:aws:kms:eu-west-1:333333333333:key/d3f1a5b2-9c4e-4f6a-8b7c-1e2d3c4b5a69
            ApiId                    | a1b2c3d4e5
            ArtifactBucket           | orders-artifacts-333333333333
            PrivateSubnetIds         | subnet-0a1b2c3d4e5f67890,subnet-0f9e8d7c6b5a43210
            FunctionsSecurityGroupId | sg-0a1b2c3d4e5f67890
            TABLE_NAME               | orders-prod-orders
            QUEUE_URL                | https://sqs.eu-west-1.amazonaws.com/333333333333/orders-prod-incoming
            STRIPE_API_URL           | https://api.stripe.com
            STRIPE_SECRET_NAME       | orders/prod/stripe
            EVENTS_TOPIC_ARN         | arn:aws:sns:eu-west-1:333333333333:orders-prod-events
            AUDIT_TOPIC_ARN          | arn:aws:sns:eu-west-1:111111111111:compliance-feed
            FLAGS_PARAM              | /orders/staging/checkout/flags-v2
            RATES_PARAM              | /orders/prod/stock/rates
            WAREHOUSE_TOKEN_PARAM    | /orders/prod/warehouse/token
            WAREHOUSE_API_URL        | https://sandbox.warehouse.example.com
            OPENSEARCH_HOST          | search.shop.example.com
            ALLOWED_ORIGIN           | undefined
            ALLOWED_ORIGIN           | https://staging.shop.example.com
            REPORT_PREFIX            | reports/${Stage}/daily
            ARCHIVE_BUCKET           | orders-dev-playground
            REFUNDS_TABLE            | orders-prod-refunds
            SKIP_RESERVATION         | true
            FX_API_URL               | https://fx.example.net/latest
            SMTP_HOST                | email-smtp.eu-west-1.amazonaws.com
            MAIL_PASSWORD_RESET      | https://assets.shop.example.com/tenants/orders/production/releases/2026-11-19T10-42-17Z/locales/en-GB/themes/winter/mail/password-reset.html
            Release                  | 1.42.0
            flags                    | wallets,invoice
            rates                    | 0.19,0.07
            OrdersApiUrl             | https://a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com
            InvoiceRendererArn       | arn:aws:lambda:eu-west-1:333333333333:function:orders-prod-invoices
            """)
    void every_value_of_the_sample_and_its_faults_stays(String key, String value) {
        // ids of APIs are known from their listing
        KnownTexts known = new KnownTexts();
        known.addName("a1b2c3d4e5");
        assertThat(new FreeText(RedactionKey.of("a key for tests"), known).decide(key, value))
                .isEqualTo(value);
    }
}
