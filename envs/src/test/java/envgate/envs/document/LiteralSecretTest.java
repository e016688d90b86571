package envgate.envs.document;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiteralSecretTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AKIAIOSFODNN7EXAMPLE",
                "id=ASIAIOSFODNN7EXAMPLE;",
                "wJalrXUtnFEMIxK7MDENGxbPxRfiCYzEXAMPLEKE",
                "ghp_0123456789abcdefghijABCDEFGHIJ012345",
                "github_pat_11ABCDEFG0123456789_abcdefghijklmnop",
                "glpat-0123456789abcdefABCD",
                "sk_live_0123456789abcdef",
                "rk_test_0123456789abcdef",
                "xoxb-123456789012-abcdefghijkl",
                "AIzaSyA0123456789abcdefghijklmnopqrstuv",
                "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NSJ9.x",
                "postgres://app:pa55@db.internal:5432/orders",
                "https://:token@host/",
                "-----BEGIN RSA PRIVATE KEY-----",
            })
    void these_can_only_be_secrets(String text) {
        assertThat(LiteralSecret.in(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "orders-prod",
                "arn:aws:iam::333333333333:role/envgate-read",
                "arn:aws:secretsmanager:eu-west-1:333333333333:secret:orders/prod/db-AbCdEf",
                "4f9d2c1a7b3e8d6f5a0c9b8e7d6f5a4c3b2e1d0f",
                "123e4567-e89b-12d3-a456-426614174000",
                "captures/OrdersApplication2026/prod/latest",
                "https://db.internal:5432/orders@1",
                "https://user:${PASSWORD}@host/",
                "http://127.0.0.1:4566",
                "sk_",
                "SAKIAIOSFODNN7EXAMPLE",
                "OrdersApi/STRIPE_KEY",
                "udp://ntp.example.com:123",
            })
    void these_are_none(String text) {
        assertThat(LiteralSecret.in(text)).isFalse();
    }
}
