package envgate.envs.source.capture;

import envgate.envs.model.Arn;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// What the answers themselves tell: names and ids that AWS knows, which are no secrets wherever they
/// stand, and texts that are secret in one place and therefore in all.
final class KnownTexts {

    private static final int SHORTEST_NAME = 3;
    private static final int SHORTEST_SECRET = 8;

    private final Set<String> names = new HashSet<>();
    private final Set<String> secrets = new HashSet<>();
    private final Map<String, Set<String>> logicalIds = new HashMap<>();

    /// A text at a place where AWS keeps names.
    void addName(String text) {
        if (text.length() < SHORTEST_NAME
                || SecretForms.isCredential(text)
                || HiddenText.parse(text).isPresent()
                || UnresolvedText.parse(text).isPresent()) {
            return;
        }
        if (names.add(text)) {
            Arn.parse(text).ifPresent(it -> addName(it.name()));
        }
    }

    void addSecret(String text) {
        if (text.length() >= SHORTEST_SECRET) {
            secrets.add(text);
        }
    }

    /// The function that a stack made under this logical id.
    void addLogicalId(String function, String logicalId) {
        logicalIds.computeIfAbsent(function, _ -> new TreeSet<>()).add(logicalId);
    }

    boolean isName(String text) {
        return names.contains(text);
    }

    boolean isSecret(String text) {
        return secrets.contains(text) && !names.contains(text);
    }

    Set<String> logicalIds(String function) {
        return logicalIds.getOrDefault(function, Set.of());
    }
}
