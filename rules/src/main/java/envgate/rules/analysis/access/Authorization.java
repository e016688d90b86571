package envgate.rules.analysis.access;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/// What AWS's services know: their actions, the types of resources that each takes, and condition keys.
///
/// AWS evaluates policies by their text, whether it knows an action or not, and so does everything here: what this
/// says only helps to choose among requests that are possible one that somebody could make. It is what the Service
/// Authorization Reference says,
/// https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html,
/// read when a service is first asked about.
final class Authorization {

    private static final String FILE = "authorization.txt";

    private final Map<String, String> blocks;
    private final Map<String, Optional<Vocabulary>> services = new ConcurrentHashMap<>();

    private Authorization(Map<String, String> blocks) {
        this.blocks = blocks;
    }

    /// The file, cut into services once.
    private static final class Read {

        static final Authorization ALL = new Authorization(blocks());

        private static Map<String, String> blocks() {
            try (InputStream in = Objects.requireNonNull(Authorization.class.getResourceAsStream(FILE), FILE)) {
                String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                Map<String, String> blocks = new HashMap<>();
                int at = text.indexOf("\ns ");
                while (at >= 0) {
                    int end = text.indexOf("\ns ", at + 1);
                    int line = text.indexOf('\n', at + 1);
                    blocks.put(text.substring(at + 3, line), text.substring(line + 1, end < 0 ? text.length() : end));
                    at = end;
                }
                return blocks;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /// The service whose actions have a prefix: `s3`.
    static Optional<Vocabulary> of(String prefix) {
        Authorization all = Read.ALL;
        return all.services.computeIfAbsent(
                prefix, it -> Optional.ofNullable(all.blocks.get(it)).map(block -> Vocabulary.parse(it, block)));
    }

    /// An action, written in any case: `s3:getobject`.
    static Optional<Action> action(String action) {
        int colon = action.indexOf(':');
        return colon < 1
                ? Optional.empty()
                : of(action.substring(0, colon).toLowerCase(Locale.ROOT))
                        .map(it -> it.actions().get(action.toLowerCase(Locale.ROOT)));
    }

    /// The prefixes of all services.
    static Set<String> prefixes() {
        return Set.copyOf(Read.ALL.blocks.keySet());
    }

    /// One action.
    ///
    /// @param name as AWS spells it, with its prefix
    /// @param types of resources that it takes; none where it has no resource-level permissions
    record Action(String name, List<Type> types, List<String> keys) {

        Action {
            types = List.copyOf(types);
            keys = List.copyOf(keys);
        }

        /// Whether a request for it names a resource.
        boolean takesResources() {
            return !types.isEmpty();
        }
    }

    /// A type of resources, by the form of its ARNs: `arn:${Partition}:s3:::${BucketName}/${ObjectName}`.
    ///
    /// @param letters how much the form says: of a function and its version the same, of bucket and object not
    record Type(String name, String arn, Fit fit, int letters) {

        static Type of(String name, String arn) {
            String pattern = arn.replaceAll("\\$\\{[^}]*}", "*");
            return new Type(
                    name,
                    arn,
                    Fit.arn(pattern),
                    pattern.replace("*", "").replace(":", "").length());
        }

        /// An ARN of it that reads well.
        String example(String account) {
            return arn.replace("${Partition}", "aws")
                    .replace("${Region}", "eu-west-1")
                    .replace("${Account}", account)
                    .replaceAll("\\$\\{[^}]*}|\\*", "example");
        }
    }

    /// @param actions by their names in lower case, with the prefix
    record Vocabulary(Map<String, Action> actions, List<Type> types) {

        private static Vocabulary parse(String prefix, String block) {
            List<String> keys = new ArrayList<>();
            Map<String, Type> types = new HashMap<>();
            Map<String, Action> actions = new TreeMap<>();
            for (String line : block.split("\n", -1)) {
                String[] parts = line.split(" ", -1);
                switch (parts[0]) {
                    case "k" -> keys.add(parts[1]);
                    case "r" -> types.put(parts[1], Type.of(parts[1], parts[2]));
                    case "a" -> {
                        Action action = new Action(
                                prefix + ":" + parts[1],
                                List.of(parts[3].split(",", -1)).stream()
                                        .map(types::get)
                                        .filter(Objects::nonNull)
                                        .toList(),
                                parts[4].equals("-")
                                        ? List.of()
                                        : List.of(parts[4].split(",", -1)).stream()
                                                .map(it -> keys.get(Integer.parseInt(it)))
                                                .toList());
                        actions.put(action.name().toLowerCase(Locale.ROOT), action);
                    }
                    default -> {}
                }
            }
            return new Vocabulary(actions, List.copyOf(types.values()));
        }

        /// How much the form of a resource says: that of the type which says most about it.
        int letters(String resource) {
            return types.stream()
                    .filter(it -> it.fit().matches(resource))
                    .mapToInt(Type::letters)
                    .max()
                    .orElse(0);
        }
    }

    /// Whether somebody could ask for an action on a resource; `*` is for actions without resource-level permissions.
    static boolean fits(String action, String resource) {
        return new Fitting().fits(action, resource);
    }

    /// Holds some actions and resources against each other, each resource looked at once.
    static final class Fitting {

        private final Map<String, Integer> letters = new HashMap<>();

        /// See [Authorization#fits].
        boolean fits(String action, String resource) {
            Optional<Action> known = action(action);
            if (known.isEmpty()) {
                return false;
            }
            if (resource.equals("*") || !known.get().takesResources()) {
                return resource.equals("*") && !known.get().takesResources();
            }
            String prefix = action.substring(0, action.indexOf(':')).toLowerCase(Locale.ROOT);
            int most = letters.computeIfAbsent(
                    prefix + " " + resource,
                    _ -> of(prefix).map(it -> it.letters(resource)).orElse(0));
            return most > 0
                    && known.get().types().stream()
                            .anyMatch(it -> it.letters() >= most && it.fit().matches(resource));
        }
    }
}
