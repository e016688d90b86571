package envgate.rules.analysis.calls;

import envgate.envs.model.Arn;
import envgate.envs.model.Call;
import envgate.envs.model.LambdaFunction;
import envgate.envs.model.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// Infers the services that a function calls: those declared, and those that its variables give away.
///
/// Event sources give none away: Lambda polls them itself, not over the function's network
/// (https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventsourcemapping.html).
public final class Calls {

    private record Host(String host, int port, String protocol) {}

    /// A variable whose text may be read.
    private record Told(String name, Key words, String text) {}

    private final LambdaFunction function;
    private final Map<Host, TreeSet<String>> inferred = new LinkedHashMap<>();

    private Calls(LambdaFunction function) {
        this.function = function;
    }

    /// @param things by variable AWS's names of the services whose things it names: `dynamodb` for a
    ///     table's name
    public static List<Call> of(LambdaFunction function, Map<String, List<String>> things) {
        Calls calls = new Calls(function);
        List<Told> all = calls.told();
        List<Told> ports = all.stream().filter(it -> it.words().has("port")).toList();
        boolean proxy = all.stream().anyMatch(it -> it.words().isProxy());
        all.forEach(it -> calls.read(it, ports, proxy));
        if (!proxy) {
            things.forEach((key, services) ->
                    services.forEach(it -> calls.add(key, new Host(calls.endpoint(it, ""), 443, "tcp"))));
        }
        return calls.all();
    }

    private List<Told> told() {
        List<Told> all = new ArrayList<>();
        function.environment().forEach((key, value) -> {
            String text = switch (value) {
                case Value.Plain(String plain) -> plain;
                case Value.Hidden(String _, String _, Value.LengthClass _, Value.Shape _, String visible) -> visible;
                case Value.Reference _, Value.Unresolved _ -> "";
            };
            if (!text.isBlank()) {
                all.add(new Told(key, Key.of(key), text.strip()));
            }
        });
        return all;
    }

    private void read(Told variable, List<Told> ports, boolean proxy) {
        Key words = variable.words();
        if (words.isNotCalled()) {
            return;
        }
        String key = variable.name();
        for (Spelling it : Spelling.in(words, variable.text())) {
            boolean web = it.scheme().startsWith("http")
                    || it.scheme().equals("arn")
                    || it.scheme().equals("s3");
            if (proxy && web && !words.isProxy()) {
                continue;
            }
            if (it.scheme().equals("arn")) {
                Arn.parse(it.host())
                        .ifPresent(arn -> add(key, new Host(endpoint(arn.service(), arn.region()), 443, "tcp")));
            } else if (it.scheme().equals("s3")) {
                add(key, new Host(endpoint("s3", ""), 443, "tcp"));
            } else {
                int port = it.port() != 0 ? it.port() : pairedPort(words, ports).orElse(it.usualPort(words));
                add(key, new Host(it.host(), port, it.scheme().equals("udp") ? "udp" : "tcp"));
            }
        }
    }

    private String endpoint(String service, String region) {
        String where = region.isEmpty() ? function.arn().region() : region;
        String suffix = function.arn().partition().equals("aws-cn") ? ".amazonaws.com.cn" : ".amazonaws.com";
        return service + "." + where + suffix;
    }

    /// `DB_PORT` of `DB_HOST`.
    private static Optional<Integer> pairedPort(Key key, List<Told> ports) {
        return ports.stream()
                .filter(it -> key.isPairedWith(it.words()))
                .map(Told::text)
                .filter(it -> it.matches("[0-9]{1,5}") && Integer.parseInt(it) <= 65535)
                .map(Integer::valueOf)
                .findFirst();
    }

    private void add(String key, Host host) {
        inferred.computeIfAbsent(host, _ -> new TreeSet<>()).add(key);
    }

    private List<Call> all() {
        List<Call> all = new ArrayList<>(function.calls());
        inferred.forEach((it, keys) -> {
            boolean declared = function.calls().stream()
                    .anyMatch(call -> call.host().equalsIgnoreCase(it.host())
                            && call.port() == it.port()
                            && call.protocol().equals(it.protocol()));
            if (!declared) {
                String from = (keys.size() == 1 ? "variable " : "variables ") + String.join(", ", keys);
                all.add(new Call(it.host(), it.port(), it.protocol(), from));
            }
        });
        return all.stream().sorted().distinct().toList();
    }
}
