package envgate.envs.model;

import java.util.Optional;

/// A thing that is asked for one item at a time: seen, known to be absent, or not seen.
public sealed interface Sight<T> {

    record Seen<T>(T value) implements Sight<T> {}

    /// AWS said that there is none.
    record Absent<T>() implements Sight<T> {}

    record Unseen<T>(Gap gap) implements Sight<T> {}

    /// Why it was not seen, if so.
    default Optional<Gap> unseen() {
        return this instanceof Unseen<T>(Gap gap) ? Optional.of(gap) : Optional.empty();
    }

    /// The value when it was seen.
    default Optional<T> seen() {
        return this instanceof Seen<T>(T value) ? Optional.of(value) : Optional.empty();
    }
}
