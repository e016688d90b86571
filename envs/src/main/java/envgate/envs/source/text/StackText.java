package envgate.envs.source.text;

import envgate.envs.document.Part;
import envgate.envs.model.Area;
import envgate.envs.model.Export;
import envgate.envs.model.LambdaFunction;
import envgate.envs.model.Stack;
import envgate.envs.model.Stack.Output;
import envgate.envs.model.Stack.StackResource;
import envgate.envs.model.Stack.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Reads the stacks of an environment and the exports of its account.
final class StackText {

    private static final String UUID = "/11111111-2222-3333-4444-555555555555";

    private final Scene scene;

    StackText(Scene scene) {
        this.scene = scene;
    }

    List<Stack> read(List<LambdaFunction> functions) {
        return scene.document().get("stacks").members().stream()
                .map(it -> stack(it.key(), part(it), functions))
                .toList();
    }

    private static Part part(Part.Member it) {
        return it.value()
                .only(
                        "outputs",
                        "parameters",
                        "imports",
                        "unresolved-imports",
                        "conditional-outputs",
                        "written",
                        "defaults",
                        "resources",
                        "status",
                        "last-updated",
                        "tags");
    }

    private Stack stack(String name, Part part, List<LambdaFunction> functions) {
        scene.remember(name, "", part);
        Template template = new Template(
                part.get("imports").texts(),
                part.get("unresolved-imports").number(0),
                part.get("conditional-outputs").texts(),
                ValueText.values(part.get("written"), scene, name),
                ValueText.values(part.get("defaults"), scene, name));
        return new Stack(
                name,
                scene.arn("cloudformation", "stack/" + name + UUID),
                part.get("status").text("UPDATE_COMPLETE"),
                part.get("last-updated").text("2026-11-01T00:00:00Z"),
                ValueText.values(part.get("parameters"), scene, name),
                outputs(name, part.get("outputs")),
                resources(name, part.get("resources"), functions),
                scene.sight(scene.gap(Area.TEMPLATES, name), Optional.of(template)),
                ValueText.texts(part.get("tags")),
                part.origin());
    }

    private SortedMap<String, Output> outputs(String stack, Part part) {
        SortedMap<String, Output> outputs = new TreeMap<>();
        for (Part.Member it : part.members()) {
            scene.remember(stack, it.key(), it.value());
            boolean detailed = !it.value().get("value").isAbsent();
            Part value = detailed ? it.value().only("value", "export").get("value") : it.value();
            outputs.put(
                    it.key(),
                    new Output(
                            it.key(),
                            ValueText.read(value),
                            detailed ? it.value().get("export").text() : ""));
        }
        return outputs;
    }

    private List<StackResource> resources(String stack, Part part, List<LambdaFunction> functions) {
        if (!scene.sees(Area.STACK_RESOURCES, stack)) {
            return List.of();
        }
        List<StackResource> resources = new ArrayList<>();
        for (LambdaFunction it : functions) {
            if (it.stack().equals(stack)) {
                resources.add(
                        new StackResource(it.logicalName(), it.name(), "AWS::Lambda::Function", "CREATE_COMPLETE"));
            }
        }
        for (Part.Member it : part.members()) {
            Part resource = it.value().only("type", "id", "status");
            resources.add(new StackResource(
                    it.key(),
                    resource.get("id").text(it.key()),
                    resource.get("type").text("AWS::CloudFormation::WaitConditionHandle"),
                    resource.get("status").text("CREATE_COMPLETE")));
        }
        return resources;
    }

    /// Exports of the document's own stacks, and those that it lists.
    List<Export> exports(List<Stack> stacks) {
        List<Export> exports = new ArrayList<>();
        for (Stack stack : stacks) {
            for (Output it : stack.outputs().values()) {
                if (!it.exportName().isEmpty()) {
                    exports.add(export(it.exportName(), it, stack.arn().toString(), List.of()));
                }
            }
        }
        for (Part.Member it : scene.document().get("exports").members()) {
            boolean detailed = !it.value().get("value").isAbsent();
            Part part = detailed ? it.value().only("value", "stack", "imported-by") : it.value();
            Output output = new Output(it.key(), ValueText.read(detailed ? part.get("value") : part), it.key());
            String stack = part.get("stack").text("base");
            exports.add(export(
                    it.key(),
                    output,
                    scene.arn("cloudformation", "stack/" + stack + UUID).toString(),
                    part.get("imported-by").texts()));
        }
        return exports.stream()
                .filter(it -> scene.sees(Area.EXPORTS, it.name()))
                .toList();
    }

    private Export export(String name, Output output, String stack, List<String> importedBy) {
        List<String> importers = new ArrayList<>(importedBy);
        for (Part document : scene.neighbours()) {
            document.get("stacks").members().stream()
                    .filter(it -> it.value().get("imports").texts().contains(name))
                    .forEach(it -> importers.add(it.key()));
        }
        return new Export(name, output.value(), stack, scene.account(), scene.region(), importers);
    }
}
