package envgate.rules.analysis;

import envgate.envs.model.Area;
import envgate.envs.model.Call;
import envgate.envs.model.Export;
import envgate.envs.model.LambdaFunction;
import envgate.envs.model.Origin;
import envgate.envs.model.PolicyDocument;
import envgate.envs.model.Resource;
import envgate.envs.model.Role;
import envgate.envs.model.SecurityGroup;
import envgate.envs.model.Sight;
import envgate.envs.model.Stack;
import envgate.envs.model.Stack.StackResource;
import envgate.envs.model.Trigger;
import envgate.envs.model.Value;
import envgate.rules.analysis.Change.Kind;
import envgate.rules.analysis.reach.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/// What a deploy makes of an environment: the same analyses asked before and after, and how their answers
/// differ.
public final class Foresight {

    private final Facts before;
    private final Facts after;
    private final Removals removals;
    private final List<Change> changes = new ArrayList<>();

    private Foresight(Facts before, Facts after) {
        this.before = before;
        this.after = after;
        this.removals = new Removals(before.snapshot(), after.snapshot());
    }

    /// All that changes, what breaks first.
    ///
    /// @param after the same environment as the plan leaves it
    public static List<Change> of(Facts before, Facts after) {
        Foresight foresight = new Foresight(before, after);
        foresight.functions();
        foresight.stacks();
        foresight.exports();
        foresight.changes.addAll(TerraformOutputs.changed(after.snapshot()));
        foresight.changes.addAll(foresight.removals.loose());
        foresight.resources();
        foresight.triggers();
        foresight.roles();
        foresight.groups();
        foresight.changes.addAll(foresight.removals.unseen());
        return foresight.changes.stream().distinct().sorted().toList();
    }

    private void add(Kind kind, Area area, String subject, String detail, Origin origin) {
        changes.add(new Change(kind, area, subject, detail, origin));
    }

    private void functions() {
        Map<String, LambdaFunction> old =
                index(before.snapshot().functions(), it -> it.arn().toString());
        Map<String, LambdaFunction> now =
                index(after.snapshot().functions(), it -> it.arn().toString());
        old.forEach((arn, it) -> {
            if (!now.containsKey(arn) && removals.isSure(it)) {
                add(Kind.DROPS, Area.FUNCTIONS, it.logicalName(), "function `" + it.name() + "`", it.origin());
            }
        });
        now.forEach((arn, it) -> {
            LambdaFunction was = old.get(arn);
            if (was == null) {
                add(Kind.ADDS, Area.FUNCTIONS, it.logicalName(), "function `" + it.name() + "`", it.origin());
                unknownVariables(it);
            } else {
                variables(was, it);
                configuration(was, it);
                paths(was, it);
                invokers(was, it);
                changes.addAll(Aliases.changes(was, it));
            }
        });
    }

    private void unknownVariables(LambdaFunction function) {
        function.environment().forEach((key, value) -> {
            if (value instanceof Value.Unresolved(String reason)) {
                add(
                        Kind.UNKNOWN,
                        Area.FUNCTIONS,
                        function.logicalName(),
                        "variable `" + key + "`: " + reason,
                        function.origin());
            }
        });
    }

    private void variables(LambdaFunction was, LambdaFunction is) {
        for (String key : was.environment().keySet()) {
            if (!is.environment().containsKey(key)) {
                add(Kind.DROPS, Area.FUNCTIONS, is.logicalName(), "variable `" + key + "`", is.origin());
            }
        }
        is.environment().forEach((key, value) -> {
            Value old = was.environment().get(key);
            if (old == null) {
                add(Kind.ADDS, Area.FUNCTIONS, is.logicalName(), "variable `" + key + "`", is.origin());
            }
            if (value instanceof Value.Unresolved(String reason)) {
                add(Kind.UNKNOWN, Area.FUNCTIONS, is.logicalName(), "variable `" + key + "`: " + reason, is.origin());
            } else if (old instanceof Value.Unresolved) {
                add(
                        Kind.UNKNOWN,
                        Area.FUNCTIONS,
                        is.logicalName(),
                        "variable `" + key + "`, which was open",
                        is.origin());
            } else if (old != null && !old.equals(value)) {
                boolean otherKeys = old instanceof Value.Hidden a
                        && value instanceof Value.Hidden b
                        && !a.key().equals(b.key());
                add(
                        otherKeys ? Kind.UNKNOWN : Kind.CHANGES,
                        Area.FUNCTIONS,
                        is.logicalName(),
                        "variable `" + key + "`" + (otherKeys ? ": what it was is not shown" : ""),
                        is.origin());
            }
        });
    }

