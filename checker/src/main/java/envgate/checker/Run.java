package envgate.checker;

/// What every command is given: what is around it, a voice, and what is set.
record Run(Surroundings surroundings, Messages messages, Settings settings) {

    static Run in(Surroundings surroundings) {
        return new Run(surroundings, new Messages(surroundings.err()), new Settings(surroundings.environment()));
    }

    /// A line of an answer, on standard output.
    void print(String line) {
        surroundings.out().println(line);
    }
}
