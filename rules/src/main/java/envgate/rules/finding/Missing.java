package envgate.rules.finding;

import envgate.envs.model.Gap;

/// What would have to be known to answer.
///
/// @param what in words, lower case, no final period
/// @param permission the IAM action that would show it, empty when none would
public record Missing(String what, String permission) implements Comparable<Missing> {

    public static Missing of(Gap gap) {
        return new Missing(gap.text(), gap.permission());
    }

    @Override
    public int compareTo(Missing other) {
        int byWhat = what.compareTo(other.what);
        return byWhat != 0 ? byWhat : permission.compareTo(other.permission);
    }
}
