package envgate.rules.analysis.reach;

import envgate.rules.finding.Missing;

/// A thing that was seen, or why it was not.
sealed interface Known<T> {

    record Seen<T>(T thing) implements Known<T> {}

    record Unseen<T>(Missing missing) implements Known<T> {}
}
