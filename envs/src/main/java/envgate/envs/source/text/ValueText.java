package envgate.envs.source.text;

import envgate.envs.document.Part;
import envgate.envs.model.Value;
import envgate.envs.model.Value.LengthClass;
import envgate.envs.model.Value.Shape;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/// Reads values: a scalar is plain, `{hidden: word}`, `{reference: …}` and `{unresolved: why}` are what they say.
final class ValueText {

    private ValueText() {}

    static Value read(Part part) {
        if (!part.isMap()) {
            return new Value.Plain(part.text());
        }
        part.only("hidden", "shape", "visible", "reference", "unresolved");
        if (!part.get("reference").isAbsent()) {
            return new Value.Reference(part.get("reference").text());
        }
        if (!part.get("unresolved").isAbsent()) {
            return new Value.Unresolved(part.get("unresolved").text());
        }
        String word = part.get("hidden").text();
        return new Value.Hidden(
                hash(word),
                "short-form",
                LengthClass.of(word),
                shape(part.get("shape"), word),
                part.get("visible").text());
    }

    private static Shape shape(Part part, String word) {
        String[] names = Arrays.stream(Shape.values()).map(Shape::words).toArray(String[]::new);
        String name = part.oneOf((word.isEmpty() ? Shape.EMPTY : Shape.TOKEN).words(), names);
        return Shape.valueOf(name.toUpperCase(Locale.ROOT));
    }

    private static String hash(String word) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(word.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Tags and the like: texts by key.
    static SortedMap<String, String> texts(Part part) {
        SortedMap<String, String> texts = new TreeMap<>();
        part.members().forEach(it -> texts.put(it.key(), it.value().text()));
        return texts;
    }

    /// Variables and the like: values by key, each of which remembers its line.
    static SortedMap<String, Value> values(Part part, Scene scene, String owner) {
        SortedMap<String, Value> values = new TreeMap<>();
        for (Part.Member it : part.members()) {
            scene.remember(owner, it.key(), it.value());
            values.put(it.key(), read(it.value()));
        }
        return values;
    }
}
