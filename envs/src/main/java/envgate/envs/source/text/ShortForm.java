package envgate.envs.source.text;

import envgate.envs.model.Intent;
import envgate.envs.model.Snapshot;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What a text in the short form says: a fleet in promotion order, what its user declares, and where each word stands.
///
/// @param before how environments are that a plan is laid over, by name; where nothing is written about it, none
/// @param promote the environments that a test asks about: two for a promotion, else those to be checked
/// @param lines the lines of things inside of things: variables, outputs, parameters of stacks
public record ShortForm(
        List<Snapshot> snapshots,
        Map<String, Snapshot> before,
        Intent intent,
        List<String> promote,
        Map<Word, Integer> lines) {

    /// A word of the text.
    ///
    /// @param owner logical name of a function, name of a stack; empty for the environment itself
    /// @param key empty for the owner itself
    public record Word(String environment, String owner, String key) implements Comparable<Word> {

        @Override
        public int compareTo(Word other) {
            return (environment + '\n' + owner + '\n' + key)
                    .compareTo(other.environment + '\n' + other.owner + '\n' + other.key);
        }
    }

    public ShortForm {
        snapshots = List.copyOf(snapshots);
        before = java.util.Collections.unmodifiableMap(new TreeMap<>(before));
        promote = List.copyOf(promote);
        lines = java.util.Collections.unmodifiableMap(new TreeMap<>(lines));
    }

    /// The line on which a word stands, where it has one of its own.
    public Optional<Integer> line(String environment, String owner, String key) {
        return Optional.ofNullable(lines.get(new Word(environment, owner, key)));
    }
}
