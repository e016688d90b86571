package envgate.envs.source.aws;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Lets calls through at a steady rate after a first burst, and only so many at once.
///
/// It is the token bucket that AWS meters by, kept as the one time at which the bucket would be full again.
final class Budget {

    private final Semaphore places;
    private final long interval;
    private final long tolerance;
    private final Object lock = new Object();
    private long fullAt = System.nanoTime();

    /// @param inFlight calls that may be under way at once
    /// @param perSecond calls that may begin in a second
    /// @param burst calls that may begin at once after a pause
    Budget(int inFlight, double perSecond, int burst) {
        places = new Semaphore(inFlight);
        interval = Math.round(TimeUnit.SECONDS.toNanos(1) / perSecond);
        tolerance = interval * (burst - 1);
    }

    /// Waits for a place.
    ///
    /// @return whether there was one before the deadline; then [#leave()] gives it back
    boolean enter(Deadline deadline) throws InterruptedException {
        if (!places.tryAcquire(Math.max(0, deadline.left()), TimeUnit.NANOSECONDS)) {
            return false;
        }
        long wait = reserve(deadline);
        if (wait < 0) {
            places.release();
            return false;
        }
        TimeUnit.NANOSECONDS.sleep(wait);
        return true;
    }

    void leave() {
        places.release();
    }

    /// Nanoseconds until the call may begin, or -1 when that is too late.
    private long reserve(Deadline deadline) {
        synchronized (lock) {
            long now = System.nanoTime();
            long wait = Math.max(0, fullAt - tolerance - now);
            if (wait >= deadline.left()) {
                return -1;
            }
            fullAt = (fullAt - now > 0 ? fullAt : now) + interval;
            return wait;
        }
    }
}
