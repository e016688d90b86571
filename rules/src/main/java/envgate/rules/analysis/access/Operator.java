package envgate.rules.analysis.access;

import envgate.envs.model.Cidr;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How a condition compares, without its `Not`, its `IfExists` and its quantifier.
///
/// See
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html.
/// Variables stand only in values of strings and ARNs.
enum Operator {
    STRING_EQUALS(true) {
        @Override
        Optional<Predicate<String>> against(String pattern) {
            return Optional.of(Template.literal(pattern)::equals);
        }
    },
    STRING_EQUALS_IGNORE_CASE(true) {
        @Override
        Optional<Predicate<String>> against(String pattern) {
            return Optional.of(Template.literal(pattern)::equalsIgnoreCase);
        }
    },
    STRING_LIKE(true) {
        @Override
        Optional<Predicate<String>> against(String pattern) {
            return Optional.of(Fit.text(pattern)::matches);
        }
    },
    /// "Each of the six colon-delimited components of the ARN is checked separately and each can include
    /// multi-character match wildcards (*) or single-character match wildcards (?)." `ArnEquals` and
    /// `ArnLike` behave identically.
    ARN_LIKE(true) {
        @Override
        Optional<Predicate<String>> against(String pattern) {
            if (pattern.equals("*")) {
                return Optional.of(_ -> true);
            }
            String[] parts = pattern.split(":", 6);
            if (parts.length < 6) {
                return Optional.empty();
            }
            Fit[] fits = Arrays.stream(parts).map(Fit::text).toArray(Fit[]::new);
            return Optional.of(value -> isArnLike(fits, value));
        }
    },
    BOOL(false) {
        @Override
        Optional<Predicate<String>> against(String pattern) {
            String lower = pattern.toLowerCase(Locale.ROOT);
            return lower.equals("true") || lower.equals("false")
                    ? Optional.of(lower::equalsIgnoreCase)
                    : Optional.empty();
        }
    },
    BINARY_EQUALS(false) {
        @Override
        Optional<Predicate<String>> against(String pattern) {
            return binary(pattern)
                    .map(it -> value -> binary(value)
                            .filter(bytes -> Arrays.equals(it, bytes))
                            .isPresent());
        }
    },
    IP_ADDRESS(false) {
        @Override
        Optional<Predicate<String>> against(String pattern) {
            return Cidr.parse(pattern)
                    .map(it -> new Recalling(
                            value -> Cidr.parse(value).filter(it::contains).isPresent()));
        }
    },
    NUMERIC_EQUALS(false) {
        @Override
        Optional<Predicate<String>> against(String pattern) {
            return numeric(pattern, it -> it == 0);
        }
    },
    NUMERIC_LESS_THAN(false) {
        @Override
        Optional<Predicate<String>> against(String pattern) {
            return numeric(pattern, it -> it < 0);
        }
    },
    NUMERIC_LESS_THAN_EQUALS(false) {
        @Override
        Optional<Predicate<String>> against(String pattern) {
            return numeric(pattern, it -> it <= 0);
        }
    },
    NUMERIC_GREATER_THAN(false) {
        @Override
        Optional<Predicate<String>> against(String pattern) {
            return numeric(pattern, it -> it > 0);
        }
    },
    NUMERIC_GREATER_THAN_EQUALS(false) {
        @Override
        Optional<Predicate<String>> against(String pattern) {
            return numeric(pattern, it -> it >= 0);
        }
    },
    DATE_EQUALS(false) {
        @Override
        Optional<Predicate<String>> against(String pattern) {
            return date(pattern, it -> it == 0);
        }
    },
    DATE_LESS_THAN(false) {
        @Override
        Optional<Predicate<String>> against(String pattern) {
            return date(pattern, it -> it < 0);
        }
    },
    DATE_LESS_THAN_EQUALS(false) {
        @Override
        Optional<Predicate<String>> against(String pattern) {
            return date(pattern, it -> it <= 0);
        }
    },
    DATE_GREATER_THAN(false) {
        @Override
        Optional<Predicate<String>> against(String pattern) {
            return date(pattern, it -> it > 0);
        }
    },
    DATE_GREATER_THAN_EQUALS(false) {
        @Override
        Optional<Predicate<String>> against(String pattern) {
            return date(pattern, it -> it >= 0);
        }
    };

    private static final Pattern NUMBER = Pattern.compile("[-+]?(?:\\d{1,60}(?:\\.\\d{0,60})?|\\.\\d{1,60})");
    private static final Pattern SECONDS = Pattern.compile("\\d{5,11}(?:\\.\\d{1,9})?");
    private static final Pattern DAY = Pattern.compile(
            "(\\d{4})(?:-(\\d{2})(?:-(\\d{2})(?:T(\\d{2}:\\d{2})(:\\d{2}(?:\\.\\d{1,9})?)?(.{0,6}))?)?)?");

    private final boolean withVariables;

    Operator(boolean withVariables) {
        this.withVariables = withVariables;
    }

