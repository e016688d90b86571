package envgate.envs.source.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import envgate.envs.model.Area;
import envgate.envs.model.Resource;
import envgate.envs.model.Snapshot;
import envgate.envs.model.Trigger.ApiIntegration;
import envgate.envs.model.Trigger.ApiKind;
import java.util.List;
import org.junit.jupiter.api.Test;

class ApiReaderTest {

    private static final Snapshot ORDERS = Recordings.decode(Recordings.orders());
    private static final String FUNCTION = "arn:aws:lambda:eu-west-1:111111111111:function:";
    private static final String ROLE = "arn:aws:iam::111111111111:role/orders-api-role";

    private static List<ApiIntegration> integrations(Snapshot snapshot) {
        return snapshot.triggers().stream()
                .filter(ApiIntegration.class::isInstance)
                .map(ApiIntegration.class::cast)
                .toList();
    }

    @Test
    void apis_of_all_kinds_have_a_host() {
        assertThat(ORDERS.resources().stream()
                        .filter(Resource.Api.class::isInstance)
                        .map(Resource.Api.class::cast))
                .extracting(it -> it.arn().toString(), Resource.Api::name, Resource.Api::id, Resource.Api::endpoint)
                .containsExactly(
                        tuple(
                                "arn:aws:apigateway:eu-west-1::/apis/http1",
                                "orders-http",
                                "http1",
                                "http1.execute-api.eu-west-1.amazonaws.com"),
                        tuple(
                                "arn:aws:apigateway:eu-west-1::/apis/ws1",
                                "orders-ws",
                                "ws1",
                                "ws1.execute-api.eu-west-1.amazonaws.com"),
                        tuple(
                                "arn:aws:apigateway:eu-west-1::/restapis/rest1",
                                "orders-rest",
                                "rest1",
                                "rest1.execute-api.eu-west-1.amazonaws.com"));
    }

    @Test
    void the_policy_of_a_rest_api_is_read_as_api_gateway_writes_it() {
        assertThat(ORDERS.resources().stream()
                        .filter(Resource.Api.class::isInstance)
                        .map(Resource.Api.class::cast)
                        .flatMap(it -> it.policy().seen().stream()))
                .singleElement()
                .satisfies(it -> assertThat(it.statements())
                        .singleElement()
                        .returns(
                                List.of("AWS:222222222222"),
                                one -> one.principals().patterns())
                        .returns(
                                List.of("execute-api:/*"),
                                one -> one.resources().patterns()));
    }

    @Test
    void routes_that_call_functions_are_triggers() {
        assertThat(integrations(ORDERS))
                .extracting(
                        ApiIntegration::api,
                        ApiIntegration::kind,
                        ApiIntegration::method,
                        ApiIntegration::path,
                        ApiIntegration::functionArn,
                        ApiIntegration::credentials,
                        ApiIntegration::payloadFormatVersion)
                .containsExactlyInAnyOrder(
                        tuple("http1", ApiKind.HTTP, "GET", "/orders", FUNCTION + "orders-api", "", "2.0"),
                        tuple("http1", ApiKind.HTTP, "ANY", "$default", FUNCTION + "orders-api", "", "2.0"),
                        tuple("rest1", ApiKind.REST, "GET", "/orders", FUNCTION + "orders-api:live", ROLE, ""),
                        tuple("ws1", ApiKind.WEBSOCKET, "", "$connect", FUNCTION + "orders-worker", ROLE, ""));
        assertThat(integrations(ORDERS))
                .allMatch(
                        it -> it.account().equals("111111111111") && it.region().equals("eu-west-1"));
    }

    @Test
    void a_stage_variable_leaves_open_which_function_is_called() {
        Snapshot snapshot = Recordings.decode(Recordings.replace(
                Recordings.orders(),
                Recordings.answer(Operation.APIGATEWAYV2_GET_INTEGRATIONS, "{\"ApiId\": \"http1\"}", """
                        {"Items": [{"IntegrationId": "i1", "IntegrationType": "AWS_PROXY", "PayloadFormatVersion": "2.0",
                          "IntegrationUri": "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:111111111111:function:${stageVariables.fn}/invocations"},
                         {"IntegrationId": "i2", "IntegrationType": "HTTP_PROXY"}]}""")));

        assertThat(snapshot.gapIn(Area.APIS, "http1"))
                .hasValueSatisfying(
                        it -> assertThat(it.reason()).isEqualTo("a stage variable says which function is called"));
        assertThat(integrations(snapshot)).anyMatch(it -> it.functionArn().equals(FUNCTION + "${stageVariables.fn}"));
    }

    @Test
    void a_route_to_an_unknown_integration_is_a_gap() {
        Snapshot snapshot = Recordings.decode(Recordings.replace(
                Recordings.orders(),
                Recordings.answer(
                        Operation.APIGATEWAYV2_GET_INTEGRATIONS, "{\"ApiId\": \"http1\"}", "{\"Items\": []}")));

        assertThat(snapshot.gapIn(Area.APIS, "http1")).isPresent();
        assertThat(snapshot.gapIn(Area.APIS)).isEmpty();
    }

    @Test
    void methods_that_were_not_embedded_are_a_gap() {
        Snapshot snapshot = Recordings.decode(Recordings.replace(
                Recordings.orders(),
                Recordings.answer(
                        Operation.APIGATEWAY_GET_RESOURCES,
                        "{\"restApiId\": \"rest1\", \"embed\": [\"methods\"]}",
                        "{\"items\": [{\"id\": \"r\", \"path\": \"/\", \"resourceMethods\": {\"GET\": {}}}]}")));

        assertThat(snapshot.gapIn(Area.APIS, "rest1")).isPresent();
    }
}
