package envgate.envs.source.text;

import envgate.envs.document.Part;
import envgate.envs.model.Area;
import envgate.envs.model.Arn;
import envgate.envs.model.PolicyDocument;
import envgate.envs.model.Resource;
import envgate.envs.model.Sight;
import envgate.envs.model.Trigger;
import envgate.envs.model.Trigger.ApiKind;
import envgate.envs.source.text.StatementText.Defaults;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Reads what makes functions run: APIs with their routes, and event sources.
final class TriggerText {

    private final Scene scene;
    private final Map<String, String> functions;

    /// @param functions AWS's names by logical name
    TriggerText(Scene scene, Map<String, String> functions) {
        this.scene = scene;
        this.functions = functions;
    }

    List<Resource> apis() {
        List<Resource> apis = new ArrayList<>();
        for (Part.Member it : scene.document().get("apis").members()) {
            Part part = it.value().only("id", "kind", "routes", "tags", "endpoint", "policy");
            scene.remember(it.key(), "", part);
            String id = part.get("id").text(it.key());
            String path = kind(part) == ApiKind.REST ? "/restapis/" : "/apis/";
            if (scene.sees(Area.APIS, it.key(), id)) {
                apis.add(new Resource.Api(
                        new Arn(scene.partition(), "apigateway", scene.region(), "", path + id),
                        it.key(),
                        id,
                        part.get("endpoint").text(id + ".execute-api." + scene.region() + ".amazonaws.com"),
                        policy(id, part.get("policy")),
                        ValueText.texts(part.get("tags")),
                        part.origin()));
            }
        }
        return apis;
    }

    private Sight<PolicyDocument> policy(String id, Part part) {
        Defaults defaults = new Defaults(List.of("execute-api:Invoke"), "execute-api:/*");
        Optional<PolicyDocument> policy =
                part.isAbsent() ? Optional.empty() : Optional.of(PolicyText.read("", part, defaults));
        return scene.sight(scene.gap(Area.RESOURCE_POLICIES, id), policy);
    }

    private static ApiKind kind(Part part) {
        return ApiKind.valueOf(
                part.get("kind").oneOf("http", "http", "rest", "websocket").toUpperCase(Locale.ROOT));
    }

    List<Trigger> read() {
        List<Trigger> triggers = new ArrayList<>();
        for (Part.Member api : scene.document().get("apis").members()) {
            if (scene.sees(Area.APIS, api.key(), api.value().get("id").text(api.key()))) {
                for (Part.Member it : api.value().get("routes").members()) {
                    triggers.add(integration(api, it));
                }
            }
        }
        for (Part it : scene.document().get("event-sources").items()) {
            Part part = it.only("queue", "source", "function", "state", "id");
            Part queue = part.get("queue");
            String source = queue.isAbsent()
                    ? part.get("source").text()
                    : scene.arn("sqs", scene.named("queues", queue)).toString();
            String function = function(part.get("function"), "");
            String uuid = part.get("id").text("esm-" + (triggers.size() + 1));
            if (scene.sees(Area.EVENT_SOURCE_MAPPINGS, uuid, source)) {
                triggers.add(new Trigger.EventSourceMapping(
                        uuid, function, source, part.get("state").text("Enabled"), part.origin()));
            }
        }
        return triggers;
    }

    private Trigger integration(Part.Member api, Part.Member route) {
        ApiKind kind = kind(api.value());
        Part target = route.value();
        boolean detailed = target.isMap();
        Part part = detailed ? target.only("function", "qualifier", "credentials", "payload") : target;
        String[] words = route.key().split("\\s+", 2);
        String method = words.length == 2 ? words[0] : kind == ApiKind.WEBSOCKET ? "" : "ANY";
        String credentials = part.get("credentials").text();
        Optional<String> role = Optional.of(credentials)
                .filter(it -> !it.isEmpty() && !it.startsWith("arn:"))
                .map(_ -> scene.globalArn("iam", "role/" + scene.named("roles", part.get("credentials")))
                        .toString());
        return new Trigger.ApiIntegration(
                api.value().get("id").text(api.key()),
                kind,
                scene.account(),
                scene.region(),
                method,
                words[words.length - 1],
                function(
                        detailed ? part.get("function") : part,
                        part.get("qualifier").text()),
                role.orElse(credentials),
                part.get("payload").text(kind == ApiKind.HTTP ? "2.0" : ""),
                route.name().origin());
    }

    private String function(Part part, String qualifier) {
        String text = part.text();
        String suffix = qualifier.isEmpty() ? "" : ":" + qualifier;
        if (text.startsWith("arn:")) {
            return text + suffix;
        }
        String name = functions.getOrDefault(scene.named("functions", part), text);
        return scene.arn("lambda", "function:" + name) + suffix;
    }
}
