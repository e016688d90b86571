package envgate.checker;

import envgate.envs.document.Part;
import envgate.envs.document.Quote;
import envgate.envs.model.Selection;
import envgate.rules.engine.Catalog;
import envgate.rules.engine.Gate;
import envgate.rules.engine.Waiver;
import envgate.rules.finding.Card;
import envgate.rules.finding.Severity;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Reads what the project file says about what is heeded: severities, waivers, gates.
record DeclaredTriage(DeclaredEnvironments environments, Catalog catalog) {

    private static final String EVERY_RULE = "*";
    private static final String NEVER = "never";

    /// Severities by the rule's id, whichever of its names the user wrote.
    SortedMap<String, Severity> severities(Part part) {
        SortedMap<String, Severity> severities = new TreeMap<>();
        for (Part.Member it : part.entries()) {
            Optional<Severity> severity =
                    Severity.parse(it.value().isScalar() ? it.value().text() : "");
            String rule = rule(it.name());
            if (severities.put(rule, severity.orElse(Severity.NOTE)) != null) {
                it.name().bad(it.name().quoted() + " is another name of " + Quote.of(rule), "keep one of them");
            }
        }
        return severities;
    }

    List<Waiver> waivers(Part part) {
        return part.items().stream().map(this::waiver).toList();
    }

    private Waiver waiver(Part part) {
        Part rule = part.get("rule");
        Part place = part.get("place");
        Part fingerprint = part.get("fingerprint");
        place(place);
        boolean every = rule.isAbsent() || rule.text().equals(EVERY_RULE);
        if (!rule.isAbsent() && every && place.isAbsent() && fingerprint.isAbsent()) {
            rule.bad("this waives every rule everywhere", "add a `place`, or name a rule");
        }
        return new Waiver(
                every ? EVERY_RULE : rule(rule),
                place.text(),
                fingerprint.text(),
                part.get("reason").text(),
                part.get("owner").text(),
                DeclaredIntent.until(part.get("until")),
                part.origin());
    }

    /// The id of the rule that goes by this name.
    private String rule(Part part) {
        String name = part.text();
        Optional<Card> card = catalog.find(name);
        if (card.isEmpty()) {
            List<String> known = catalog.cards().stream()
                    .flatMap(it -> Stream.of(it.id(), it.code()))
                    .toList();
            part.bad(
                    part.quoted() + " is no rule",
                    Quote.near(name, known)
                            .map(it -> "did you mean " + Quote.of(it) + "?")
                            .orElse("`envgate rules` lists them"));
        }
        return card.map(Card::id).orElse(name);
    }

    /// `environment/function/key`, each part with `*` and `?`.
    private void place(Part part) {
        if (part.isAbsent()) {
            return;
        }
        String environment = part.text().split("/", 2)[0];
        if (part.text().matches("[^/ ]+/[^/ ]+ \\S+")) {
            part.bad(part.quoted() + " is no place", "write it like `prod/OrdersMailer/SMTP_HOST`");
        } else if (environments.known().stream().noneMatch(it -> Selection.matches(environment, it))) {
            part.bad(part.quoted() + " names no environment", Quote.nearest(environment, environments.known()));
        }
    }

    /// Gates by edge, `staging -> prod`.
    SortedMap<String, Gate> gates(Part part) {
        SortedMap<String, Gate> gates = new TreeMap<>();
        for (Part.Member it : part.entries()) {
            String edge = edge(it.name());
            if (gates.put(edge, gate(it.value())) != null) {
                it.name().bad(it.name().quoted() + " is written twice", "keep one of them");
            }
        }
        return gates;
    }

    private String edge(Part part) {
        String[] ends = part.text().strip().split("\\s*->\\s*", -1);
        if (ends.length != 2) {
            part.bad(part.quoted() + " is no promotion", "write it like `\"staging -> prod\"`");
            return part.text();
        }
        for (String it : ends) {
            if (!environments.known().contains(it)) {
                part.mistakes()
                        .add(
                                part.mark(),
                                Quote.of(it) + " in " + part.quoted() + " is no environment",
                                Quote.nearest(it, environments.known()));
            }
        }
        if (ends[0].equals(ends[1])) {
            part.bad(part.quoted() + " leads nowhere", "a promotion has two environments");
        }
        return ends[0] + " -> " + ends[1];
    }

    private static Gate gate(Part part) {
        Part failOn = part.get("fail-on");
        Part coverage = part.get("min-coverage");
        return new Gate(
                failOn.isAbsent()
                        ? Gate.DEFAULT.failOn()
                        : failOn.text().equals(NEVER)
                                ? null
                                : Severity.parse(failOn.text()).orElse(Severity.ERROR),
                coverage.isAbsent() ? Gate.DEFAULT.minCoverage() : share(coverage));
    }

    private static double share(Part part) {
        try {
            return Double.parseDouble(part.text());
        } catch (NumberFormatException _) {
            part.bad(part.quoted() + " is no share", "write a number from 0 to 1, like `0.95`");
            return 0;
        }
    }
}
