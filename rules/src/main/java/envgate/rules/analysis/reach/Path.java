package envgate.rules.analysis.reach;

import envgate.rules.finding.Missing;
import envgate.rules.finding.Trail;
import java.util.List;

/// Whether packets get from a function to a destination and back, and what decides.
public sealed interface Path {

    /// The hops that decided, with the assumptions that the answer rests on.
    Trail trail();

    /// They do, from every subnet, to every address.
    record Open(Trail trail) implements Path {}

    /// They do not.
    record Blocked(Trail trail, List<Blocker> blockers) implements Path {
        public Blocked {
            blockers = blockers.stream().sorted().distinct().toList();
        }
    }

    /// Some do and some do not.
    ///
    /// @param blocked the share that does not, over subnets x addresses x source ports
    /// @param which what the share is made of, in words: `1 of 2 subnets: subnet-1`
    record Partial(Trail trail, double blocked, String which, List<Blocker> blockers) implements Path {
        public Partial {
            blockers = blockers.stream().sorted().distinct().toList();
        }
    }

    /// They do at this moment, but nothing guarantees it.
    record Fragile(Trail trail, String why) implements Path {}

    /// It hangs on something that was not seen or is not modelled.
    record Unknown(Trail trail, List<Missing> missing) implements Path {
        public Unknown {
            missing = missing.stream().sorted().distinct().toList();
        }
    }

    /// What stops packets.
    ///
    /// @param code an explanation code of Reachability Analyzer
    ///     (https://docs.aws.amazon.com/vpc/latest/reachability/explanation-codes.html) or one of ours
    /// @param component AWS id
    record Blocker(String code, String component, String detail) implements Comparable<Blocker> {
        @Override
        public int compareTo(Blocker other) {
            return (code + component + detail).compareTo(other.code + other.component + other.detail);
        }
    }
}
