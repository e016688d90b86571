package envgate.envs.model;

/// What makes a function run.
public sealed interface Trigger {

    /// ARN of the function, alias or version that is called, as the trigger names it.
    String functionArn();

    Origin origin();

    /// A queue, stream or table stream that Lambda polls.
    ///
    /// @param state `Enabled`, `Disabled`, ...
    record EventSourceMapping(String uuid, String functionArn, String eventSourceArn, String state, Origin origin)
            implements Trigger {}

    /// An integration of a REST, HTTP or WebSocket API that calls a function.
    ///
    /// @param api the API's id
    /// @param method `GET`, `ANY`; empty for WebSocket routes
    /// @param path the resource path or route, `/orders/{id}`, `$default`
    /// @param credentials ARN of the role that API Gateway calls with, empty when it needs the function's policy
    /// @param payloadFormatVersion `1.0`, `2.0`, empty for REST APIs
    record ApiIntegration(
            String api,
            ApiKind kind,
            String account,
            String region,
            String method,
            String path,
            String functionArn,
            String credentials,
            String payloadFormatVersion,
            Origin origin)
            implements Trigger {}

    /// The kind of an API.
    enum ApiKind {
        REST,
        HTTP,
        WEBSOCKET
    }
}