    /// The operator of this name, written in lower case and without anything around it.
    static Optional<Operator> named(String lower) {
        return Optional.ofNullable(
                switch (lower) {
                    case "stringequals" -> STRING_EQUALS;
                    case "stringequalsignorecase" -> STRING_EQUALS_IGNORE_CASE;
                    case "stringlike" -> STRING_LIKE;
                    case "arnequals", "arnlike" -> ARN_LIKE;
                    case "bool" -> BOOL;
                    case "binaryequals" -> BINARY_EQUALS;
                    case "ipaddress" -> IP_ADDRESS;
                    case "numericequals" -> NUMERIC_EQUALS;
                    case "numericlessthan" -> NUMERIC_LESS_THAN;
                    case "numericlessthanequals" -> NUMERIC_LESS_THAN_EQUALS;
                    case "numericgreaterthan" -> NUMERIC_GREATER_THAN;
                    case "numericgreaterthanequals" -> NUMERIC_GREATER_THAN_EQUALS;
                    case "dateequals" -> DATE_EQUALS;
                    case "datelessthan" -> DATE_LESS_THAN;
                    case "datelessthanequals" -> DATE_LESS_THAN_EQUALS;
                    case "dategreaterthan" -> DATE_GREATER_THAN;
                    case "dategreaterthanequals" -> DATE_GREATER_THAN_EQUALS;
                    default -> null;
                });
    }

    /// The operator that one with a `Not` negates: `StringNotLike`, `NotIpAddress`.
    static Optional<Operator> negatedBy(String lower) {
        return switch (lower) {
            case "stringnotequals",
                    "stringnotequalsignorecase",
                    "stringnotlike",
                    "arnnotequals",
                    "arnnotlike",
                    "numericnotequals",
                    "datenotequals",
                    "notipaddress" -> named(lower.replaceFirst("not", ""));
            default -> Optional.empty();
        };
    }

    /// Whether AWS says what a comparison with an empty list of values comes to.
    ///
    /// "The ForAllValues prefix with an empty condition key matches only if the key is missing from the
    /// request context", that of ForAnyValue "never matches", and with IfExists it "matches only if the key
    /// is missing": suggestions of
    /// https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html. Of
    /// others it says at once that they have no effect and that they are true.
    static boolean knowsNoValues(boolean ofSet, boolean ifExists, boolean negated) {
        return (ofSet || ifExists) && !negated;
    }

    boolean takesVariables() {
        return withVariables;
    }

    /// What a value must be to fit what the policy says, or nothing when the policy says nothing that it
    /// could fit.
    ///
    /// @param pattern with wildcards that mean themselves written as [Template] does
    abstract Optional<Predicate<String>> against(String pattern);

    /// Remembers what it said last, for the same request is mostly asked about again.
    private static final class Recalling implements Predicate<String> {

        private final Predicate<String> inner;
        private volatile Said said;

        /// A value, and whether it fits.
        private record Said(String value, boolean fits) {}

        Recalling(Predicate<String> inner) {
            this.inner = inner;
            this.said = new Said("", inner.test(""));
        }

        @Override
        public boolean test(String value) {
            Said last = said;
            if (!last.value().equals(value)) {
                last = new Said(value, inner.test(value));
                said = last;
            }
            return last.fits();
        }
    }

    private static boolean isArnLike(Fit[] fits, String value) {
        int from = 0;
        for (int i = 0; i < 5; i++) {
            int colon = value.indexOf(':', from);
            if (colon < 0 || !fits[i].matches(value.substring(from, colon))) {
                return false;
            }
            from = colon + 1;
        }
        return fits[5].matches(value.substring(from));
    }

    /// What a text in Base64 stands for.
    static Optional<byte[]> binary(String text) {
        try {
            return Optional.of(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Optional<Predicate<String>> numeric(String pattern, IntPredicate order) {
        return number(pattern)
                .map(it -> new Recalling(value -> number(value)
                        .filter(number -> order.test(number.compareTo(it)))
                        .isPresent()));
    }

    private static Optional<Predicate<String>> date(String pattern, IntPredicate order) {
        return instant(pattern)
                .map(it -> new Recalling(value -> instant(value)
                        .filter(instant -> order.test(instant.compareTo(it)))
                        .isPresent()));
    }

    static Optional<BigDecimal> number(String text) {
        return NUMBER.matcher(text).matches() ? Optional.of(new BigDecimal(text)) : Optional.empty();
    }

    /// "The value must be in ISO 8601 format (W3C), or in epoch (UNIX) time." A time without a zone is
    /// taken as UTC.
    static Optional<Instant> instant(String text) {
        if (SECONDS.matcher(text).matches()) {
            return Optional.of(epoch(new BigDecimal(text)));
        }
        Matcher match = DAY.matcher(text);
        if (!match.matches()) {
            return Optional.empty();
        }
        try {
            LocalDate day = LocalDate.of(part(match, 1), part(match, 2), part(match, 3));
            if (match.group(4) == null) {
                return Optional.of(day.atStartOfDay(ZoneOffset.UTC).toInstant());
            }
            String seconds = match.group(5) == null ? ":00" : match.group(5);
            String zone = match.group(6).isEmpty() ? "Z" : match.group(6);
            return Optional.of(OffsetDateTime.parse(day + "T" + match.group(4) + seconds + zone)
                    .toInstant());
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static Instant epoch(BigDecimal seconds) {
        long whole = seconds.longValue();
        return Instant.ofEpochSecond(
                whole,
                seconds.subtract(BigDecimal.valueOf(whole)).movePointRight(9).longValue());
    }

    private static int part(Matcher match, int group) {
        return match.group(group) == null ? 1 : Integer.parseInt(match.group(group));
    }
}
