package envgate.rules.analysis;

import envgate.envs.model.Origin;

/// How a function or stack stands after a deploy, where it is not simply well.
///
/// @param subject logical name of a function, or name of a stack
/// @param detail in AWS's words
public record Standing(Kind kind, String subject, String detail, Origin origin) implements Comparable<Standing> {

    private static final java.util.Comparator<Standing> ORDER = java.util.Comparator.comparing(Standing::kind)
            .thenComparing(Standing::subject)
            .thenComparing(Standing::detail);

    /// What it means, what is worst first.
    public enum Kind {
        FAILED("failed"),
        /// It was so before the deploy as well.
        STILL_FAILED("failed before already"),
        UNFINISHED("not finished"),
        /// It was asked for, and nobody could tell.
        UNANSWERED("asked, and not answered"),
        UNSEEN("not seen"),
        /// What an alias sends to which version.
        TRAFFIC("aliases and traffic"),
        /// A smoke request that came back as it should.
        ANSWERED("answered as expected");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    @Override
    public int compareTo(Standing other) {
        return ORDER.compare(this, other);
    }
}
