package envgate.rules.analysis.runtime;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The runtimes of Lambda whose ends were published, as a table that is kept by hand.
///
/// AWS moves its dates now and then, mostly to later ones, so the table says of which day it is, and whoever leans on
/// it repeats that. A runtime that it does not list may be newer than the table: nothing is known about it.
public final class Runtimes {

    private static final String FILE = "runtimes.txt";
    private static final Runtimes PUBLISHED = read();

    private final String source;
    private final LocalDate asOf;
    private final SortedMap<String, Lifecycle> lifecycles;

    private Runtimes(String source, LocalDate asOf, SortedMap<String, Lifecycle> lifecycles) {
        this.source = source;
        this.asOf = asOf;
        this.lifecycles = lifecycles;
    }

    /// The table that comes along.
    public static Runtimes published() {
        return PUBLISHED;
    }

    /// AWS's page that the dates are from.
    public String source() {
        return source;
    }

    /// The day on which they were there.
    public LocalDate asOf() {
        return asOf;
    }

    public Optional<Lifecycle> of(String runtime) {
        return Optional.ofNullable(lifecycles.get(runtime));
    }

    List<Lifecycle> all() {
        return List.copyOf(lifecycles.values());
    }

    /// Reads `source:` and `as of:`, then a runtime a line: name, three dates, successor or `-`. Lines that begin with
    /// `#` are for people.
    static Runtimes parse(List<String> lines) {
        TreeMap<String, String> head = new TreeMap<>();
        TreeMap<String, Lifecycle> lifecycles = new TreeMap<>();
        for (String line : lines) {
            String text = line.strip();
            if (text.isEmpty() || text.startsWith("#")) {
                continue;
            }
            String[] pair = text.split(":\\s+", 2);
            if (pair.length == 2) {
                head.put(pair[0], pair[1]);
                continue;
            }
            Lifecycle it = lifecycle(text);
            if (lifecycles.put(it.runtime(), it) != null) {
                throw new IllegalArgumentException(it.runtime() + " stands there twice");
            }
        }
        return new Runtimes(word(head, "source"), LocalDate.parse(word(head, "as of")), lifecycles);
    }

    private static Lifecycle lifecycle(String line) {
        String[] words = line.split("\\s+", 0);
        if (words.length != 5) {
            throw new IllegalArgumentException("not a runtime, three dates and a successor: " + line);
        }
        return new Lifecycle(
                words[0],
                LocalDate.parse(words[1]),
                LocalDate.parse(words[2]),
                LocalDate.parse(words[3]),
                words[4].equals("-") ? "" : words[4]);
    }

    private static String word(Map<String, String> head, String key) {
        String value = head.get(key);
        if (value == null) {
            throw new IllegalArgumentException("it does not say `" + key + "`");
        }
        return value;
    }

    private static Runtimes read() {
        try (InputStream in = Objects.requireNonNull(Runtimes.class.getResourceAsStream(FILE), FILE);
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return parse(reader.lines().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
