package envgate.envs.source.capture;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Redacts the answer to one call, member by member.
final class AnswerRedaction {

    /// Members of VPN connections with the keys of their tunnels, the first in a document of XML.
    private static final Set<String> KEYED = Set.of("CustomerGatewayConfiguration", "PreSharedKey");

    private static final Set<String> VALUES =
            Set.of("Value", "value", "ParameterValue", "ResolvedValue", "OutputValue", "TagValue");
    private static final List<String> KEYS =
            List.of("Key", "ParameterKey", "OutputKey", "TagKey", "Name", "key", "name", "OptionName");

    private final FreeText text;
    private final PolicyRedaction policies;
    private final TemplateRedaction templates;
    private final KnownTexts known;
    private final Map<String, Boolean> told = new HashMap<>();
    private final BiPredicate<String, String> declaredSecret;

    AnswerRedaction(FreeText text, KnownTexts known, BiPredicate<String, String> declaredSecret) {
        this.text = text;
        this.policies = new PolicyRedaction(text);
        this.templates = new TemplateRedaction(text, declaredSecret);
        this.known = known;
        this.declaredSecret = declaredSecret;
    }

    Answer redact(Answer answer) {
        boolean ours = Operation.of(answer.service(), answer.operation()).isPresent();
        JsonNode request = ours ? walk("", answer.request()) : free("", answer.request());
        Answer.Outcome outcome = switch (answer.outcome()) {
            case Answer.Response(JsonNode body) -> new Answer.Response(ours ? walk("", body) : free("", body));
            case Answer.Refusal(String code, int status) -> new Answer.Refusal(text.decide("", code), status);
        };
        return new Answer(
                answer.account(),
                answer.region(),
                answer.service(),
                answer.operation(),
                request instanceof ObjectNode object ? object : CaptureJson.object(),
                outcome);
    }

    private JsonNode walk(String member, JsonNode node) {
        if (AwsMembers.isPolicy(member)) {
            Optional<JsonNode> policy = policies.redact(node);
            if (policy.isPresent()) {
                return policy.get();
            }
        }
        if (KEYED.contains(member) && node.isString()) {
            return CaptureJson.text(text.secret(node.stringValue()));
        }
        if (member.equals("TemplateBody")) {
            return templates.redact(node);
        } else if (node.isObject()) {
            return AwsMembers.isMap(member) ? free(member, node) : object(node);
        } else if (node.isArray()) {
            ArrayNode redacted = CaptureJson.array();
            node.forEach(it -> redacted.add(walk(member, it)));
            return redacted;
        } else if (node.isString()) {
            String plain = node.stringValue();
            boolean told = this.told.computeIfAbsent(member, AwsMembers::isTold) && !SecretForms.isCredential(plain);
            return told && HiddenText.parse(plain).isEmpty() ? node : CaptureJson.text(text.decide(member, plain));
        }
        return CaptureJson.number(node);
    }

    private JsonNode object(JsonNode node) {
        ObjectNode redacted = CaptureJson.object();
        String function = node.path("FunctionName").asString("");
        Optional<String> called = calledBy(node);
        boolean parameter = node.has("Value") && (node.has("Type") || node.has("ARN")) && !node.has("Key");
        for (Map.Entry<String, JsonNode> it : node.properties()) {
            String name = it.getKey();
            JsonNode value = it.getValue();
            JsonNode decided;
            if (name.equals("Environment")
                    && !function.isEmpty()
                    && value.path("Variables").isObject()) {
                decided = environment(function, value);
            } else if (name.equals("Value") && parameter && value.isString()) {
                decided = CaptureJson.text(parameter(node, value.stringValue()));
            } else if (called.isPresent() && VALUES.contains(name)) {
                decided = free(called.get(), value);
            } else {
                decided = walk(name, value);
            }
            redacted.set(text.member(name), decided);
        }
        return redacted;
    }

    /// What a value is called that stands beside its name: `{"Key": …, "Value": …}`, `{"OutputKey": …,
    /// "OutputValue": …}`.
    static Optional<String> calledBy(JsonNode object) {
        for (String it : KEYS) {
            if (object.path(it).isString()) {
                return Optional.of(object.path(it).stringValue());
            }
        }
        return Optional.empty();
    }

    /// Only a parameter that says that it is a plain one is looked at.
    private String parameter(JsonNode parameter, String value) {
        String type = parameter.path("Type").asString("");
        String name = parameter.path("Name").asString(parameter.path("ARN").asString(""));
        boolean plain = type.equals("String") || type.equals("StringList");
        if (!plain) {
            return text.secret(value);
        }
        return text.decide(SecretKeys.isSecretPath(name) ? "secret" : "", value);
    }

    private JsonNode environment(String function, JsonNode environment) {
        ObjectNode redacted = CaptureJson.object();
        for (Map.Entry<String, JsonNode> it : environment.properties()) {
            redacted.set(
                    it.getKey(),
                    it.getKey().equals("Variables")
                            ? variables(function, it.getValue())
                            : walk(it.getKey(), it.getValue()));
        }
        return redacted;
    }

    private JsonNode variables(String function, JsonNode variables) {
        ObjectNode redacted = CaptureJson.object();
        for (Map.Entry<String, JsonNode> it : variables.properties()) {
            boolean declared =
                    isDeclared(function, it.getKey()) && it.getValue().isString();
            redacted.set(
                    text.name(it.getKey()),
                    declared
                            ? CaptureJson.text(text.secret(it.getValue().stringValue()))
                            : free(it.getKey(), it.getValue()));
        }
        return redacted;
    }

    private boolean isDeclared(String function, String key) {
        return declaredSecret.test(function, key)
                || known.logicalIds(function).stream().anyMatch(it -> declaredSecret.test(it, key));
    }

    /// What people wrote, keys included.
    private JsonNode free(String key, JsonNode node) {
        if (node.isObject()) {
            ObjectNode redacted = CaptureJson.object();
            node.properties().forEach(it -> redacted.set(text.name(it.getKey()), free(it.getKey(), it.getValue())));
            return redacted;
        } else if (node.isArray()) {
            ArrayNode redacted = CaptureJson.array();
            node.forEach(it -> redacted.add(free(key, it)));
            return redacted;
        } else if (node.isString()) {
            return isTagOfAws(key) ? node : CaptureJson.text(text.decide(key, node.stringValue()));
        }
        return node.isNumber() && SecretKeys.isSecret(key)
                ? CaptureJson.text(text.secret(node.asString()))
                : CaptureJson.number(node);
    }

    /// Nobody else may write tags that begin so:
    /// https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html.
    private static boolean isTagOfAws(String key) {
        return key.startsWith("aws:cloudformation:") || key.startsWith("aws:servicecatalog:");
    }
}
