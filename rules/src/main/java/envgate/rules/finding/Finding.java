package envgate.rules.finding;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A rule's accusation, with its trail of evidence.
///
/// @param rule the rule's id
/// @param title the rule's title
/// @param message what is wrong here, lower case, no final period, no values
/// @param fix what to do about it here
public record Finding(
        String rule, String code, Severity severity, String title, String message, Place place, Trail trail, String fix)
        implements Comparable<Finding> {

    private static final Comparator<Finding> ORDER = Comparator.comparing((Finding it) -> it.place.environment())
            .thenComparing(Finding::severity)
            .thenComparing(Finding::rule)
            .thenComparing(it -> it.place.function())
            .thenComparing(it -> it.place.resource())
            .thenComparing(it -> it.place.key())
            .thenComparing(it -> it.place.other())
            .thenComparing(Finding::message);

    public Finding {
        if (severity == Severity.ERROR && trail.isEmpty()) {
            throw new IllegalArgumentException(rule + " accuses without evidence");
        }
    }

    /// The same accusation has the same fingerprint in every run, wherever files lie and whatever ids AWS gave: a hash
    /// of rule, environments, logical function (the resource's lasting name where there is no function), key
    /// and the parts that are lumped together: who accepts some of them does not accept others.
    public String fingerprint() {
        String text = Stream.concat(Stream.of(about()), place.parts().stream()).collect(Collectors.joining("\n"));
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// All of the fingerprint but the parts.
    String about() {
        return String.join(
                "\n",
                rule,
                place.environment(),
                place.other(),
                place.function(),
                place.function().isEmpty() ? place.lasting() : "",
                place.key());
    }

    /// The same accusation taken more or less seriously; where there is no trail, its message is the evidence.
    public Finding withSeverity(Severity other) {
        Trail evidence = trail.isEmpty() ? Trail.of(message) : trail;
        return new Finding(rule, code, other, title, message, place, evidence, fix);
    }

    @Override
    public int compareTo(Finding other) {
        return ORDER.compare(this, other);
    }
}
