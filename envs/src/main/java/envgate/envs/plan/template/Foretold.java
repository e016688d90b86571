package envgate.envs.plan.template;

import envgate.envs.document.Mistakes;
import envgate.envs.model.Provenance;
import envgate.envs.model.Snapshot;
import envgate.envs.model.Stack;
import envgate.envs.plan.Term;
import envgate.envs.source.capture.CaptureDecoder;
import envgate.envs.source.capture.Recording;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// What a template that AWS has processed already comes to in a stack: it fills in what AWS itself knows only
/// after the deploy.
///
/// What is wrong with such a template is nobody's mistake: AWS has taken it.
///
/// @param properties of each resource, by logical id
/// @param outputs by name
/// @param exports names of the outputs that are exported, by output
/// @param imports names of exports
public record Foretold(
        Map<String, Term.Members> properties,
        Map<String, Term> outputs,
        Map<String, Term> exports,
        Set<String> imports) {

    public Foretold {
        properties = Map.copyOf(properties);
        outputs = Map.copyOf(outputs);
        exports = Map.copyOf(exports);
        imports = Set.copyOf(imports);
    }

    /// @param file as people shall read of it
    /// @param stackId of a stack that is there, perhaps in review only
    /// @param parameters values by name; the others are unknown, and keep no value that they had
    /// @param replaced logical ids of resources that do not stay what they are
    public static Optional<Foretold> of(
            String file,
            String template,
            Recording live,
            String stackId,
            Map<String, Term> parameters,
            Set<String> replaced) {
        Snapshot before = CaptureDecoder.decode(live, Provenance.Kind.CAPTURE, live.environment());
        Mistakes nobodys = new Mistakes();
        Optional<Template> read = Template.read(file, template.getBytes(StandardCharsets.UTF_8), nobodys);
        Optional<Stack> stack = before.stacks().stream()
                .filter(it -> it.arn().toString().equals(stackId))
                .findFirst();
        return stack.isEmpty() || !nobodys.isEmpty()
                ? Optional.empty()
                : read.map(it -> of(it, before, without(stack.get(), replaced), parameters));
    }

    private static Foretold of(Template template, Snapshot before, Stack stack, Map<String, Term> parameters) {
        String region = stack.arn().region();
        Target target = new Target(
                before,
                stack,
                stack.name(),
                stack.arn().partition(),
                stack.arn().account(),
                region);
        Map<String, Term> given = new TreeMap<>(parameters);
        template.section("Parameters")
                .forEach(it -> given.putIfAbsent(
                        it.key().value(),
                        new Term.Unknown(
                                "the change set does not tell the parameter `"
                                        + it.key().value() + "`",
                                it.key().mark())));
        Evaluation evaluation = Evaluation.of(
                template,
                target,
                given,
                new Workshop(PlanFiles.none(), List.of(), _ -> Optional.empty(), new Mistakes()));
        Map<String, Term.Members> properties = new TreeMap<>();
        evaluation.resources().forEach(it -> properties.put(it.logicalId(), it.properties()));
        Map<String, Term> outputs = new TreeMap<>();
        Map<String, Term> exports = new TreeMap<>();
        for (Evaluation.Output it : evaluation.outputs()) {
            outputs.put(it.name(), it.value());
            if (it.export() != null) {
                exports.put(it.name(), it.export());
            }
        }
        return new Foretold(properties, outputs, exports, new TreeSet<>(evaluation.imports()));
    }

    private static Stack without(Stack it, Set<String> replaced) {
        return new Stack(
                it.name(),
                it.arn(),
                it.status(),
                it.lastUpdated(),
                it.parameters(),
                it.outputs(),
                it.resources().stream()
                        .filter(one -> !replaced.contains(one.logicalId()))
                        .toList(),
                it.template(),
                it.tags(),
                it.origin());
    }
}
