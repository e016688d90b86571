package envgate.rules.analysis.drift;

import envgate.envs.model.EnvironmentNames;
import envgate.envs.model.LambdaFunction;
import envgate.envs.model.Outlook;
import envgate.envs.model.Snapshot;
import envgate.envs.model.Stack;
import envgate.envs.model.Value;
import envgate.rules.analysis.drift.Difference.Equality;
import envgate.rules.finding.Trail;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Finds out which variables are wired to which outputs of stacks or of Terraform: in the source the one has the
/// other's value.
///
/// Values that many things may have by chance (numbers, flags, regions, short words) wire nothing unless the names of
/// variable and output resemble each other as well.
final class Wiring {

    private final Map<String, List<Socket>> byValue = new HashMap<>();
    private final List<Socket> longestFirst = new ArrayList<>();
    private final String sourceEnvironment;
    private final String targetEnvironment;

    /// An output with what has it, in words.
    private record Outlet(String of, String name, Value value) {

        static Outlet of(Stack stack, Stack.Output output) {
            String of = "output " + output.key() + " of stack " + stack.name();
            return new Outlet(of, output.key(), output.value());
        }

        static Map<String, Outlet> ofTerraform(Snapshot snapshot) {
            Map<String, Outlet> outlets = new TreeMap<>();
            for (Outlook.Output it : snapshot.terraformOutputs()) {
                Value value = it.value();
                if (value != null) {
                    outlets.put(it.name(), new Outlet("Terraform output " + it.name(), it.name(), value));
                }
            }
            return outlets;
        }
    }

    /// An output of the source that the target has as well.
    private record Socket(Outlet output, Outlet counterpart) {

        String text() {
            return output.value() instanceof Value.Plain(String text) ? text : "";
        }
    }

    Wiring(Snapshot source, Snapshot target, List<Drift.StackPair> pairs) {
        this.sourceEnvironment = source.environment();
        this.targetEnvironment = target.environment();
        for (Drift.StackPair pair : pairs) {
            for (Stack.Output output : pair.source().outputs().values()) {
                Stack.Output counterpart = pair.target().outputs().get(output.key());
                if (counterpart != null) {
                    add(new Socket(Outlet.of(pair.source(), output), Outlet.of(pair.target(), counterpart)));
                }
            }
        }
        Map<String, Outlet> others = Outlet.ofTerraform(target);
        Outlet.ofTerraform(source).forEach((name, it) -> {
            Outlet counterpart = others.get(name);
            if (counterpart != null) {
                add(new Socket(it, counterpart));
            }
        });
        longestFirst.sort(
                Comparator.comparing((Socket it) -> it.text().length()).reversed());
    }

    private void add(Socket socket) {
        String identity = identity(socket.output().value());
        if (!identity.isEmpty()) {
            byValue.computeIfAbsent(identity, _ -> new ArrayList<>()).add(socket);
        }
        if (socket.text().length() > 7 && !Coincidence.mayBe(socket.text())) {
            longestFirst.add(socket);
        }
    }

    /// What the variable is wired to, if the source shows that it is.
    Optional<Wire> of(LambdaFunction source, LambdaFunction target, String key) {
        Value from = source.environment().get(key);
        Value to = target.environment().get(key);
        if (from == null || to == null) {
            return Optional.empty();
        }
        List<Socket> sockets = byValue.getOrDefault(identity(from), List.of()).stream()
                .filter(it -> !Coincidence.mayBe(it.text())
                        || resemble(key, it.output().name()))
                .toList();
        if (!sockets.isEmpty()) {
            return Optional.of(whole(key, source, target, to, sockets));
        }
        String text = text(from);
        if (text.length() > 8) {
            for (Socket socket : longestFirst) {
                if (contains(text, socket.text())) {
                    return Optional.of(part(key, source, target, to, socket));
                }
            }
        }
        return Optional.empty();
    }

    /// Several outputs may have the value: the variable follows if it follows any of them.
    private Wire whole(String key, LambdaFunction source, LambdaFunction target, Value to, List<Socket> sockets) {
        Socket told = sockets.stream()
                .filter(it -> resemble(key, it.output().name()))
                .findFirst()
                .orElse(sockets.getFirst());
        Equality follows = Values.compare(to, told.counterpart().value());
        for (Socket socket : sockets) {
            Equality one = Values.compare(to, socket.counterpart().value());
            if (one instanceof Equality.Same) {
                return wire(key, source, target, socket, true, one);
            } else if (one instanceof Equality.Unknown) {
                follows = one;
            }
        }
        return wire(key, source, target, told, true, follows);
    }

    private Wire part(String key, LambdaFunction source, LambdaFunction target, Value to, Socket socket) {
        String text = text(to);
        Equality follows;
        if (text.isEmpty()) {
            follows = new Equality.Unknown("the value is hidden or not known yet");
        } else if (socket.counterpart().value() instanceof Value.Plain(String expected)) {
            follows = contains(text, expected) ? new Equality.Same() : new Equality.Different();
        } else {
            follows = new Equality.Unknown("the output is hidden or not known yet");
        }
        return wire(key, source, target, socket, false, follows);
    }

    private Wire wire(
            String key, LambdaFunction source, LambdaFunction target, Socket socket, boolean whole, Equality follows) {
        String holds = whole ? " is " : " contains ";
        String says = switch (follows) {
            case Equality.Same() -> holds;
            case Equality.Different() -> whole ? " is not " : " does not contain ";
            case Equality.Unknown(String why) -> " may not follow (" + why + ") ";
        };
        Trail trail = Trail.EMPTY
                .then(key + holds + socket.output().of(), source.name(), sourceEnvironment, source.origin())
                .then(key + says + socket.counterpart().of(), target.name(), targetEnvironment, target.origin());
        return new Wire(socket.counterpart().of(), whole, follows, trail);
    }

    static String identity(Value value) {
        return switch (value) {
            case Value.Plain(String text) -> text.isBlank() ? "" : "plain " + text;
            case Value.Hidden hidden ->
                hidden.length() == Value.LengthClass.EMPTY ? "" : "hidden " + hidden.key() + " " + hidden.hash();
            case Value.Reference _, Value.Unresolved _ -> "";
        };
    }

    static String text(Value value) {
        return switch (value) {
            case Value.Plain(String text) -> text;
            case Value.Hidden hidden -> hidden.visible();
            case Value.Reference _, Value.Unresolved _ -> "";
        };
    }

    /// Whether all words of one are among the words of the other: `DB_HOST` and `OrdersDbHost`.
    static boolean resemble(String key, String output) {
        Set<String> one = new HashSet<>(EnvironmentNames.words(key));
        Set<String> other = new HashSet<>(EnvironmentNames.words(output));
        return one.containsAll(other) || other.containsAll(one);
    }

    /// Whether `part` stands in `text` as a whole, not inside of a longer name.
    static boolean contains(String text, String part) {
        for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) {
            int end = at + part.length();
            if ((at == 0 || !inName(text.charAt(at - 1))) && (end == text.length() || !inName(text.charAt(end)))) {
                return true;
            }
        }
        return false;
    }

    private static boolean inName(char c) {
        return Character.isLetterOrDigit(c) || c == '-' || c == '_';
    }
}
