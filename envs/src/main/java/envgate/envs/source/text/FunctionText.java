package envgate.envs.source.text;

import envgate.envs.document.Part;
import envgate.envs.model.Alias;
import envgate.envs.model.Area;
import envgate.envs.model.Arn;
import envgate.envs.model.Call;
import envgate.envs.model.LambdaFunction;
import envgate.envs.model.LambdaFunction.PackageType;
import envgate.envs.model.LambdaFunction.VpcConfig;
import envgate.envs.model.PolicyDocument;
import envgate.envs.model.Sight;
import envgate.envs.model.Value;
import envgate.envs.source.text.StatementText.Defaults;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Reads the functions of an environment.
final class FunctionText {

    private static final String[] KEYS = {
        "name",
        "runtime",
        "handler",
        "image",
        "digest",
        "code-sha",
        "memory",
        "timeout",
        "architectures",
        "environment",
        "subnets",
        "security-groups",
        "ipv6",
        "calls",
        "role",
        "permissions",
        "policy",
        "aliases",
        "layers",
        "kms-key",
        "log-group",
        "concurrency",
        "state",
        "state-reason",
        "last-update",
        "last-modified",
        "stack",
        "tags"
    };
    private final Scene scene;

    FunctionText(Scene scene) {
        this.scene = scene;
    }

    /// AWS's names of the functions of a document by logical name.
    static Map<String, String> names(Part document, String environment) {
        Map<String, String> names = new TreeMap<>();
        for (Part.Member it : document.get("functions").members()) {
            names.put(it.key(), it.value().get("name").text(environment + "-" + it.key()));
        }
        return names;
    }

    List<LambdaFunction> read() {
        return scene.document().get("functions").members().stream()
                .map(it -> function(it.key(), it.value().only(KEYS)))
                .toList();
    }

    private LambdaFunction function(String logical, Part part) {
        scene.remember(logical, "", part);
        String name = part.get("name").text(scene.environment() + "-" + logical);
        Arn arn = scene.arn("lambda", "function:" + name);
        boolean image = !part.get("image").isAbsent();
        boolean details = scene.sees(Area.FUNCTION_DETAILS, name);
        Part concurrency = part.get("concurrency");
        return new LambdaFunction(
                name,
                arn,
                logical,
                stack(part),
                image ? PackageType.IMAGE : PackageType.ZIP,
                image ? "" : part.get("runtime").text("python3.13"),
                image ? "" : part.get("handler").text("app.handler"),
                part.get("image").text(),
                details ? part.get("digest").text() : "",
                part.get("code-sha").text("2WBG1Hk6kMe1Tu2I8ZVTkgTNLpcNKfnmJJGTnhvCZEY="),
                architectures(part),
                part.get("memory").number(128),
                Duration.ofSeconds(part.get("timeout").number(3)),
                ValueText.values(part.get("environment"), scene, logical),
                key(part.get("kms-key")),
                part.get("log-group").text("/aws/lambda/" + name),
                vpc(logical, part),
                role(name, part),
                part.get("layers").texts(),
                part.get("state").text("Active"),
                part.get("state-reason").text(),
                part.get("last-update").text("Successful"),
                part.get("last-modified").text("2026-06-01T00:00:00.000+0000"),
                concurrency.isAbsent() || !details ? null : concurrency.number(0),
                policy(name, arn, part.get("policy")),
                aliases(name, part.get("aliases")),
                ValueText.texts(part.get("tags")),
                part.get("calls").items().stream().map(FunctionText::call).toList(),
                part.origin());
    }

    private String stack(Part part) {
        List<Part.Member> stacks = scene.document().get("stacks").members();
        String only = stacks.size() == 1 ? stacks.getFirst().key() : "";
        Part named = part.get("stack");
        return named.isAbsent() ? only : named.text().isEmpty() ? "" : scene.named("stacks", named);
    }

    private static List<String> architectures(Part part) {
        List<String> written = part.get("architectures").texts();
        return written.isEmpty() ? List.of("x86_64") : written;
    }

    private String key(Part part) {
        String name = part.text();
        return name.isEmpty() || name.startsWith("arn:")
                ? name
                : scene.arn("kms", "key/" + scene.named("keys", part)).toString();
    }

    private @Nullable VpcConfig vpc(String logical, Part part) {
        List<String> subnets = scene.named("subnets", part.get("subnets").items());
        List<String> groups =
                scene.named("security-groups", part.get("security-groups").items());
        if (subnets.isEmpty()) {
            return null;
        }
        return new VpcConfig(
                subnets,
                groups.isEmpty() ? List.of("sg-" + logical) : groups,
                part.get("ipv6").flag(false));
    }

    private String role(String name, Part part) {
        Part role = part.get("role");
        if (role.isAbsent()) {
            return scene.globalArn("iam", "role/" + name + "-role").toString();
        }
        if (!part.get("permissions").isAbsent()) {
            part.get("permissions").bad("`permissions` belong to a function's own role, and this one names a role");
        }
        String text = scene.named("roles", role);
        return text.startsWith("arn:")
                ? text
                : scene.globalArn("iam", "role/" + text).toString();
    }

    private Sight<PolicyDocument> policy(String name, Arn arn, Part part) {
        Defaults defaults = new Defaults(List.of("lambda:InvokeFunction"), arn.toString());
        Optional<PolicyDocument> policy =
                part.isAbsent() ? Optional.empty() : Optional.of(PolicyText.read("", part, defaults));
        return scene.sight(scene.gap(Area.FUNCTION_POLICIES, name), policy);
    }

    private Sight<List<Alias>> aliases(String name, Part part) {
        Optional<List<Alias>> aliases = part.isAbsent()
                ? Optional.empty()
                : Optional.of(part.members().stream()
                        .map(it -> alias(it.key(), it.value().only("version", "weights")))
                        .sorted()
                        .toList());
        return scene.sight(scene.gap(Area.ALIASES, name), aliases);
    }

    private static Alias alias(String name, Part part) {
        SortedMap<String, Double> weights = new TreeMap<>();
        for (Part.Member it : part.get("weights").members()) {
            String text = it.value().text("0");
            if (!text.matches("0?[.][0-9]+|[01]")) {
                it.value().bad(it.value().quoted() + " is no part of 1");
            } else {
                weights.put(it.key(), Double.valueOf(text));
            }
        }
        Part version = part.get("version");
        Value value = version.isMap()
                ? new Value.Unresolved(
                        version.only("unresolved").get("unresolved").text())
                : new Value.Plain(version.text("1"));
        return new Alias(name, value, weights);
    }

    /// `host:port`, `udp://host:port`, or a host, address or ARN alone.
    static Call call(Part part) {
        Optional<Call> call = Call.parse(part.text());
        if (call.isEmpty()) {
            part.bad(part.quoted() + " is no service", "write it like `api.example.com:443`");
        }
        return call.orElse(new Call("unreadable", 0, "tcp", "declared"));
    }
}
