package envgate.envs.plan.form;

import envgate.envs.source.capture.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Roles and their policies, inline and managed.
///
/// What other hands put on a role stays: a deploy takes away only what its stack had put there. See
/// https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountAuthorizationDetails.html.
final class IamForms {

    private static final Operation ROLES = Operation.IAM_GET_ACCOUNT_AUTHORIZATION_DETAILS;

    private IamForms() {}

    static void role(Draft draft) {
        String arn = roleArn(draft);
        Optional<ObjectNode> live = byName(draft, draft.name());
        live.ifPresent(it -> draft.overlay().remove(ROLES, Shape.text(it, "Arn")));
        if (draft.isDropped()) {
            return;
        }
        ObjectNode to = live.orElse(Shape.object());
        to.put("RoleName", draft.name())
                .put("Arn", live.map(it -> Shape.text(it, "Arn")).orElse(arn))
                .put("Path", draft.text("Path", "/"));
        to.set("AssumeRolePolicyDocument", draft.get("AssumeRolePolicyDocument"));
        to.set("RolePolicyList", inline(draft, to));
        to.set("AttachedManagedPolicies", attached(draft, to));
        if (draft.has("PermissionsBoundary")) {
            ObjectNode boundary = Shape.object().put("PermissionsBoundaryType", "Policy");
            Shape.copy(draft.properties(), "PermissionsBoundary", boundary, "PermissionsBoundaryArn");
            to.set("PermissionsBoundary", boundary);
        } else {
            to.remove("PermissionsBoundary");
        }
        if (live.isEmpty()) {
            to.set("InstanceProfileList", Shape.array());
        }
        to.set("Tags", draft.tagList());
        draft.overlay().put(ROLES, to);
    }

    private static String roleArn(Draft draft) {
        return "arn:" + draft.overlay().partition() + ":iam::" + draft.overlay().account() + ":role"
                + draft.text("Path", "/") + draft.name();
    }

    private static Optional<ObjectNode> byName(Draft draft, String name) {
        String account = ":" + draft.overlay().account() + ":";
        for (Map.Entry<String, JsonNode> it : draft.overlay().items(ROLES).entrySet()) {
            if (it.getKey().endsWith("/" + name)
                    && it.getKey().contains(account)
                    && Shape.text(it.getValue(), "RoleName").equals(name)
                    && it.getValue() instanceof ObjectNode role) {
                return Optional.of(role.deepCopy());
            }
        }
        return Optional.empty();
    }

    private static ArrayNode inline(Draft draft, ObjectNode live) {
        Set<String> own = names(draft.properties(), "Policies", "PolicyName");
        Set<String> before = draft.before() == null ? Set.of() : names(draft.before(), "Policies", "PolicyName");
        ArrayNode list = Shape.array();
        for (JsonNode it : Shape.items(live, "RolePolicyList")) {
            String name = Shape.text(it, "PolicyName");
            if (!own.contains(name) && !before.contains(name)) {
                list.add(it);
            }
        }
        Shape.items(draft.properties(), "Policies")
                .forEach(it -> list.add(Shape.copy(it, Shape.object(), "PolicyName", "PolicyDocument")));
        return list;
    }

    private static ArrayNode attached(Draft draft, ObjectNode live) {
        Set<String> own = texts(draft.properties(), "ManagedPolicyArns");
        Set<String> before = draft.before() == null ? Set.of() : texts(draft.before(), "ManagedPolicyArns");
        ArrayNode list = Shape.array();
        for (JsonNode it : Shape.items(live, "AttachedManagedPolicies")) {
            String arn = Shape.text(it, "PolicyArn");
            if (!own.contains(arn) && !before.contains(arn)) {
                list.add(it);
            }
        }
        for (JsonNode it : Shape.items(draft.properties(), "ManagedPolicyArns")) {
            list.add(attachment(it));
        }
        return list;
    }

    private static ObjectNode attachment(JsonNode arn) {
        String text = arn.asString("");
        ObjectNode to = Shape.object().put("PolicyName", text.substring(text.lastIndexOf('/') + 1));
        to.set("PolicyArn", arn);
        return to;
    }

    private static Set<String> names(ObjectNode node, String list, String member) {
        Set<String> names = new TreeSet<>();
        Shape.items(node, list).forEach(it -> names.add(Shape.text(it, member)));
        return names;
    }

    private static Set<String> texts(ObjectNode node, String list) {
        Set<String> texts = new TreeSet<>();
        Shape.items(node, list).forEach(it -> texts.add(it.asString("")));
        return texts;
    }

