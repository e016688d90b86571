package envgate.checker.batch;

import envgate.checker.batch.JsonLines.Wrong;
import envgate.envs.document.Quote;
import envgate.envs.model.Area;
import envgate.envs.model.Call;
import envgate.envs.model.Cidr;
import envgate.envs.model.Gap;
import envgate.envs.model.LambdaFunction;
import envgate.envs.model.Network;
import envgate.envs.model.NetworkInterface;
import envgate.envs.model.Snapshot;
import envgate.envs.model.Subnet;
import envgate.rules.analysis.reach.Question;
import envgate.rules.analysis.reach.Start;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// One question about the network, as scripts write it.
///
/// `from` is a function's name or ARN, an interface, an instance, or a subnet, with `securityGroups` for a
/// function that is not there yet, or what packets come in from: `internet`, an internet or virtual private
/// gateway, or a VPC's router; `sourceAddress` and `sourcePort` narrow it. `to` is a host, an address, a
/// block or an ARN; `protocol` is `tcp` unless it is told; `leg` `both` or `forward`.
final class ReachQuestion {

    private static final List<String> MEMBERS = List.of(
            "id", "capture", "from", "securityGroups", "sourceAddress", "sourcePort", "to", "port", "protocol", "leg");
    private static final Set<String> PROTOCOLS = Set.of("tcp", "udp", "icmp", "any");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9_*](?:[A-Za-z0-9_.-]{0,252})\\.?");
    private static final Pattern THING = Pattern.compile("(?:.*/)?((?:eni|i|subnet)-[^/]+)");

    private final ObjectNode json;

    ReachQuestion(ObjectNode json) throws Wrong {
        this.json = json;
        for (String name : json.propertyNames()) {
            Optional<String> meant = MEMBERS.contains(name) ? Optional.empty() : Quote.near(name, MEMBERS);
            if (meant.isPresent()) {
                throw new Wrong(Quote.of(name) + " is no member of a question, did you mean `" + meant.get() + "`?");
            }
        }
    }

    Optional<String> capture() throws Wrong {
        return optional("capture");
    }

    /// What is asked of a snapshot.
    Question in(Snapshot snapshot) throws Wrong {
        Start start = start(snapshot);
        Optional<Cidr> address = optional("sourceAddress").isEmpty()
                ? Optional.empty()
                : Optional.of(address(text("sourceAddress", "10.0.1.10")));
        int sourcePort = port("sourcePort", 1);
        String leg = optional("leg").orElse("both");
        if (!leg.equals("both") && !leg.equals("forward")) {
            throw new Wrong("`leg` is `both` or `forward`, not " + Quote.of(leg));
        }
        return new Question(start, address, sourcePort, call(), leg.equals("forward"));
    }

    private Call call() throws Wrong {
        String protocol = optional("protocol").orElse("tcp").toLowerCase(Locale.ROOT);
        if (!PROTOCOLS.contains(protocol) && !protocol.matches("\\d{1,3}")) {
            throw new Wrong("`protocol` is `tcp`, `udp`, `icmp` or `any`, not " + Quote.of(protocol));
        } else if (protocol.matches("\\d+") && Integer.parseInt(protocol) > 255) {
            throw new Wrong("there is no IP protocol " + Quote.of(protocol));
        }
        String to = text("to", "db.example.com").strip().replaceFirst("^\\[(.*)]$", "$1");
        boolean named = to.startsWith("arn:")
                || Cidr.parse(to).isPresent()
                || HOST.matcher(to).matches();
        if (!named || (to.matches("[0-9.]+(?:/\\d*)?") && Cidr.parse(to).isEmpty())) {
            throw new Wrong("`to` is a host, an address, a block or an ARN, not " + Quote.of(to));
        }
        return new Call(to, port("port", 1), protocol.equals("0") ? "any" : protocol, "asked");
    }

    private static Cidr address(String text) throws Wrong {
        return Cidr.parse(text)
                .filter(it -> it.length() == it.width())
                .orElseThrow(() -> new Wrong("`sourceAddress` is no address: " + Quote.of(text)));
    }

    private Start start(Snapshot snapshot) throws Wrong {
        String from = text("from", "orders-api");
        List<String> groups = groups();
        Optional<LambdaFunction> function = snapshot.function(from);
        if (function.isPresent()) {
            if (!groups.isEmpty()) {
                throw new Wrong("`securityGroups` go with a subnet: a function has its own");
            }
            return new Start.OfFunction(function.get());
        }
        var match = THING.matcher(from);
        String id = match.matches() ? match.group(1) : from;
        Network network = snapshot.network();
        if (id.startsWith("subnet-")) {
            Subnet subnet = network.subnets().stream()
                    .filter(it -> it.id().equals(id))
                    .findFirst()
                    .orElseThrow(() -> unseen(snapshot, Area.SUBNETS, from));
            return new Start.InSubnet(subnet, groups);
        } else if (id.startsWith("eni-") || id.startsWith("i-")) {
            List<NetworkInterface> interfaces = network.networkInterfaces().stream()
                    .filter(it -> it.id().equals(id) || it.instanceId().equals(id))
                    .toList();
            if (interfaces.isEmpty()) {
                throw unseen(snapshot, Area.NETWORK_INTERFACES, from);
            } else if (!groups.isEmpty()) {
                throw new Wrong("`securityGroups` go with a subnet: an interface has its own");
            }
            return new Start.OfInterfaces(id, interfaces);
        }
        if (!isGate(id, network)) {
            throw unseen(snapshot, Area.FUNCTIONS, from);
        } else if (!groups.isEmpty()) {
            throw new Wrong("`securityGroups` go with a subnet: what comes in has none");
        }
        return new Start.AtGate(id);
    }

    /// Whether packets of the outside come in there.
    private static boolean isGate(String id, Network network) {
        boolean gateway = id.startsWith("igw-") || id.startsWith("vgw-");
        return id.equals("internet")
                || (gateway
                        && network.gateways().stream().anyMatch(it -> it.id().equals(id)))
                || network.vpcs().stream().anyMatch(it -> it.id().equals(id));
    }

    private static Wrong unseen(Snapshot snapshot, Area area, String from) {
        List<Gap> gaps = snapshot.gapsIn(area);
        String why = gaps.isEmpty() ? "" : ": " + gaps.getFirst().text();
        return new Wrong("`from`: " + Quote.of(from) + " was not seen in the capture" + why);
    }

    private List<String> groups() throws Wrong {
        JsonNode node = json.path("securityGroups");
        List<String> groups = new ArrayList<>();
        if (node.isMissingNode() || node.isNull()) {
            return groups;
        }
        for (JsonNode it : node) {
            if (!it.isString() || !it.stringValue().startsWith("sg-")) {
                throw new Wrong("`securityGroups` is a list of ids like `sg-0a1b`");
            }
            groups.add(it.stringValue());
        }
        if (!node.isArray()) {
            throw new Wrong("`securityGroups` is a list of ids like `sg-0a1b`");
        }
        return groups;
    }

    private int port(String name, int least) throws Wrong {
        JsonNode node = json.path(name);
        if (node.isMissingNode() || node.isNull()) {
            return 0;
        }
        if (!node.isIntegralNumber() || !node.canConvertToInt() || node.intValue() < least || node.intValue() > 65535) {
            throw new Wrong("`" + name + "` is a whole number from " + least + " to 65535");
        }
        return node.intValue();
    }

    private Optional<String> optional(String name) throws Wrong {
        JsonNode node = json.path(name);
        if (node.isMissingNode() || node.isNull()) {
            return Optional.empty();
        } else if (!node.isString() || node.stringValue().isBlank()) {
            throw new Wrong("`" + name + "` is a text");
        }
        return Optional.of(node.stringValue());
    }

    private String text(String name, String example) throws Wrong {
        Optional<String> text = optional(name);
        if (text.isEmpty()) {
            throw new Wrong("`" + name + "` is missing, like `" + example + "`");
        }
        return text.get();
    }
}
