package envgate.envs.source.capture;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Answers kept together with what was asked, for those that do not say what they are about, and for
/// refusals: `{"Calls": [{"service": "lambda", "operation": "GetPolicy", "request": {…}, "response":
/// {…}}]}`.
final class CallsFile {

    static final String KEY = "Calls";

    /// Services that the SDKs and IAM call by another name than the AWS CLI, each under both.
    private static final Map<String, List<String>> OTHER_NAMES = Map.of(
            "elasticloadbalancing", List.of("elb", "elbv2"),
            "elasticloadbalancingv2", List.of("elbv2"),
            "networkfirewall", List.of("network-firewall"),
            "eventbridge", List.of("events"));

    private CallsFile() {}

    /// @param sited whether the calls say their account and region, for the file lies in no folder that does
    static JsonNode of(List<Answer> answers, boolean sited) {
        ArrayNode calls = CaptureJson.array();
        for (Answer it : answers) {
            ObjectNode call = CaptureJson.object().put("service", it.service()).put("operation", it.operation());
            if (sited) {
                call.put("account", it.account()).put("region", it.region());
            }
            call.set("request", it.request());
            switch (it.outcome()) {
                case Answer.Response(JsonNode body) -> call.set("response", body);
                case Answer.Refusal(String code, int status) ->
                    call.set("error", CaptureJson.object().put("code", code).put("status", status));
            }
            calls.add(call);
        }
        return CaptureJson.object().set(KEY, calls);
    }

    static boolean isOne(JsonNode value) {
        return value.path(KEY).isArray();
    }

    /// What was called, or nothing when envgate does not use it.
    static Optional<Operation> operation(JsonNode call) {
        String name = call.path("operation").asString("");
        return Operation.of(service(call, name), name);
    }

    /// One call as an answer.
    ///
    /// @throws Malformed when it is none
    static Answer read(JsonNode call, Locality folder) throws Malformed {
        String operation = call.path("operation").asString("");
        String service = service(call, operation);
        if (service.isEmpty() || operation.isEmpty()) {
            throw new Malformed("it names no `service` and `operation`");
        }
        JsonNode request = call.path("request");
        if (!request.isMissingNode() && !request.isObject()) {
            throw new Malformed("its `request` is no object");
        }
        boolean global =
                Operation.of(service, operation).map(Operation::isGlobal).orElse(false);
        String account = call.path("account").asString(folder.account());
        String region = global ? "" : call.path("region").asString(folder.region());
        ObjectNode asked = request instanceof ObjectNode object ? object : CaptureJson.object();
        return new Answer(account, region, service, operation, asked, outcome(call));
    }

    /// The AWS CLI's name. Both kinds of load balancers have a `DescribeLoadBalancers`; classic ones are
    /// `LoadBalancerDescriptions`, see
    /// https://docs.aws.amazon.com/elasticloadbalancing/2012-06-01/APIReference/API_DescribeLoadBalancers.html.
    private static String service(JsonNode call, String operation) {
        String written = call.path("service").asString("");
        boolean second = call.path("response").has("LoadBalancers");
        return OTHER_NAMES.getOrDefault(written, List.of(written)).stream()
                .filter(it -> Operation.of(it, operation).isPresent() && !(second && it.equals("elb")))
                .findFirst()
                .orElse(written);
    }

    private static Answer.Outcome outcome(JsonNode call) throws Malformed {
        JsonNode response = call.path("response");
        JsonNode error = call.path("error");
        if (response.isMissingNode() == error.isMissingNode()) {
            throw new Malformed("it has not one of `response` and `error`");
        } else if (error.isMissingNode()) {
            if (!response.isObject()) {
                throw new Malformed("its `response` is no object");
            }
            return new Answer.Response(response);
        }
        String code = error.isString()
                ? error.stringValue()
                : error.path("code").asString(error.path("Code").asString(""));
        if (code.isBlank()) {
            throw new Malformed("its `error` has no `code`");
        }
        return new Answer.Refusal(code, error.path("status").asInt(0));
    }

    /// A call that is none, and why.
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1;

        Malformed(String message) {
            super(message, null, false, false);
        }
    }
}
