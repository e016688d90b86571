package envgate.envs.document;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/// The way from a file's content to a tree: JSON or TOML where the file is called so, else YAML.
public final class Document {

    /// More than anyone writes, and still read in no time.
    static final int LARGEST = 3_000_000;

    /// Machines write more.
    private static final int LARGEST_JSON = 100_000_000;

    private static final String ONE = "a file holds one document";

    private Document() {}

    /// The one document of a file, if it can be read and is not empty.
    public static Optional<Node> read(String file, byte[] content, Mistakes mistakes) {
        Optional<String> text = text(file, content, mistakes);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (file.toLowerCase(Locale.ROOT).endsWith(".json")) {
            return JsonText.read(file, text.get(), mistakes);
        }
        if (file.toLowerCase(Locale.ROOT).endsWith(".toml")) {
            return TomlText.read(file, text.get(), mistakes);
        }
        return one(YamlText.read(file, text.get(), mistakes), mistakes);
    }

    /// The one value of a JSON text, whatever its file is called; in UTF-8, or in UTF-16 with a byte order
    /// mark, as PowerShell writes what it redirects.
    public static Optional<Node> readJson(String file, byte[] content, Mistakes mistakes) {
        if (content.length > LARGEST_JSON) {
            mistakes.add(new Mark(file, 0, 0), "this file is too large", "it may have " + LARGEST_JSON + " bytes");
            return Optional.empty();
        }
        try {
            String text = charset(content)
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
            return JsonText.read(file, text.startsWith("\uFEFF") ? text.substring(1) : text, mistakes);
        } catch (CharacterCodingException _) {
            mistakes.add(new Mark(file, 0, 0), "this is no UTF-8 text", "save the file as UTF-8");
            return Optional.empty();
        }
    }

    private static Charset charset(byte[] content) {
        int first = content.length < 2 ? 0 : ((content[0] & 0xFF) << 8) | (content[1] & 0xFF);
        return first == 0xFFFE || first == 0xFEFF ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8;
    }

    /// The one document of a CloudFormation template, whose content tells its form: JSON, or YAML with the
    /// short forms of functions, which are written out (`!Sub x` is `{"Fn::Sub": x}`).
    ///
    /// See https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-formats.html.
    public static Optional<Node> readTemplate(String file, byte[] content, Mistakes mistakes) {
        Optional<String> text = text(file, content, mistakes);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        boolean json = text.get().stripLeading().startsWith("{");
        return json && file.toLowerCase(Locale.ROOT).endsWith(".json")
                ? JsonText.read(file, text.get(), mistakes)
                : one(YamlText.readTemplate(file, text.get(), mistakes), mistakes);
    }

    private static Optional<Node> one(List<Node> documents, Mistakes mistakes) {
        if (documents.size() > 1) {
            mistakes.accuse(documents.get(1), ONE + ", and here starts another", "remove the `---` above");
        }
        return documents.stream().findFirst();
    }

    /// All documents of a YAML text.
    public static List<Node> readAll(String file, String text, Mistakes mistakes) {
        return YamlText.read(file, text, mistakes);
    }

    private static Optional<String> text(String file, byte[] content, Mistakes mistakes) {
        if (content.length > LARGEST) {
            mistakes.add(new Mark(file, 0, 0), "this file is too large", "it may have " + LARGEST + " bytes");
            return Optional.empty();
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
            String withoutMark = text.startsWith("\uFEFF") ? text.substring(1) : text;
            return hasControlCharacter(file, withoutMark, mistakes) ? Optional.empty() : Optional.of(withoutMark);
        } catch (CharacterCodingException _) {
            mistakes.add(new Mark(file, 0, 0), "this is no UTF-8 text", "save the file as UTF-8");
            return Optional.empty();
        }
    }

    private static boolean hasControlCharacter(String file, String text, Mistakes mistakes) {
        int line = 1;
        int column = 1;
        for (int it : text.codePoints().toArray()) {
            if (!StreamReader.isPrintable(it)) {
                String message = "the character U+%04X cannot stand in a text".formatted(it);
                mistakes.add(new Mark(file, line, column), message, "remove it");
                return true;
            }
            column = it == '\n' ? 1 : column + 1;
            line = it == '\n' ? line + 1 : line;
        }
        return false;
    }
}
