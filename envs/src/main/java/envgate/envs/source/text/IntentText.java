package envgate.envs.source.text;

import envgate.envs.document.Part;
import envgate.envs.document.Quote;
import envgate.envs.model.Assumption;
import envgate.envs.model.Call;
import envgate.envs.model.Intent;
import envgate.envs.model.Intent.DeclaredVariable;
import envgate.envs.model.Intent.EnvironmentName;
import envgate.envs.model.Intent.Pairing;
import envgate.envs.model.Intent.SharedResource;
import envgate.envs.model.Intent.Stance;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Reads what the user would declare in the inventory.
final class IntentText {

    static final LocalDate TODAY = LocalDate.of(2026, 11, 24);

    static final String[] KEYS = {
        "application",
        "today",
        "promote",
        "environments",
        "pair-by",
        "pairs",
        "variables",
        "shared",
        "calls",
        "namespaces",
        "assume"
    };

    private IntentText() {}

    /// @param seen the environments as their documents say them, in promotion order
    static Intent read(Part part, List<EnvironmentName> seen) {
        part.only(KEYS);
        SortedMap<String, List<Call>> calls = new TreeMap<>();
        part.get("calls").members().forEach(it -> calls.put(it.key(), calls(it.value())));
        SortedMap<String, List<String>> namespaces = new TreeMap<>();
        part.get("namespaces")
                .members()
                .forEach(it -> namespaces.put(it.key(), it.value().texts()));
        return new Intent(
                part.get("application").text(),
                environments(part.get("environments"), seen),
                new Pairing(pattern(part.get("pair-by")), pairs(part.get("pairs"))),
                part.get("variables").members().stream()
                        .map(IntentText::variable)
                        .toList(),
                part.get("shared").items().stream().map(IntentText::shared).toList(),
                calls,
                namespaces,
                assumed(part.get("assume")),
                part.get("today").isAbsent() ? TODAY : date(part.get("today"), TODAY));
    }

    private static List<Call> calls(Part part) {
        return part.items().stream().map(FunctionText::call).toList();
    }

    private static List<EnvironmentName> environments(Part part, List<EnvironmentName> seen) {
        part.only(seen.stream().map(EnvironmentName::name).toArray(String[]::new));
        List<EnvironmentName> names = new ArrayList<>();
        for (EnvironmentName it : seen) {
            Part own = part.get(it.name()).only("account", "region", "also-called");
            names.add(new EnvironmentName(
                    it.name(),
                    own.get("also-called").isAbsent()
                            ? it.alsoCalled()
                            : own.get("also-called").texts(),
                    own.get("account").isAbsent()
                            ? it.accounts()
                            : own.get("account").texts(),
                    own.get("region").isAbsent()
                            ? it.regions()
                            : own.get("region").texts(),
                    own.isAbsent() ? it.origin() : own.origin()));
        }
        return names;
    }

    private static String pattern(Part part) {
        return part.isMap() ? part.only("name").get("name").text() : "";
    }

    private static List<Map<String, String>> pairs(Part part) {
        return part.items().stream().<Map<String, String>>map(ValueText::texts).toList();
    }

    private static DeclaredVariable variable(Part.Member it) {
        String[] words = it.key().split("/", 2);
        String function = words.length == 2 ? words[0] : "*";
        String key = words[words.length - 1];
        Part part = it.value();
        if (!part.isMap()) {
            Stance stance = stance(part, part.oneOf("differs", "differs", "secret", "same", "empty"));
            return new DeclaredVariable(
                    function, key, stance, List.of(), "", "", null, it.value().origin());
        }
        part.only("differs", "secret", "same", "empty", "only-in", "reason", "owner", "until");
        List<String> onlyIn = part.get("only-in").texts();
        Stance stance = onlyIn.isEmpty()
                ? Arrays.stream(Stance.values())
                        .filter(one ->
                                part.get(one.name().toLowerCase(Locale.ROOT)).flag(false))
                        .findFirst()
                        .orElse(Stance.DIFFERS)
                : Stance.ONLY_IN;
        return new DeclaredVariable(
                function,
                key,
                stance,
                onlyIn,
                part.get("reason").text(),
                part.get("owner").text(),
                until(part),
                part.origin());
    }

    private static Stance stance(Part part, String word) {
        return part.isAbsent() ? Stance.DIFFERS : Stance.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private static SharedResource shared(Part part) {
        if (!part.isMap()) {
            return new SharedResource(part.text(), "", "", null, part.origin());
        }
        part.only("resource", "reason", "owner", "until");
        return new SharedResource(
                part.get("resource").text(),
                part.get("reason").text(),
                part.get("owner").text(),
                until(part),
                part.origin());
    }

    private static @Nullable LocalDate until(Part part) {
        return part.get("until").isAbsent() ? null : date(part.get("until"), LocalDate.MAX);
    }

    private static LocalDate date(Part part, LocalDate otherwise) {
        try {
            return LocalDate.parse(part.text());
        } catch (DateTimeParseException _) {
            part.bad("`" + part.text() + "` is no date", "write it like `2026-11-24`");
            return otherwise;
        }
    }

    private static Set<Assumption> assumed(Part part) {
        if (part.isAbsent()) {
            return Set.of(Assumption.values());
        }
        Set<Assumption> assumed = new LinkedHashSet<>();
        List<String> known =
                Arrays.stream(Assumption.values()).map(Assumption::id).toList();
        for (Part it : part.items()) {
            Assumption.parse(it.text())
                    .ifPresentOrElse(
                            assumed::add,
                            () -> it.bad("`" + it.text() + "` is no assumption", Quote.nearest(it.text(), known)));
        }
        return assumed;
    }
}
