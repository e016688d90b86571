package envgate.rules.analysis.reach;

import envgate.envs.model.Area;
import envgate.envs.model.Assumption;
import envgate.envs.model.Call;
import envgate.envs.model.Cidr;
import envgate.envs.model.NetworkInterface;
import envgate.envs.model.Ports;
import envgate.envs.model.Vpc;
import envgate.rules.analysis.reach.Cuts.Piece;
import envgate.rules.analysis.reach.Outcome.Kind;
import envgate.rules.analysis.reach.Outcome.Member;
import envgate.rules.analysis.reach.Outcome.Met;
import envgate.rules.analysis.reach.Path.Blocker;
import envgate.rules.analysis.reach.Path.Part;
import envgate.rules.analysis.reach.Path.Split;
import envgate.rules.analysis.reach.Sender.Spot;
import envgate.rules.analysis.reach.Stage.Beyond;
import envgate.rules.analysis.reach.Stage.Meeting;
import envgate.rules.analysis.reach.Stage.Site;
import envgate.rules.finding.Missing;
import envgate.rules.finding.Trail;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// Answers for senders in a VPC: Lambda may run a function in any of its subnets, at any free address, and
/// connections may lead to any address of the destination, so the answer is what holds for all of them.
final class Survey {

    private final Terrain terrain;
    private final Sender sender;
    private final Places places;
    private final Spread spread;
    private final String region;
    private final boolean dualStack;
    private final Map<Call, Stage> stages;
    private final List<Site> sites = new ArrayList<>();
    /// What the groups that all spots have let out wherever it goes.
    private final Map<Hail, Optional<GroupRules>> anywhere = new ConcurrentHashMap<>();
    private final Map<GroupRules, Trail> starts = new ConcurrentHashMap<>();

    Survey(Terrain terrain, Set<Assumption> assumed, Sender sender) {
        this.terrain = terrain;
        this.sender = sender;
        String vpcId = sender.first().vpcId();
        this.places = new Places(terrain, vpcId);
        this.spread = new Spread(terrain, assumed, sender, places);
        this.region = terrain.regionOf(sender.first());
        this.dualStack = sender.dualStack();
        this.stages = terrain.memory().recall(new Setting(vpcId, region, dualStack), ConcurrentHashMap::new);
        sender.spots().forEach(it -> sites.add(terrain.memory().recall(Situated.of(sender, it), Site::new)));
    }

    /// What tells apart what becomes of the names that senders ask for.
    private record Setting(String vpcId, String region, boolean dualStack) {}

    /// All that tells senders apart beyond their own groups.
    private record Situated(
            String subnetId,
            Sender.Kind kind,
            boolean ipv6,
            Ports ports,
            boolean forwardOnly,
            List<Cidr> blocks,
            String at) {

        static Situated of(Sender sender, Spot from) {
            return new Situated(
                    from.subnet().id(),
                    sender.kind(),
                    sender.ipv6(),
                    sender.ports(),
                    sender.forwardOnly(),
                    from.blocks().equals(from.subnet().cidrs()) ? List.of() : from.blocks(),
                    from.at().map(NetworkInterface::id).orElse(sender.isFunction() ? "" : sender.name()));
        }
    }

    /// What is asked, as far as all senders of a VPC ask it alike.
    ///
    /// @param view tells apart the targets that one call may be taken for
    private record Scene(String vpcId, String region, boolean dualStack, Call call, String view) {}

    Path ask(Call call) {
        Optional<Path> resolver = resolver(call);
        if (resolver.isPresent()) {
            return resolver.get();
        }
        Scene scene = new Scene(sender.first().vpcId(), region, dualStack, call, "");
        Stage known = stages.get(call);
        Stage stage = known == null ? stage(scene) : known;
        return switch (stage.resolution()) {
            case Resolution.Ends(Trail trail, Blocker blocker) -> new Path.Blocked(trail, List.of(blocker));
            case Resolution.Unclear(Trail trail, Part part, List<Missing> missing) ->
                anywhere(scene, stage, trail, part, missing);
            case Resolution.Asks(Trail trail, String options, List<Cidr> servers, Missing missing) ->
                unanswered(scene, trail, options, servers)
                        .orElseGet(() -> anywhere(scene, stage, trail, Part.NAME, List.of(missing)));
            case Resolution.Leads(Trail trail, List<Target> targets) -> {
                Outcome outcome =
                        Bypass.explain(terrain, scene.vpcId(), scene.region(), call, all(scene, stage, targets));
                yield maybeIpv6(scene, stage, targets, outcome).after(trail).path();
            }
        };
    }

