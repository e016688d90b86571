package envgate.rules.analysis.reach;

import envgate.envs.model.Gateway;
import envgate.envs.model.Network;
import envgate.envs.model.Provenance;
import envgate.envs.model.PublicAccessBlock;
import envgate.envs.model.Resource;
import envgate.envs.model.Selection;
import envgate.envs.model.Snapshot;
import envgate.envs.source.capture.CaptureDecoder;
import envgate.envs.source.capture.CaptureFolder;
import envgate.envs.source.capture.Recording;
import envgate.envs.source.capture.Redaction;
import envgate.envs.source.capture.RedactionKey;
import envgate.rules.analysis.reach.Worlds.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A random world as somebody keeps it who runs the AWS CLI: one file for each call.
final class WorldCapture {

    private static final String ACCOUNT = "111111111111";
    private static final String REGION = "eu-west-1";
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final RedactionKey KEY = RedactionKey.random();

    private WorldCapture() {}

    /// The files by name.
    static Map<String, ObjectNode> files(World world) {
        return files(world.snapshot());
    }

    static Map<String, ObjectNode> files(Snapshot snapshot) {
        Network net = snapshot.network();
        Map<String, ObjectNode> files = new TreeMap<>();
        file(
                files,
                "functions",
                "Functions",
                snapshot.functions(),
                it -> Map.of(
                        "FunctionName",
                        it.name(),
                        "FunctionArn",
                        it.arn().toString(),
                        "Role",
                        "arn:aws:iam::111111111111:role/f",
                        "Environment",
                        Map.of("Variables", Map.of("STAGE", "prod", "LOG_LEVEL", "info", "TABLE", "orders")),
                        "Runtime",
                        "python3.13",
                        "State",
                        "Active",
                        "VpcConfig",
                        CaptureShapes.config(Objects.requireNonNull(it.vpc()))));
        file(
                files,
                "databases",
                "DBInstances",
                snapshot.resources(),
                it -> CaptureShapes.database((Resource.Database) it));
        file(files, "vpcs", "Vpcs", net.vpcs(), CaptureShapes::vpc);
        calls(
                files,
                "vpc-attributes",
                net.vpcs(),
                it -> Stream.of(
                        CaptureShapes.attribute(it.id(), "enableDnsSupport", "EnableDnsSupport"),
                        CaptureShapes.attribute(it.id(), "enableDnsHostnames", "EnableDnsHostnames")));
        file(files, "subnets", "Subnets", net.subnets(), CaptureShapes::subnet);
        file(files, "route-tables", "RouteTables", net.routeTables(), CaptureShapes::table);
        file(files, "security-groups", "SecurityGroups", net.securityGroups(), CaptureShapes::group);
        file(files, "network-acls", "NetworkAcls", net.networkAcls(), CaptureShapes::acl);
        gateways(files, net);
        file(files, "vpc-endpoints", "VpcEndpoints", net.vpcEndpoints(), CaptureShapes::endpoint);
        file(
                files,
                "peerings",
                "VpcPeeringConnections",
                net.peeringConnections(),
                it -> Map.of(
                        "VpcPeeringConnectionId", it.id(),
                        "Status", Map.of("Code", it.status()),
                        "RequesterVpcInfo", CaptureShapes.side(it.requester()),
                        "AccepterVpcInfo", CaptureShapes.side(it.accepter())));
        file(files, "network-interfaces", "NetworkInterfaces", net.networkInterfaces(), CaptureShapes::eni);
        file(
                files,
                "prefix-lists",
                "PrefixLists",
                net.prefixLists(),
                it -> Map.of(
                        "PrefixListId",
                        it.id(),
                        "AddressFamily",
                        "IPv4",
                        "PrefixListName",
                        it.name(),
                        "OwnerId",
                        it.name().startsWith("com.amazonaws") ? "AWS" : ACCOUNT));
        calls(files, "prefix-list-entries", net.prefixLists(), it -> Stream.of(CaptureShapes.entries(it)));
        files.put(
                "public-access",
                JSON.valueToTree(Map.of(
                        "VpcBlockPublicAccessOptions",
                        Map.of(
                                "AwsAccountId",
                                ACCOUNT,
                                "AwsRegion",
                                REGION,
                                "State",
                                "update-complete",
                                "InternetGatewayBlockMode",
                                net.publicAccessBlocks().stream()
                                        .map(PublicAccessBlock::mode)
                                        .findFirst()
                                        .orElse("off")))));
        for (String nothing :
                List.of("HostedZones", "DhcpOptions", "VpcBlockPublicAccessExclusions", "ResolverRules")) {
            file(files, "no-" + nothing, nothing, List.<String>of(), _ -> Map.of());
        }
        if (!net.transitGatewayAttachments().isEmpty()) {
            CaptureTransit.files(files, net);
        }
        return files;
    }

