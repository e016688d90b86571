package envgate.envs.source.aws;

import java.time.Duration;

/// The moment after which no more calls are made.
///
/// @param nanos on the scale of [System#nanoTime()], which no clock change moves
public record Deadline(long nanos) {

    private static final Duration LONGEST = Duration.ofDays(1);

    public static Deadline in(Duration duration) {
        Duration sane = duration.compareTo(LONGEST) > 0 ? LONGEST : duration;
        return new Deadline(System.nanoTime() + sane.toNanos());
    }

    boolean passed() {
        return left() <= 0;
    }

    /// Nanoseconds; negative when it has passed.
    long left() {
        return nanos - System.nanoTime();
    }

    /// What is left of it, but not more than this.
    Duration atMost(Duration limit) {
        Duration left = Duration.ofNanos(Math.max(1, left()));
        return left.compareTo(limit) < 0 ? left : limit;
    }
}
