package envgate.rules.analysis;

/// Where an environment is not what the plan said.
///
/// @param change from what was planned to what is there
public record Deviation(Kind kind, Change change) implements Comparable<Deviation> {

    private static final java.util.Comparator<Deviation> ORDER =
            java.util.Comparator.comparing(Deviation::kind).thenComparing(Deviation::change);

    /// How it deviates, what is worst first.
    public enum Kind {
        MISSING("planned, and not there"),
        REMAINING("planned to go, and still there"),
        OTHERWISE("not as planned"),
        UNPLANNED("there, and not planned"),
        UNKNOWN("cannot tell whether as planned");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    @Override
    public int compareTo(Deviation other) {
        return ORDER.compare(this, other);
    }
}
