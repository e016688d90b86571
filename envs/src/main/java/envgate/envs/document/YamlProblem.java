package envgate.envs.document;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// Why a text is no YAML, in words that help, and without any of the text: a password may start with `*` or
/// `@`.
///
/// @param line counted from 1, 0 when it is not known
record YamlProblem(int line, int column, String message, String next) {

    /// What the parser says, and what it means to somebody who wrote the text.
    ///
    /// @param whole whether the place is where the unfinished thing starts, not where the parser gave up
    private record Known(String says, boolean whole, String message, String next) {}

    private static final List<Known> KNOWN = List.of(
            new Known("\\t(tab)", false, "a tab cannot indent YAML", "indent with spaces"),
            new Known(
                    "cannot start any token",
                    false,
                    "no text can start with this character",
                    "write the text in quotes"),
            new Known(
                    "mapping values are not allowed",
                    false,
                    "a `:` is not expected here",
                    "check the indentation, and write text that holds `: ` in quotes"),
            new Known(
                    "could not find expected ':'", true, "this key has no `:` behind it", "write it like `key: value`"),
            new Known(
                    "sequence entries are not allowed",
                    false,
                    "a `-` is not expected here",
                    "start the list on a line of its own"),
            new Known("while scanning a quoted scalar", true, "this text in quotes does not end", "close the quotes"),
            new Known(
                    "while scanning a double-quoted scalar",
                    false,
                    "YAML does not know this escape",
                    "write text that holds `\\` in single quotes"),
            new Known(
                    "while parsing a flow sequence",
                    true,
                    "this list does not end, or lacks a comma",
                    "write it like `[a, b]`, with text that holds `[`, `]`, `{`, `}` or `,` in quotes"),
            new Known(
                    "while parsing a flow mapping",
                    true,
                    "this `{` is not closed, or a comma is missing",
                    "write it like `{key: value, other: value}`, with text that holds `[`, `]`, `{`, `}` or `,` in quotes"),
            new Known(
                    "expected <block end>",
                    false,
                    "this does not fit what stands above it",
                    "indent the keys of one map alike, and the `-` of one list alike"),
            new Known(
                    "while scanning an a",
                    false,
                    "`&` and `*` start an anchor or an alias",
                    "write text that starts with them in quotes"),
            new Known(
                    "while scanning a tag",
                    false,
                    "tags are not read here",
                    "write text that starts with `!` in quotes"),
            new Known(
                    "undefined tag handle",
                    false,
                    "tags are not read here",
                    "write text that starts with `!` in quotes"),
            new Known(
                    "while scanning a block scalar",
                    false,
                    "text after `|` or `>` starts on the next line",
                    "write text that starts with them in quotes"),
            new Known("expected the node content", false, "a value is missing here", ""));

    static YamlProblem of(YamlEngineException thrown) {
        if (!(thrown instanceof MarkedYamlEngineException marked)) {
            return new YamlProblem(0, 0, "this is no YAML", "");
        }
        String said = ((marked.getContext() == null ? "" : marked.getContext()) + " " + marked.getProblem())
                .toLowerCase(Locale.ROOT);
        Optional<Known> known =
                KNOWN.stream().filter(it -> said.contains(it.says())).findFirst();
        boolean whole =
                known.map(Known::whole).orElse(false) && marked.getContextMark().isPresent();
        return (whole ? marked.getContextMark() : marked.getProblemMark())
                .map(it -> new YamlProblem(it.getLine() + 1, it.getColumn() + 1, "", ""))
                .orElse(new YamlProblem(0, 0, "", ""))
                .saying(
                        known.map(Known::message).orElse("this is no YAML"),
                        known.map(Known::next).orElse("check quotes, brackets and indentation"));
    }

    private YamlProblem saying(String what, String todo) {
        return new YamlProblem(line, column, what, todo);
    }

    void addTo(Mistakes mistakes, String file) {
        mistakes.add(new Mark(file, line, column), message, next);
    }
}
