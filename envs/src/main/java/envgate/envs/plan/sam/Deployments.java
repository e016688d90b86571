package envgate.envs.plan.sam;

import envgate.envs.document.Mark;
import envgate.envs.plan.sam.Tree.Branch;
import envgate.envs.plan.sam.Tree.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The gradual deployments that functions ask for: one application of CodeDeploy, its role, and a
/// group for each.
///
/// See
/// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-deploymentpreference.html.
final class Deployments {

    private static final String APPLICATION = "ServerlessDeploymentApplication";
    private static final String ROLE = "CodeDeployServiceRole";
    private static final String CONDITION = "ServerlessCodeDeployCondition";

    private static final List<String> SHIPPED = List.of(
            "Canary10Percent5Minutes",
            "Canary10Percent10Minutes",
            "Canary10Percent15Minutes",
            "Canary10Percent30Minutes",
            "Linear10PercentEvery1Minute",
            "Linear10PercentEvery2Minutes",
            "Linear10PercentEvery3Minutes",
            "Linear10PercentEvery10Minutes",
            "AllAtOnce");

    private final Map<String, Preference> preferences = new TreeMap<>();

    private record Preference(
            Branch written,
            boolean enabled,
            @Nullable String condition,
            @Nullable Branch tags) {}

    /// @param written with known parameters put in
    /// @return whether it is switched on
    boolean add(Written function, Branch written) {
        Tree enabled = written.get("Enabled");
        boolean on = enabled == null || (enabled.counts() && !"false".equalsIgnoreCase(Tree.text(enabled)));
        if (on && !written.has("Type")) {
            throw function.wrong("DeploymentPreference", "`DeploymentPreference` has no `Type`", "");
        }
        boolean passed = "true".equalsIgnoreCase(written.text("PassthroughCondition"));
        Branch tags = function.properties().isTrue("PropagateTags") && function.given("Tags") instanceof Branch it
                ? it
                : null;
        preferences.put(
                function.id(),
                new Preference(written, on, passed && on ? function.body().text("Condition") : null, on ? tags : null));
        return on;
    }

    static String group(String functionId) {
        return functionId + "DeploymentGroup";
    }

    /// What an alias says about how it is updated.
    Branch updatePolicy(String functionId, Mark mark) {
        Branch hooks =
                Objects.requireNonNull(preferences.get(functionId)).written().branch("Hooks");
        return Branch.of(
                mark,
                "CodeDeployLambdaAliasUpdate",
                Branch.of(
                        mark,
                        "ApplicationName",
                        Intrinsic.ref(APPLICATION, mark),
                        "DeploymentGroupName",
                        Intrinsic.ref(group(functionId), mark),
                        "BeforeAllowTrafficHook",
                        hooks.get("PreTraffic"),
                        "AfterAllowTrafficHook",
                        hooks.get("PostTraffic")));
    }

    /// What all of them together need.
    void write(Bench bench) {
        List<Map.Entry<String, Preference>> enabled = preferences.entrySet().stream()
                .filter(it -> it.getValue().enabled())
                .toList();
        if (enabled.isEmpty()) {
            return;
        }
        Mark mark = enabled.getFirst().getValue().written().mark();
        Branch attributes = new Branch(mark);
        if (enabled.stream().allMatch(it -> it.getValue().condition() != null)) {
            TreeSet<String> conditions = new TreeSet<>();
            enabled.forEach(it -> conditions.add(String.valueOf(it.getValue().condition())));
            Intrinsic.combine(List.copyOf(conditions), CONDITION, bench.conditions());
            attributes.put("Condition", conditions.size() == 1 ? conditions.first() : CONDITION);
        }
        Branch tags = new Branch(mark);
        enabled.forEach(it -> {
            Branch own = it.getValue().tags();
            tags.putAll(own == null ? new Branch(mark) : own);
        });
        Row listed = tags.isEmpty() ? null : Tags.listed(tags);
        List<Made> made = new ArrayList<>();
        made.add(new Made(APPLICATION, "AWS::CodeDeploy::Application", mark, attributes.copy())
                .put("ComputePlatform", "Lambda")
                .put("Tags", listed));
        if (enabled.stream().anyMatch(it -> it.getValue().written().given("Role") == null)) {
            made.add(new Made(ROLE, "AWS::IAM::Role", mark, attributes)
                    .put("AssumeRolePolicyDocument", Grants.trust("codedeploy.amazonaws.com", mark))
                    .put("ManagedPolicyArns", List.of(bench.roles().managed("service-role/AWSCodeDeployRoleForLambda")))
                    .put("Tags", listed));
        }
        enabled.forEach(it -> made.add(group(it.getKey(), it.getValue())));
        made.forEach(it -> bench.resources().put(it.id(), it.tree()));
    }

