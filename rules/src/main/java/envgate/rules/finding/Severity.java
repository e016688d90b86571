package envgate.rules.finding;

import java.util.Locale;
import java.util.Optional;

/// How bad a finding is.
public enum Severity {
    ERROR,
    WARNING,
    NOTE;

    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Severity> parse(String id) {
        for (Severity it : values()) {
            if (it.id().equals(id)) {
                return Optional.of(it);
            }
        }
        return Optional.empty();
    }
}
