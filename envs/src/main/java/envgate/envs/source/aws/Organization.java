package envgate.envs.source.aws;

import static envgate.envs.source.aws.Items.each;
import static envgate.envs.source.aws.Items.request;
import static envgate.envs.source.aws.Items.text;

import envgate.envs.source.capture.Answer;
import envgate.envs.source.capture.Answer.Response;
import envgate.envs.source.capture.Operation;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The way from an account up to the root of its organization, along which control policies are attached.
///
/// See
/// https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_evaluation.html.
final class Organization {

    private Organization() {}

    /// Whether control policies may limit the account: it is in an organization, and is not its management
    /// account.
    static boolean isLimited(Here here) {
        return bodies(here, Operation.ORGANIZATIONS_DESCRIBE_ORGANIZATION)
                .map(it -> text(it.path("Organization"), "MasterAccountId"))
                .anyMatch(it -> !it.isEmpty() && !it.equals(here.account()));
    }

    /// The unit above the one that was asked about; nothing above the root.
    static List<ObjectNode> above(Answer answer) {
        return answer.outcome() instanceof Response(JsonNode body)
                ? each(
                        "ChildId",
                        stream(body.path("Parents"))
                                .filter(it -> text(it, "Type").equals("ORGANIZATIONAL_UNIT"))
                                .map(it -> text(it, "Id")))
                : List.of();
    }

    static List<ObjectNode> policyLists(Here here) {
        if (!isLimited(here)) {
            return List.of();
        }
        Stream<String> above = bodies(here, Operation.ORGANIZATIONS_LIST_PARENTS)
                .flatMap(it -> stream(it.path("Parents")))
                .map(it -> text(it, "Id"));
        return Stream.concat(Stream.of(here.account()), above)
                .distinct()
                .flatMap(target -> Stream.of("SERVICE_CONTROL_POLICY", "RESOURCE_CONTROL_POLICY")
                        .map(kind -> request("TargetId", target).put("Filter", kind)))
                .toList();
    }

    static List<ObjectNode> policies(Here here) {
        return each(
                "PolicyId",
                bodies(here, Operation.ORGANIZATIONS_LIST_POLICIES_FOR_TARGET)
                        .flatMap(it -> stream(it.path("Policies")))
                        .map(it -> text(it, "Id"))
                        .sorted());
    }

    private static Stream<JsonNode> bodies(Here here, Operation operation) {
        return here.answers(operation)
                .flatMap(it -> it.outcome() instanceof Response(JsonNode body) ? Stream.of(body) : Stream.of());
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return array.valueStream();
    }
}
