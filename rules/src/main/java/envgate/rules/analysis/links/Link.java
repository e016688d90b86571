package envgate.rules.analysis.links;

import envgate.rules.finding.Missing;
import envgate.rules.finding.Trail;
import java.util.List;

/// Where a value leads. Nothing in it quotes the value: what it names goes by the name that AWS gave it.
public sealed interface Link {

    Trail trail();

    Thing thing();

    /// To a thing of this environment, or to one that is shared or outside of all environments.
    ///
    /// @param owner the environment that owns it; empty when none of the declared ones does
    /// @param shared whether the inventory declares it as shared
    /// @param unseen what hides whether the thing exists; empty when it was seen, or lies where we cannot look
    record Leads(Trail trail, String owner, Thing thing, boolean shared, List<Missing> unseen) implements Link {
        public Leads {
            unseen = unseen.stream().sorted().distinct().toList();
        }
    }

    /// It names a thing of this environment that does not exist.
    record Dangles(Trail trail, Thing thing) implements Link {}

    /// To a thing of another environment.
    ///
    /// @param how what the owner was told by
    record Strays(Trail trail, String owner, Thing thing, Evidence how) implements Link {}

    /// It names nothing that we know, or who owns what it names was not seen.
    ///
    /// @param missing empty when the value names nothing at all (a plain setting)
    record Unresolved(Trail trail, Thing thing, List<Missing> missing) implements Link {
        public Unresolved {
            missing = missing.stream().sorted().distinct().toList();
        }
    }

    /// How sure we are of an owner, surest first.
    enum Evidence {
        /// The value is a thing that was seen in the other environment.
        IDENTITY,
        /// It carries the other environment's account id.
        ACCOUNT,
        /// It carries the other environment's name.
        NAME
    }

    /// Of the links of a value that names several things the one that decides: the surest accusation, then doubt.
    private int rank() {
        return switch (this) {
            case Strays(Trail _, String _, Thing _, Evidence how) ->
                switch (how) {
                    case IDENTITY -> 0;
                    case ACCOUNT -> 1;
                    case NAME -> 2;
                };
            case Unresolved(Trail _, Thing _, List<Missing> missing) -> missing.isEmpty() ? 6 : 3;
            case Dangles(Trail _, Thing _) -> 4;
            case Leads(Trail _, String _, Thing _, boolean _, List<Missing> _) -> 5;
        };
    }

    /// The one that decides; the links must not be empty.
    static Link decisive(List<Link> links) {
        return links.stream()
                .min(java.util.Comparator.comparingInt(Link::rank))
                .orElseThrow(() -> new IllegalArgumentException("no links"));
    }
}
