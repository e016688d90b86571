package envgate.envs.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Tells which environments a text names: by a name or another spelling as a whole word, never inside one.
///
/// Words end at anything that is no letter or digit and where camel case turns, so `orders-staging`, `/orders/staging`
/// and `OrdersStagingQueue` name staging while `devices`, `product` and `latest` name nobody. AWS regions are no words,
/// and a spelling that two environments share names neither.
public final class EnvironmentNames {

    private static final Pattern REGION = Pattern.compile("\\b[a-z]{2}(?:-gov|-iso[a-z]?)?-[a-z]+-\\d\\b");
    private static final String PLACE = "*";

    private final Map<String, List<Spelling>> byFirstWord = new HashMap<>();

    private record Spelling(String environment, List<String> words) {}

    public EnvironmentNames(List<Intent.EnvironmentName> environments) {
        Map<String, Spelling> spellings = new TreeMap<>();
        Map<String, TreeSet<String>> speakers = new TreeMap<>();
        for (Intent.EnvironmentName environment : environments) {
            List<String> names = new ArrayList<>(environment.alsoCalled());
            names.add(environment.name());
            for (String name : names) {
                List<String> words = words(name);
                String spelled = String.join(" ", words);
                if (spelled.length() > 1) {
                    spellings.put(spelled, new Spelling(environment.name(), words));
                    speakers.computeIfAbsent(spelled, _ -> new TreeSet<>()).add(environment.name());
                }
            }
        }
        spellings.forEach((spelled, spelling) -> {
            if (speakers.getOrDefault(spelled, new TreeSet<>()).size() == 1) {
                byFirstWord
                        .computeIfAbsent(spelling.words().getFirst(), _ -> new ArrayList<>())
                        .add(spelling);
            }
        });
        Comparator<Spelling> longestFirst =
                Comparator.comparing((Spelling it) -> it.words().size()).reversed();
        byFirstWord.values().forEach(it -> it.sort(longestFirst));
    }

    /// The environments that a text names.
    public SortedSet<String> in(String text) {
        TreeSet<String> named = new TreeSet<>();
        if (!byFirstWord.isEmpty()) {
            List<String> words = words(REGION.matcher(text).replaceAll(" "));
            for (int at = 0; at < words.size(); at++) {
                Spelling spelling = at(words, at);
                if (spelling != null) {
                    named.add(spelling.environment());
                    at += spelling.words().size() - 1;
                }
            }
        }
        return Collections.unmodifiableSortedSet(named);
    }

    /// Whether a text names this environment.
    public boolean name(String environment, String text) {
        return in(text).contains(environment);
    }

    /// A text without this environment's name: two names of one thing in two environments become the same.
    public String without(String environment, String text) {
        List<String> words = words(text);
        List<String> rest = new ArrayList<>();
        for (int at = 0; at < words.size(); at++) {
            Spelling spelling = at(words, at);
            if (spelling != null && spelling.environment().equals(environment)) {
                rest.add(PLACE);
                at += spelling.words().size() - 1;
            } else {
                rest.add(words.get(at));
            }
        }
        return String.join("-", rest);
    }

    private @org.jspecify.annotations.Nullable Spelling at(List<String> words, int at) {
        for (Spelling spelling : byFirstWord.getOrDefault(words.get(at), List.of())) {
            int end = at + spelling.words().size();
            if (end <= words.size() && words.subList(at, end).equals(spelling.words())) {
                return spelling;
            }
        }
        return null;
    }

    /// The words of a text in lower case.
    public static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        int start = 0;
        int n = text.length();
        for (int i = 0; i <= n; i++) {
            boolean ends = i == n || !isWord(text.charAt(i)) || turns(text, start, i);
            if (ends) {
                if (i > start) {
                    words.add(text.substring(start, i).toLowerCase(Locale.ROOT));
                }
                start = i < n && isWord(text.charAt(i)) ? i : i + 1;
            }
        }
        return words;
    }

    /// Whether camel case starts a new word at `i`: `ordersStaging`, `DBHost`.
    private static boolean turns(String text, int start, int i) {
        if (i <= start || !Character.isUpperCase(text.charAt(i))) {
            return false;
        }
        return !Character.isUpperCase(text.charAt(i - 1))
                || (i + 1 < text.length() && Character.isLowerCase(text.charAt(i + 1)));
    }

    private static boolean isWord(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
}
