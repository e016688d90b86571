package envgate.envs.document;

import envgate.envs.document.Node.Kind;
import envgate.envs.document.Node.Mapping;
import envgate.envs.document.Node.Sequence;
import envgate.envs.document.Node.Text;
import envgate.envs.model.Origin;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A part of a text, perhaps absent, as its reader looks at it; what is wrong with it is collected, not
/// thrown.
///
/// @param node null when it is absent
/// @param mark where it stands, or where it would; for what stands behind a key, where the key does
public record Part(@Nullable Node node, Mark mark, Mistakes mistakes) {

    /// A member of a map: its key and what stands behind it.
    public record Member(Part name, Part value) {

        public String key() {
            return name.text();
        }
    }

    public static Part of(Node node, Mistakes mistakes) {
        return new Part(node, node.mark(), mistakes);
    }

    public static Part nothing() {
        return new Part(null, new Mark("", 0, 0), new Mistakes());
    }

    public boolean isAbsent() {
        return node == null || (node instanceof Text it && it.kind() == Kind.NOTHING);
    }

    public boolean isScalar() {
        return node instanceof Text && !isAbsent();
    }

    public boolean isMap() {
        return node instanceof Mapping;
    }

    public boolean isList() {
        return node instanceof Sequence;
    }

    public Origin origin() {
        return mark.origin();
    }

    public void bad(String message) {
        bad(message, "");
    }

    public void bad(String message, String next) {
        if (node == null) {
            mistakes.add(mark, message, next);
        } else {
            mistakes.accuse(node, message, next);
        }
    }

    /// The scalar as it may be shown: in backticks, before variables were put in.
    public String quoted() {
        return node instanceof Text it ? Quote.of(it.written()) : "``";
    }

    /// The scalar's text; empty when it is absent, and a mistake when it is none.
    public String text() {
        return text("");
    }

    public String text(String otherwise) {
        if (isAbsent()) {
            return otherwise;
        }
        if (node instanceof Text it) {
            return it.value();
        }
        bad("a single word or text was expected here");
        return otherwise;
    }

    public boolean flag(boolean otherwise) {
        String text = text(Boolean.toString(otherwise));
        if (!text.matches("true|false")) {
            bad(quoted() + " is neither `true` nor `false`");
        }
        return text.equals("true");
    }

    public int number(int otherwise) {
        String text = text(Integer.toString(otherwise));
        if (!text.matches("-?[0-9]{1,9}")) {
            bad(quoted() + " is no whole number");
            return otherwise;
        }
        return Integer.parseInt(text);
    }

    /// One of a few words.
    public String oneOf(String otherwise, String... words) {
        String text = text(otherwise);
        if (!Arrays.asList(words).contains(text)) {
            bad(quoted() + " is not one of " + Quote.of(Arrays.asList(words)));
            return otherwise;
        }
        return text;
    }

    /// The items of a list; a single scalar or map is a list of one.
    public List<Part> items() {
        if (isAbsent()) {
            return List.of();
        }
        if (node instanceof Sequence list) {
            return list.items().stream().map(it -> Part.of(it, mistakes)).toList();
        }
        return List.of(this);
    }

    /// The texts of a list.
    public List<String> texts() {
        return items().stream().map(Part::text).toList();
    }

    /// The members of a map, or the words of a list as keys without anything behind them.
    public List<Member> members() {
        List<Member> members = new ArrayList<>();
        if (node instanceof Mapping map) {
            for (Node.Member it : map.members()) {
                members.add(new Member(
                        Part.of(it.key(), mistakes),
                        new Part(it.value(), it.key().mark(), mistakes)));
            }
            return members;
        }
        for (Part item : items()) {
            members.add(new Member(item, new Part(null, item.mark, mistakes)));
        }
        return members;
    }

    /// The members of a map; none where it is no map.
    public List<Member> entries() {
        return isMap() ? members() : List.of();
    }

    /// What stands behind a key of a map; absent when there is none.
    public Part get(String key) {
        if (node instanceof Mapping) {
            return members().stream()
                    .filter(it -> it.key().equals(key))
                    .map(Member::value)
                    .findFirst()
                    .orElse(new Part(null, mark, mistakes));
        }
        return new Part(null, mark, mistakes);
    }

    /// Says which keys a map may have; a part that is neither absent nor a map is a mistake.
    public Part only(String... keys) {
        if (isAbsent()) {
            return this;
        }
        if (!isMap()) {
            bad("keys with values were expected here", "one of " + Quote.of(Arrays.asList(keys)));
            return this;
        }
        for (Member it : members()) {
            if (!Arrays.asList(keys).contains(it.key())) {
                it.name().bad("unknown key " + it.name().quoted(), Quote.nearest(it.key(), Arrays.asList(keys)));
            }
        }
        return this;
    }
}
