package envgate.envs.source.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.apigateway.model.GetResourcesResponse;
import software.amazon.awssdk.services.apigateway.model.Method;
import software.amazon.awssdk.services.apigateway.model.Resource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsResponse;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.Vpc;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.PackageType;
import software.amazon.awssdk.services.secretsmanager.model.SecretListEntry;

/// One walk for all services, in the shape that the AWS CLI prints.
class SdkJsonTest {

    private static String json(SdkPojo pojo) {
        return SdkJson.object(pojo).toString();
    }

    @Test
    void members_carry_awss_names() {
        assertThat(json(DescribeVpcsResponse.builder()
                        .vpcs(Vpc.builder()
                                .vpcId("vpc-1")
                                .isDefault(true)
                                .tags(Tag.builder().key("Name").value("main").build())
                                .build())
                        .build()))
                .isEqualTo("{\"Vpcs\":[{\"IsDefault\":true,\"Tags\":[{\"Key\":\"Name\",\"Value\":\"main\"}],"
                        + "\"VpcId\":\"vpc-1\"}]}");
    }

    @Test
    void api_gateway_speaks_in_lower_camel_case() {
        assertThat(json(GetResourcesResponse.builder()
                        .items(Resource.builder()
                                .id("r")
                                .resourceMethods(Map.of(
                                        "GET",
                                        Method.builder().httpMethod("GET").build()))
                                .build())
                        .build()))
                .isEqualTo("{\"items\":[{\"id\":\"r\",\"resourceMethods\":{\"GET\":{\"httpMethod\":\"GET\"}}}]}");
    }

    @Test
    void times_are_texts_and_blobs_base64() {
        assertThat(json(SecretListEntry.builder()
                        .createdDate(Instant.parse("2026-01-02T03:04:05Z"))
                        .build()))
                .isEqualTo("{\"CreatedDate\":\"2026-01-02T03:04:05Z\"}");
        assertThat(json(AttributeValue.builder()
                        .b(SdkBytes.fromUtf8String("hi"))
                        .build()))
                .isEqualTo("{\"B\":\"aGk=\"}");
    }

    @Test
    void numbers_are_numbers_and_enumerations_texts() {
        assertThat(json(FunctionConfiguration.builder()
                        .codeSize(9_999_999_999L)
                        .memorySize(128)
                        .packageType(PackageType.IMAGE)
                        .build()))
                .isEqualTo("{\"CodeSize\":9999999999,\"MemorySize\":128,\"PackageType\":\"Image\"}");
    }

    @Test
    void what_aws_did_not_say_is_left_out_and_what_is_empty_is_not() {
        assertThat(json(Vpc.builder().build())).isEqualTo("{}");
        assertThat(json(Vpc.builder().tags(List.of()).build())).isEqualTo("{\"Tags\":[]}");
    }
}
