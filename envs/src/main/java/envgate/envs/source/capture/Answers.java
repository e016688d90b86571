package envgate.envs.source.capture;

import envgate.envs.model.Origin;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// The answers of a recording by call, site and item; what was asked about nobody's item is not lost.
final class Answers {

    private final Ledger ledger;
    private final List<Site> regional;
    private final List<Site> global;
    private final Map<Operation, Map<Site, List<Answer>>> listings = new EnumMap<>(Operation.class);
    private final Map<Operation, Map<Site, Map<String, List<Answer>>>> byItem = new EnumMap<>(Operation.class);
    private final Set<Answer> used = Collections.newSetFromMap(new IdentityHashMap<>());

    Answers(Recording recording, Ledger ledger) {
        this.ledger = ledger;
        Set<Site> sites = new TreeSet<>();
        Set<String> accounts = new TreeSet<>();
        for (Answer it : recording.answers()) {
            String account = fill(it.account(), recording.accounts());
            accounts.add(account);
            if (!Operation.of(it.service(), it.operation())
                    .map(Operation::isGlobal)
                    .orElse(false)) {
                String region = fill(it.region(), recording.regions());
                sites.add(new Site(Site.partitionOf(region), account, region));
            }
        }
        accounts.addAll(recording.accounts());
        if (accounts.isEmpty()) {
            accounts.add("");
        }
        addUnanswered(sites, accounts, recording.regions());
        regional = List.copyOf(sites);
        String partition = sites.isEmpty() ? "aws" : sites.iterator().next().partition();
        global = accounts.stream().map(it -> new Site(partition, it, "")).toList();
        recording.answers().forEach(it -> add(it, recording));
    }

    private static String fill(String text, List<String> declared) {
        return text.isEmpty() && declared.size() == 1 ? declared.getFirst() : text;
    }

    /// Accounts and regions that were to be read and of which there is no answer at all.
    private static void addUnanswered(Set<Site> sites, Set<String> accounts, List<String> regions) {
        Set<String> answered = new TreeSet<>();
        sites.forEach(it -> answered.add(it.account()));
        Set<String> heard = new TreeSet<>();
        sites.forEach(it -> heard.add(it.region()));
        List<String> all = regions.isEmpty() ? List.of("") : regions;
        for (String account : accounts) {
            for (String region : all) {
                if (!answered.contains(account) || !(heard.contains(region) || region.isEmpty())) {
                    sites.add(new Site(Site.partitionOf(region), account, region));
                }
            }
        }
    }

    private void add(Answer answer, Recording recording) {
        Optional<Operation> known = Operation.of(answer.service(), answer.operation());
        if (known.isEmpty()) {
            ledger.note(
                    "answers of " + answer.service() + ":" + answer.operation() + " are not read",
                    new Origin.ApiCall(answer.service(), answer.operation(), ""));
            return;
        }
        Operation operation = known.get();
        String account = fill(answer.account(), recording.accounts());
        String region = operation.isGlobal() ? "" : fill(answer.region(), recording.regions());
        Site site = sites(operation).stream()
                .filter(it -> it.account().equals(account) && it.region().equals(region))
                .findFirst()
                .orElseThrow();
        if (operation.isListing()) {
            listings.computeIfAbsent(operation, _ -> new TreeMap<>())
                    .computeIfAbsent(site, _ -> new ArrayList<>())
                    .add(answer);
        } else {
            byItem.computeIfAbsent(operation, _ -> new TreeMap<>())
                    .computeIfAbsent(site, _ -> new TreeMap<>())
                    .computeIfAbsent(Subject.of(operation, answer), _ -> new ArrayList<>())
                    .add(answer);
        }
    }

    Ledger ledger() {
        return ledger;
    }

    List<Site> regional() {
        return regional;
    }

    /// Where a call should have been answered.
    List<Site> sites(Operation operation) {
        return operation.isGlobal() ? global : regional;
    }

    /// The answers to a listing; one to a call about an item when `operation` is such.
    List<Answer> all(Operation operation, Site site) {
        List<Answer> listed = listings.getOrDefault(operation, Map.of()).getOrDefault(site, List.of());
        return Stream.concat(
                        listed.stream(),
                        items(operation, site).values().stream().flatMap(List::stream))
                .toList();
    }

    /// The answers to a call by the item that it is about.
    Map<String, List<Answer>> items(Operation operation, Site site) {
        return byItem.getOrDefault(operation, Map.of()).getOrDefault(site, Map.of());
    }

    boolean isAnswered(Operation operation, Site site) {
        return !all(operation, site).isEmpty();
    }

    /// The answers about an item, by any of its names.
    List<Answer> about(Operation operation, Site site, String... names) {
        Set<String> keys = new LinkedHashSet<>();
        for (String it : names) {
            keys.add(Subject.normal(operation, it));
        }
        Map<String, List<Answer>> here = items(operation, site);
        List<Answer> found = new ArrayList<>();
        keys.forEach(it -> found.addAll(here.getOrDefault(it, List.of())));
        use(found);
        return found;
    }

    /// Says that somebody has read these.
    void use(List<Answer> answers) {
        used.addAll(answers);
    }

    /// Turns refusals that nobody asked after into gaps: what was refused is unseen, whoever wanted to know.
    void close() {
        byItem.forEach((operation, sites) -> sites.forEach((site, items) -> items.forEach((item, answers) -> {
            for (Answer it : answers) {
                if (used.contains(it)) {
                    continue;
                }
                if (it.outcome() instanceof Answer.Refusal(String code, int _) && !operation.meansAbsent(code)) {
                    ledger.gap(operation, site, item, code);
                } else if (item.isEmpty()) {
                    ledger.note(operation, "an answer does not say what it is about");
                }
            }
        })));
    }

    /// The bodies of what was answered; what was refused becomes a gap.
    List<JsonNode> bodies(Operation operation, Site site, String item, List<Answer> answers) {
        List<JsonNode> bodies = new ArrayList<>();
        for (Answer it : answers) {
            switch (it.outcome()) {
                case Answer.Response(JsonNode body) -> bodies.add(body);
                case Answer.Refusal(String code, int _) -> {
                    if (!operation.meansAbsent(code)) {
                        ledger.gap(operation, site, item, code);
                    }
                }
            }
        }
        return bodies;
    }
}
