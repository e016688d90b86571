package envgate.envs.source.capture;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// One answer of AWS together with what was asked, in the shape that the AWS CLI prints.
///
/// `service` is the CLI's name (`lambda`, `ec2`, `elbv2`), `operation` AWS's own (`DescribeVpcs`). Members carry AWS's
/// wire names (`Vpcs[].VpcId`), times are ISO 8601 texts, blobs base64. Pages of one call are joined before they get
/// here.
public record Answer(
        String account, String region, String service, String operation, ObjectNode request, Outcome outcome) {

    /// What came back.
    public sealed interface Outcome {}

    /// AWS answered; `body` is the answer.
    public record Response(JsonNode body) implements Outcome {}

    /// AWS refused, or what answered was not AWS.
    ///
    /// There is no message: AWS's messages may quote what was asked.
    ///
    /// @param code AWS's error code (`AccessDeniedException`), or one of our own words in lower case
    ///     (`no-aws-answer`, `connection-broken`, `deadline-passed`)
    public record Refusal(String code, int status) implements Outcome {}
}
