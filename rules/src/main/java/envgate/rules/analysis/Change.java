package envgate.rules.analysis;

import envgate.envs.model.Area;
import envgate.envs.model.Origin;
import java.util.Comparator;

/// Something that a deploy changes about an environment.
///
/// @param area the part of the world that shows it
/// @param subject what it is about, `OrdersApi` or an ARN
/// @param detail in words, lower case, no final period, and never a value
public record Change(Kind kind, Area area, String subject, String detail, Origin origin) implements Comparable<Change> {

    private static final Comparator<Change> ORDER = Comparator.comparing(Change::kind)
            .thenComparing(Change::subject)
            .thenComparing(Change::detail)
            .thenComparing(Change::area)
            .thenComparing(it -> it.origin().text());

    /// What kind of change, what breaks first.
    public enum Kind {
        /// Something that is there will not be.
        DROPS("drops"),
        /// Something gets another identity: whatever names the old one loses it.
        REPLACES("replaces"),
        /// A path that is open will not be.
        CLOSES("closes"),
        /// A path that is not open will be.
        OPENS("opens"),
        /// Somebody may more.
        BROADENS("broadens"),
        /// Somebody may less.
        NARROWS("narrows"),
        /// Something will be there that is not.
        ADDS("adds"),
        /// Something stays and is different.
        CHANGES("changes"),
        /// It cannot be told before the deploy.
        UNKNOWN("cannot tell");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    @Override
    public int compareTo(Change other) {
        return ORDER.compare(this, other);
    }
}