    private Stage stage(Scene scene) {
        if (stages.size() > Stage.MOST) {
            stages.clear();
        }
        Resolution resolution = resolve(scene);
        Stage stage = new Stage(resolution, referred(resolution));
        stages.put(scene.call(), stage);
        return stage;
    }

    private Optional<Path> resolver(Call call) {
        return call.port() == Servers.DNS && terrain.vpc(sender.first().vpcId()) instanceof Known.Seen<Vpc>(Vpc it)
                ? Cidr.parse(call.host()).flatMap(address -> new Servers(terrain, it).at(address, call))
                : Optional.empty();
    }

    private Resolution resolve(Scene scene) {
        Optional<Vpc> vpc =
                terrain.vpc(scene.vpcId()) instanceof Known.Seen<Vpc>(Vpc it) ? Optional.of(it) : Optional.empty();
        return new Names(terrain, vpc, true, scene.dualStack()).resolve(scene.call(), scene.region());
    }

    /// Nothing has a name where none of the servers that are asked can be reached.
    private Optional<Path> unanswered(Scene scene, Trail trail, String options, List<Cidr> servers) {
        Optional<Path.Blocked> first = Optional.empty();
        for (Cidr server : servers) {
            for (String protocol : List.of("udp", "tcp")) {
                Call call = new Call(server.toString(), Servers.DNS, protocol, "the DHCP options " + options);
                if (!(ask(call) instanceof Path.Blocked blocked)) {
                    return Optional.empty();
                }
                first = first.or(() -> Optional.of(blocked));
            }
        }
        return first.map(it -> {
            String names = servers.stream().map(Cidr::toString).collect(Collectors.joining(", "));
            String detail = "nobody answers for " + scene.call().host() + ": DNS server " + names + " of " + options
                    + " cannot be reached: " + it.blockers().getFirst().detail();
            Blocker blocker = new Blocker(Code.DNS_CUSTOM_SERVER_UNREACHABLE, Part.NAME, options, detail);
            return new Path.Blocked(trail.then(it.trail()).then(detail, options), List.of(blocker));
        });
    }

    private static Scene as(Scene scene, String view) {
        return new Scene(scene.vpcId(), scene.region(), scene.dualStack(), scene.call(), view);
    }

    /// Wherever the name leads, what stops all packets stops these.
    private Path anywhere(Scene scene, Stage stage, Trail trail, Part part, List<Missing> missing) {
        List<Span> spans = new ArrayList<>(List.of(Span.of(Cidr.ANY_IPV4)));
        if (sender.dualStack()) {
            spans.add(Span.of(Cidr.ANY_IPV6));
        }
        Outcome outcome =
                all(as(scene, "anywhere"), stage, List.of(Target.at(scene.call().host(), spans)));
        if (outcome.kind() == Kind.BLOCKED) {
            return outcome.withCommonBlockers().after(trail).path();
        }
        Set<Part> parts = EnumSet.of(part);
        outcome.doubts().forEach(it -> parts.add(it.part()));
        outcome.blockers().forEach(it -> parts.add(it.part()));
        Trail told = trail;
        for (Missing it : missing) {
            told = told.then(it.what());
        }
        return new Path.Unknown(told, parts, missing);
    }

