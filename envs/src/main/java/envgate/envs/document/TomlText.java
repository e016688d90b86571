package envgate.envs.document;

import envgate.envs.document.Node.Kind;
import envgate.envs.document.Node.Mapping;
import envgate.envs.document.Node.Member;
import envgate.envs.document.Node.Sequence;
import envgate.envs.document.Node.Text;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/// Reads TOML: https://toml.io/en/v1.0.0.
final class TomlText {

    private final String file;

    private TomlText(String file) {
        this.file = file;
    }

    /// The table that a text is, if it can be read.
    static Optional<Node> read(String file, String text, Mistakes mistakes) {
        TomlText toml = new TomlText(file);
        try {
            TomlParseResult result = Toml.parse(text);
            for (TomlParseError it : result.errors()) {
                mistakes.add(toml.mark(it.position()), "this is no TOML", "check quotes, brackets and `=`");
            }
            return result.hasErrors() ? Optional.empty() : Optional.of(toml.table(result, new Mark(file, 1, 1), 1));
        } catch (TooDeep | StackOverflowError _) {
            mistakes.add(new Mark(file, 0, 0), "this is nested more than " + YamlText.DEEPEST + " levels deep", "");
            return Optional.empty();
        }
    }

    /// Reading cannot go on.
    private static final class TooDeep extends RuntimeException {

        private static final long serialVersionUID = 1;

        TooDeep() {
            super("", null, false, false);
        }
    }

    private Node node(@Nullable Object value, Mark mark, int depth) {
        if (depth > YamlText.DEEPEST) {
            throw new TooDeep();
        }
        return switch (value) {
            case TomlTable it -> table(it, mark, depth);
            case TomlArray it -> array(it, mark, depth);
            case Boolean it -> text(it.toString(), Kind.FLAG, mark);
            case Number it -> text(it.toString(), Kind.NUMBER, mark);
            case null -> text("", Kind.NOTHING, mark);
            default -> text(value.toString(), Kind.TEXT, mark);
        };
    }

    private static Text text(String value, Kind kind, Mark mark) {
        return new Text(value, value, kind, mark);
    }

    private Mapping table(TomlTable table, Mark mark, int depth) {
        List<Member> members = new ArrayList<>();
        for (String key : table.keySet()) {
            Mark at = mark(table.inputPositionOf(List.of(key)));
            members.add(new Member(text(key, Kind.TEXT, at), node(table.get(List.of(key)), at, depth + 1)));
        }
        members.sort(Comparator.comparingInt((Member it) -> it.key().mark().line())
                .thenComparingInt(it -> it.key().mark().column()));
        return new Mapping(members, mark);
    }

    private Sequence array(TomlArray array, Mark mark, int depth) {
        List<Node> items = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            items.add(node(array.get(i), mark(array.inputPositionOf(i)), depth + 1));
        }
        return new Sequence(items, mark);
    }

    private Mark mark(@Nullable TomlPosition position) {
        return position == null ? new Mark(file, 0, 0) : new Mark(file, position.line(), position.column());
    }
}
