package envgate.envs.model;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What the user says belongs to an environment: stacks, tags or function names, any of which is enough; with none of
/// them all that the account and region hold belongs to it.
///
/// Stack and function names may use `*` and `?`.
public record Selection(List<String> stacks, Map<String, String> tags, List<String> functions) {

    /// Everything in the account and region.
    public static final Selection EVERYTHING = new Selection(List.of(), Map.of(), List.of());

    public Selection {
        stacks = List.copyOf(stacks);
        tags = java.util.Collections.unmodifiableMap(new TreeMap<>(tags));
        functions = List.copyOf(functions);
    }

    public boolean isEverything() {
        return stacks.isEmpty() && tags.isEmpty() && functions.isEmpty();
    }

    public boolean namesStack(String name) {
        return stacks.stream().anyMatch(pattern -> matches(pattern, name));
    }

    public boolean namesFunction(String name) {
        return functions.stream().anyMatch(pattern -> matches(pattern, name));
    }

    public boolean tagged(Map<String, String> other) {
        return !tags.isEmpty() && other.entrySet().containsAll(tags.entrySet());
    }

    /// Whether `text` fits a pattern in which `*` stands for any characters and `?` for one.
    public static boolean matches(String pattern, String text) {
        int p = 0;
        int t = 0;
        int star = -1;
        int resume = 0;
        while (t < text.length()) {
            if (p < pattern.length()
                    && (pattern.charAt(p) == '?' || pattern.charAt(p) == text.charAt(t))
                    && pattern.charAt(p) != '*') {
                p++;
                t++;
            } else if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                resume = t;
            } else if (star >= 0) {
                p = star + 1;
                t = ++resume;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }
}
