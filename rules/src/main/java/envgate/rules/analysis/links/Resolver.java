package envgate.rules.analysis.links;

import envgate.envs.model.EnvironmentNames;
import envgate.envs.model.Intent;
import envgate.rules.analysis.links.Link.Evidence;
import envgate.rules.analysis.links.Mention.Form;
import envgate.rules.analysis.links.Thing.Kind;
import envgate.rules.finding.Missing;
import envgate.rules.finding.Trail;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Decides who owns what a value names: things that were seen first, then accounts, then names.
///
/// What was not seen can turn a link into doubt, never into another answer.
final class Resolver {

    private final List<Territory> territories;
    private final Index index;
    private final Intent intent;
    private final EnvironmentNames names;

    Resolver(List<Territory> territories, Index index, Intent intent, EnvironmentNames names) {
        this.territories = List.copyOf(territories);
        this.index = index;
        this.intent = intent;
        this.names = names;
    }

    /// @param named the environments that the value as a whole names; one that names its own too accuses nobody
    Link resolve(Territory own, Mention mention, Set<String> named) {
        List<Known> found = index.find(mention.identities());
        if (isShared(mention, found)) {
            return new Link.Leads(
                    says(own, "names a thing that is declared as shared"), "", thing(mention), true, List.of());
        }
        Optional<Known> ours = found.stream().filter(it -> it.isOf(own.name())).findFirst();
        if (ours.isPresent() && !mention.isPointer() && !namesOwner(mention, ours.get())) {
            return nothing(own);
        } else if (ours.isPresent()) {
            return leads(own, own.name(), ours.get().thing(), List.of());
        }
        Optional<Known> theirs = found.stream()
                .filter(it -> !it.owners().isEmpty() && (mention.isPointer() || namesOwner(mention, it)))
                .findFirst();
        if (theirs.isPresent()) {
            return other(own, mention, theirs.get());
        }
        return found.isEmpty() || !mention.isPointer()
                ? unseen(own, mention, named)
                : ownerless(own, mention, found.getFirst(), named);
    }

    /// A name that nothing tells to be one counts only where it carries the name of its owner.
    private boolean namesOwner(Mention mention, Known known) {
        return names.in(mention.spelled()).stream().anyMatch(known::isOf);
    }

    private boolean isShared(Mention mention, List<Known> found) {
        if (intent.shared().isEmpty()) {
            return false;
        }
        List<String> called = new ArrayList<>();
        found.forEach(it -> called.addAll(it.names()));
        called.add(mention.spelled());
        called.addAll(List.of(mention.spelled().split(" ", -1)));
        mention.identities().forEach(it -> {
            called.add(it.substring(it.indexOf(' ') + 1));
            if (it.startsWith("arn ")) {
                called.add("arn:aws:" + it.substring(4));
            } else if (it.startsWith("bucket ")) {
                called.add("arn:aws:s3:::" + it.substring(7));
            }
        });
        called.removeIf(String::isBlank);
        return intent.shares(called.toArray(new String[0])).isPresent();
    }

    /// A thing of another environment, unless something that hides our own may hide that it is ours.
    private Link other(Territory own, Mention mention, Known known) {
        List<Missing> missing = new ArrayList<>();
        if (mention.isRelative()) {
            missing.addAll(own.hiding(mention));
        }
        if (known.isSeenBy(own.name())) {
            missing.addAll(own.hidingBelongings());
        }
        if (!missing.isEmpty()) {
            return unresolved(own, known.thing(), "names " + known.thing().text(), missing);
        }
        String owner = first(known.owners());
        Trail trail =
                says(own, "names " + known.thing().text()).then("it belongs to " + owner + ", not to " + own.name());
        return new Link.Strays(trail, owner, known.thing(), Evidence.IDENTITY);
    }

