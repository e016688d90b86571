package envgate.envs.plan.template;

import envgate.envs.model.Arn;
import envgate.envs.model.Export;
import envgate.envs.model.Gateway;
import envgate.envs.model.NetworkAcl;
import envgate.envs.model.Origin;
import envgate.envs.model.PolicyDocument;
import envgate.envs.model.RouteTable;
import envgate.envs.model.SecurityGroup;
import envgate.envs.model.Sight;
import envgate.envs.model.Snapshot;
import envgate.envs.model.Stack;
import envgate.envs.model.Stack.StackResource;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// A snapshot as texts by path, in which things are called as their stacks call them: what differs is
/// no id.
public final class SnapshotFields {

    /// Types whose physical ids are those of other things, or made of them.
    private static final String SHARED =
            "AWS::EC2::(VPCGatewayAttachment|SubnetRouteTableAssociation|Route)|AWS::(SQS|S3|SNS|IAM)::[A-Za-z]*Policy";

    /// Ends the path of what nobody asked for.
    static final String UNSEEN = "#unseen";

    private final Map<String, String> names =
            new TreeMap<>(Comparator.comparingInt(String::length).reversed().thenComparing(it -> it));
    private final Map<String, String> fields = new TreeMap<>();

    private SnapshotFields(Snapshot snapshot, Snapshot other) {
        for (Stack stack : Stream.concat(snapshot.stacks().stream(), other.stacks().stream())
                .toList()) {
            names.putIfAbsent(stack.arn().toString(), "<" + stack.name() + ">");
            for (StackResource it : stack.resources()) {
                String name = "<" + stack.name() + "." + it.logicalId() + ">";
                String last = it.physicalId().replaceFirst("^.*[/:]", "");
                if (last.length() > 4 && !it.type().matches(SHARED)) {
                    names.putIfAbsent(it.physicalId(), name);
                    names.putIfAbsent(last, name);
                }
            }
        }
        for (SecurityGroup it : snapshot.network().securityGroups()) {
            if (it.name().equals("default")) {
                names.put(it.id(), called(it.vpcId()) + "default-group");
            }
        }
        for (RouteTable it : snapshot.network().routeTables()) {
            if (it.main()) {
                names.put(it.id(), called(it.vpcId()) + "main-table");
            }
        }
        for (NetworkAcl it : snapshot.network().networkAcls()) {
            if (it.isDefault()) {
                names.put(it.id(), called(it.vpcId()) + "default-acl");
            }
        }
    }

    /// @param other names things whose stack was not read
    public static Map<String, String> of(Snapshot snapshot, Snapshot other) {
        SnapshotFields all = new SnapshotFields(snapshot, other);
        snapshot.functions().forEach(it -> all.put("function " + it.arn(), it));
        snapshot.stacks().forEach(it -> all.put("stack " + it.name(), it));
        for (Export it : snapshot.exports()) {
            all.put("export " + it.name(), it);
        }
        snapshot.triggers().forEach(it -> all.put("trigger " + it.functionArn(), it));
        snapshot.resources().forEach(it -> all.put("resource " + it.arn(), it));
        snapshot.roles().forEach(it -> all.put("role " + it.arn(), it));
        snapshot.network().vpcs().forEach(it -> all.put("vpc " + it.id(), it));
        snapshot.network().subnets().forEach(it -> all.put("subnet " + it.id(), it));
        snapshot.network().routeTables().forEach(it -> all.put("table " + it.id(), it));
        snapshot.network().securityGroups().forEach(it -> all.put("group " + it.id(), it));
        snapshot.network().networkAcls().forEach(it -> all.put("acl " + it.id(), it));
        for (Gateway it : snapshot.network().gateways()) {
            all.put("gateway " + it.id(), it);
        }
        return all.fields;
    }

    /// What a live read does not ask for, because nothing is wired to it, cannot be compared.
    public static boolean isUnasked(String field, Map<String, String> found) {
        int dot = field.indexOf(".policy");
        boolean details = field.startsWith("function ")
                && (field.contains(".state") || field.endsWith(".lastUpdateStatus") || field.contains(".tags."));
        return details
                || (field.endsWith(".visibilityTimeout")
                        && found.getOrDefault(field, "null").equals("null"))
                || (dot > 0 && found.containsKey(field.substring(0, dot) + ".policy" + UNSEEN));
    }

    private String called(String text) {
        String named = text;
        for (Map.Entry<String, String> it : names.entrySet()) {
            named = named.replace(it.getKey(), it.getValue());
        }
        return named;
    }

    private void put(String path, Object value) {
        switch (value) {
            case Origin _ -> {}
            case Arn it -> fields.put(called(path), called(it.toString()));
            case Sight.Seen<?>(Object it) -> put(path, it);
            case Sight.Unseen<?> _ -> fields.put(called(path) + UNSEEN, "");
            case PolicyDocument it -> put(path + "." + it.name(), it.statements());
            case Record it -> {
                for (RecordComponent component : it.getClass().getRecordComponents()) {
                    put(path + "." + component.getName(), member(it, component));
                }
            }
            case Map<?, ?> it -> it.forEach((key, one) -> put(path + "." + key, one));
            case List<?> it when !it.isEmpty() && it.getFirst() instanceof StackResource -> resources(path, it);
            case Collection<?> it ->
                fields.put(
                        called(path),
                        it.stream().map(one -> plain(one)).sorted().toList().toString());
            default -> fields.put(called(path), plain(value));
        }
    }

    private void resources(String path, List<?> resources) {
        for (Object it : resources) {
            if (it instanceof StackResource one) {
                fields.put(called(path) + "." + one.logicalId(), one.type());
            }
        }
    }

    private String plain(Object value) {
        return called(value.toString().replaceAll("origin=[A-Za-z]+\\[[^]]*]", ""));
    }

    private static Object member(Record it, RecordComponent component) {
        try {
            component.getAccessor().setAccessible(true);
            Object value = component.getAccessor().invoke(it);
            return value == null ? "null" : value;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
