package envgate.envs.document;

import envgate.envs.document.Node.Kind;
import envgate.envs.document.Node.Mapping;
import envgate.envs.document.Node.Member;
import envgate.envs.document.Node.Sequence;
import envgate.envs.document.Node.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonFactory;

/// Reads JSON.
final class JsonText {

    private static final JsonFactory JSON = new JsonFactory();

    private final String file;
    private final Mistakes mistakes;

    /// Reading cannot go on.
    private static final class TooDeep extends RuntimeException {

        private static final long serialVersionUID = 1;

        private final transient Mark mark;

        TooDeep(Mark mark) {
            super("", null, false, false);
            this.mark = mark;
        }
    }

    private JsonText(String file, Mistakes mistakes) {
        this.file = file;
        this.mistakes = mistakes;
    }

    /// The value of a text, if it can be read.
    static Optional<Node> read(String file, String text, Mistakes mistakes) {
        return new JsonText(file, mistakes).read(text);
    }

    private Optional<Node> read(String text) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() == null) {
                return Optional.empty();
            }
            Node node = node(parser, 1);
            if (parser.nextToken() != null) {
                mistakes.add(
                        mark(parser.currentTokenLocation()),
                        "a JSON text holds one value, and here starts another",
                        "");
            }
            return Optional.of(node);
        } catch (TooDeep e) {
            mistakes.add(e.mark, "this is nested more than " + YamlText.DEEPEST + " levels deep", "");
        } catch (UnexpectedEndOfInputException e) {
            mistakes.add(mark(e.getLocation()), "the JSON ends too early", "close brackets, braces and quotes");
        } catch (JacksonException e) {
            mistakes.add(mark(e.getLocation()), "this is no JSON", "check quotes, commas and brackets");
        }
        return Optional.empty();
    }

    private Node node(JsonParser parser, int depth) {
        Mark mark = mark(parser.currentTokenLocation());
        if (depth > YamlText.DEEPEST) {
            throw new TooDeep(mark);
        }
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser, mark, depth);
            case START_ARRAY -> array(parser, mark, depth);
            case VALUE_STRING -> text(parser, Kind.TEXT, mark);
            case VALUE_TRUE, VALUE_FALSE -> text(parser, Kind.FLAG, mark);
            case VALUE_NULL -> text(parser, Kind.NOTHING, mark);
            default -> text(parser, Kind.NUMBER, mark);
        };
    }

    private static Text text(JsonParser parser, Kind kind, Mark mark) {
        return new Text(parser.getString(), parser.getString(), kind, mark);
    }

    private Node array(JsonParser parser, Mark mark, int depth) {
        List<Node> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(node(parser, depth + 1));
        }
        return new Sequence(items, mark);
    }

    private Node object(JsonParser parser, Mark mark, int depth) {
        Map<String, Member> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            Text key = text(parser, Kind.TEXT, mark(parser.currentTokenLocation()));
            parser.nextToken();
            if (members.putIfAbsent(key.value(), new Member(key, node(parser, depth + 1))) != null) {
                mistakes.accuse(key, Quote.of(key.value()) + " is written twice", "");
            }
        }
        return new Mapping(List.copyOf(members.values()), mark);
    }

    private Mark mark(@Nullable TokenStreamLocation location) {
        if (location == null) {
            return new Mark(file, 0, 0);
        }
        return new Mark(file, Math.max(0, location.getLineNr()), Math.max(0, location.getColumnNr()));
    }
}