    private void configuration(LambdaFunction was, LambdaFunction is) {
        Map<String, Function<LambdaFunction, Object>> members = new TreeMap<>(Map.of(
                "runtime", LambdaFunction::runtime,
                "handler", LambdaFunction::handler,
                "memory", LambdaFunction::memorySize,
                "timeout", LambdaFunction::timeout,
                "role", LambdaFunction::role,
                "layers", LambdaFunction::layers,
                "architectures", LambdaFunction::architectures,
                "image", LambdaFunction::imageUri,
                "subnets",
                        it -> it.vpc() == null
                                ? List.of()
                                : Objects.requireNonNull(it.vpc()).subnetIds(),
                "security groups",
                        it -> it.vpc() == null
                                ? List.of()
                                : Objects.requireNonNull(it.vpc()).securityGroupIds()));
        members.forEach((name, of) -> {
            Object old = of.apply(was);
            Object now = of.apply(is);
            if (!old.equals(now)) {
                add(
                        Kind.CHANGES,
                        Area.FUNCTIONS,
                        is.logicalName(),
                        name + " from `" + old + "` to `" + now + "`",
                        is.origin());
            }
        });
    }

    private void paths(LambdaFunction was, LambdaFunction is) {
        List<Call> calls = Stream.concat(before.calls(was).stream(), after.calls(is).stream())
                .distinct()
                .sorted()
                .toList();
        for (Call call : calls) {
            Path old = before.reach().from(was).to(call);
            Path now = after.reach().from(is).to(call);
            String what = "path to " + call.text();
            if (old instanceof Path.Unknown && isOpen(now)) {
                add(Kind.UNKNOWN, Area.FUNCTIONS, is.logicalName(), what + ", which will be open", is.origin());
            } else if (isOpen(old) && now instanceof Path.Unknown) {
                add(Kind.UNKNOWN, Area.FUNCTIONS, is.logicalName(), what + ", which is open now", is.origin());
            } else if (isOpen(old) && !isOpen(now)) {
                add(Kind.CLOSES, Area.FUNCTIONS, is.logicalName(), what, is.origin());
            } else if (!isOpen(old) && isOpen(now)) {
                add(Kind.OPENS, Area.FUNCTIONS, is.logicalName(), what, is.origin());
            }
        }
    }

    private static boolean isOpen(Path path) {
        return path instanceof Path.Open || path instanceof Path.Fragile;
    }

    private void invokers(LambdaFunction was, LambdaFunction is) {
        statements(Area.FUNCTION_POLICIES, is.logicalName(), was.policy(), is.policy(), is.origin());
    }

    private void stacks() {
        Map<String, Stack> old =
                index(before.snapshot().stacks(), it -> it.arn().toString());
        Map<String, Stack> now = index(after.snapshot().stacks(), it -> it.arn().toString());
        old.forEach((arn, it) -> {
            if (!now.containsKey(arn)) {
                add(Kind.DROPS, Area.STACKS, it.name(), "stack", it.origin());
            }
        });
        for (Stack it : now.values()) {
            Stack was = old.get(it.arn().toString());
            if (was == null) {
                add(Kind.ADDS, Area.STACKS, it.name(), "stack", it.origin());
                continue;
            }
            for (String key : was.outputs().keySet()) {
                if (!it.outputs().containsKey(key)) {
                    add(Kind.DROPS, Area.STACKS, it.name(), "output `" + key + "`", it.origin());
                }
            }
            it.outputs().forEach((key, output) -> {
                if (output.value() instanceof Value.Unresolved(String reason)) {
                    add(Kind.UNKNOWN, Area.STACKS, it.name(), "output `" + key + "`: " + reason, it.origin());
                }
            });
            members(was, it);
        }
    }

    private void members(Stack was, Stack is) {
        Map<String, StackResource> now = index(is.resources(), StackResource::logicalId);
        for (StackResource it : was.resources()) {
            if (it.status().equals("DELETE_COMPLETE")) {
                continue;
            }
            StackResource next = now.get(it.logicalId());
            if (next == null) {
                add(Kind.DROPS, Area.STACK_RESOURCES, it.logicalId(), named(it), is.origin());
            } else if (!it.physicalId().isEmpty() && !next.physicalId().equals(it.physicalId())) {
                add(
                        Kind.REPLACES,
                        Area.STACK_RESOURCES,
                        it.logicalId(),
                        named(it) + " by `" + next.physicalId() + "`",
                        is.origin());
            } else if (removals.replaces(is.name(), it.logicalId())) {
                String again = named(it) + " by another of the same name, which CloudFormation refuses";
                add(Kind.REPLACES, Area.STACK_RESOURCES, it.logicalId(), again, is.origin());
            }
        }
        Map<String, StackResource> old = index(was.resources(), StackResource::logicalId);
        for (StackResource it : is.resources()) {
            if (!old.containsKey(it.logicalId())) {
                add(Kind.ADDS, Area.STACK_RESOURCES, it.logicalId(), named(it), is.origin());
            }
        }
    }

    private static String named(StackResource it) {
        return it.type() + (it.physicalId().isEmpty() ? "" : " `" + it.physicalId() + "`");
    }

    private void exports() {
        Map<String, Export> now = index(after.snapshot().exports(), Export::name);
        for (Export it : before.snapshot().exports()) {
            Export next = now.get(it.name());
            String imported =
                    it.importedBy().isEmpty() ? "" : ", which " + String.join(", ", it.importedBy()) + " imports";
            if (next == null) {
                add(Kind.DROPS, Area.EXPORTS, it.name(), "export" + imported, new Origin.Unknown());
            } else if (!next.value().equals(it.value()) && !imported.isEmpty()) {
                add(Kind.CHANGES, Area.EXPORTS, it.name(), "export" + imported, new Origin.Unknown());
            }
        }
    }

