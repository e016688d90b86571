package envgate.rules.analysis.access;

/// There were too many ways to follow all of them.
final class Exhausted extends RuntimeException {

    private static final long serialVersionUID = 1;

    Exhausted() {
        super("too many ways", null, false, false);
    }
}
