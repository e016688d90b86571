package envgate.rules.analysis.drift;

import envgate.envs.model.Area;
import envgate.envs.model.EnvironmentNames;
import envgate.envs.model.Gap;
import envgate.envs.model.Intent;
import envgate.envs.model.LambdaFunction;
import envgate.envs.model.Sight;
import envgate.envs.model.Snapshot;
import envgate.envs.model.Stack;
import envgate.envs.model.Value;
import envgate.rules.analysis.drift.Difference.Guard;
import envgate.rules.finding.Trail;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// Answers where two environments differ: which functions and stacks are partners, and what one has and the other
/// lacks.
public final class Drift {

    private final Snapshot source;
    private final Snapshot target;
    private final EnvironmentNames names;
    private final Pairing<LambdaFunction> functions;
    private final Pairing<Stack> stacks;
    private final List<Difference> differences;
    private final Wiring wiring;

    /// A function and its partner.
    public record FunctionPair(LambdaFunction source, LambdaFunction target) {}

    /// A stack and its partner.
    public record StackPair(Stack source, Stack target) {}

    public Drift(Snapshot source, Snapshot target, Intent intent) {
        this.source = source;
        this.target = target;
        this.names = new EnvironmentNames(intent.environments());
        this.functions = pairFunctions(
                new FunctionNames(source.environment(), target.environment(), intent, names),
                new FunctionNames(target.environment(), source.environment(), intent, names),
                source.functions(),
                target.functions());
        this.stacks = pairStacks();
        this.wiring = new Wiring(source, target, stackPairs());
        List<Difference> found = new ArrayList<>();
        compareFunctions(found);
        compareStacks(found);
        this.differences = List.copyOf(found);
    }

    /// Functions that are partners, by logical name.
    public List<FunctionPair> functionPairs() {
        return functions.couples().stream()
                .map(it -> new FunctionPair(it.source(), it.target()))
                .sorted(Comparator.comparing((FunctionPair it) -> it.target().logicalName())
                        .thenComparing(FunctionPair::target))
                .toList();
    }

    /// Stacks that are partners, by name.
    public List<StackPair> stackPairs() {
        return stacks.couples().stream()
                .map(it -> new StackPair(it.source(), it.target()))
                .sorted(Comparator.comparing((StackPair it) -> it.target().name())
                        .thenComparing(StackPair::target))
                .toList();
    }

    /// All differences, in the order of functions, kinds and keys; what both have is among them.
    public List<Difference> differences() {
        return differences;
    }

    /// The output that a variable of two partners takes its value from, if the source shows that it does.
    public Optional<Wire> wire(LambdaFunction from, LambdaFunction to, String key) {
        return wiring.of(from, to, key);
    }

    /// Whether two names, one of the source and one of the target, are one but for the environment in them.
    public boolean isCounterpart(String ofSource, String ofTarget) {
        return names.without(source.environment(), ofSource).equals(names.without(target.environment(), ofTarget));
    }

    private static Pairing<LambdaFunction> pairFunctions(
            FunctionNames ofSource, FunctionNames ofTarget, List<LambdaFunction> from, List<LambdaFunction> to) {
        return new Pairing<>(from, to)
                .by(ofSource::declared, ofTarget::declared)
                .by(ofSource::byPattern, ofTarget::byPattern)
                .by(LambdaFunction::logicalName, LambdaFunction::logicalName)
                .by(ofSource::inStack, ofTarget::inStack)
                .by(ofSource::inRegion, ofTarget::inRegion)
                .by(ofSource::withoutEnvironment, ofTarget::withoutEnvironment);
    }

    private Pairing<Stack> pairStacks() {
        Pairing<Stack> pairing = new Pairing<>(source.stacks(), target.stacks())
                .by(
                        it -> names.without(source.environment(), it.name()),
                        it -> names.without(target.environment(), it.name()))
                .by(
                        it -> names.without(source.environment(), it.name())
                                + it.arn().region(),
                        it -> names.without(target.environment(), it.name())
                                + it.arn().region());
        boolean single = source.stacks().size() == 1 && target.stacks().size() == 1;
        return single ? pairing.by(_ -> "", _ -> "") : pairing;
    }

    private void compareFunctions(List<Difference> found) {
        for (FunctionPair pair : functionPairs()) {
            Optional<Gap> gap = gap(source, pair.source()).or(() -> gap(target, pair.target()));
            if (gap.isPresent()) {
                Trail trail = Trail.of(
                        "the two functions cannot be compared: " + gap.get().text());
                found.add(new Difference.FunctionUnseen(pair.target(), gap.get(), trail));
                continue;
            }
            TreeSet<String> keys = new TreeSet<>(pair.source().environment().keySet());
            keys.addAll(pair.target().environment().keySet());
            keys.forEach(it -> found.add(compare(pair, it)));
        }
        functions.sourcesAlone().forEach(it -> found.add(alone(source, target, it)));
        functions.targetsAlone().forEach(it -> found.add(alone(target, source, it)));
    }

