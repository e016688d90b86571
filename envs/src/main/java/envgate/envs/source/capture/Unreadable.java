package envgate.envs.source.capture;

/// A part of an answer is not what AWS would send; whoever reads the item that it is part of turns it into
/// a gap.
///
/// The message names members, never what they hold.
final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unreadable(String message) {
        super(message, null, false, false);
    }

    /// What is wrong, in words.
    String reason() {
        return String.valueOf(getMessage());
    }
}