    /// `AWS::IAM::Policy` and `AWS::IAM::RolePolicy`: an inline policy of some roles.
    static void policy(Draft draft) {
        String name = draft.text("PolicyName", draft.id());
        ObjectNode before = draft.before();
        if (before != null) {
            String old = Shape.text(before, "PolicyName");
            roles(before).forEach(it -> change(draft, it, role -> without(role, old)));
        } else if (draft.isDropped()) {
            for (JsonNode it : draft.overlay().items(ROLES).values()) {
                if (it instanceof ObjectNode role) {
                    without(role, name);
                }
            }
        }
        if (draft.isDropped()) {
            return;
        }
        for (String it : roles(draft.properties())) {
            change(draft, it, role -> {
                without(role, name);
                ObjectNode policy = Shape.object().put("PolicyName", name);
                policy.set("PolicyDocument", draft.get("PolicyDocument"));
                role.set("RolePolicyList", plus(role, "RolePolicyList", policy));
            });
        }
    }

    private static List<String> roles(ObjectNode properties) {
        List<String> roles = new ArrayList<>();
        Shape.items(properties, "Roles").forEach(it -> roles.add(it.asString("")));
        if (properties.has("RoleName")) {
            roles.add(Shape.text(properties, "RoleName"));
        }
        return roles;
    }

    private static void without(ObjectNode role, String policy) {
        without(role, "RolePolicyList", "PolicyName", policy);
    }

    /// Takes what a member calls so out of one of a role's lists.
    ///
    /// @return whether it was there
    private static boolean without(ObjectNode role, String list, String member, String called) {
        List<JsonNode> all = Shape.items(role, list);
        ArrayNode others = Shape.array();
        all.stream().filter(it -> !Shape.text(it, member).equals(called)).forEach(others::add);
        role.set(list, others);
        return others.size() < all.size();
    }

    private static ArrayNode plus(ObjectNode role, String list, JsonNode item) {
        ArrayNode longer = Shape.array();
        Shape.items(role, list).forEach(longer::add);
        return longer.add(item);
    }

    private static void change(Draft draft, String name, java.util.function.Consumer<ObjectNode> change) {
        String bare = name.substring(name.lastIndexOf('/') + 1);
        Optional<ObjectNode> role = byName(draft, bare);
        if (role.isEmpty() && !draft.isDropped()) {
            draft.note("a policy or an instance profile is for the role `" + bare + "`, which was not seen");
            return;
        }
        role.ifPresent(it -> {
            change.accept(it);
            draft.overlay().put(ROLES, it);
        });
    }

    /// A managed policy, and the roles that it attaches itself to.
    static void managedPolicy(Draft draft) {
        String arn = draft.id();
        if (draft.isDropped()) {
            draft.overlay().removePolicy(arn);
            for (JsonNode it : draft.overlay().items(ROLES).values()) {
                if (it instanceof ObjectNode role) {
                    detach(role, arn);
                }
            }
            return;
        }
        ObjectNode version = Shape.object().put("VersionId", "v1").put("IsDefaultVersion", true);
        version.set("Document", draft.get("PolicyDocument"));
        ObjectNode to =
                Shape.object().put("PolicyName", draft.name()).put("Arn", arn).put("DefaultVersionId", "v1");
        to.set("PolicyVersionList", Shape.array().add(version));
        draft.overlay().putPolicy(to);
        ObjectNode before = draft.before();
        if (before != null) {
            roles(before).forEach(it -> change(draft, it, role -> detach(role, arn)));
        }
        for (String it : roles(draft.properties())) {
            change(draft, it, role -> {
                detach(role, arn);
                role.set("AttachedManagedPolicies", plus(role, "AttachedManagedPolicies", attachment(Shape.node(arn))));
            });
        }
    }

    /// A managed policy on a role, which CloudFormation has only as a property of either.
    static void attachment(Draft draft) {
        ObjectNode before = draft.before();
        if (before != null) {
            String old = Shape.text(before, "PolicyArn");
            roles(before).forEach(it -> change(draft, it, role -> detach(role, old)));
        }
        if (draft.isDropped()) {
            return;
        }
        for (String it : roles(draft.properties())) {
            change(draft, it, role -> {
                detach(role, draft.text("PolicyArn"));
                role.set(
                        "AttachedManagedPolicies",
                        plus(role, "AttachedManagedPolicies", attachment(draft.get("PolicyArn"))));
            });
        }
    }

    /// An instance profile, of which AWS tells with the role that it holds.
    static void instanceProfile(Draft draft) {
        for (JsonNode it : List.copyOf(draft.overlay().items(ROLES).values())) {
            if (it instanceof ObjectNode role
                    && without(role, "InstanceProfileList", "InstanceProfileName", draft.name())) {
                draft.overlay().put(ROLES, role);
            }
        }
        if (draft.isDropped()) {
            return;
        }
        String arn = "arn:" + draft.overlay().partition() + ":iam::"
                + draft.overlay().account() + ":instance-profile" + draft.text("Path", "/") + draft.name();
        ObjectNode profile = Shape.object()
                .put("InstanceProfileName", draft.name())
                .put("Arn", arn)
                .put("Path", draft.text("Path", "/"));
        for (String it : roles(draft.properties())) {
            change(draft, it, role -> role.set("InstanceProfileList", plus(role, "InstanceProfileList", profile)));
        }
    }

    private static void detach(ObjectNode role, String arn) {
        without(role, "AttachedManagedPolicies", "PolicyArn", arn);
    }
}