    /// A thing that was seen, though it is no environment's own.
    private Link ownerless(Territory own, Mention mention, Known known, Set<String> named) {
        Thing thing = known.thing();
        if (own.accounts().contains(thing.account()) || known.isSeenBy(own.name())) {
            List<Missing> missing = new ArrayList<>(own.hidingBelongings());
            territories.stream()
                    .filter(it -> !it.name().equals(own.name()) && known.isSeenBy(it.name()))
                    .forEach(it -> missing.addAll(it.hidingBelongings()));
            if (!missing.isEmpty()) {
                return unresolved(own, thing, "names " + thing.text(), missing);
            }
            return byName(own, mention, thing, named)
                    .orElseGet(() -> leads(own, isSole(own, thing.account()) ? own.name() : "", thing, List.of()));
        }
        List<String> landlords = landlords(thing.account());
        if (landlords.isEmpty()) {
            return byName(own, mention, thing, named).orElseGet(() -> leads(own, "", thing, List.of()));
        }
        Evidence how = mention.account().isEmpty() ? Evidence.IDENTITY : Evidence.ACCOUNT;
        return inAccount(own, thing, landlords, how);
    }

    /// A thing that was seen nowhere.
    private Link unseen(Territory own, Mention mention, Set<String> named) {
        if (mention.account().isEmpty()) {
            return withoutAccount(own, mention, named);
        }
        Thing thing = thing(mention);
        boolean ours = own.accounts().contains(mention.account()) || isInNamespace(own, mention);
        List<String> landlords = landlords(mention.account());
        if (!ours && !landlords.isEmpty()) {
            return inAccount(own, thing, landlords, Evidence.ACCOUNT);
        }
        if (!ours) {
            boolean number = mention.form() == Form.ACCOUNT || !mention.isPointer();
            return byName(own, mention, thing, named)
                    .orElseGet(() -> number ? nothing(own) : leads(own, "", thing, List.of()));
        }
        List<Missing> missing = own.hiding(mention);
        boolean alone = isSole(own, mention.account());
        if (!missing.isEmpty() && !alone) {
            return unresolved(own, thing, "names " + thing.text(), missing);
        }
        if (missing.isEmpty()) {
            Optional<Link> stray = byName(own, mention, thing, named);
            if (stray.isPresent()) {
                return stray.get();
            }
            if (canDangle(own, mention)) {
                return dangles(own, thing);
            }
        } else if (!strangers(own, mention, named).isEmpty()) {
            return unresolved(own, thing, "names " + thing.text(), missing);
        }
        return leads(own, alone ? own.name() : "", thing, missing);
    }

    private Link withoutAccount(Territory own, Mention mention, Set<String> named) {
        Thing thing = thing(mention);
        List<Missing> ourGaps = own.hiding(mention);
        Optional<Link> stray = byName(own, mention, thing, named);
        if (stray.isPresent()) {
            return ourGaps.isEmpty() ? stray.get() : unresolved(own, thing, "names " + thing.text(), ourGaps);
        }
        if (!mention.isPointer()) {
            return nothing(own);
        }
        List<Missing> theirGaps = new ArrayList<>();
        territories.stream()
                .filter(it -> !it.name().equals(own.name()))
                .forEach(it -> theirGaps.addAll(it.hiding(mention)));
        if (!theirGaps.isEmpty()) {
            theirGaps.addAll(ourGaps);
            return unresolved(own, thing, "names " + thing.text() + " that was not seen", theirGaps);
        }
        if (!ourGaps.isEmpty()) {
            return leads(own, mention.isRelative() ? own.name() : "", thing, ourGaps);
        }
        return mention.isRelative() && canDangle(own, mention) ? dangles(own, thing) : leads(own, "", thing, List.of());
    }

