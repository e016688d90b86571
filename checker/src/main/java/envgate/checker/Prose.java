package envgate.checker;

import envgate.rules.finding.Missing;
import envgate.rules.finding.Trail;
import java.util.ArrayList;
import java.util.List;

/// Text for a terminal: lines that are not longer than it is wide.
final class Prose {

    private Prose() {}

    /// Breaks a text at its spaces; a word that is longer than a line keeps a line for itself.
    ///
    /// @param first before the first line
    /// @param next before all others
    static List<String> wrap(String text, int width, String first, String next) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder(first);
        boolean empty = true;
        for (String word : text.strip().split("\\s+", 0)) {
            if (!empty && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line = new StringBuilder(next);
                empty = true;
            }
            line.append(empty ? "" : " ").append(word);
            empty = false;
        }
        lines.add(line.toString());
        return lines;
    }

    /// The steps that led to an answer, and the assumptions that it rests on.
    static List<String> trail(Trail trail, int width) {
        List<String> lines = new ArrayList<>();
        for (Trail.Step it : trail.steps()) {
            boolean named = it.component().isEmpty() || it.text().contains(it.component());
            String component = named ? "" : " [" + it.component() + "]";
            lines.addAll(wrap(it.text() + component, width, "   | ", "   |   "));
        }
        trail.assumptions()
                .forEach(it -> lines.addAll(wrap("assumes " + it.id() + ": " + it.words(), width, "   = ", "     ")));
        return lines;
    }

    static List<String> missing(List<Missing> missing, int width) {
        List<String> lines = new ArrayList<>();
        for (Missing it : missing) {
            String answer = it.permission().isEmpty() ? "" : "; answered by " + it.permission();
            lines.addAll(wrap("not known: " + it.what() + answer, width, "   ? ", "     "));
        }
        return lines;
    }
}
