package envgate.envs.plan.sam;

import envgate.envs.document.Node.Kind;
import envgate.envs.plan.sam.Tree.Branch;
import envgate.envs.plan.sam.Tree.Leaf;
import envgate.envs.plan.sam.Tree.Row;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The hashes that AWS puts into the ids of what has to be made anew whenever its content changes.
///
/// A hash is taken over the text, or over JSON as Python writes it with sorted keys and no blanks.
final class Digest {

    private static final int LENGTH = 10;

    private Digest() {}

    /// The hash for an id; empty for nothing.
    static String of(@Nullable Tree tree) {
        if (tree == null || !tree.counts()) {
            return "";
        }
        String text = Tree.text(tree);
        return of(tree instanceof Leaf leaf && leaf.text().kind() == Kind.TEXT && text != null ? text : json(tree));
    }

    static String of(String text) {
        return text.isEmpty() ? "" : whole(text).substring(0, LENGTH);
    }

    static String whole(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static String json(Tree tree) {
        StringBuilder out = new StringBuilder();
        write(tree, out, ",", ":", -1);
        return out.toString();
    }

    /// The same over several lines, indented by four.
    static String lines(Tree tree) {
        StringBuilder out = new StringBuilder();
        write(tree, out, ",", ": ", 0);
        return out.toString();
    }

    private static void write(Tree tree, StringBuilder out, String comma, String colon, int depth) {
        switch (tree) {
            case Leaf it -> write(it, out);
            case Row it -> {
                out.append('[');
                for (int i = 0; i < it.items().size(); i++) {
                    out.append(i == 0 ? "" : comma);
                    line(out, depth);
                    write(it.items().get(i), out, comma, colon, next(depth));
                }
                end(out, depth, it.items().isEmpty());
                out.append(']');
            }
            case Branch it -> {
                out.append('{');
                Iterator<Map.Entry<String, Tree>> all =
                        new TreeMap<>(it.members()).entrySet().iterator();
                boolean first = true;
                while (all.hasNext()) {
                    Map.Entry<String, Tree> one = all.next();
                    out.append(first ? "" : comma);
                    first = false;
                    line(out, depth);
                    quote(one.getKey(), out);
                    out.append(colon);
                    write(one.getValue(), out, comma, colon, next(depth));
                }
                end(out, depth, it.isEmpty());
                out.append('}');
            }
        }
    }

    private static int next(int depth) {
        return depth < 0 ? depth : depth + 1;
    }

    private static void line(StringBuilder out, int depth) {
        if (depth >= 0) {
            out.append('\n').repeat(' ', 4 * (depth + 1));
        }
    }

    private static void end(StringBuilder out, int depth, boolean empty) {
        if (depth >= 0 && !empty) {
            out.append('\n').repeat(' ', 4 * depth);
        }
    }

    private static void write(Leaf leaf, StringBuilder out) {
        String value = leaf.text().value();
        switch (leaf.text().kind()) {
            case NOTHING -> out.append("null");
            case FLAG -> out.append(leaf.isTrue());
            case NUMBER -> out.append(value);
            case TEXT -> quote(value, out);
        }
    }

    static String quote(String text) {
        StringBuilder out = new StringBuilder();
        quote(text, out);
        return out.toString();
    }

    private static void quote(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char it = text.charAt(i);
            switch (it) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                default -> {
                    if (it < ' ' || it > '~') {
                        out.append("\\u").append(HexFormat.of().toHexDigits(it));
                    } else {
                        out.append(it);
                    }
                }
            }
        }
        out.append('"');
    }
}
