package envgate.envs.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallTest {

    @ParameterizedTest
    @CsvSource({
        "api.stripe.com:443,          api.stripe.com, 443, tcp",
        "api.stripe.com,              api.stripe.com, 0, tcp",
        "udp://ntp.example.com:123,   ntp.example.com, 123, udp",
        "tcp://10.0.0.1:22,           10.0.0.1, 22, tcp",
        "10.0.0.0/8:443,              10.0.0.0/8, 443, tcp",
        "[fd00::1]:443,               fd00::1, 443, tcp",
        "[fd00::/8],                  fd00::/8, 0, tcp",
        "arn:aws:sqs:eu-west-1:333333333333:jobs, arn:aws:sqs:eu-west-1:333333333333:jobs, 0, tcp"
    })
    void a_service_is_a_host_perhaps_with_protocol_and_port(String text, String host, int port, String protocol) {
        assertThat(Call.parse(text)).contains(new Call(host, port, protocol, "declared"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "https://api.stripe.com", "a:b", "a:1:2", "host:", ":443", "a b:1", "fd00::1", "h/path"
            })
    void anything_else_is_none(String text) {
        assertThat(Call.parse(text)).isEmpty();
    }

    @Test
    void a_port_is_within_its_range() {
        assertThat(Call.parse("host:65535")).isPresent();
        assertThat(Call.parse("host:65536")).isEqualTo(Optional.empty());
    }
}
