package envgate.envs.plan.terraform;

import envgate.envs.model.Snapshot;
import envgate.envs.plan.template.Plans;
import envgate.envs.source.capture.Recording;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Writes small plans in the shape of `terraform show -json`, and lays them over small worlds.
final class Laid {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Plans world;
    private final List<JsonNode> changes = new ArrayList<>();
    private final Map<String, JsonNode> declared = new LinkedHashMap<>();
    private final Map<String, JsonNode> more = new LinkedHashMap<>();
    private final Map<String, JsonNode> root = new LinkedHashMap<>();
    private String region = Plans.REGION;

    private Laid(Plans world) {
        this.world = world;
    }

    static Laid over(Plans world) {
        return new Laid(world);
    }

    /// Single quotes stand for double ones.
    static JsonNode json(String text) {
        return JSON.readTree(text.replace('\'', '"'));
    }

    /// A resource that is made, with what is known after apply.
    Laid create(String address, String after, String unknown) {
        return change(address, "['create']", "null", after, unknown, "{}");
    }

    Laid create(String address, String after) {
        return create(address, after, "{}");
    }

    Laid update(String address, String before, String after) {
        return change(address, "['update']", before, after, "{}", "{}");
    }

    Laid delete(String address, String before) {
        return change(address, "['delete']", before, "null", "{}", "{}");
    }

    Laid same(String address, String values) {
        return change(address, "['no-op']", values, values, "{}", "{}");
    }

    Laid change(String address, String actions, String before, String after, String unknown, String sensitive) {
        Address parsed = Address.parse(address);
        boolean data = parsed.name(0).equals("data");
        int at = data ? 1 : 0;
        StringBuilder module = new StringBuilder();
        while (parsed.name(at).equals("module")) {
            module.append(module.isEmpty() ? "" : ".").append("module.").append(parsed.name(at + 1));
            module.append(parsed.index(at + 1).isEmpty() ? "" : "[" + parsed.index(at + 1) + "]");
            at += 2;
        }
        ObjectNode node = JSON.createObjectNode();
        node.put("address", address);
        if (!module.isEmpty()) {
            node.put("module_address", module.toString());
        }
        node.put("mode", data ? "data" : "managed").put("type", parsed.name(at)).put("name", parsed.name(at + 1));
        String index = parsed.index(at + 1);
        if (!index.isEmpty()) {
            node.set("index", JSON.readTree(index));
        }
        ObjectNode change = JSON.createObjectNode();
        change.set("actions", json(actions));
        change.set("before", json(before));
        change.set("after", json(after));
        change.set("after_unknown", json(unknown));
        change.set("after_sensitive", json(sensitive));
        changes.add(node.set("change", change));
        return this;
    }

    /// What of the last change is sensitive.
    Laid sensitive(String marks) {
        ((ObjectNode) changes.getLast().path("change")).set("after_sensitive", json(marks));
        return this;
    }

    /// What the configuration of the root module gives for a resource.
    Laid configured(String address, String expressions) {
        declared.put(address, json(expressions));
        return this;
    }

    /// A member of the configuration's root module.
    Laid configuration(String member, String value) {
        more.put(member, json(value));
        return this;
    }

    /// A member of the plan.
    Laid with(String member, String value) {
        root.put(member, json(value));
        return this;
    }

    Laid in(String otherRegion) {
        region = otherRegion;
        return this;
    }

    String text() {
        ObjectNode plan = JSON.createObjectNode();
        plan.put("format_version", "1.2").put("terraform_version", "1.9.5");
        ArrayNode all = JSON.createArrayNode();
        changes.forEach(all::add);
        plan.set("resource_changes", all);
        ArrayNode resources = JSON.createArrayNode();
        declared.forEach((address, expressions) -> resources.add(JSON.createObjectNode()
                .put("address", address)
                .put("provider_config_key", "aws")
                .set("expressions", expressions)));
        ObjectNode module = JSON.createObjectNode();
        module.set("resources", resources);
        more.forEach(module::set);
        ObjectNode configuration = (ObjectNode)
                json("{'provider_config': {'aws': {'expressions': {'region': {'constant_value': '" + region + "'}}}}}");
        configuration.set("root_module", module);
        plan.set("configuration", configuration);
        root.forEach(plan::set);
        return plan.toPrettyString();
    }

    Recording recording() {
        return recording(world, text());
    }

    static Recording recording(Plans world, String text) {
        TerraformPlan plan = new TerraformPlan("plan.json", text.getBytes(StandardCharsets.UTF_8));
        return Plans.REDACTION.apply(plan.over(world.live(), Plans.REDACTION));
    }

    Snapshot planned() {
        return Plans.decode(recording());
    }
}
