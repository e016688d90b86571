package envgate.envs.source.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import envgate.envs.model.Area;
import envgate.envs.model.Network;
import envgate.envs.model.Selection;
import envgate.envs.model.Snapshot;
import envgate.envs.model.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// What others recorded and wrote: it lies beside the project where somebody has put it there.
class ForeignAnswersTest {

    private static final Path DATA = Path.of(System.getProperty("envgate.root", "."), "../shared/data");

    /// What the files hold, by the list that they are recognised by.
    private static final Map<String, Operation> KNOWN = new TreeMap<>(Map.of(
            "Vpcs", Operation.EC2_DESCRIBE_VPCS,
            "Subnets", Operation.EC2_DESCRIBE_SUBNETS,
            "RouteTables", Operation.EC2_DESCRIBE_ROUTE_TABLES,
            "SecurityGroups", Operation.EC2_DESCRIBE_SECURITY_GROUPS,
            "NetworkAcls", Operation.EC2_DESCRIBE_NETWORK_ACLS,
            "NatGateways", Operation.EC2_DESCRIBE_NAT_GATEWAYS,
            "InternetGateways", Operation.EC2_DESCRIBE_INTERNET_GATEWAYS,
            "VpcPeeringConnections", Operation.EC2_DESCRIBE_VPC_PEERING_CONNECTIONS,
            "NetworkInterfaces", Operation.EC2_DESCRIBE_NETWORK_INTERFACES,
            "PrefixLists", Operation.EC2_DESCRIBE_PREFIX_LISTS));

    @Test
    void networks_that_others_recorded_are_read_whole() throws IOException {
        Path snapshots = DATA.resolve("batfish-aws/snapshots");
        assumeTrue(Files.isDirectory(snapshots), "no recordings of others lie beside the project");

        List<String> unread = new ArrayList<>();
        int seen = 0;
        try (Stream<Path> folders = Files.list(snapshots)) {
            for (Path folder : folders.filter(Files::isDirectory).sorted().toList()) {
                Map<String, Set<String>> expected = new TreeMap<>();
                Snapshot snapshot = Recordings.decode(recording(folder, expected));
                seen += expected.values().stream().mapToInt(Set::size).sum();
                compare(folder, expected, snapshot, unread);
            }
        }

        assertThat(seen).isGreaterThan(300);
        assertThat(unread).isEmpty();
    }

    private static Recording recording(Path folder, Map<String, Set<String>> expected) throws IOException {
        List<Answer> answers = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file :
                    files.filter(it -> it.toString().endsWith(".json")).sorted().toList()) {
                JsonNode tree = Recordings.JSON.readTree(Files.readAllBytes(file));
                for (Map.Entry<String, Operation> it : KNOWN.entrySet()) {
                    if (tree.path(it.getKey()).isArray()) {
                        answers.add(new Answer(
                                "",
                                "",
                                "ec2",
                                it.getValue().operation(),
                                JsonNodeFactory.instance.objectNode(),
                                new Answer.Response(tree)));
                        String id = it.getKey().replaceAll("ies$", "y").replaceAll("s$", "") + "Id";
                        tree.get(it.getKey())
                                .forEach(item -> expected.computeIfAbsent(it.getKey(), _ -> new TreeSet<>())
                                        .add(item.path(
                                                        switch (it.getKey()) {
                                                            case "SecurityGroups" -> "GroupId";
                                                            default -> id;
                                                        })
                                                .asString("")));
                    }
                }
            }
        }
        return new Recording(
                "foreign", List.of(), List.of(), "", null, Selection.EVERYTHING, answers, List.of(), List.of());
    }

    private static void compare(
            Path folder, Map<String, Set<String>> expected, Snapshot snapshot, List<String> unread) {
        Network network = snapshot.network();
        Map<String, List<String>> found = new TreeMap<>();
        found.put("Vpcs", network.vpcs().stream().map(it -> it.id()).toList());
        found.put("Subnets", network.subnets().stream().map(it -> it.id()).toList());
        found.put(
                "RouteTables", network.routeTables().stream().map(it -> it.id()).toList());
        found.put(
                "SecurityGroups",
                network.securityGroups().stream().map(it -> it.id()).toList());
        found.put(
                "NetworkAcls", network.networkAcls().stream().map(it -> it.id()).toList());
        found.put("NatGateways", network.gateways().stream().map(it -> it.id()).toList());
        found.put(
                "InternetGateways",
                network.gateways().stream().map(it -> it.id()).toList());
        found.put(
                "VpcPeeringConnections",
                network.peeringConnections().stream().map(it -> it.id()).toList());
        found.put(
                "NetworkInterfaces",
                network.networkInterfaces().stream().map(it -> it.id()).toList());
        found.put(
                "PrefixLists", network.prefixLists().stream().map(it -> it.id()).toList());
        expected.forEach((list, ids) -> ids.stream()
                .filter(it -> !found.getOrDefault(list, List.of()).contains(it))
                .forEach(it -> unread.add(folder.getFileName() + " " + list + " " + it + " "
                        + snapshot.gaps().stream()
                                .filter(gap -> gap.resource().equals(it))
                                .map(gap -> gap.reason())
                                .toList())));
        assertThat(snapshot.gapIn(Area.FUNCTIONS)).isPresent();
    }

    @Test
    void templates_that_others_wrote_are_read() throws IOException {
        Path templates = DATA.resolve("templates");
        assumeTrue(Files.isDirectory(templates), "no templates of others lie beside the project");

        int read = 0;
        List<String> refused = new ArrayList<>();
        try (Stream<Path> files = Files.walk(templates)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                String name = file.toString();
                if (!name.matches(".*\\.(ya?ml|json|template)")) {
                    continue;
                }
                String text = new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.UTF_8);
                if (!text.contains("Resources")) {
                    continue;
                }
                Map<String, Value> parameters = new TreeMap<>();
                try {
                    new TemplateReader(new Site("aws", "111111111111", "eu-west-1"), "stack", "arn", parameters)
                            .read(JsonNodeFactory.instance.stringNode(text));
                    read++;
                } catch (Unreadable e) {
                    refused.add(DATA.relativize(file) + ": " + e.reason());
                }
            }
        }

        assertThat(read).as("templates besides " + refused).isGreaterThan(20 * refused.size());
    }
}
