package envgate.rules.analysis;

import envgate.envs.model.LambdaFunction;
import envgate.envs.model.Stack;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/// What follows from one environment as it is, and as a plan would leave it.
public final class Deploy {

    private final Facts before;
    private final Facts after;
    private final Optional<Promotion> promotion;

    /// Something that the plan keeps, as it is and as the plan would leave it.
    public record Kept<T>(T before, T after) {}

    private Deploy(Facts before, Facts after, Optional<Promotion> promotion) {
        this.before = before;
        this.after = after;
        this.promotion = promotion;
    }

    Deploy(Facts before, Facts after) {
        this(before, after, Optional.empty());
    }

    Deploy within(Promotion judged) {
        return new Deploy(before, after, Optional.of(judged));
    }

    /// The promotion that the deploy carries out, where one is judged.
    public Optional<Promotion> promotion() {
        return promotion;
    }

    public Facts before() {
        return before;
    }

    public Facts after() {
        return after;
    }

    public String environment() {
        return after.environment();
    }

    /// Functions that the plan keeps.
    public List<Kept<LambdaFunction>> functions() {
        return kept(
                before.snapshot().functions(),
                after.snapshot().functions(),
                it -> it.arn().toString());
    }

    /// Stacks that the plan keeps.
    public List<Kept<Stack>> stacks() {
        return kept(
                before.snapshot().stacks(),
                after.snapshot().stacks(),
                it -> it.arn().toString());
    }

    /// What both lists hold, in the order of the second.
    public static <T> List<Kept<T>> kept(List<T> before, List<T> after, Function<T, String> identity) {
        Map<String, T> old = new TreeMap<>();
        before.forEach(it -> old.putIfAbsent(identity.apply(it), it));
        List<Kept<T>> kept = new ArrayList<>();
        for (T it : after) {
            T was = old.get(identity.apply(it));
            if (was != null) {
                kept.add(new Kept<>(was, it));
            }
        }
        return kept;
    }
}
