package envgate.envs.source.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadabilityTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "orders",
                "OrdersApiRole",
                "DBInstance",
                "orders2",
                "v12",
                "t4g",
                "Http2Client",
                "oauth2token",
                "sha256",
                "orders-prod-refunds-v2",
                "2026-11-19",
                "20261119",
                "1.42.0",
                "512MiB",
                "1h30m",
                "2xlarge",
                "db01",
                "python3.13",
                "eu-west-1",
                "AWSLambdaVPCAccessExecutionRole",
                "XMLHttpRequest",
                "k8s",
                "i18n"
            })
    void words_and_small_numbers_are_readable(String text) {
        assertThat(Readability.isReadable(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "7f3a9c",
                "canary-7f3a9c1e",
                "deadbeef",
                "aBcDeFgH",
                "qzxkvjwp",
                "QWxhZGRpbjpvcGVu",
                "a1b2c3",
                "S3cr3t",
                "P4ssw0rd",
                "1234567",
                "abcd-efgh-1j2k-9x8y",
                "ABCD-EFGH-JKLM-NPQR"
            })
    void random_texts_are_not(String text) {
        assertThat(Readability.isReadable(text)).isFalse();
    }

    /// How many of a thousand random tokens may pass.
    @ParameterizedTest
    @CsvSource({
        "0123456789abcdef, 16, 0",
        "0123456789abcdef, 32, 0",
        "abcdefghijklmnopqrstuvwxyz0123456789, 16, 1",
        "abcdefghijklmnopqrstuvwxyz0123456789, 24, 0",
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789, 16, 2",
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789, 24, 0",
        "abcdefghijklmnopqrstuvwxyz, 16, 2",
        "abcdefghijklmnopqrstuvwxyz, 32, 0"
    })
    void hardly_any_random_token_passes(String alphabet, int length, int most) {
        Random random = new Random(length);
        int passed = 0;
        for (int i = 0; i < 1000; i++) {
            StringBuilder token = new StringBuilder("canary-");
            for (int j = 0; j < length; j++) {
                token.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            passed += Readability.isReadable(token.toString()) ? 1 : 0;
        }
        assertThat(passed).isLessThanOrEqualTo(most);
    }

    @Test
    void no_uuid_is_readable() {
        Random random = new Random(1);
        for (int i = 0; i < 1000; i++) {
            String uuid = new UUID(random.nextLong(), random.nextLong()).toString();
            assertThat(Readability.isReadable(uuid)).as(uuid).isFalse();
        }
    }
}
