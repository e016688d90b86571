package envgate.envs.source.capture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretKeysTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PASSWORD",
                "DB_PASSWORD",
                "DBPASSWORD",
                "dbPassword",
                "PGPASSWORD",
                "MYSQL_PWD",
                "DB_PASS",
                "SECRET",
                "CLIENT_SECRET",
                "SECRET_KEY_BASE",
                "AWS_SECRET_ACCESS_KEY",
                "API_KEY",
                "APIKEY",
                "STRIPE_KEY",
                "PRIVATE_KEY",
                "ENCRYPTION_KEY_V2",
                "GITHUB_TOKEN",
                "ID_TOKEN",
                "REDIS_AUTH",
                "DATABASE_DSN",
                "SENTRY_DSN",
                "CREDENTIALS",
                "GOOGLE_APPLICATION_CREDENTIALS_JSON",
                "HOST_PASSWORD",
                "NAME_TOKEN",
                "JWT",
                "CONNECTION_STRING",
                "SESSION_COOKIE",
                "sts:ExternalId",
                "WEBHOOK_SIGNATURE",
                "MasterUserPassword"
            })
    void keys_of_secrets_are_told(String key) {
        assertThat(SecretKeys.isSecret(key)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "DB_HOST",
                "STAGE",
                "DB_SECRET_ARN",
                "STRIPE_SECRET_NAME",
                "WAREHOUSE_TOKEN_PARAM",
                "DatabaseSecretArn",
                "KeyArn",
                "KMS_KEY",
                "PARTITION_KEY",
                "SORT_KEY",
                "S3_KEY",
                "PUBLIC_KEY",
                "TOKEN_URL",
                "TOKEN_TTL",
                "MAX_TOKENS",
                "MIN_PASSWORD_LENGTH",
                "AUTH_TYPE",
                "AUTH_URL",
                "PASSWORD_RESET",
                "MAIL_PASSWORD_RESET",
                "PrivateSubnetIds",
                "MONKEY",
                "KEYBOARD",
                "PASSENGER_NAME",
                "COMPASS",
                "AUTHOR",
                "TOKENIZER_MODEL"
            })
    void keys_of_other_things_are_not(String key) {
        assertThat(SecretKeys.isSecret(key)).isFalse();
    }
}
