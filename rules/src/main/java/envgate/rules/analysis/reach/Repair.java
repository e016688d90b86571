package envgate.rules.analysis.reach;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// One change that helps to open a way.
///
/// @param members what is to be done, in the order to be read: `action`, `component`, and what the action
///     needs
public record Repair(Map<String, String> members) {

    public Repair {
        members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }

    /// @param pairs names and values in turn; empty values are left out
    static Repair of(String action, String component, String... pairs) {
        Map<String, String> members = new LinkedHashMap<>();
        members.put("action", action);
        members.put("component", component);
        for (int i = 0; i < pairs.length; i += 2) {
            if (!pairs[i + 1].isEmpty()) {
                members.put(pairs[i], pairs[i + 1]);
            }
        }
        return new Repair(members);
    }

    String get(String name) {
        return members.getOrDefault(name, "");
    }
}