    /// What others' policies let in, by resource.
    private void resources() {
        Map<String, Resource> old =
                index(before.snapshot().resources(), it -> it.arn().toString());
        for (Resource it : after.snapshot().resources()) {
            Resource was = old.get(it.arn().toString());
            if (was != null) {
                statements(
                        Area.RESOURCE_POLICIES,
                        it.arn().toString(),
                        Things.policy(was),
                        Things.policy(it),
                        it.origin());
            }
        }
    }

    /// The policy on a thing; what was not seen on one side cannot be compared.
    private void statements(
            Area area, String subject, Sight<PolicyDocument> was, Sight<PolicyDocument> is, Origin origin) {
        boolean blind = was instanceof Sight.Unseen<PolicyDocument> || is instanceof Sight.Unseen<PolicyDocument>;
        if (!blind) {
            statements(
                    area,
                    subject,
                    "its policy",
                    was.seen().stream().toList(),
                    is.seen().stream().toList(),
                    origin);
        } else if (was instanceof Sight.Seen<PolicyDocument> || is instanceof Sight.Seen<PolicyDocument>) {
            add(Kind.UNKNOWN, area, subject, "its policy, which was not seen on both sides", origin);
        }
    }

    private void triggers() {
        Map<String, Trigger> old = index(before.snapshot().triggers(), Things::name);
        Map<String, Trigger> now = index(after.snapshot().triggers(), Things::name);
        old.forEach((name, it) -> {
            if (!now.containsKey(name)) {
                add(Kind.DROPS, Things.area(it), name, "trigger of `" + it.functionArn() + "`", it.origin());
            }
        });
        now.forEach((name, it) -> {
            if (!old.containsKey(name)) {
                add(Kind.ADDS, Things.area(it), name, "trigger of `" + it.functionArn() + "`", it.origin());
            }
        });
    }

    private void roles() {
        Map<String, Role> old = index(before.snapshot().roles(), it -> it.arn().toString());
        for (Role it : after.snapshot().roles()) {
            Role was = old.get(it.arn().toString());
            if (was != null) {
                statements(Area.ROLES, it.name(), "the role", was.policies(), it.policies(), it.origin());
                if (!was.unseenPolicies().equals(it.unseenPolicies())) {
                    String blind = "the role, of whose policies not all were seen on both sides";
                    add(Kind.UNKNOWN, Area.ROLES, it.name(), blind, it.origin());
                }
                List<PolicyDocument> trusted = List.of(was.trust());
                statements(Area.ROLES, it.name(), "who may take the role", trusted, List.of(it.trust()), it.origin());
            }
        }
    }

    /// Statements by what they say: one more that allows broadens, one less narrows, and denials the other way
    /// round.
    private void statements(
            Area area, String subject, String what, List<PolicyDocument> was, List<PolicyDocument> is, Origin origin) {
        SortedSet<String> old = Sayings.of(was);
        SortedSet<String> now = Sayings.of(is);
        now.stream()
                .filter(it -> !old.contains(it))
                .forEach(it -> add(
                        it.startsWith("allows") ? Kind.BROADENS : Kind.NARROWS,
                        area,
                        subject,
                        what + " now " + it,
                        origin));
        old.stream()
                .filter(it -> !now.contains(it))
                .forEach(it -> add(
                        it.startsWith("allows") ? Kind.NARROWS : Kind.BROADENS,
                        area,
                        subject,
                        what + " no longer " + it,
                        origin));
    }

    private void groups() {
        Map<String, SecurityGroup> old = index(before.snapshot().network().securityGroups(), SecurityGroup::id);
        for (SecurityGroup it : after.snapshot().network().securityGroups()) {
            SecurityGroup was = old.get(it.id());
            if (was != null) {
                rules(it.id(), "inbound", was.ingress(), it.ingress());
                rules(it.id(), "outbound", was.egress(), it.egress());
            }
        }
    }

    private void rules(
            String group, String way, List<SecurityGroup.IpPermission> was, List<SecurityGroup.IpPermission> is) {
        SortedSet<String> old = Sayings.ofRules(was);
        SortedSet<String> now = Sayings.ofRules(is);
        now.stream()
                .filter(it -> !old.contains(it))
                .forEach(it -> add(Kind.BROADENS, Area.SECURITY_GROUPS, group, way + " " + it, new Origin.Unknown()));
        old.stream()
                .filter(it -> !now.contains(it))
                .forEach(it -> add(Kind.NARROWS, Area.SECURITY_GROUPS, group, way + " " + it, new Origin.Unknown()));
    }

    private static <T> Map<String, T> index(Collection<T> things, Function<T, String> key) {
        Map<String, T> index = new TreeMap<>();
        things.forEach(it -> index.putIfAbsent(key.apply(it), it));
        return index;
    }
}
