package envgate.rules.analysis.reach;

import envgate.envs.model.Area;
import envgate.envs.model.Assumption;
import envgate.envs.model.Cidr;
import envgate.envs.model.LambdaFunction;
import envgate.envs.model.LambdaFunction.VpcConfig;
import envgate.envs.model.NetworkInterface;
import envgate.envs.model.Ports;
import envgate.envs.model.Subnet;
import envgate.envs.model.Vpc;
import envgate.rules.analysis.reach.Path.Blocker;
import envgate.rules.analysis.reach.Path.Part;
import envgate.rules.analysis.reach.Sender.Kind;
import envgate.rules.analysis.reach.Sender.Spot;
import envgate.rules.finding.Missing;
import envgate.rules.finding.Trail;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Asks one question of one terrain: finds out who sends, and whether it can send at all.
final class Asking {

    private final Terrain terrain;
    private final Set<Assumption> assumed;

    Asking(Terrain terrain, Set<Assumption> assumed) {
        this.terrain = terrain;
        this.assumed = assumed;
    }

    Path ask(Question question) {
        return switch (question.start()) {
            case Start.OfFunction(LambdaFunction function) -> ready(function).apply(question);
            case Start.OfInterfaces(String name, List<NetworkInterface> interfaces) -> ask(name, interfaces, question);
            case Start.AtGate(String id) -> new Inbound(terrain, assumed, question, id).ask();
            case Start.InSubnet(Subnet subnet, List<String> groups) -> {
                Sender sender = groups.isEmpty()
                        ? new Sender(
                                subnet.id(),
                                Kind.PACKET,
                                List.of(new Spot(subnet, subnet.cidrs(), groups, Optional.empty())),
                                true,
                                Ports.EPHEMERAL,
                                false)
                        : Sender.of("a function in " + subnet.id(), List.of(subnet), groups, true);
                yield ask(sender, question);
            }
        };
    }

    /// What answers questions from a function: what is the same for all of them is found out once.
    Function<Question, Path> ready(LambdaFunction function) {
        VpcConfig config = function.vpc();
        if (config == null) {
            return question -> new Outside(terrain, assumed).ask(function, question);
        }
        List<Subnet> subnets = new ArrayList<>();
        List<Missing> unseen = new ArrayList<>();
        for (String id : config.subnetIds()) {
            switch (terrain.subnet(id)) {
                case Known.Seen<Subnet>(Subnet it) -> subnets.add(it);
                case Known.Unseen<Subnet>(Missing missing) -> unseen.add(missing);
            }
        }
        if (!unseen.isEmpty() || subnets.isEmpty()) {
            unseen.add(terrain.missing(Area.SUBNETS, "every subnet of " + function.name()));
            Trail trail = Trail.of("function " + function.name() + " is attached to a VPC", function.name());
            Path unknown = new Path.Unknown(trail, Set.of(Part.values()), unseen);
            return _ -> unknown;
        }
        Optional<Blocker> unfit = unfit(function, subnets.getFirst());
        if (unfit.isPresent()) {
            Blocker it = unfit.get();
            Path blocked = new Path.Blocked(Trail.of(it.detail(), it.component()), List.of(it));
            return _ -> blocked;
        }
        boolean ipv6 = config.ipv6AllowedForDualStack();
        Sender sender = Sender.of(function.name(), subnets, config.securityGroupIds(), ipv6);
        Survey survey = new Survey(terrain, assumed, sender);
        boolean sleeps = function.state().equals("Inactive") || function.state().equals("Pending");
        String why = "function " + function.name() + " is " + function.state() + ": its network interfaces may be gone";
        return question -> {
            Path path = question.isPlain() ? survey.ask(question.call()) : ask(sender, question);
            return sleeps && path instanceof Path.Open(Trail trail)
                    ? new Path.Fragile(trail.then(why, function.name()), why)
                    : path;
        };
    }

    /// Why a function sends nothing at all: https://docs.aws.amazon.com/lambda/latest/dg/functions-states.html.
    private Optional<Blocker> unfit(LambdaFunction function, Subnet in) {
        if (function.state().equals("Failed")) {
            Code code = switch (function.stateReasonCode()) {
                case "SubnetOutOfIPAddresses" -> Code.SUBNET_NO_FREE_IP;
                case "EniLimitExceeded" -> Code.ENI_QUOTA;
                default -> Code.FUNCTION_STATE_NOT_ACTIVE;
            };
            String detail = "function " + function.name() + " has failed: " + function.stateReasonCode();
            return Optional.of(new Blocker(code, Part.ROUTES, function.name(), detail));
        } else if (terrain.vpc(in.vpcId()) instanceof Known.Seen<Vpc>(Vpc vpc)
                && vpc.tenancy().equals("dedicated")) {
            String detail = "functions cannot be attached to " + vpc.id() + ", whose tenancy is dedicated";
            return Optional.of(new Blocker(Code.DEDICATED_TENANCY_VPC, Part.ROUTES, vpc.id(), detail));
        }
        return Optional.empty();
    }

    private Path ask(String name, List<NetworkInterface> interfaces, Question question) {
        List<Spot> spots = new ArrayList<>();
        for (NetworkInterface it : interfaces) {
            switch (terrain.subnet(it.subnetId())) {
                case Known.Unseen<Subnet>(Missing missing) -> {
                    Trail trail = Trail.of(it.id() + " is in " + it.subnetId(), it.id());
                    return new Path.Unknown(trail, Set.of(Part.values()), List.of(missing));
                }
                case Known.Seen<Subnet>(Subnet subnet) -> {
                    List<Cidr> addresses = it.privateAddresses().stream()
                            .flatMap(address -> Cidr.parse(address).stream())
                            .toList();
                    spots.add(new Spot(subnet, addresses, it.securityGroupIds(), Optional.of(it)));
                }
            }
        }
        return ask(new Sender(name, Kind.INTERFACE, spots, true, Ports.EPHEMERAL, false), question);
    }

    private Path ask(Sender sender, Question question) {
        Sender narrowed = sender.narrowed(question);
        if (narrowed.spots().isEmpty()) {
            String detail = sender.name() + " sends nothing from "
                    + question.sourceAddress().map(Cidr::toString).orElse("") + ", which is none of its addresses";
            Blocker blocker = new Blocker(Code.ENI_ADDRESS_RESTRICTION, Part.ROUTES, sender.name(), detail);
            return new Path.Blocked(Trail.of(detail, sender.name()), List.of(blocker));
        }
        return new Survey(terrain, assumed, narrowed).ask(question.call());
    }
}