    /// Whether a thing that is not among those seen does not exist: its kind is listed whole, in this region.
    private static boolean canDangle(Territory own, Mention mention) {
        boolean region = mention.region().isEmpty() || own.regions().contains(mention.region());
        return region
                && switch (mention.kind()) {
                    case QUEUE, TOPIC, TABLE, SECRET, PARAMETER, ROLE -> true;
                    case FUNCTION, STACK -> own.snapshot().belongings().everything();
                    // A bucket may be anyone's, hosts and ids do not tell their account, and the rest is not listed
                    // whole.
                    case BUCKET,
                            KEY,
                            DATABASE,
                            CACHE,
                            LOAD_BALANCER,
                            API,
                            OUTPUT,
                            VPC,
                            SUBNET,
                            SECURITY_GROUP,
                            VPC_ENDPOINT -> false;
                    case HOST, ACCOUNT, OTHER, NAME -> false;
                };
    }

    private Optional<Link> byName(Territory own, Mention mention, Thing thing, Set<String> named) {
        List<String> strangers = strangers(own, mention, named);
        if (strangers.isEmpty()) {
            return Optional.empty();
        }
        String owner = first(strangers);
        Trail trail = says(own, "names " + thing.text() + " by a name with `" + owner + "` in it")
                .then("`" + owner + "` is another environment's name, and nothing seen in " + own.name()
                        + " is called so");
        return Optional.of(new Link.Strays(trail, owner, thing, Evidence.NAME));
    }

    /// The other environments that a mention names, if the value does not name its own as well.
    private List<String> strangers(Territory own, Mention mention, Set<String> named) {
        if (named.isEmpty() || named.contains(own.name())) {
            return List.of();
        }
        List<String> strangers = new ArrayList<>(names.in(mention.spelled()));
        boolean whole = EnvironmentNames.words(mention.spelled()).size() < 2;
        return mention.form() == Form.NAME && whole && mention.kind() == Kind.NAME ? List.of() : strangers;
    }

    private Link inAccount(Territory own, Thing thing, List<String> landlords, Evidence how) {
        String owner = first(landlords);
        Trail trail = says(own, "names " + thing.text())
                .then("account " + thing.account() + " is that of " + String.join(" and ", landlords) + ", not of "
                        + own.name());
        return new Link.Strays(trail, owner, thing, how);
    }

    private Link leads(Territory own, String owner, Thing thing, List<Missing> unseen) {
        String whose = owner.isEmpty() ? "which is no environment's own" : "which belongs to " + owner;
        return new Link.Leads(says(own, "names " + thing.text() + ", " + whose), owner, thing, false, unseen);
    }

    private static Link dangles(Territory own, Thing thing) {
        Trail trail = says(own, "names " + thing.text())
                .then("all of these in " + own.name() + " were listed, and it is not among them");
        return new Link.Dangles(trail, thing);
    }

    private static Link unresolved(Territory own, Thing thing, String text, List<Missing> missing) {
        return new Link.Unresolved(says(own, text), thing, missing);
    }

    static Link nothing(Territory own) {
        return new Link.Unresolved(says(own, "names nothing that is known"), new Thing(Kind.NAME, "", ""), List.of());
    }

    private static Trail says(Territory own, String text) {
        return Trail.EMPTY.then(text, "", own.name(), new envgate.envs.model.Origin.Unknown());
    }

    private static Thing thing(Mention mention) {
        return new Thing(mention.kind(), "", mention.account());
    }

    private boolean isInNamespace(Territory own, Mention mention) {
        return mention.identities().stream()
                .filter(it -> it.startsWith("arn "))
                .anyMatch(it -> index.inNamespace(own.name(), "arn:aws:" + it.substring(4)));
    }

    /// Whether an account is this environment's alone.
    private boolean isSole(Territory own, String account) {
        return landlords(account).equals(List.of(own.name()));
    }

    /// The environments that lie in an account, in promotion order.
    private List<String> landlords(String account) {
        return territories.stream()
                .filter(it -> it.accounts().contains(account))
                .map(Territory::name)
                .toList();
    }

    /// The first in promotion order.
    private String first(Collection<String> environments) {
        return territories.stream()
                .map(Territory::name)
                .filter(environments::contains)
                .findFirst()
                .orElseGet(() -> environments.iterator().next());
    }
}
