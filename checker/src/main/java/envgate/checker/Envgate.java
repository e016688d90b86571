package envgate.checker;

/// Runs one command line.
final class Envgate {

    private Envgate() {}

    /// @return the exit status
    static int run(Surroundings surroundings, String... args) {
        throw new UnsupportedOperationException(surroundings.directory() + String.join(" ", args));
    }
}
