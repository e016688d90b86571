package envgate.checker;

import static org.assertj.core.api.Assertions.assertThat;

import envgate.checker.Shell.Outcome;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Many questions about the network, of a folder that the AWS CLI wrote: no inventory, no functions needed.
class ReachQueriesTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    @TempDir
    private Path directory;

    private Shell shell;

    @BeforeEach
    void capture() {
        shell = new Shell(directory)
                .file("net/vpcs.json", """
                        {"Vpcs": [{"VpcId": "vpc-1", "CidrBlock": "10.0.0.0/16", "OwnerId": "111111111111"}]}""")
                .file("net/subnets.json", """
                        {"Subnets": [
                          {"SubnetId": "subnet-a", "VpcId": "vpc-1", "CidrBlock": "10.0.1.0/24", "AvailabilityZone": "eu-west-1a"},
                          {"SubnetId": "subnet-b", "VpcId": "vpc-1", "CidrBlock": "10.0.2.0/24", "AvailabilityZone": "eu-west-1b"}]}""")
                .file("net/route-tables.json", """
                        {"RouteTables": [
                          {"RouteTableId": "rtb-a", "VpcId": "vpc-1", "Associations": [{"SubnetId": "subnet-a"}], "Routes": [
                            {"DestinationCidrBlock": "10.0.0.0/16", "GatewayId": "local", "State": "active"},
                            {"DestinationCidrBlock": "0.0.0.0/0", "GatewayId": "igw-1", "State": "active"}]},
                          {"RouteTableId": "rtb-main", "VpcId": "vpc-1", "Associations": [{"Main": true}], "Routes": [
                            {"DestinationCidrBlock": "10.0.0.0/16", "GatewayId": "local", "State": "active"}]}]}""")
                .file("net/internet-gateways.json", """
                        {"InternetGateways": [{"InternetGatewayId": "igw-1", "Attachments": [{"VpcId": "vpc-1", "State": "available"}]}]}""")
                .file("net/network-acls.json", """
                        {"NetworkAcls": [{"NetworkAclId": "acl-1", "VpcId": "vpc-1", "IsDefault": true,
                          "Associations": [{"SubnetId": "subnet-a"}, {"SubnetId": "subnet-b"}],
                          "Entries": [
                            {"RuleNumber": 100, "Egress": true, "Protocol": "-1", "RuleAction": "allow", "CidrBlock": "0.0.0.0/0"},
                            {"RuleNumber": 90, "Egress": false, "Protocol": "6", "RuleAction": "deny", "CidrBlock": "0.0.0.0/0", "PortRange": {"From": 10000, "To": 32767}},
                            {"RuleNumber": 100, "Egress": false, "Protocol": "-1", "RuleAction": "allow", "CidrBlock": "0.0.0.0/0"}]}]}""")
                .file("net/security-groups.json", """
                        {"SecurityGroups": [
                          {"GroupId": "sg-f", "VpcId": "vpc-1", "IpPermissions": [], "IpPermissionsEgress": [
                            {"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}]},
                          {"GroupId": "sg-db", "VpcId": "vpc-1", "IpPermissionsEgress": [], "IpPermissions": [
                            {"IpProtocol": "tcp", "FromPort": 5432, "ToPort": 5432, "UserIdGroupPairs": [{"GroupId": "sg-f"}]},
                            {"IpProtocol": "icmp", "FromPort": 8, "ToPort": -1, "IpRanges": [{"CidrIp": "10.0.0.0/8"}]}]}]}""")
                .file("net/network-interfaces.json", """
                        {"NetworkInterfaces": [
                          {"NetworkInterfaceId": "eni-web", "VpcId": "vpc-1", "SubnetId": "subnet-a", "Groups": [{"GroupId": "sg-f"}],
                           "PrivateIpAddress": "10.0.1.10", "Association": {"PublicIp": "198.51.100.7"}, "Attachment": {"InstanceId": "i-web"}},
                          {"NetworkInterfaceId": "eni-db", "VpcId": "vpc-1", "SubnetId": "subnet-b", "Groups": [{"GroupId": "sg-db"}],
                           "PrivateIpAddress": "10.0.2.10"}]}""");
    }

    private JsonNode ask(String question) {
        Outcome outcome = shell.file("q.jsonl", question).run("reach", "--capture", "net", "--queries", "q.jsonl");
        assertThat(outcome.err()).doesNotContain("error:");
        assertThat(outcome.status()).isZero();
        return JSON.readTree(outcome.out());
    }

    private static List<String> codes(JsonNode answer) {
        return answer.path("blockers")
                .valueStream()
                .map(it -> it.path("code").stringValue() + " "
                        + it.path("component").stringValue())
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "i-web    | 10.0.2.10 | tcp  | 5432 | forward | open    | ",
                "i-web    | 10.0.2.10 | tcp  | 5433 | forward | blocked | ENI_SG_RULES_MISMATCH sg-db",
                "i-web    | 10.0.2.10 | icmp |      | both    | open    | ",
                "i-web    | 10.0.2.10 | any  |      | forward | blocked | ENI_SG_RULES_MISMATCH sg-db",
                "i-web    | 8.8.8.8   | udp  | 53   | both    | open    | ",
                "eni-db   | 8.8.8.8   | tcp  | 443  | both    | blocked | SG_HAS_NO_RULES sg-db; NO_ROUTE_TO_DESTINATION rtb-main",
                "subnet-a | 8.8.8.8   | tcp  | 443  | forward | blocked | IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS igw-1",
            })
    void sources_need_not_be_functions(
            String from, String to, String protocol, Integer port, String leg, String verdict, String blockers) {
        String question = """
                {"id": 1, "from": "%s", "to": "%s", "protocol": "%s", "port": %s, "leg": "%s"%s}""".formatted(
                from, to, protocol, port, leg, from.equals("subnet-a") ? ", \"sourceAddress\": \"10.0.1.99\"" : "");

        JsonNode answer = ask(question);

        assertThat(answer.path("verdict").stringValue()).as(answer.toString()).isEqualTo(verdict);
        assertThat(codes(answer)).containsExactlyInAnyOrder(blockers == null ? new String[0] : blockers.split("; "));
    }

    @Test
    void the_blocked_fraction_is_over_the_source_ports_that_are_left_open() {
        String question = """
                {"id": 1, "from": "i-web", "to": "10.0.2.10", "port": 5432%s}""";

        assertThat(ask(question.formatted("")).path("blockedFraction").doubleValue())
                .isEqualTo((32767 - 10000 + 1) / 64512.0);
        assertThat(ask(question.formatted(", \"sourcePort\": 20000"))
                        .path("blockedFraction")
                        .doubleValue())
                .isEqualTo(1);
        assertThat(ask(question.formatted(", \"sourcePort\": 40000"))
                        .path("verdict")
                        .stringValue())
                .isEqualTo("open");
    }

    @Test
    void a_function_that_is_not_there_yet_has_no_public_address() {
        JsonNode answer = ask("""
                {"id": 1, "from": "subnet-a", "securityGroups": ["sg-f"], "to": "8.8.8.8", "port": 443}""");

        assertThat(codes(answer)).containsExactly("LAMBDA_NO_PUBLIC_IPV4 subnet-a");
        assertThat(answer.path("hops").get(0).path("component").stringValue()).isEqualTo("subnet-a");
    }

    @Test
    void assumptions_and_what_was_not_seen_are_told() {
        JsonNode open = ask("""
                {"id": 1, "from": "i-web", "to": "8.8.8.8", "port": 443, "leg": "forward"}""");
        JsonNode unknown = ask("""
                {"id": 1, "from": "i-web", "to": "db.internal", "port": 443}""");

        assertThat(open.path("assumptions").toString()).contains("public-access-not-blocked", "external-hosts-listen");
        assertThat(unknown.path("verdict").stringValue()).isEqualTo("unknown");
        assertThat(unknown.path("missing").toString()).contains("ec2:DescribeVpcAttribute");
    }

    @Test
    void what_is_wrong_with_a_line_is_its_answer() {
        Outcome outcome = shell.hears(String.join(
                        "\n",
                        "{\"id\": 1, \"from\": \"i-none\", \"to\": \"8.8.8.8\", \"port\": 443}",
                        "{\"id\": 2, \"from\": \"i-web\", \"port\": 443}",
                        "{\"id\": 3, \"from\": \"i-web\", \"to\": \"8.8.8.8\", \"port\": 70000}",
                        "{\"id\": 4, \"from\": \"i-web\", \"to\": \"8.8.8.8\", \"protocl\": \"tcp\"}",
                        "{\"id\": 5, \"capture\": \"nowhere\", \"from\": \"i-web\", \"to\": \"8.8.8.8\", \"port\": 443}",
                        "{\"id\": 6, \"from\": \"i-web\", \"to\": \"10.0.0.300\", \"port\": 443}"))
                .run("reach", "--capture", "net", "--queries", "-");

        assertThat(outcome.status()).isZero();
        assertThat(outcome.out().lines())
                .satisfiesExactly(
                        it -> assertThat(it).contains("`i-none` was not seen"),
                        it -> assertThat(it).contains("`to` is missing"),
                        it -> assertThat(it).contains("`port` is a whole number"),
                        it -> assertThat(it).contains("did you mean `protocol`"),
                        it -> assertThat(it).contains("capture `nowhere`"),
                        it -> assertThat(it).contains("`to` is a host"));
        assertThat(outcome.err()).contains("6 lines were answered with an error");
    }

    @Test
    void a_file_or_folder_that_is_not_there_ends_the_run() {
        assertThat(shell.run("reach", "--queries", "none.jsonl").status()).isEqualTo(2);
        assertThat(shell.run("reach", "--capture", "none", "--queries", "-").status())
                .isEqualTo(2);
        assertThat(shell.run("reach").err()).contains("ENV/FUNCTION is missing");
    }

    /// What no AWS would send is read past or left open, and what no script should ask is told; the good
    /// questions between are answered.
    @Test
    void nonsense_in_a_capture_and_between_questions_stops_nothing() {
        shell.file("net/route-tables-2.json", """
                        {"RouteTables": [{"RouteTableId": "rtb-x", "VpcId": "vpc-nowhere", "Associations": [{"SubnetId": "subnet-nowhere"}], "Routes": [
                          {"DestinationCidrBlock": "999.0.0.0/99", "GatewayId": "igw-nowhere", "State": "active"},
                          {"DestinationCidrBlock": "0.0.0.0/0", "VpcPeeringConnectionId": "pcx-nowhere", "State": "active"}]}]}""")
                .file("net/security-groups-2.json", """
                        {"SecurityGroups": [{"GroupId": "sg-x", "VpcId": "vpc-1", "IpPermissionsEgress": [], "IpPermissions": [
                          {"IpProtocol": "tcp", "FromPort": 70000, "ToPort": -9, "IpRanges": [{"CidrIp": "0.0.0.0/0"}]},
                          {"IpProtocol": "tcp", "FromPort": 9, "ToPort": 3, "IpRanges": [{"CidrIp": "10.0.0.0/40"}]},
                          {"IpProtocol": "udp", "FromPort": "many", "ToPort": [], "IpRanges": "all"}]}]}""")
                .file("net/broken.json", "{\"Subnets\": [{\"SubnetId\": ");
        Outcome outcome = shell.file("q.jsonl", """
                        {"id": 1, "from": "i-web", "to": "8.8.8.8", "port": 443}
                        {"id": 2, "from": "i-web", "to": "8.8.8.8", "port": 70000}
                        {"id": 3, "from": "i-web", "to": "::ffff:10.0.2.10", "port": 5432}
                        {"id": 4, "from": "i-web", "to": "10.0.2.10/33", "port": 5432}
                        nonsense
                        {"id": 5, "from": "subnet-nowhere", "to": "10.0.2.10", "port": 5432}
                        {"id": 6, "from": "i-web", "to": "0.0.0.0/0", "port": 443}
                        {"id": 7, "from": "i-web", "to": "10.0.2.10", "port": 5432, "protocol": "TCP"}""").run("reach", "--capture", "net", "--queries", "q.jsonl");

        List<JsonNode> answers = outcome.out().lines().map(JSON::readTree).toList();
        assertThat(answers)
                .extracting(it -> it.path("id").asString(""))
                .containsExactly("1", "2", "3", "4", "", "5", "6", "7");
        assertThat(answers)
                .extracting(it -> it.has("error") ? "error" : it.path("verdict").stringValue())
                .containsExactly("partial", "error", "unknown", "error", "error", "error", "unknown", "unknown");
    }
}
