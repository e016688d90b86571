package envgate.envs.source.capture;

import envgate.envs.model.PrefixList;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Reads prefix lists: AWS's own stand with their blocks in one listing, those of others are asked for.
final class PrefixListReader {

    private static final Operation ENTRIES = Operation.EC2_GET_MANAGED_PREFIX_LIST_ENTRIES;

    private final Answers answers;
    private final Listing listing;

    /// A list as `DescribeManagedPrefixLists` has it.
    private record Managed(Site site, String id, String name, String owner) {}

    PrefixListReader(Answers answers, Listing listing) {
        this.answers = answers;
        this.listing = listing;
    }

    /// @param mentioned the lists that routes and rules refer to
    List<PrefixList> read(Set<String> mentioned) {
        Map<String, PrefixList> lists = new TreeMap<>(Listing.index(
                listing.read(
                        Operation.EC2_DESCRIBE_PREFIX_LISTS,
                        "PrefixListId",
                        PrefixList::id,
                        (item, site) -> new PrefixList(
                                item.needed("PrefixListId"),
                                item.text("PrefixListName"),
                                "AWS",
                                site.region(),
                                blocks(item.texts("Cidrs")))),
                PrefixList::id));
        List<Managed> managed = listing.read(
                Operation.EC2_DESCRIBE_MANAGED_PREFIX_LISTS,
                "PrefixListId",
                Managed::id,
                (item, site) -> new Managed(
                        site, item.needed("PrefixListId"), item.text("PrefixListName"), item.text("OwnerId")));
        for (Managed it : managed) {
            if (!lists.containsKey(it.id())) {
                entries(it, mentioned)
                        .ifPresent(blocks -> lists.put(
                                it.id(),
                                new PrefixList(
                                        it.id(),
                                        it.name(),
                                        it.owner(),
                                        it.site().region(),
                                        blocks)));
            }
        }
        return List.copyOf(lists.values());
    }

    /// The blocks of a list. AWS has lists of its own that nearly nobody uses and only an answer about each
    /// would show; they are missed where something refers to them.
    private Optional<List<String>> entries(Managed list, Set<String> mentioned) {
        boolean asked = !answers.items(ENTRIES, list.site())
                .getOrDefault(list.id(), List.of())
                .isEmpty();
        boolean expected = asked || !list.owner().equals("AWS") || mentioned.contains(list.id());
        if (!expected) {
            answers.ledger().note(ENTRIES, "some prefix lists of AWS that nothing here refers to were not read");
            return Optional.empty();
        }
        return new Inquiry(answers, ENTRIES, list.site(), list.id(), true, list.id())
                .read(body -> blocks(StackReader.required(body, "Entries").stream()
                        .map(it -> it.needed("Cidr"))
                        .toList()))
                .seen();
    }

    private static List<String> blocks(List<String> texts) {
        List<String> blocks = new ArrayList<>();
        for (String it : texts) {
            if (envgate.envs.model.Cidr.parse(it).isEmpty()) {
                throw new Unreadable("a prefix list holds what is no block of addresses");
            }
            blocks.add(it);
        }
        return blocks.stream().sorted().distinct().toList();
    }
}
