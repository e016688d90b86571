package envgate.envs.plan.template;

import static org.assertj.core.api.Assertions.assertThat;

import envgate.envs.model.Area;
import envgate.envs.model.Resource;
import envgate.envs.model.Snapshot;
import envgate.envs.model.Trigger;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `zappa template` writes is CloudFormation: the API and its methods, which call a function that Zappa itself
/// deploys, as a role that the settings name.
///
/// See https://github.com/zappa/Zappa, `create_stack_template`.
class ZappaTemplateTest {

    private static final String FUNCTION = "arn:aws:lambda:eu-west-1:111111111111:function:shop-prod";
    private static final String ROLE = "arn:aws:iam::111111111111:role/shop-prod-ZappaLambdaExecutionRole";

    @TempDir
    private Path folder;

    private static String template(String root, String proxy) {
        return """
            {
                "Description": "Automatically generated with Zappa",
                "Resources": {
                    "ANY0": %1$s,
                    "ANY1": %2$s,
                    "Api": {
                        "Properties": {
                            "BinaryMediaTypes": ["*/*"],
                            "Description": "Created automatically by Zappa.",
                            "Name": "shop-prod"
                        },
                        "Type": "AWS::ApiGateway::RestApi"
                    },
                    "ResourceAnyPathSlashed": {
                        "Properties": {
                            "ParentId": {"Fn::GetAtt": ["Api", "RootResourceId"]},
                            "PathPart": "{proxy+}",
                            "RestApiId": {"Ref": "Api"}
                        },
                        "Type": "AWS::ApiGateway::Resource"
                    }
                }
            }
            """.formatted(root, proxy);
    }

    private static String method(String resource) {
        return """
                {
                        "Properties": {
                            "ApiKeyRequired": false,
                            "AuthorizationType": "NONE",
                            "HttpMethod": "ANY",
                            "Integration": {
                                "CacheKeyParameters": [],
                                "CacheNamespace": "none",
                                "Credentials": "%s",
                                "IntegrationHttpMethod": "POST",
                                "IntegrationResponses": [],
                                "PassthroughBehavior": "NEVER",
                                "Type": "AWS_PROXY",
                                "Uri": "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/%s/invocations"
                            },
                            "MethodResponses": [],
                            "ResourceId": %s,
                            "RestApiId": {"Ref": "Api"}
                        },
                        "Type": "AWS::ApiGateway::Method"
                    }""".formatted(ROLE, FUNCTION, resource);
    }

    @Test
    void its_methods_call_the_function_as_the_role() {
        Snapshot planned = Plans.empty()
                .plan(
                        folder,
                        template(
                                method("{\"Fn::GetAtt\": [\"Api\", \"RootResourceId\"]}"),
                                method("{\"Ref\": \"ResourceAnyPathSlashed\"}")));

        assertThat(planned.gapsIn(Area.APIS)).isEmpty();
        assertThat(planned.resources())
                .filteredOn(Resource.Api.class::isInstance)
                .extracting(Resource::name)
                .containsExactly("shop-prod");
        assertThat(planned.triggers())
                .hasSize(2)
                .allSatisfy(it -> assertThat(it).isInstanceOfSatisfying(Trigger.ApiIntegration.class, call -> {
                    assertThat(call.method()).isEqualTo("ANY");
                    assertThat(call.functionArn()).isEqualTo(FUNCTION);
                    assertThat(call.credentials()).isEqualTo(ROLE);
                }));
        assertThat(planned.triggers())
                .extracting(it -> ((Trigger.ApiIntegration) it).path())
                .containsExactlyInAnyOrder("/", "/{proxy+}");
    }
}