    /// A host of the internet of which only the name is known may have an IPv6 address besides.
    private Outcome maybeIpv6(Scene scene, Stage stage, List<Target> targets, Outcome outcome) {
        boolean open = outcome.kind() == Kind.OPEN || outcome.kind() == Kind.UNKNOWN;
        if (open || !dualStack) {
            return outcome;
        }
        boolean host = targets.stream()
                .allMatch(it -> it.service().equals(Optional.of(""))
                        && it.vpcId().isEmpty()
                        && it.doors().isEmpty());
        if (!host) {
            return outcome;
        }
        String name = scene.call().host();
        Outcome other = all(as(scene, "ipv6"), stage, List.of(Target.host(name, Span.INTERNET_IPV6)));
        Missing missing = new Missing("whether " + name + " has an IPv6 address", "");
        return other.kind() == Kind.BLOCKED
                ? outcome
                : Outcome.unknown(outcome.trail(), List.of(new Doubt(Part.NAME, missing)), outcome.blockers());
    }

    @SuppressWarnings("ReferenceEquality") // the same list is alike; others are compared or worked out anew
    private Outcome all(Scene scene, Stage stage, List<Target> targets) {
        List<Spot> spots = sender.spots();
        boolean packet = sender.kind() == Sender.Kind.PACKET;
        List<Outcome> outcomes = new ArrayList<>(spots.size());
        List<Optional<GroupRules>> rules = new ArrayList<>(spots.size());
        boolean open = true;
        for (int i = 0; i < spots.size(); i++) {
            Spot it = spots.get(i);
            boolean same = i > 0 && it.groups() == spots.get(i - 1).groups();
            Optional<GroupRules> own =
                    same ? rules.get(i - 1) : packet ? Optional.empty() : letsAllOut(scene, it, targets);
            rules.add(own);
            Outcome outcome = spot(scene, stage, i, targets, packet || own.isPresent());
            outcomes.add(outcome);
            open &= outcome.kind() == Kind.OPEN;
        }
        if (open) {
            return Outcome.allOpen(outcomes).after(start(spots.getFirst(), rules.getFirst()));
        }
        if (outcomes.size() == 1) {
            return outcomes.getFirst().after(start(spots.getFirst(), rules.getFirst()));
        }
        return Stage.recall(stage.met(), new Meeting(sites, outcomes), () -> met(outcomes))
                .told(outcomes, it -> start(spots.get(it), rules.get(it)));
    }

    private Met met(List<Outcome> outcomes) {
        List<Member> members = new ArrayList<>(outcomes.size());
        for (int i = 0; i < outcomes.size(); i++) {
            members.add(new Member(sender.spots().get(i).subnet().id(), 1, outcomes.get(i)));
        }
        return Met.of(members, Split.SUBNETS, "subnets");
    }

    @SuppressWarnings("ReferenceEquality") // the same list is alike; others are compared or worked out anew
    private Trail start(Spot from, Optional<GroupRules> own) {
        boolean first = from == sender.spots().getFirst();
        return first && own.isPresent() ? starts.computeIfAbsent(own.get(), it -> begin(from, own)) : begin(from, own);
    }

    private static Trail begin(Spot from, Optional<GroupRules> own) {
        String id = from.subnet().id();
        Trail start = Trail.of("from " + id + " in " + from.subnet().availabilityZone(), id);
        return own.isEmpty()
                ? start
                : start.then(Walk.passes(own.get(), "lets it out"), own.get().group());
    }

    /// The way is the same for all whose own groups let them out, but for rules at its end that name
    /// their groups.
    ///
    /// @param out whether they let out all that is asked about
    private Outcome spot(Scene scene, Stage stage, int at, List<Target> targets, boolean out) {
        Spot from = sender.spots().get(at);
        if (sender.isFunction() && isFull(from)) {
            String id = from.subnet().id();
            String detail = id + " has no free address for a network interface of the function";
            return Spread.blocked(Code.SUBNET_NO_FREE_IP, id, detail);
        }
        return out ? beyond(scene, stage, at, targets) : spread.over(scene.call(), from, targets, true);
    }

    /// Whether Lambda can make no interface: functions with the same groups share the one that is there
    /// (https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html#configuration-vpc-enis).
    private boolean isFull(Spot from) {
        return from.subnet().availableIpAddressCount() == 0
                && terrain.sees(Area.NETWORK_INTERFACES)
                && !terrain.ground().ofFunctions.contains(from.subnet().id() + " " + from.groups());
    }

