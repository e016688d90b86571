package envgate.rules.analysis.drift;

import java.util.regex.Pattern;

/// Tells values that many things may have by chance: numbers, flags, regions, accounts, short words.
public final class Coincidence {

    private static final Pattern BY_CHANCE = Pattern.compile(
            "-?[0-9.]+|(?i:true|false|yes|no|on|off)|[A-Za-z]*" + "|.{1,5}|[a-z]{2}(-gov)?-[a-z]+-\\d|[0-9]{12}");

    private Coincidence() {}

    /// Whether two things that have this value need not have to do with each other.
    public static boolean mayBe(String value) {
        return BY_CHANCE.matcher(value).matches();
    }
}
