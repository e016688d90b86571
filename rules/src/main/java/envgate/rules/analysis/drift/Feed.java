package envgate.rules.analysis.drift;

import envgate.envs.model.LambdaFunction;
import envgate.envs.model.Origin;
import envgate.envs.model.Outlook;
import envgate.envs.model.Resource;
import envgate.envs.model.Snapshot;
import envgate.envs.model.Stack;
import envgate.envs.model.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Something of an environment that a variable's value may come from, for it has the same value: a stack's output or
/// parameter, an output of Terraform, or an SSM parameter.
///
/// Values that many things may have by chance feed nothing unless the names resemble each other as well.
///
/// @param stack empty for what is of no stack
/// @param whole whether it is all of the variable's value, not a part of it
public record Feed(Kind kind, String stack, String name, boolean whole, Origin origin) {

    /// What it is.
    public enum Kind {
        OUTPUT("output"),
        TERRAFORM_OUTPUT("Terraform output"),
        STACK_PARAMETER("parameter"),
        SSM_PARAMETER("SSM parameter");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /// For people.
        public String words() {
            return words;
        }
    }

    /// `output TableName of stack orders`.
    public String words() {
        return kind.words() + " " + name + (stack.isEmpty() ? "" : " of stack " + stack);
    }

    /// What may feed a function's variable: outputs before parameters, and what is all of the value before its parts.
    ///
    /// @param referred names of SSM parameters that the value refers to
    public static List<Feed> of(Snapshot snapshot, LambdaFunction function, String key, List<String> referred) {
        Value value = function.environment().get(key);
        if (value == null) {
            return List.of();
        }
        List<Feed> feeds = new ArrayList<>();
        for (Stack stack : snapshot.stacks()) {
            for (Stack.Output it : stack.outputs().values()) {
                add(feeds, Kind.OUTPUT, stack, it.key(), key, value, it.value());
            }
            stack.parameters().forEach((name, it) -> add(feeds, Kind.STACK_PARAMETER, stack, name, key, value, it));
        }
        for (Outlook.Output it : snapshot.terraformOutputs()) {
            Value told = it.value();
            if (told != null) {
                whole(value, told, key, it.name())
                        .ifPresent(
                                whole -> feeds.add(new Feed(Kind.TERRAFORM_OUTPUT, "", it.name(), whole, it.origin())));
            }
        }
        for (Resource it : snapshot.resources()) {
            if (it instanceof Resource.Parameter parameter) {
                if (referred.contains(parameter.name())) {
                    feeds.add(new Feed(Kind.SSM_PARAMETER, "", parameter.name(), true, parameter.origin()));
                } else if (parameter.value() != null) {
                    whole(value, parameter.value(), key, parameter.name())
                            .ifPresent(whole -> feeds.add(
                                    new Feed(Kind.SSM_PARAMETER, "", parameter.name(), whole, parameter.origin())));
                }
            }
        }
        return feeds.stream()
                .sorted(Comparator.comparing((Feed it) -> !it.whole())
                        .thenComparing(Feed::kind)
                        .thenComparing(Feed::stack)
                        .thenComparing(Feed::name))
                .toList();
    }

    private static void add(
            List<Feed> feeds, Kind kind, Stack stack, String name, String key, Value value, Value other) {
        whole(value, other, key, name)
                .ifPresent(it -> feeds.add(new Feed(kind, stack.name(), name, it, stack.origin())));
    }

    /// Whether one is all of the other or a part of it; nothing where it is neither.
    private static Optional<Boolean> whole(Value value, Value other, String key, String name) {
        String identity = Wiring.identity(value);
        String text = Wiring.text(other);
        boolean chance = Coincidence.mayBe(text) && !text.isEmpty();
        if (!identity.isEmpty() && identity.equals(Wiring.identity(other))) {
            return chance && !Wiring.resemble(key, name) ? Optional.empty() : Optional.of(true);
        }
        return text.length() > 7 && !chance && Wiring.contains(Wiring.text(value), text)
                ? Optional.of(false)
                : Optional.empty();
    }
}
