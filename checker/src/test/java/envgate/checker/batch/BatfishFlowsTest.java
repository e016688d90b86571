package envgate.checker.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The flows of Batfish's own AWS tests, whose captures nobody here wrote, against ours.
///
/// The captures and Batfish's answers are not part of the product: the test is skipped where they are missing.
class BatfishFlowsTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    private static final Path DATA = Path.of(System.getProperty("envgate.root", ".."))
            .toAbsolutePath()
            .resolve("../shared/data/batfish-aws")
            .normalize();

    private static final String DOWN =
            "all tunnels are down, https://docs.aws.amazon.com/vpn/latest/s2svpn/monitoring-overview-vpn.html";
    private static final String NO_ACL =
            "the network ACLs were not recorded, and every subnet has one, https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html";

    private static final String SOMEBODY =
            "an address that none of the capture has is somebody else's, https://docs.aws.amazon.com/vpc/latest/userguide/aws-ip-ranges.html";

    /// What we answer otherwise, and why.
    private static final Map<String, String> DEVIATIONS = new TreeMap<>(Map.of(
            "PublicSubnetTest.testFromInternetToInvalidPublicIp.107.1", "open: " + SOMEBODY,
            "PublicPrivateSubnetTest.testToSite.172.12", "blocked: " + DOWN,
            "TransitGatewayMultiAccountTest.testFromAtoB.83.1", "unknown: " + NO_ACL,
            "TransitGatewayMultiAccountTest.testFromBtoA.93.2", "unknown: " + NO_ACL,
            "VpcPeeringCrossAccountTest.testFromAtoB.66.1", "unknown: " + NO_ACL,
            "VpcPeeringCrossAccountTest.testFromBtoA.76.2", "unknown: " + NO_ACL));

    /// Flows that need no router of the customer.
    private static boolean isOurs(JsonNode flow) {
        return flow.path("needsRouterConfig").isEmpty();
    }

    private static boolean isAnswer(JsonNode flow) {
        return flow.path("direction").stringValue().equals("return");
    }

    /// What is asked of a flow: itself on the way there, and of an answer the connection that it belongs to, on
    /// both ways.
    private static ObjectNode question(JsonNode flow, Map<String, JsonNode> all) {
        ObjectNode question = question(isAnswer(flow) ? Objects.requireNonNull(all.get(before(flow))) : flow);
        question.set("id", flow.path("id"));
        question.put("leg", isAnswer(flow) ? "both" : "forward");
        return question;
    }

    /// The id of the flow that an answer answers: they are numbered one after the other.
    private static String before(JsonNode flow) {
        String id = flow.path("id").stringValue();
        int dot = id.lastIndexOf('.');
        return id.substring(0, dot + 1) + (Integer.parseInt(id.substring(dot + 1)) - 1);
    }

    private static ObjectNode question(JsonNode flow) {
        ObjectNode question = JSON.createObjectNode();
        question.set("id", flow.path("id"));
        question.put(
                "capture",
                DATA.resolve("snapshots")
                        .resolve(flow.path("snapshot").stringValue())
                        .resolve("aws_configs")
                        .toString());
        question.set("from", flow.path("ingressNode"));
        question.set("sourceAddress", flow.path("srcIp"));
        question.set("to", flow.path("dstIp"));
        question.set("sourcePort", flow.path("srcPort"));
        question.set("port", flow.path("dstPort"));
        String protocol = flow.path("protocol").stringValue();
        question.put(
                "protocol",
                protocol.equals("AN")
                        ? "107"
                        : protocol.startsWith("ANY") ? "any" : protocol.toLowerCase(java.util.Locale.ROOT));
        return question;
    }

    private static String expected(JsonNode flow) {
        boolean arrives = flow.path("traces")
                .valueStream()
                .map(it -> it.path("disposition").stringValue())
                .allMatch(List.of("ACCEPTED", "EXITS_NETWORK", "DELIVERED_TO_SUBNET")::contains);
        return arrives ? "open" : "blocked";
    }

    @Test
    void flows_end_as_batfish_says_or_as_aws_says_otherwise() throws IOException {
        Path cases = DATA.resolve("cases.jsonl");
        assumeTrue(Files.exists(cases), "Batfish's flows are not here");
        Map<String, JsonNode> all = new TreeMap<>();
        Files.readAllLines(cases).stream()
                .map(JSON::readTree)
                .forEach(it -> all.put(it.path("id").stringValue(), it));
        List<JsonNode> flows =
                all.values().stream().filter(BatfishFlowsTest::isOurs).toList();
        StringBuilder questions = new StringBuilder();
        flows.forEach(it -> questions.append(question(it, all)).append('\n'));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Worlds worlds = new Worlds(DATA, Optional.empty(), LocalDate.of(2026, 11, 24));

        new JsonLines(new ReachQuestions(worlds))
                .run(
                        new ByteArrayInputStream(questions.toString().getBytes(StandardCharsets.UTF_8)),
                        new PrintStream(out, true, StandardCharsets.UTF_8));

        List<JsonNode> answers =
                out.toString(StandardCharsets.UTF_8).lines().map(JSON::readTree).toList();
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < flows.size(); i++) {
            String id = flows.get(i).path("id").stringValue().replace("AwsConfiguration", "");
            String wanted = DEVIATIONS.getOrDefault(id, expected(flows.get(i))).replaceFirst(":.*", "");
            if (!answers.get(i).path("verdict").asString("").equals(wanted)) {
                wrong.add(id + " is not " + wanted + ": " + answers.get(i));
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(flows).hasSize(66);
    }
}
