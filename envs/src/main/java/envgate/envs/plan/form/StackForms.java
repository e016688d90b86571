package envgate.envs.plan.form;

import envgate.envs.plan.PlannedResource;
import envgate.envs.source.capture.Operation;
import envgate.envs.source.capture.Overlay;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Stacks with what goes in, what comes out, and what they hold.
public final class StackForms {

    /// A stack after the deploy.
    ///
    /// @param parent id of the stack that it is nested in; empty when it is in none
    /// @param parameters by key
    /// @param outputs by key
    /// @param exportNames of the outputs that are exported, by key
    /// @param imports names of exports
    /// @param template as JSON
    public record Described(
            String name,
            String id,
            String parent,
            Map<String, JsonNode> parameters,
            Map<String, JsonNode> outputs,
            Map<String, String> exportNames,
            Set<String> imports,
            JsonNode template) {

        public Described {
            parameters = new TreeMap<>(parameters);
            outputs = new TreeMap<>(outputs);
            exportNames = new TreeMap<>(exportNames);
            imports = Set.copyOf(imports);
        }
    }

    private final Overlay overlay;

    public StackForms(Overlay overlay) {
        this.overlay = overlay;
    }

    public void write(Described stack, List<PlannedResource> resources) {
        ObjectNode to = overlay.item(Operation.CLOUDFORMATION_DESCRIBE_STACKS, stack.id())
                .orElse(Shape.object());
        boolean update = to.has("StackStatus");
        to.put("StackName", stack.name()).put("StackId", stack.id());
        to.put("StackStatus", update ? "UPDATE_COMPLETE" : "CREATE_COMPLETE");
        if (!stack.parent().isEmpty()) {
            to.put("ParentId", stack.parent());
        }
        ArrayNode parameters = Shape.array();
        stack.parameters()
                .forEach((key, value) ->
                        parameters.add(Shape.object().put("ParameterKey", key).set("ParameterValue", value)));
        to.set("Parameters", parameters);
        ArrayNode outputs = Shape.array();
        stack.outputs().forEach((key, value) -> {
            ObjectNode output = Shape.object().put("OutputKey", key).set("OutputValue", value);
            String export = stack.exportNames().get(key);
            outputs.add(export == null ? output : output.put("ExportName", export));
        });
        to.set("Outputs", outputs);
        overlay.put(Operation.CLOUDFORMATION_DESCRIBE_STACKS, to);
        share(stack);
        resources(stack, resources);
        template(stack);
    }

    /// What the stack exports, and what it imports of others.
    public void share(Described stack) {
        exports(stack);
        imports(stack);
    }

    private void exports(Described stack) {
        Operation listing = Operation.CLOUDFORMATION_LIST_EXPORTS;
        List<String> gone = new ArrayList<>();
        overlay.items(listing).forEach((name, it) -> {
            if (Shape.text(it, "ExportingStackId").equals(stack.id())) {
                gone.add(name);
            }
        });
        gone.stream().filter(it -> !stack.exportNames().containsValue(it)).forEach(it -> {
            overlay.remove(listing, it);
            overlay.forget(Operation.CLOUDFORMATION_LIST_IMPORTS, it);
        });
        stack.exportNames().forEach((key, name) -> {
            JsonNode value = stack.outputs().get(key);
            ObjectNode export = Shape.object().put("Name", name).put("ExportingStackId", stack.id());
            overlay.put(listing, value == null ? export : export.set("Value", value));
            if (!gone.contains(name)) {
                overlay.absent(
                        Operation.CLOUDFORMATION_LIST_IMPORTS,
                        Shape.object().put("ExportName", name),
                        "ValidationError");
            }
        });
    }

    /// Says of every export whether the stack imports it; of exports whose importers nobody asked for,
    /// nothing.
    private void imports(Described stack) {
        Operation operation = Operation.CLOUDFORMATION_LIST_IMPORTS;
        for (String name :
                List.copyOf(overlay.items(Operation.CLOUDFORMATION_LIST_EXPORTS).keySet())) {
            if (overlay.isUnseen(operation, name)) {
                continue;
            }
            TreeSet<String> importers = new TreeSet<>();
            overlay.answer(operation, name)
                    .ifPresent(it -> Shape.items(it, "Imports").forEach(one -> importers.add(one.asString(""))));
            boolean changed =
                    stack.imports().contains(name) ? importers.add(stack.name()) : importers.remove(stack.name());
            if (!changed) {
                continue;
            }
            overlay.forget(operation, name);
            ObjectNode request = Shape.object().put("ExportName", name);
            if (importers.isEmpty()) {
                overlay.absent(operation, request, "ValidationError");
            } else {
                ArrayNode list = Shape.array();
                importers.forEach(list::add);
                overlay.add(operation, request, Shape.object().set("Imports", list));
            }
        }
    }

    private void resources(Described stack, List<PlannedResource> resources) {
        ArrayNode list = Shape.array();
        for (PlannedResource it : resources) {
            if (it.stack().equals(stack.name()) && it.isMade()) {
                list.add(Shape.object()
                        .put("LogicalResourceId", it.logicalId())
                        .put("PhysicalResourceId", it.physicalId())
                        .put("ResourceType", it.type())
                        .put(
                                "ResourceStatus",
                                it.fate() == PlannedResource.Fate.KEPT ? "UPDATE_COMPLETE" : "CREATE_COMPLETE"));
            }
        }
        answer(
                Operation.CLOUDFORMATION_LIST_STACK_RESOURCES,
                stack,
                Shape.object().set("StackResourceSummaries", list));
    }

    private void template(Described stack) {
        answer(Operation.CLOUDFORMATION_GET_TEMPLATE, stack, Shape.object().set("TemplateBody", stack.template()));
    }

    private void answer(Operation operation, Described stack, ObjectNode body) {
        overlay.forget(operation, stack.name());
        overlay.forget(operation, stack.id());
        overlay.add(operation, Shape.object().put("StackName", stack.name()), body);
    }
}