    private static Made group(String id, Preference preference) {
        Branch written = preference.written();
        Mark mark = written.mark();
        Made group = new Made(
                group(id),
                "AWS::CodeDeploy::DeploymentGroup",
                mark,
                Branch.of(mark, "Condition", preference.condition()));
        Branch tags = preference.tags();
        group.put("AlarmConfiguration", alarms(written.given("Alarms")))
                .put("ApplicationName", Intrinsic.ref(APPLICATION, mark))
                .put(
                        "AutoRollbackConfiguration",
                        Branch.of(
                                mark,
                                "Enabled",
                                true,
                                "Events",
                                List.of(
                                        "DEPLOYMENT_FAILURE",
                                        "DEPLOYMENT_STOP_ON_ALARM",
                                        "DEPLOYMENT_STOP_ON_REQUEST")))
                .put(
                        "DeploymentConfigName",
                        configuration(
                                Objects.requireNonNull(written.get("Type")).copy(), ""))
                .put(
                        "DeploymentStyle",
                        Branch.of(mark, "DeploymentType", "BLUE_GREEN", "DeploymentOption", "WITH_TRAFFIC_CONTROL"))
                .put("ServiceRoleArn", written.given("Role"))
                .put("TriggerConfigurations", written.given("TriggerConfigurations"))
                .put("Tags", tags == null ? null : Tags.listed(tags));
        if (!group.properties().has("ServiceRoleArn")) {
            group.put("ServiceRoleArn", Intrinsic.attribute(ROLE, "Arn", mark));
        }
        return group;
    }

    private static @Nullable Tree alarms(@Nullable Tree alarms) {
        if (alarms == null || Intrinsic.isNoValue(alarms)) {
            return null;
        }
        if (Intrinsic.isIf(alarms)) {
            List<Tree> parts = Intrinsic.parts(alarms);
            return Branch.of(
                    alarms.mark(), "Fn::If", List.of(parts.get(0), listed(parts.get(1)), listed(parts.get(2))));
        }
        return listed(alarms);
    }

    private static Branch listed(Tree alarms) {
        if (!(alarms instanceof Row row)) {
            throw new SamMistake(alarms, "`Alarms` is a list", "");
        }
        if (row.items().isEmpty() || Intrinsic.isNoValue(row.items().getFirst())) {
            return new Branch(alarms.mark());
        }
        List<Branch> named = row.items().stream()
                .map(it -> Branch.of(it.mark(), "Name", it.copy()))
                .toList();
        return Branch.of(alarms.mark(), "Enabled", true, "Alarms", named);
    }

    /// The names of CodeDeploy's own configurations stand for longer ones.
    private static Tree configuration(Tree type, String inside) {
        if (type instanceof Row row) {
            row.items().replaceAll(it -> configuration(it, ""));
            return row;
        }
        if (type instanceof Branch call && Intrinsic.is(type)) {
            List.copyOf(call.members().keySet())
                    .forEach(it -> call.put(
                            it,
                            configuration(Objects.requireNonNull(call.members().get(it)), it)));
            return call;
        }
        String name = Tree.text(type);
        if (name == null || !SHIPPED.contains(name)) {
            return type;
        }
        Branch whole =
                Intrinsic.sub("CodeDeployDefault.Lambda${ConfigName}", Branch.of(type.mark(), "ConfigName", name));
        return inside.equals("Fn::Sub") ? Objects.requireNonNull(whole.get("Fn::Sub")) : whole;
    }
}
