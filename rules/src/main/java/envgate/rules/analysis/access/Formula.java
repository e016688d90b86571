package envgate.rules.analysis.access;

import java.util.Arrays;
import java.util.List;

/// Whether something is allowed, said in groups of claims: a group holds when one of its claims does.
///
/// Values are those of Kleene, as numbers: [#NO], [#MAYBE], [#YES].
sealed interface Formula {

    int NO = 0;
    int MAYBE = 1;
    int YES = 2;

    /// Whether it holds, given what is known of the groups.
    int value(int[] groups);

    /// It always holds, or never.
    record Fixed(boolean holds) implements Formula {

        static final Fixed TRUE = new Fixed(true);
        static final Fixed FALSE = new Fixed(false);

        @Override
        public int value(int[] groups) {
            return holds ? YES : NO;
        }
    }

    /// Some claim of a group holds.
    record Any(int group) implements Formula {
        @Override
        public int value(int[] groups) {
            return groups[group];
        }
    }

    /// All of them hold.
    record And(List<Formula> parts) implements Formula {
        @Override
        public int value(int[] groups) {
            int least = YES;
            for (int i = 0; i < parts.size() && least != NO; i++) {
                least = Math.min(least, parts.get(i).value(groups));
            }
            return least;
        }
    }

    /// One of them holds.
    record Or(List<Formula> parts) implements Formula {
        @Override
        public int value(int[] groups) {
            int most = NO;
            for (int i = 0; i < parts.size() && most != YES; i++) {
                most = Math.max(most, parts.get(i).value(groups));
            }
            return most;
        }
    }

    /// It does not hold.
    record Not(Formula part) implements Formula {
        @Override
        public int value(int[] groups) {
            return YES - part.value(groups);
        }
    }

    static Formula and(Formula... parts) {
        return and(Arrays.asList(parts));
    }

    static Formula and(List<Formula> parts) {
        List<Formula> some = parts.stream().filter(it -> !it.equals(Fixed.TRUE)).toList();
        return some.contains(Fixed.FALSE) ? Fixed.FALSE : some.isEmpty() ? Fixed.TRUE : new And(some);
    }

    static Formula or(Formula... parts) {
        List<Formula> some =
                Arrays.stream(parts).filter(it -> !it.equals(Fixed.FALSE)).toList();
        return some.contains(Fixed.TRUE) ? Fixed.TRUE : some.isEmpty() ? Fixed.FALSE : new Or(some);
    }

    static Formula not(Formula part) {
        return part instanceof Fixed(boolean holds) ? new Fixed(!holds) : new Not(part);
    }
}
