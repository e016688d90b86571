package envgate.envs.moto;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sts.StsClient;

class MotoServerTest {

    @Test
    void an_account_is_entered_through_a_role_of_it() {
        try (StsClient sts = MotoServer.shared().account("444444444444").client(StsClient.builder())) {
            assertThat(sts.getCallerIdentity().account()).isEqualTo("444444444444");
        }
    }

    @Test
    void policies_that_aws_manages_are_there() {
        try (IamClient iam = MotoServer.shared().account("444444444444").client(IamClient.builder())) {
            assertThat(iam.getPolicy(it -> it.policyArn(
                                    "arn:aws:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole"))
                            .policy()
                            .policyName())
                    .isEqualTo("AWSLambdaVPCAccessExecutionRole");
        }
    }

    @Test
    void a_server_of_ones_own_ends_when_it_is_closed() {
        MotoServer own = MotoServer.start();
        assertThat(own.answers()).isTrue();
        own.close();
        assertThat(own.answers()).isFalse();
    }
}
