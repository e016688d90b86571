package envgate.envs.model;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import java.util.Optional;

/// Reads the times of AWS: Lambda writes `+0000`, others `Z` or `+00:00`.
public final class Moment {

    private static final DateTimeFormatter FORM = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendPattern("[XXX][XX]")
            .toFormatter(Locale.ROOT);

    private Moment() {}

    /// Nothing where the text is empty or no time.
    public static Optional<Instant> parse(String text) {
        try {
            return text.isEmpty()
                    ? Optional.empty()
                    : Optional.of(OffsetDateTime.parse(text, FORM).toInstant());
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
