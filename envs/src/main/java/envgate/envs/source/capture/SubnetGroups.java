package envgate.envs.source.capture;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The subnets of databases and caches, which name them by a group.
final class SubnetGroups {

    private final Ledger ledger;
    private final Map<Site, Map<String, Group>> groups = new TreeMap<>();

    /// A group in a site.
    record Group(Site site, String name, String vpcId, List<String> subnetIds) {}

    SubnetGroups(Answers answers, Listing listing, Operation operation, String name) {
        this.ledger = answers.ledger();
        for (Group it : listing.read(
                operation,
                name,
                it -> it.site().account() + it.site().region() + it.name(),
                (item, site) -> new Group(
                        site,
                        item.needed(name),
                        item.text("VpcId"),
                        item.each("Subnets", "SubnetIdentifier").stream()
                                .sorted()
                                .distinct()
                                .toList()))) {
            groups.computeIfAbsent(it.site(), _ -> new TreeMap<>()).put(it.name(), it);
        }
    }

    /// The group that something is in; one that was not seen is a gap of that thing.
    Optional<Group> find(String name, Operation asker, Site site, String item) {
        Optional<Group> found =
                Optional.ofNullable(groups.getOrDefault(site, Map.of()).get(name));
        if (found.isEmpty() && !name.isEmpty()) {
            ledger.gap(asker, site, item, "its subnet group was not seen");
        }
        return found;
    }
}
