package envgate.envs.plan.changeset;

import envgate.envs.document.Node;
import envgate.envs.model.Area;
import envgate.envs.plan.PlannedResource;
import envgate.envs.plan.Term;
import envgate.envs.plan.form.StackForms;
import envgate.envs.plan.form.Wire;
import envgate.envs.plan.template.Foretold;
import envgate.envs.source.capture.Operation;
import envgate.envs.source.capture.Overlay;
import envgate.envs.source.capture.UnresolvedText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The stack itself after a change set: what it holds, and what cannot be told of it.
final class StackRecord {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Operation RESOURCES = Operation.CLOUDFORMATION_LIST_STACK_RESOURCES;
    private static final String SUMMARIES = "StackResourceSummaries";
    private static final String UNTOLD = UnresolvedText.write("a change set does not tell outputs");

    private final Overlay overlay;
    private final String name;
    private final String id;
    private final String parent;

    /// @param parent id of the stack that it is nested in; empty when it is in none
    StackRecord(Overlay overlay, String name, String id, String parent) {
        this.parent = parent;
        this.overlay = overlay;
        this.name = name;
        this.id = id;
    }

    /// @param foretold what the template says of outputs, which the change set does not tell
    void write(Node set, List<PlannedResource> resources, Optional<Foretold> foretold, Wire wire) {
        if (Json.text(set, "Status").equals("FAILED")) {
            return;
        }
        Optional<ObjectNode> live = overlay.item(Operation.CLOUDFORMATION_DESCRIBE_STACKS, id);
        boolean made = live.filter(it -> !it.path("StackStatus").asString("").equals("REVIEW_IN_PROGRESS"))
                .isPresent();
        ObjectNode to = live.orElse(JSON.objectNode());
        to.put("StackName", name).put("StackId", id).put("StackStatus", made ? "UPDATE_COMPLETE" : "CREATE_COMPLETE");
        ArrayNode parameters = JSON.arrayNode();
        for (Node it : Json.items(set, "Parameters")) {
            ObjectNode parameter = JSON.objectNode()
                    .put("ParameterKey", Json.text(it, "ParameterKey"))
                    .put("ParameterValue", Json.text(it, "ParameterValue"));
            Json.get(it, "ResolvedValue")
                    .ifPresent(_ -> parameter.put("ResolvedValue", Json.text(it, "ResolvedValue")));
            parameters.add(parameter);
        }
        to.set("Parameters", parameters);
        if (!parent.isEmpty()) {
            to.put("ParentId", parent);
        }
        if (foretold.isPresent()) {
            outputs(to, foretold.get(), wire);
        } else {
            untold(to);
        }
        members(resources, made);
        overlay.forget(Operation.CLOUDFORMATION_GET_TEMPLATE, name);
        overlay.forget(Operation.CLOUDFORMATION_GET_TEMPLATE, id);
    }

    private void untold(ObjectNode to) {
        ArrayNode outputs = JSON.arrayNode();
        to.path("Outputs").forEach(it -> {
            if (it instanceof ObjectNode output) {
                outputs.add(output.deepCopy().put("OutputValue", UNTOLD));
            }
        });
        to.set("Outputs", outputs);
        overlay.put(Operation.CLOUDFORMATION_DESCRIBE_STACKS, to);
        overlay.unseen(Area.STACKS, name, "a change set does not tell outputs");
        exports();
    }

    private void outputs(ObjectNode to, Foretold foretold, Wire wire) {
        Map<String, JsonNode> values = new TreeMap<>();
        Map<String, String> exports = new TreeMap<>();
        ArrayNode outputs = JSON.arrayNode();
        new TreeMap<>(foretold.outputs()).forEach((key, value) -> {
            values.put(key, wire.of(value));
            ObjectNode output = JSON.objectNode().put("OutputKey", key).set("OutputValue", wire.of(value));
            Term export = foretold.exports().get(key);
            if (export instanceof Term.Literal it) {
                exports.put(key, it.text());
                output.put("ExportName", it.text());
            } else if (export != null) {
                overlay.unseen(Area.EXPORTS, key, "the name of an export is known after the deploy");
            }
            outputs.add(output);
        });
        to.set("Outputs", outputs);
        overlay.put(Operation.CLOUDFORMATION_DESCRIBE_STACKS, to);
        new StackForms(overlay)
                .share(new StackForms.Described(
                        name, id, parent, Map.of(), values, exports, foretold.imports(), JSON.nullNode()));
    }

    private void exports() {
        for (JsonNode it :
                List.copyOf(overlay.items(Operation.CLOUDFORMATION_LIST_EXPORTS).values())) {
            if (it.path("ExportingStackId").asString("").equals(id) && it instanceof ObjectNode export) {
                overlay.put(
                        Operation.CLOUDFORMATION_LIST_EXPORTS, export.deepCopy().put("Value", UNTOLD));
            }
        }
    }

    private void members(List<PlannedResource> resources, boolean made) {
        Optional<ObjectNode> live = overlay.answer(RESOURCES, name).or(() -> overlay.answer(RESOURCES, id));
        if (live.isEmpty() && made) {
            overlay.unseen(RESOURCES, Area.STACK_RESOURCES, name, "what the stack holds was not seen");
            return;
        }
        Map<String, JsonNode> members = new LinkedHashMap<>();
        live.ifPresent(it -> it.path(SUMMARIES)
                .forEach(one -> members.put(one.path("LogicalResourceId").asString(""), one)));
        resources.stream().filter(ChangeSetPlan::isGone).forEach(it -> members.remove(it.logicalId()));
        for (PlannedResource it : resources) {
            if (it.isMade()) {
                members.put(
                        it.logicalId(),
                        JSON.objectNode()
                                .put("LogicalResourceId", it.logicalId())
                                .put("PhysicalResourceId", it.physicalId())
                                .put("ResourceType", it.type())
                                .put(
                                        "ResourceStatus",
                                        it.fate() == PlannedResource.Fate.KEPT
                                                ? "UPDATE_COMPLETE"
                                                : "CREATE_COMPLETE"));
            }
        }
        ArrayNode list = JSON.arrayNode();
        members.values().forEach(list::add);
        overlay.forget(RESOURCES, name);
        overlay.forget(RESOURCES, id);
        overlay.add(
                RESOURCES,
                JSON.objectNode().put("StackName", name),
                JSON.objectNode().set(SUMMARIES, list));
    }
}