    /// What envgate makes of the files.
    static Snapshot read(Map<String, ObjectNode> files, Path folder) {
        write(files, folder);
        return read(folder);
    }

    /// In place of whatever is in the folder.
    static void write(Map<String, ObjectNode> files, Path folder) {
        try (Stream<Path> old = Files.list(folder)) {
            for (Path it : old.toList()) {
                Files.delete(it);
            }
            for (Map.Entry<String, ObjectNode> it : files.entrySet()) {
                Files.writeString(folder.resolve(it.getKey() + ".json"), JSON.writeValueAsString(it.getValue()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Snapshot read(Path folder) {
        Recording found = CaptureFolder.read(folder).as("prod", Selection.EVERYTHING);
        return CaptureDecoder.decode(
                Redaction.of(KEY, (_, _) -> false).apply(found), Provenance.Kind.CAPTURE, "captures/prod");
    }

    static <T> void file(
            Map<String, ObjectNode> files, String name, String key, List<T> things, Function<T, Map<String, ?>> shape) {
        files.put(name, JSON.valueToTree(Map.of(key, things.stream().map(shape).toList())));
    }

    static <T> void calls(
            Map<String, ObjectNode> files, String name, List<T> things, Function<T, Stream<Map<String, ?>>> shape) {
        files.put(
                name,
                JSON.valueToTree(Map.of("Calls", things.stream().flatMap(shape).toList())));
    }

    private static void gateways(Map<String, ObjectNode> files, Network net) {
        List<Map<String, ?>> internet = new ArrayList<>();
        List<Map<String, ?>> egress = new ArrayList<>();
        List<Map<String, ?>> nat = new ArrayList<>();
        for (Gateway gateway : net.gateways()) {
            switch (gateway) {
                case Gateway.InternetGateway it ->
                    internet.add(
                            Map.of("InternetGatewayId", it.id(), "Attachments", attached(it.vpcIds(), "available")));
                case Gateway.EgressOnlyInternetGateway it ->
                    egress.add(Map.of(
                            "EgressOnlyInternetGatewayId", it.id(), "Attachments", attached(it.vpcIds(), "attached")));
                case Gateway.NatGateway it -> nat.add(CaptureShapes.nat(it));
                case Gateway.TransitGateway _, Gateway.VirtualPrivateGateway _ -> {}
            }
        }
        file(files, "internet-gateways", "InternetGateways", internet, it -> it);
        file(files, "egress-only-gateways", "EgressOnlyInternetGateways", egress, it -> it);
        file(files, "nat-gateways", "NatGateways", nat, it -> it);
    }

    private static List<Map<String, ?>> attached(List<String> vpcs, String state) {
        return vpcs.stream()
                .<Map<String, ?>>map(it -> Map.of("VpcId", it, "State", state))
                .toList();
    }

    /// All lists of a tree, those in lists too.
    static Stream<JsonNode> lists(JsonNode tree) {
        Stream<JsonNode> below = tree.valueStream().flatMap(WorldCapture::lists);
        return tree.isArray() ? Stream.concat(Stream.of(tree), below) : below;
    }
}
