package envgate.envs.source.capture;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Redacts templates: names of things and of intrinsic functions' arguments stay, every literal is decided
/// on under the key that it stands at.
///
/// A text that is joined of parts is decided on as a whole, for parts of a secret may look harmless.
final class TemplateRedaction {

    private static final Set<String> TOLD = Set.of(
            "Ref",
            "Fn::GetAtt",
            "Fn::ImportValue",
            "Type",
            "Condition",
            "DependsOn",
            "AWSTemplateFormatVersion",
            "Transform",
            "Action",
            "NotAction",
            "Effect",
            "Version",
            "DeletionPolicy",
            "UpdateReplacePolicy");
    private static final Set<String> FUNCTIONS =
            Set.of("AWS::Lambda::Function", "AWS::Serverless::Function", "Globals::Function");
    private static final List<String> VARIABLES = List.of("Properties", "Environment", "Variables");
    private static final String HOLE = "${x}";

    private final FreeText text;
    private final BiPredicate<String, String> declaredSecret;

    TemplateRedaction(FreeText text, BiPredicate<String, String> declaredSecret) {
        this.text = text;
        this.declaredSecret = declaredSecret;
    }

    /// An object stays one, a text becomes the template as JSON; what cannot be read is hidden whole.
    JsonNode redact(JsonNode body) {
        if (body.isObject()) {
            return template(body);
        }
        if (!body.isString() || HiddenText.parse(body.stringValue()).isPresent()) {
            return body;
        }
        String written = body.stringValue();
        Optional<JsonNode> parsed = TemplateText.tree(written);
        return CaptureJson.text(
                parsed.map(this::template).map(CaptureJson::compact).orElseGet(() -> text.secret(written)));
    }

    private JsonNode template(JsonNode template) {
        ObjectNode redacted = CaptureJson.object();
        for (Map.Entry<String, JsonNode> it : template.properties()) {
            JsonNode value = switch (it.getKey()) {
                case "Parameters" -> parameters(it.getValue());
                case "Resources" -> resources(it.getValue());
                default -> walk(it.getKey(), it.getValue());
            };
            redacted.set(key(it.getKey()), value);
        }
        return redacted;
    }

    private JsonNode parameters(JsonNode parameters) {
        return each(
                parameters,
                (name, parameter) -> each(parameter, (member, value) -> {
                    boolean silent = parameter.path("NoEcho").asString("").equalsIgnoreCase("true");
                    boolean literal = Set.of(
                                    "Default",
                                    "AllowedValues",
                                    "AllowedPattern",
                                    "Description",
                                    "ConstraintDescription")
                            .contains(member);
                    return silent && literal
                            ? secret(value)
                            : walk(literal && !member.contains("Desc") ? name : member, value);
                }));
    }

    private JsonNode resources(JsonNode resources) {
        return each(resources, (name, resource) -> {
            JsonNode redacted = walk(name, resource);
            boolean function = FUNCTIONS.contains(resource.path("Type").asString(""));
            JsonNode variables = at(resource, VARIABLES);
            JsonNode written = at(redacted, VARIABLES);
            if (function && variables.isObject() && written instanceof ObjectNode map) {
                String called = resource.path("Properties").path("FunctionName").asString("");
                variables.properties().forEach(it -> {
                    boolean declared = declaredSecret.test(name, it.getKey())
                            || (!called.isEmpty() && declaredSecret.test(called, it.getKey()));
                    if (declared) {
                        map.set(key(it.getKey()), secret(it.getValue()));
                    }
                });
            }
            return redacted;
        });
    }

    private static JsonNode at(JsonNode node, List<String> path) {
        JsonNode at = node;
        for (String step : path) {
            at = at.path(step);
        }
        return at;
    }

    private JsonNode each(JsonNode node, java.util.function.BiFunction<String, JsonNode, JsonNode> change) {
        if (!node.isObject()) {
            return walk("", node);
        }
        ObjectNode redacted = CaptureJson.object();
        node.properties().forEach(it -> redacted.set(logicalId(it.getKey()), change.apply(it.getKey(), it.getValue())));
        return redacted;
    }

    /// `VersionD98f0f352e` is no secret: the lists of a stack's resources and parameters tell it as well.
    private String logicalId(String key) {
        return key.matches("[A-Za-z0-9]{1,255}") ? text.member(key) : key(key);
    }

    private JsonNode walk(String key, JsonNode node) {
        if (node.isObject()) {
            if (node.size() == 1 && node.has("Fn::Join")) {
                return joined(key, node);
            }
            Optional<String> called = AnswerRedaction.calledBy(node);
            ObjectNode redacted = CaptureJson.object();
            for (Map.Entry<String, JsonNode> it : node.properties()) {
                boolean value = it.getKey().equalsIgnoreCase("Value") && called.isPresent();
                boolean function = it.getKey().startsWith("Fn::") && !TOLD.contains(it.getKey());
                String under = value ? called.get() : function ? key : it.getKey();
                redacted.set(key(it.getKey()), walk(under, it.getValue()));
            }
            return redacted;
        } else if (node.isArray()) {
            ArrayNode redacted = CaptureJson.array();
            node.forEach(it -> redacted.add(walk(key, it)));
            return redacted;
        } else if (node.isString()) {
            boolean told = TOLD.contains(key) && !SecretForms.isCredential(node.stringValue());
            return told ? node : CaptureJson.text(text.decide(key, node.stringValue()));
        }
        return node.isNumber() && SecretKeys.isSecret(key) ? secret(node) : node;
    }

    private JsonNode joined(String key, JsonNode join) {
        JsonNode parts = join.path("Fn::Join");
        List<String> whole = new ArrayList<>();
        parts.path(1).forEach(it -> whole.add(it.isString() ? it.stringValue() : HOLE));
        String text = String.join(parts.path(0).asString(""), whole);
        boolean literal =
                parts.size() == 2 && parts.path(1).isArray() && parts.path(0).isString();
        if (literal && this.text.decide(key, text).equals(text)) {
            ArrayNode list = CaptureJson.array();
            parts.path(1).forEach(it -> list.add(it.isString() ? it : walk(key, it)));
            ArrayNode redacted = CaptureJson.array().add(parts.path(0)).add(list);
            return CaptureJson.object().set("Fn::Join", redacted);
        }
        return secret(join);
    }

    /// Hides every literal, also in arguments of functions; what is referred to stays.
    private JsonNode secret(JsonNode node) {
        if (node.isObject()) {
            ObjectNode redacted = CaptureJson.object();
            node.properties()
                    .forEach(it -> redacted.set(
                            key(it.getKey()),
                            TOLD.contains(it.getKey()) ? walk(it.getKey(), it.getValue()) : secret(it.getValue())));
            return redacted;
        } else if (node.isArray()) {
            ArrayNode redacted = CaptureJson.array();
            node.forEach(it -> redacted.add(secret(it)));
            return redacted;
        }
        return node.isNull() || node.isBoolean() ? node : CaptureJson.text(text.secret(node.asString()));
    }

    private String key(String key) {
        return text.name(key);
    }
}
