package envgate.checker;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Spans of time as people write them: `90s`, `5m`, `1h30m`.
final class Durations {

    private static final Pattern SPAN = Pattern.compile("(?:(\\d{1,4})h)?(?:(\\d{1,5})m)?(?:(\\d{1,6})s)?");

    private Durations() {}

    static Optional<Duration> parse(String text) {
        Matcher match = SPAN.matcher(text);
        if (text.isEmpty() || !match.matches()) {
            return Optional.empty();
        }
        Duration span = Duration.ofHours(number(match.group(1)))
                .plusMinutes(number(match.group(2)))
                .plusSeconds(number(match.group(3)));
        return span.isZero() ? Optional.empty() : Optional.of(span);
    }

    private static long number(@org.jspecify.annotations.Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
