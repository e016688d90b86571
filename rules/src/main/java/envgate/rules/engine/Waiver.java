package envgate.rules.engine;

import envgate.envs.model.Origin;
import envgate.envs.model.Selection;
import envgate.rules.finding.Card;
import envgate.rules.finding.Finding;
import envgate.rules.finding.Place;
import envgate.rules.finding.Unjudged;
import java.time.LocalDate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A finding that the user accepts.
///
/// @param rule id, code or earlier id of the rule, or `*`
/// @param place `environment/function` or `environment/function/key`, each part with `*` and `?`; empty for everywhere
/// @param fingerprint of the one finding that is meant; empty when rule and place say it
/// @param until null when it does not expire
public record Waiver(
        String rule,
        String place,
        String fingerprint,
        String reason,
        String owner,
        @Nullable LocalDate until,
        Origin origin) {

    /// Whether its last day is over: then it accepts nothing any more.
    public boolean isPast(LocalDate today) {
        return until != null && until.isBefore(today);
    }

    /// Whether this finding is meant. What is about no function goes by its AWS name in the place's second part.
    boolean covers(Finding finding, Card card) {
        return concerns(card)
                && (fingerprint.isEmpty() || fingerprint.equals(finding.fingerprint()))
                && covers(finding.place());
    }

    /// Whether what could not be judged might have been a finding that is meant.
    boolean mayCover(Unjudged unjudged, Card card) {
        Place unseen = unjudged.place();
        boolean wide = unseen.function().isEmpty() || unseen.key().isEmpty();
        return concerns(card)
                && (unseen.environment().isEmpty() || isIn(unseen.environment()))
                && (wide || !fingerprint.isEmpty() || covers(unseen));
    }

    boolean concerns(Card card) {
        return rule.equals("*") || card.goesBy(rule);
    }

    boolean isIn(String name) {
        return place.isEmpty() || Selection.matches(environment(), name);
    }

    /// The pattern of the environments that are meant.
    String environment() {
        return place.split("/", 2)[0];
    }

    /// `the waiver of `x` for `prod/Pay``.
    String words() {
        return "the waiver of `" + rule + "`"
                + (place.isEmpty() ? "" : " for `" + place + "`")
                + (fingerprint.isEmpty() ? "" : " with fingerprint " + fingerprint);
    }

    private boolean covers(Place found) {
        String[] parts = place.split("/", 2);
        return isIn(found.environment())
                && (parts.length == 1
                        || Stream.of(found.function(), found.resource())
                                .filter(it -> !it.isEmpty())
                                .anyMatch(it -> fits(parts[1], it, found.key())));
    }

    /// Names and keys may hold slashes themselves: `prod/arn:aws:iam::333333333333:role/api`.
    private static boolean fits(String pattern, String thing, String key) {
        for (int i = pattern.indexOf('/'); i >= 0; i = pattern.indexOf('/', i + 1)) {
            if (Selection.matches(pattern.substring(0, i), thing) && Selection.matches(pattern.substring(i + 1), key)) {
                return true;
            }
        }
        return Selection.matches(pattern, thing);
    }
}
