package envgate.envs.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArnTest {

    @Test
    void takes_apart_what_its_colons_separate() {
        Arn arn = Arn.of("arn:aws-cn:lambda:cn-north-1:333333333333:function:orders:live");

        assertThat(arn.partition()).isEqualTo("aws-cn");
        assertThat(arn.service()).isEqualTo("lambda");
        assertThat(arn.region()).isEqualTo("cn-north-1");
        assertThat(arn.account()).isEqualTo("333333333333");
        assertThat(arn.resource()).isEqualTo("function:orders:live");
        assertThat(arn.name()).isEqualTo("live");
    }

    @Test
    void knows_services_without_region_and_account() {
        Arn arn = Arn.of("arn:aws:s3:::orders/some:key");

        assertThat(arn.region()).isEmpty();
        assertThat(arn.account()).isEmpty();
        assertThat(arn.resource()).isEqualTo("orders/some:key");
        assertThat(Arn.of("arn:aws:s3:::orders").name()).isEqualTo("orders");
        assertThat(Arn.of("arn:aws:iam::333333333333:role/path/api").name()).isEqualTo("api");
    }

    @Test
    void is_the_same_whether_read_or_put_together() {
        Arn put = new Arn("aws", "sqs", "eu-west-1", "333333333333", "orders");
        Arn read = Arn.of("arn:aws:sqs:eu-west-1:333333333333:orders");

        assertThat(put).isEqualTo(read).hasSameHashCodeAs(read).hasToString(read.toString());
        assertThat(put.account()).isEqualTo("333333333333");
        assertThat(put.resource()).isEqualTo("orders");
        assertThat(put).isLessThan(Arn.of("arn:aws:sqs:eu-west-1:333333333333:orders-dead"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "orders",
                "arn:",
                "arn:aws:s3",
                "arn:aws:s3::",
                "arn:aws:s3:::",
                "arn::s3:::orders",
                "arn:aws::::orders",
                "urn:aws:s3:::orders",
                "arn:aws:sqs:eu-west-1:333333333333:"
            })
    void does_not_take_for_one_what_lacks_a_part(String text) {
        assertThat(Arn.parse(text)).isEmpty();
    }
}
