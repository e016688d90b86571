package envgate.envs.source.capture;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.databind.JsonNode;

/// What a file holds: one value of JSON after the other, or where it is broken and what was met up to there.
///
/// What is wrong is said in words of our own, for those of a parser quote the file.
sealed interface JsonFile {

    int BEGINNING = 64 << 10;

    record Whole(List<JsonNode> values) implements JsonFile {}

    /// @param line counted from 1, 0 when the file as a whole is at fault
    /// @param keys of the outermost objects
    /// @param calls `service:operation` of members of `Calls`
    record Broken(int line, int column, String why, Set<String> keys, Set<String> calls) implements JsonFile {

        /// Where it is broken, and why.
        String text(String name) {
            return "`" + name + (line > 0 ? ":" + line + ":" + column : "") + "` cannot be read: " + why;
        }
    }

    static JsonFile read(Path path) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(path);
        } catch (IOException _) {
            return new Broken(0, 0, "it cannot be opened", Set.of(), Set.of());
        }
        List<JsonNode> values = new ArrayList<>();
        try (JsonParser parser = CaptureJson.files().createParser(bytes)) {
            while (parser.nextToken() != null) {
                values.add(CaptureJson.files().readTree(parser));
            }
        } catch (JacksonException e) {
            return broken(bytes, e);
        }
        return values.isEmpty() ? new Broken(0, 0, "it is empty", Set.of(), Set.of()) : new Whole(values);
    }

    /// Of a file that is not read, what its beginning shows.
    static Broken unread(Path path, String why) {
        byte[] bytes = new byte[0];
        try (InputStream stream = Files.newInputStream(path)) {
            bytes = stream.readNBytes(BEGINNING);
        } catch (IOException _) {
            // then it shows nothing
        }
        Met met = Met.in(bytes);
        return new Broken(0, 0, why, Set.copyOf(met.keys), Set.copyOf(met.calls));
    }

    private static Broken broken(byte[] bytes, JacksonException e) {
        Met met = Met.in(bytes);
        TokenStreamLocation at = e.getLocation() == null ? met.end : e.getLocation();
        int line = Math.max(0, at.getLineNr());
        int column = Math.max(0, at.getColumnNr());
        return new Broken(line, column, why(e), Set.copyOf(met.keys), Set.copyOf(met.calls));
    }

    private static String why(JacksonException e) {
        String message = String.valueOf(e.getOriginalMessage()).toLowerCase(Locale.ROOT);
        if (e instanceof UnexpectedEndOfInputException) {
            return "it ends too early";
        } else if (e instanceof StreamConstraintsException) {
            return message.contains("nesting")
                    ? "it is nested deeper than " + CaptureJson.DEPTH
                    : "a name, number or text in it is too long";
        }
        return message.startsWith("duplicate") ? "a key is written twice in one object" : "this is no JSON";
    }

    /// Keys and calls that a broken file shows before it breaks.
    final class Met {
        private final Set<String> keys = new LinkedHashSet<>();
        private final Set<String> calls = new LinkedHashSet<>();
        private TokenStreamLocation end = TokenStreamLocation.NA;
        private String service = "";
        private String operation = "";

        private static Met in(byte[] bytes) {
            Met met = new Met();
            try (JsonParser parser = CaptureJson.files().createParser(bytes)) {
                try {
                    met.all(parser);
                } catch (JacksonException _) {
                    met.end = parser.currentLocation();
                }
            }
            return met;
        }

        private void all(JsonParser parser) {
            int depth = 0;
            String key = "";
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.PROPERTY_NAME) {
                    key = parser.currentName();
                    if (depth == 1) {
                        keys.add(key);
                    }
                } else if (token.isStructStart()) {
                    depth++;
                } else if (token.isStructEnd()) {
                    depth--;
                    if (depth == 2) {
                        service = "";
                        operation = "";
                    }
                } else if (depth == 3 && keys.contains(CallsFile.KEY)) {
                    member(key, parser.getString());
                }
            }
        }

        private void member(String key, String text) {
            service = key.equals("service") ? text : service;
            operation = key.equals("operation") ? text : operation;
            if (!service.isEmpty() && !operation.isEmpty()) {
                calls.add(service + ":" + operation);
            }
        }
    }
}
