package envgate.envs.source.capture;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Tells what people write from what random generators make: names are words and small numbers, tokens are
/// neither.
///
/// Words are known by their letters, three in a row, of which those that English has are a fifth of all.
/// What is in doubt is not readable, so a name that nobody could pronounce is taken for a token.
final class Readability {

    private static final int LONGEST = 200;
    private static final int LONGEST_RUN = 64;
    private static final Pattern RUN = Pattern.compile("[A-Za-z0-9]+");
    private static final Pattern PART = Pattern.compile("[A-Za-z]+|[0-9]+");
    private static final Pattern WORD = Pattern.compile("[A-Z]+(?![a-z])|[A-Z]?[a-z]+");
    private static final Pattern TIME = Pattern.compile("(?:19|20)\\d\\d-[01]\\d-[0-3]\\d"
            + "(?:[T_ -][0-2]\\d[:-]?[0-5]\\d(?:[:-]?[0-5]\\d)?(?:[.,]\\d{1,9})?(?:Z|[+-][01]\\d:?\\d\\d)?)?(?![0-9])");
    private static final Pattern MEASURE =
            Pattern.compile("(?:\\d{1,5}(?:ms|us|ns|sec|min|[smhdwy]|[KkMGT]i?[Bb]?|x|xlarge)){1,3}");
    private static final Pattern COUNT = Pattern.compile(
            "\\d{1,5}|(?:19|20)\\d\\d[01]\\d[0-3]\\d(?:[0-2]\\d[0-5]\\d[0-5]\\d)?|\\d{12}|1[5-9]\\d{8}|1[5-9]\\d{11}");
    private static final BitSet TRIGRAMS = trigrams();

    private Readability() {}

    /// Whether a text of letters, digits and marks between them is made of words and small numbers.
    static boolean isReadable(String text) {
        if (text.length() > LONGEST) {
            return false;
        }
        String rest = TIME.matcher(text).replaceAll("-");
        Matcher runs = RUN.matcher(rest);
        Tally tally = new Tally();
        while (runs.find()) {
            if (!tally.takes(runs.group())) {
                return false;
            }
        }
        return tally.isReadable();
    }

    /// What was met so far: many fragments, each of which may pass alone, are random together.
    private static final class Tally {
        private int runs;
        private int fragments;
        private int digits;
        private int trigrams;
        private int known;

        boolean takes(String run) {
            runs++;
            if (run.length() > LONGEST_RUN) {
                return false;
            }
            int letters = count(run);
            digits += run.length() - letters;
            if (letters == 0) {
                return COUNT.matcher(run).matches();
            }
            if (run.length() > 5 && isHex(run)) {
                return false;
            }
            fragments += isFragment(run, letters) ? 1 : 0;
            if (letters == run.length()) {
                return words(run, false);
            }
            return MEASURE.matcher(run).matches() || mixed(run, letters);
        }

        /// Letters and digits in one: `orders2`, `t4g`, `Http2Client`, but not `7f3a9c`.
        private boolean mixed(String run, int letters) {
            Matcher parts = PART.matcher(run);
            int count = 0;
            int longestNumber = 0;
            while (parts.find()) {
                count++;
                if (Character.isDigit(parts.group().charAt(0))) {
                    longestNumber = Math.max(longestNumber, parts.group().length());
                } else if (!words(parts.group(), run.length() > 5)) {
                    return false;
                }
            }
            boolean shortOne = run.length() <= 5;
            return switch (count) {
                case 2 -> shortOne || (longestNumber <= 4 && letters >= 3);
                case 3 -> shortOne || (longestNumber <= 2 && letters >= 6);
                default -> false;
            };
        }

        /// Short, and no word: alone it may be anything.
        private static boolean isFragment(String run, int letters) {
            boolean word = letters == run.length() && 2 * known(run.toLowerCase(Locale.ROOT)) >= letters;
            return run.length() > 1 && run.length() <= 4 && !word;
        }

        /// Whether letters are words, one or several with a capital each.
        ///
        /// @param strict whether there is more reason for doubt than the letters themselves
        private boolean words(String letters, boolean strict) {
            Matcher words = WORD.matcher(letters);
            int all = 0;
            int good = 0;
            int count = 0;
            int shortOnes = 0;
            while (words.find()) {
                String word = words.group().toLowerCase(Locale.ROOT);
                int met = known(word);
                if (word.length() > 4 && !most(met, word.length(), strict)) {
                    return false;
                }
                all += word.length();
                good += met;
                count++;
                shortOnes += word.length() <= 2 ? 1 : 0;
            }
            trigrams += all;
            known += good;
            boolean camel =
                    count < 2 || (3 * shortOnes <= count + 1 && (count < 3 || all >= (count < 4 ? 3 : 4) * count));
            return camel && (all <= 4 || most(good, all, strict || count > 1));
        }

        private static boolean most(int good, int all, boolean strict) {
            return all < 8 ? (strict ? 3 * good >= 2 * all : 2 * good >= all) : 4 * good >= 3 * all;
        }

        private static int known(String word) {
            int known = 0;
            for (int i = 0; i < word.length(); i++) {
                known += TRIGRAMS.get(at(letter(word, i - 1), letter(word, i), letter(word, i + 1))) ? 1 : 0;
            }
            return known;
        }

        boolean isReadable() {
            boolean pronounceable = trigrams < 8 || 5 * known >= 3 * trigrams;
            boolean fragmented = runs >= 3 && 2 * fragments > runs;
            boolean numbers = trigrams == 0 && digits > 15;
            return pronounceable && !fragmented && !numbers && (trigrams == 0 || digits <= 14 || digits <= trigrams);
        }

        private static int count(String run) {
            return (int) run.chars().filter(it -> it > '9').count();
        }

        private static boolean isHex(String run) {
            return run.chars().allMatch(it -> it <= '9' || (it >= 'a' && it <= 'f') || (it >= 'A' && it <= 'F'));
        }
    }

    /// Letters count from 1, and 0 is what lies before and behind a word.
    private static int letter(String word, int at) {
        return at < 0 || at >= word.length() ? 0 : word.charAt(at) - 'a' + 1;
    }

    private static int at(int first, int second, int third) {
        return (first * 27 + second) * 27 + third;
    }

    private static BitSet trigrams() {
        BitSet set = new BitSet(27 * 27 * 27);
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(Readability.class.getResourceAsStream("trigrams.txt")),
                StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.startsWith("#")) {
                    for (int i = 3; i < line.length(); i++) {
                        set.set(at(code(line.charAt(0)), code(line.charAt(1)), code(line.charAt(i))));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return set;
    }

    private static int code(char c) {
        return c == '^' || c == '$' ? 0 : c - 'a' + 1;
    }
}
