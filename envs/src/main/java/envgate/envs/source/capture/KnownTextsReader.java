package envgate.envs.source.capture;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import tools.jackson.databind.JsonNode;

/// Reads what answers tell about texts before any of them is decided on.
final class KnownTextsReader {

    private static final String LOGICAL_ID = "aws:cloudformation:logical-id";

    private final KnownTexts known = new KnownTexts();
    private final Map<String, Boolean> told = new HashMap<>();
    private final BiPredicate<String, String> declaredSecret;

    private KnownTextsReader(BiPredicate<String, String> declaredSecret) {
        this.declaredSecret = declaredSecret;
    }

    static KnownTexts read(Recording recording, BiPredicate<String, String> declaredSecret) {
        KnownTextsReader reader = new KnownTextsReader(declaredSecret);
        reader.known.addName(recording.environment());
        recording.accounts().forEach(reader.known::addName);
        recording.selection().tags().values().forEach(reader.known::addName);
        recording.selection().stacks().forEach(reader.known::addName);
        recording.selection().functions().forEach(reader.known::addName);
        for (Answer it : recording.answers()) {
            boolean ours = Operation.of(it.service(), it.operation()).isPresent();
            if (ours && it.outcome() instanceof Answer.Response(JsonNode body)) {
                reader.walk("", body);
            }
        }
        for (Answer it : recording.answers()) {
            if (it.outcome() instanceof Answer.Response(JsonNode body)) {
                reader.secrets(body);
            }
        }
        return reader.known;
    }

    private void walk(String member, JsonNode node) {
        if (node.isString()) {
            if (told.computeIfAbsent(member, AwsMembers::isTold)) {
                known.addName(node.stringValue());
            }
        } else if (node.isArray()) {
            node.forEach(it -> walk(member, it));
        } else if (node.isObject()
                && !AwsMembers.isMap(member)
                && !AwsMembers.isPolicy(member)
                && !member.equals("TemplateBody")) {
            if (node.path("ResourceType").asString("").equals("AWS::Lambda::Function")) {
                known.addLogicalId(
                        node.path("PhysicalResourceId").asString(""),
                        node.path("LogicalResourceId").asString(""));
            }
            String function = node.path("Configuration").path("FunctionName").asString("");
            String logicalId = node.path("Tags").path(LOGICAL_ID).asString("");
            if (!function.isEmpty() && !logicalId.isEmpty()) {
                known.addLogicalId(function, logicalId);
            }
            node.properties().forEach(it -> walk(it.getKey(), it.getValue()));
        }
    }

    /// Texts under keys that call them secret, as far as they are texts and not addresses.
    private void secrets(JsonNode node) {
        if (node.isObject()) {
            String function = node.path("FunctionName").asString("");
            for (Map.Entry<String, JsonNode> it :
                    node.path("Environment").path("Variables").properties()) {
                boolean declared = declaredSecret.test(function, it.getKey())
                        || known.logicalIds(function).stream().anyMatch(id -> declaredSecret.test(id, it.getKey()));
                secret(declared, it.getKey(), it.getValue());
            }
            Optional<String> called = AnswerRedaction.calledBy(node);
            boolean parameter = node.path("Type").asString("").equals("SecureString");
            node.properties().forEach(it -> {
                if (called.isPresent() && it.getKey().endsWith("Value")) {
                    secret(parameter, called.get(), it.getValue());
                }
            });
        }
        node.forEach(this::secrets);
    }

    private void secret(boolean surely, String key, JsonNode value) {
        String text = value.isString() ? value.stringValue() : "";
        boolean address = text.contains("://") || text.startsWith("/") || text.startsWith("arn:") || text.contains("*");
        boolean hidden =
                HiddenText.parse(text).isPresent() || UnresolvedText.parse(text).isPresent();
        if (!hidden && (surely || (SecretKeys.isSecretPath(key) && !address))) {
            known.addSecret(text);
        }
    }
}
