package envgate.envs.plan.terraform;

import envgate.envs.plan.Term;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What AWS calls the resources of a plan: what exists keeps its id, what is new gets a placeholder that
/// can be read.
final class Names {

    private static final Pattern HOLE = Pattern.compile("\\{([a-z]+)}");

    private final Place place;
    private final Map<String, String> placeholders = new HashMap<>();
    private final Set<String> taken = new HashSet<>();

    Names(Place place) {
        this.place = place;
    }

    /// What AWS calls it after the deploy.
    String after(ResourceChange change, Kinds.Kind kind) {
        return known(change.after(), kind.identity())
                .or(() -> change.isNew() ? Optional.empty() : known(change.before(), kind.identity()))
                .orElseGet(() -> filled(change, kind, kind.fresh()));
    }

    /// What AWS calls it before the deploy.
    String before(ResourceChange change, Kinds.Kind kind) {
        return known(change.before(), kind.identity())
                .or(() -> known(change.before(), "id"))
                .orElseGet(() -> filled(change, kind, kind.fresh()));
    }

    /// An attribute of a resource after the deploy, as far as it follows from what it is called.
    Optional<String> attribute(ResourceChange change, String attribute) {
        Optional<String> known = known(change.after(), attribute)
                .or(() -> change.isNew() ? Optional.empty() : known(change.before(), attribute));
        if (known.isPresent()) {
            return known;
        }
        return Kinds.of(change.type()).flatMap(kind -> {
            if (attribute.equals(kind.identity())) {
                return Optional.of(after(change, kind));
            }
            return Optional.ofNullable(kind.attributes().get(attribute)).map(it -> filled(change, kind, it));
        });
    }

    /// A text that is known and no secret.
    static Optional<String> known(Term.Members members, String attribute) {
        return members.get(attribute).orElse(null) instanceof Term.Literal it
                        && !it.secret()
                        && !it.text().isEmpty()
                ? Optional.of(it.text())
                : Optional.empty();
    }

    private String filled(ResourceChange change, Kinds.Kind kind, String pattern) {
        Matcher hole = HOLE.matcher(pattern);
        StringBuilder made = new StringBuilder();
        while (hole.find()) {
            String value = switch (hole.group(1)) {
                case "name" -> name(change, kind);
                case "id" -> after(change, kind);
                case "path" -> known(change.after(), "path").orElse("/");
                case "p" -> place.partition();
                case "r" -> place.region();
                case "a" -> place.account();
                case "s" -> place.suffix();
                default -> hole.group();
            };
            hole.appendReplacement(made, Matcher.quoteReplacement(value));
        }
        return hole.appendTail(made).toString();
    }

    private String name(ResourceChange change, Kinds.Kind kind) {
        return known(change.after(), kind.naming()).orElseGet(() -> placeholder(change.address()));
    }

    /// `module-net-aws_subnet-inner-0-planned`; two addresses never share one.
    private String placeholder(String address) {
        String known = placeholders.get(address);
        if (known != null) {
            return known;
        }
        String bare = address.replaceAll("[^A-Za-z0-9_]+", "-").replaceAll("^-|-$", "");
        String name = bare + "-planned";
        for (int i = 2; !taken.add(name); i++) {
            name = bare + "-" + i + "-planned";
        }
        placeholders.put(address, name);
        return name;
    }
}