    /// The rule of the own groups that lets out all that the question is about, if they do.
    private Optional<GroupRules> letsAllOut(Scene scene, Spot from, List<Target> targets) {
        Call call = scene.call();
        Optional<GroupRules> first = Optional.empty();
        for (Target target : targets) {
            int port = call.port() == 0 ? target.port() : call.port();
            boolean plain = !isIpv6(target) && !call.protocol().equals("any");
            Hail all = Hail.of(call.protocol(), port, Cidr.ANY_IPV4);
            Optional<GroupRules> wherever =
                    plain && (port != 0 || !all.hasPorts()) ? anywhere(from.groups(), all) : Optional.empty();
            if (wherever.isPresent()) {
                first = first.isPresent() ? first : wherever;
                continue;
            }
            List<Piece> pieces = terrain.cuts().destinations(terrain, target, from.groups());
            if (pieces.size() > Cuts.MOST) {
                return Optional.empty();
            }
            for (Piece piece : pieces) {
                Hail hail = Hail.of(call.protocol(), port, piece.first());
                if (call.protocol().equals("any") || (port == 0 && hail.hasPorts())) {
                    return Optional.empty();
                }
                GroupRules rules = GroupRules.out(terrain, from, hail, places.end(target, piece.first()));
                if (!rules.truth().isYes()) {
                    return Optional.empty();
                }
                first = first.isPresent() ? first : Optional.of(rules);
            }
        }
        return first;
    }

    @SuppressWarnings("ReferenceEquality") // the same list is alike; others are compared or worked out anew
    private Optional<GroupRules> anywhere(List<String> groups, Hail hail) {
        if (groups != sender.spots().getFirst().groups()) {
            return GroupRules.anywhere(terrain, groups, hail);
        }
        Optional<GroupRules> known = anywhere.get(hail);
        return known == null ? anywhere.computeIfAbsent(hail, it -> GroupRules.anywhere(terrain, groups, it)) : known;
    }

    private Outcome beyond(Scene scene, Stage stage, int at, List<Target> targets) {
        Spot from = sender.spots().get(at);
        boolean elastic = !terrain.elasticIn(from.subnet().id()).isEmpty();
        boolean all = elastic || !scene.view().isEmpty();
        List<String> seen = all ? from.groups() : seen(from.groups(), stage.referred());
        // INVARIANT: an answer that names the sender, or another of its subnets, is asked anew for each.
        boolean named = sender.isFunction() && !dualStack && anyIpv6(targets);
        if (named) {
            return spread.over(scene.call(), from, targets, false);
        } else if (seen.isEmpty() && scene.view().isEmpty()) {
            return Stage.recall(stage.plain(), sites.get(at), () -> spread.over(scene.call(), from, targets, false));
        }
        return Stage.recall(
                stage.beyond(),
                new Beyond(scene.view(), sites.get(at), seen),
                () -> spread.over(scene.call(), from, targets, false));
    }

    private static boolean anyIpv6(List<Target> targets) {
        for (Target it : targets) {
            if (isIpv6(it)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isIpv6(Target it) {
        return it.spans().getLast().width() == 128;
    }

    private static List<String> seen(List<String> groups, Set<String> referred) {
        List<String> seen = List.of();
        for (String it : groups) {
            if (referred.contains(it)) {
                seen = new ArrayList<>(seen);
                seen.add(it);
            }
        }
        return seen;
    }

    /// The groups that rules of whatever stands at the end name.
    private Set<String> referred(Resolution resolution) {
        Set<String> referred = new HashSet<>();
        List<Target> targets =
                resolution instanceof Resolution.Leads(Trail _, List<Target> all) ? all : List.<Target>of();
        for (Target target : targets) {
            for (Piece piece : terrain.cuts().destinations(terrain, target, List.of())) {
                if (places.end(target, piece.first()).groups() instanceof Known.Seen<List<String>>(var held)) {
                    held.forEach(it -> referred.addAll(GroupRules.named(terrain, it)));
                }
            }
        }
        return referred;
    }
}
