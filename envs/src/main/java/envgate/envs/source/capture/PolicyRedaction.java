package envgate.envs.source.capture;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Redacts policies: whom and what a statement is about is told by AWS's grammar, what its conditions
/// compare with is anybody's.
///
/// See https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html.
final class PolicyRedaction {

    private static final Set<String> TOLD = Set.of(
            "Version",
            "Id",
            "Sid",
            "Effect",
            "Principal",
            "NotPrincipal",
            "Action",
            "NotAction",
            "Resource",
            "NotResource");

    /// Keys whose values serve as passwords, whatever they look like:
    /// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html.
    private static final Set<String> SECRET_KEYS = Set.of("sts:externalid", "aws:referer", "aws:useragent");

    private final FreeText text;

    PolicyRedaction(FreeText text) {
        this.text = text;
    }

    /// The policy redacted, in the form that it came in; nothing when it is none.
    Optional<JsonNode> redact(JsonNode policy) {
        if (policy.isObject() && policy.has("Statement")) {
            return Optional.of(document(policy));
        }
        if (!policy.isString()) {
            return Optional.empty();
        }
        String written = policy.stringValue();
        boolean encoded = written.startsWith("%7B") || written.startsWith("%7b");
        Optional<JsonNode> parsed = CaptureJson.parse(encoded ? decoded(written) : written);
        return parsed.filter(it -> it.isObject() && it.has("Statement")).map(it -> {
            JsonNode redacted = document(it);
            if (redacted.equals(it)) {
                return policy;
            }
            String compact = CaptureJson.compact(redacted);
            return CaptureJson.text(encoded ? encoded(compact) : compact);
        });
    }

    private JsonNode document(JsonNode document) {
        ObjectNode redacted = CaptureJson.object();
        for (Map.Entry<String, JsonNode> it : document.properties()) {
            redacted.set(it.getKey(), it.getKey().equals("Statement") ? statements(it.getValue()) : member(it));
        }
        return redacted;
    }

    private JsonNode statements(JsonNode statements) {
        if (statements.isArray()) {
            ArrayNode redacted = CaptureJson.array();
            statements.forEach(it -> redacted.add(statements(it)));
            return redacted;
        } else if (!statements.isObject()) {
            return free("Statement", statements);
        }
        ObjectNode redacted = CaptureJson.object();
        for (Map.Entry<String, JsonNode> it : statements.properties()) {
            redacted.set(it.getKey(), it.getKey().equals("Condition") ? free("", it.getValue()) : member(it));
        }
        return redacted;
    }

    private JsonNode member(Map.Entry<String, JsonNode> member) {
        return TOLD.contains(member.getKey()) ? told(member.getValue()) : free(member.getKey(), member.getValue());
    }

    private JsonNode told(JsonNode node) {
        if (node.isObject()) {
            ObjectNode redacted = CaptureJson.object();
            node.properties().forEach(it -> redacted.set(it.getKey(), told(it.getValue())));
            return redacted;
        } else if (node.isArray()) {
            ArrayNode redacted = CaptureJson.array();
            node.forEach(it -> redacted.add(told(it)));
            return redacted;
        }
        boolean credential = node.isString() && SecretForms.isCredential(node.stringValue());
        return credential ? CaptureJson.text(text.secret(node.stringValue())) : node;
    }

    private JsonNode free(String key, JsonNode node) {
        if (node.isObject()) {
            ObjectNode redacted = CaptureJson.object();
            node.properties().forEach(it -> redacted.set(it.getKey(), free(it.getKey(), it.getValue())));
            return redacted;
        } else if (node.isArray()) {
            ArrayNode redacted = CaptureJson.array();
            node.forEach(it -> redacted.add(free(key, it)));
            return redacted;
        } else if (!node.isString()) {
            return node;
        }
        boolean secret = SECRET_KEYS.contains(key.toLowerCase(java.util.Locale.ROOT));
        return CaptureJson.text(secret ? text.secret(node.stringValue()) : text.decide(key, node.stringValue()));
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return "";
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
