package envgate.rules.analysis.reach;

import envgate.rules.finding.Missing;
import envgate.rules.finding.Trail;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Whether packets get from a function to a destination and back, and what decides.
public sealed interface Path {

    /// The hops that decided, with the assumptions that the answer rests on.
    Trail trail();

    /// They do, from every subnet, to every address.
    record Open(Trail trail) implements Path {}

    /// They do not.
    record Blocked(Trail trail, List<Blocker> blockers) implements Path {
        public Blocked {
            blockers = Blocker.sorted(blockers);
        }
    }

    /// Some do and some do not.
    ///
    /// @param blocked the share that does not, over subnets x addresses x source ports
    /// @param splits what it depends on
    /// @param which what the share is made of, in words: `1 of 2 subnets: subnet-1`
    record Partial(Trail trail, double blocked, Set<Split> splits, String which, List<Blocker> blockers)
            implements Path {
        public Partial {
            splits = splits.size() < 2
                    ? Set.copyOf(splits)
                    : java.util.Collections.unmodifiableSet(new TreeSet<>(splits));
            blockers = Blocker.sorted(blockers);
        }
    }

    /// They do at this moment, but nothing guarantees it.
    record Fragile(Trail trail, String why) implements Path {}

    /// It hangs on something that was not seen or is not modelled.
    ///
    /// @param parts where on the way that is; whatever is not among them is known to let all packets pass
    record Unknown(Trail trail, Set<Part> parts, List<Missing> missing) implements Path {
        public Unknown {
            parts = java.util.Collections.unmodifiableSet(new TreeSet<>(parts));
            missing = missing.stream().sorted().distinct().toList();
        }
    }

    /// What stops packets.
    ///
    /// @param component AWS id, or a name where there is none
    /// @param detail in words, lower case, no final period
    record Blocker(Code code, Part part, String component, String detail) implements Comparable<Blocker> {

        /// Each once, what stops packets before what only explains it.
        private static List<Blocker> sorted(List<Blocker> some) {
            for (int i = 1; i < some.size(); i++) {
                if (some.get(i - 1).compareTo(some.get(i)) >= 0) {
                    return some.stream().sorted().distinct().toList();
                }
            }
            return List.copyOf(some);
        }

        @Override
        public int compareTo(Blocker other) {
            int order = Boolean.compare(code.explains(), other.code.explains());
            order = order == 0 ? code.compareTo(other.code) : order;
            order = order == 0 ? component.compareTo(other.component) : order;
            order = order == 0 ? detail.compareTo(other.detail) : order;
            return order == 0 ? part.compareTo(other.part) : order;
        }
    }

    /// A place on the way from a function to a destination, where something may be decided.
    enum Part {
        /// What the name of the destination leads to.
        NAME,
        /// The function's security groups.
        OWN_GROUPS,
        /// Route tables, and the gateways, endpoints and peerings that they lead to.
        ROUTES,
        NETWORK_ACLS,
        /// The security groups of a database or cache that is the destination.
        DATABASE_GROUPS,
        /// The security groups of an interface endpoint that is the destination.
        ENDPOINT_GROUPS,
        /// The security groups of any other destination.
        TARGET_GROUPS,
        /// The destination itself.
        TARGET
    }

    /// What a partial answer depends on.
    enum Split {
        /// Which of its subnets Lambda runs the function in.
        SUBNETS,
        /// Which address of a subnet the function gets.
        SOURCE_ADDRESSES,
        /// Which source port a connection gets.
        SOURCE_PORTS,
        /// Which protocol is spoken, where all are asked for.
        PROTOCOLS,
        /// Which of the destination's known places answers: an endpoint's interfaces, a database's subnets.
        TARGETS,
        /// Which of all the addresses that the destination may have it has.
        ADDRESSES
    }
}
