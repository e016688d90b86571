package envgate.envs.source.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.endpoints.Endpoint;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.endpoints.IamEndpointProvider;
import software.amazon.awssdk.services.organizations.endpoints.OrganizationsEndpointProvider;
import software.amazon.awssdk.services.route53.endpoints.Route53EndpointProvider;

/// Global services are asked by clients of the environment's own region: the SDK knows where they are.
class ClientsTest {

    private static URI url(java.util.concurrent.CompletableFuture<Endpoint> endpoint) {
        return endpoint.join().url();
    }

    @ParameterizedTest
    @CsvSource({
        "eu-west-1, amazonaws.com",
        "ap-southeast-7, amazonaws.com",
    })
    void a_regions_client_of_a_global_service_asks_its_one_host(String region, String domain) {
        Region of = Region.of(region);

        assertThat(url(IamEndpointProvider.defaultProvider().resolveEndpoint(it -> it.region(of))))
                .hasHost("iam." + domain);
        assertThat(url(Route53EndpointProvider.defaultProvider().resolveEndpoint(it -> it.region(of))))
                .hasHost("route53." + domain);
        assertThat(url(OrganizationsEndpointProvider.defaultProvider().resolveEndpoint(it -> it.region(of))))
                .hasHost("organizations.us-east-1." + domain);
    }

    @Test
    void the_partition_follows_from_the_region() {
        assertThat(url(IamEndpointProvider.defaultProvider().resolveEndpoint(it -> it.region(Region.of("cn-north-1")))))
                .hasHost("iam.cn-north-1.amazonaws.com.cn");
    }
}