    private static Optional<Gap> gap(Snapshot snapshot, LambdaFunction function) {
        return snapshot.gapIn(Area.FUNCTIONS, function.name())
                .or(() -> snapshot.gapIn(Area.FUNCTIONS, function.arn().toString()));
    }

    private Difference compare(FunctionPair pair, String key) {
        Value from = pair.source().environment().get(key);
        Value to = pair.target().environment().get(key);
        Trail trail = seen(source, pair.source(), key, from != null).then(seen(target, pair.target(), key, to != null));
        if (to == null) {
            return new Difference.VariableOnly(source.environment(), pair.source(), pair.target(), key, trail);
        } else if (from == null) {
            return new Difference.VariableOnly(target.environment(), pair.target(), pair.source(), key, trail);
        }
        return new Difference.Variable(pair.source(), pair.target(), key, Values.compare(from, to), trail);
    }

    private static Trail seen(Snapshot snapshot, LambdaFunction function, String key, boolean has) {
        String text = snapshot.environment() + (has ? " has `" : " has no `") + key + "`";
        return Trail.EMPTY.then(text, function.name(), snapshot.environment(), function.origin());
    }

    /// Without its partner, unless the other environment has functions that were not seen: then nobody knows.
    private static Difference alone(Snapshot own, Snapshot other, LambdaFunction function) {
        List<Gap> gaps = other.gapsIn(Area.FUNCTIONS);
        if (!gaps.isEmpty()) {
            Trail unseen = Trail.of("not all functions of " + other.environment() + " were seen: "
                    + gaps.getFirst().text());
            return new Difference.FunctionUnseen(function, gaps.getFirst(), unseen);
        }
        Trail trail = Trail.EMPTY
                .then(
                        own.environment() + " has a function " + function.logicalName(),
                        function.name(),
                        own.environment(),
                        function.origin())
                .then(other.environment() + " has no function that pairs with it");
        return new Difference.FunctionOnly(own.environment(), function, trail);
    }

    private void compareStacks(List<Difference> found) {
        for (StackPair pair : stackPairs()) {
            TreeSet<String> keys = new TreeSet<>(pair.source().outputs().keySet());
            keys.addAll(pair.target().outputs().keySet());
            keys.forEach(it -> found.add(compare(pair, it)));
        }
        stacks.sourcesAlone().forEach(it -> found.add(alone(source, target, it)));
        stacks.targetsAlone().forEach(it -> found.add(alone(target, source, it)));
    }

    private Difference compare(StackPair pair, String key) {
        Stack.Output from = pair.source().outputs().get(key);
        Stack.Output to = pair.target().outputs().get(key);
        Trail trail = seen(source, pair.source(), key, from != null).then(seen(target, pair.target(), key, to != null));
        if (to == null) {
            return new Difference.OutputOnly(
                    source.environment(), pair.source(), pair.target(), key, guard(pair.source(), key), trail);
        } else if (from == null) {
            return new Difference.OutputOnly(
                    target.environment(), pair.target(), pair.source(), key, guard(pair.target(), key), trail);
        }
        return new Difference.Output(
                pair.source(), pair.target(), key, Values.compare(from.value(), to.value()), trail);
    }

    private static Guard guard(Stack stack, String key) {
        return switch (stack.template()) {
            case Sight.Seen<Stack.Template>(Stack.Template template) ->
                template.conditionalOutputs().contains(key) ? Guard.CONDITION : Guard.NONE;
            case Sight.Absent<Stack.Template> _ -> Guard.NONE;
            case Sight.Unseen<Stack.Template> _ -> Guard.UNSEEN;
        };
    }

    private static Trail seen(Snapshot snapshot, Stack stack, String key, boolean has) {
        String text = "stack " + stack.name() + (has ? " has output " : " has no output ") + key;
        return Trail.EMPTY.then(text, stack.arn().toString(), snapshot.environment(), stack.origin());
    }

    private static Difference alone(Snapshot own, Snapshot other, Stack stack) {
        Trail trail = Trail.EMPTY
                .then(
                        own.environment() + " has a stack " + stack.name(),
                        stack.arn().toString(),
                        own.environment(),
                        stack.origin())
                .then(other.environment() + " has no stack that pairs with it");
        return new Difference.StackOnly(own.environment(), stack, trail);
    }
}
