package envgate.checker;

import envgate.envs.document.Part;
import envgate.envs.document.Quote;
import envgate.envs.model.Assumption;
import envgate.envs.model.Call;
import envgate.envs.model.Intent;
import envgate.envs.model.Intent.DeclaredVariable;
import envgate.envs.model.Intent.Pairing;
import envgate.envs.model.Intent.SharedResource;
import envgate.envs.model.Intent.Stance;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads what the project file says about how the environments relate.
record DeclaredIntent(DeclaredEnvironments environments, LocalDate today) {

    static final Set<String> PAIRING = Set.of("pair-by", "pairs");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)}");

    Intent read(Part root) {
        Part functions = root.get("functions");
        return new Intent(
                root.get("application").text(),
                environments.names(),
                new Pairing(namePattern(functions.get("pair-by")), pairs(functions.get("pairs"))),
                root.get("variables").entries().stream().map(this::variable).toList(),
                root.get("shared").items().stream().map(DeclaredIntent::shared).toList(),
                calls(functions),
                namespaces(root.get("namespaces")),
                assumed(root.get("assume")),
                today);
    }

    private static String namePattern(Part part) {
        Part name = part.get("name");
        Matcher it = PLACEHOLDER.matcher(name.text());
        List<String> seen = new ArrayList<>();
        while (it.find()) {
            if (!Set.of("environment", "function").contains(it.group(1))) {
                name.bad(
                        Quote.of(it.group()) + " stands for nothing",
                        Quote.nearest(it.group(), List.of("{environment}", "{function}")));
            }
            seen.add(it.group(1));
        }
        if (seen.stream().filter("function"::equals).count() > 1) {
            name.bad("`{function}` is written twice", "write it once");
        }
        return name.text();
    }

    private List<Map<String, String>> pairs(Part part) {
        List<Map<String, String>> pairs = new ArrayList<>();
        Set<List<String>> paired = new HashSet<>();
        for (Part item : part.items()) {
            Map<String, String> pair = new TreeMap<>();
            for (Part.Member it : item.entries()) {
                environments.mustBeKnown(it.name());
                pair.put(it.key(), it.value().text());
                if (!paired.add(List.of(it.key(), it.value().text()))) {
                    it.value()
                            .bad(
                                    it.value().quoted() + " of " + it.name().quoted() + " has two partners",
                                    "name it in one pair");
                }
            }
            pairs.add(pair);
        }
        return pairs;
    }

    private static SortedMap<String, List<Call>> calls(Part functions) {
        SortedMap<String, List<Call>> calls = new TreeMap<>();
        for (Part.Member it : functions.entries()) {
            if (!PAIRING.contains(it.key()) && !it.value().get("calls").isAbsent()) {
                calls.put(
                        it.key(),
                        it.value().get("calls").items().stream()
                                .flatMap(one -> call(one).stream())
                                .toList());
            }
        }
        return calls;
    }

    private static Optional<Call> call(Part part) {
        Optional<Call> call = Call.parse(part.text());
        if (call.isEmpty()) {
            part.bad(
                    part.quoted() + " is no service",
                    "write it like `api.stripe.com:443` or `udp://ntp.example.com:123`");
        }
        return call;
    }

    private DeclaredVariable variable(Part.Member it) {
        String[] words = it.key().split("/", 2);
        String function = words.length == 2 ? words[0] : "*";
        Part part = it.value();
        part.get("only-in").items().forEach(environments::mustBeKnown);
        return new DeclaredVariable(
                function,
                words[words.length - 1],
                part.isMap() ? declared(it) : word(part),
                part.get("only-in").texts(),
                part.get("reason").text(),
                part.get("owner").text(),
                until(part.get("until")),
                part.origin());
    }

    private static Stance word(Part part) {
        return Arrays.stream(Stance.values())
                .filter(it -> part.isScalar() && id(it).equals(part.text()))
                .findFirst()
                .orElse(Stance.DIFFERS);
    }

    private static Stance declared(Part.Member it) {
        List<Stance> declared = Arrays.stream(Stance.values())
                .filter(stance -> !it.value().get(id(stance)).isAbsent())
                .toList();
        String known =
                Quote.of(Arrays.stream(Stance.values()).map(DeclaredIntent::id).toList());
        if (declared.isEmpty()) {
            it.name().bad(it.name().quoted() + " does not say what is meant", "add one of " + known);
        } else if (declared.size() > 1) {
            it.name()
                    .bad(
                            it.name().quoted() + " says "
                                    + Quote.of(declared.stream()
                                            .map(DeclaredIntent::id)
                                            .toList()) + " at once",
                            "keep one of them");
        }
        return declared.isEmpty() ? Stance.DIFFERS : declared.getFirst();
    }

    private static String id(Stance stance) {
        return stance.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static SharedResource shared(Part part) {
        return part.isMap()
                ? new SharedResource(
                        part.get("resource").text(),
                        part.get("reason").text(),
                        part.get("owner").text(),
                        until(part.get("until")),
                        part.origin())
                : new SharedResource(part.text(), "", "", null, part.origin());
    }

    /// The last day on which something counts; a day in the past is no mistake here, but a finding of the
    /// run.
    static @Nullable LocalDate until(Part part) {
        if (part.isAbsent()) {
            return null;
        }
        try {
            return LocalDate.parse(part.text());
        } catch (DateTimeParseException _) {
            part.bad(part.quoted() + " is no day of the calendar", "write it like `2026-12-31`");
            return null;
        }
    }

    private SortedMap<String, List<String>> namespaces(Part part) {
        SortedMap<String, List<String>> namespaces = new TreeMap<>();
        for (Part.Member it : part.entries()) {
            environments.mustBeKnown(it.name());
            namespaces.put(it.key(), it.value().texts());
        }
        return namespaces;
    }

    private static Set<Assumption> assumed(Part part) {
        if (part.isAbsent()) {
            return Set.of(Assumption.values());
        }
        Set<Assumption> assumed = new LinkedHashSet<>();
        part.items().forEach(it -> Assumption.parse(it.text()).ifPresent(assumed::add));
        return assumed;
    }
}
