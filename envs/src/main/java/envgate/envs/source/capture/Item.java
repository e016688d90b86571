package envgate.envs.source.capture;

import envgate.envs.model.Arn;
import envgate.envs.model.Cidr;
import envgate.envs.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// An object of an answer, read with suspicion: a member is absent, or what AWS says it is, or [Unreadable].
///
/// @param path where it stands, for people: `Vpcs[].Tags[]`
record Item(String path, JsonNode node) {

    /// Stands for what is hidden in a text that has no place for hidden values.
    static final String HIDDEN = "***";

    static Item of(String path, JsonNode node) {
        if (!node.isObject()) {
            throw not(path, node, "object");
        }
        return new Item(path, node);
    }

    boolean has(String member) {
        return node.get(member) != null;
    }

    Optional<JsonNode> raw(String member) {
        return node.optional(member);
    }

    /// The text of a member; empty when it is absent, what may be shown of it when it is hidden.
    String text(String member) {
        return text(member, "");
    }

    String text(String member, String otherwise) {
        return raw(member).map(it -> shown(textOf(at(member), it))).orElse(otherwise);
    }

    /// The text of a member that must be there and not be hidden, for what it names is looked up.
    String needed(String member) {
        JsonNode found = node.get(member);
        if (found == null) {
            throw new Unreadable("`" + at(member) + "` is missing");
        }
        String text = textOf(at(member), found);
        if (text.isEmpty() || HiddenText.parse(text).isPresent()) {
            throw new Unreadable("`" + at(member) + "` is " + (text.isEmpty() ? "empty" : "hidden"));
        }
        return text;
    }

    Arn arn(String member) {
        return Arn.parse(needed(member)).orElseThrow(() -> new Unreadable("`" + at(member) + "` is no ARN"));
    }

    Cidr cidr(String member) {
        return Cidr.parse(needed(member))
                .orElseThrow(() -> new Unreadable("`" + at(member) + "` is no block of addresses"));
    }

    /// A block as AWS prints it, which must be one.
    String block(String member) {
        cidr(member);
        return needed(member);
    }

    /// A value as it passed the door: hidden, a reference, or plain.
    Value value(String member) {
        JsonNode found = node.get(member);
        if (found == null) {
            throw new Unreadable("`" + at(member) + "` is missing");
        }
        return valueOf(anyTextOf(at(member), found));
    }

    /// Dynamic references:
    /// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html.
    static Value valueOf(String text) {
        Optional<Value.Hidden> hidden = HiddenText.parse(text);
        if (hidden.isPresent()) {
            return hidden.get();
        }
        Optional<String> unresolved = UnresolvedText.parse(text);
        if (unresolved.isPresent()) {
            return new Value.Unresolved(unresolved.get());
        }
        return text.contains("{{resolve:") ? new Value.Reference(text) : new Value.Plain(text);
    }

    int number(String member, int otherwise) {
        return raw(member).map(it -> numberOf(at(member), it)).orElse(otherwise);
    }

    /// A number that cannot be below zero.
    int count(String member, int otherwise) {
        int number = number(member, otherwise);
        if (number < 0) {
            throw new Unreadable("`" + at(member) + "` is below zero");
        }
        return number;
    }

    /// A port, 0 when it is absent.
    int port(String member) {
        int port = count(member, 0);
        if (port > 65535) {
            throw new Unreadable("`" + at(member) + "` is no port");
        }
        return port;
    }

    /// The end of a range of ports, or a type or code of ICMP; -1 for all of them.
    int edge(String member) {
        int edge = number(member, -1);
        if (edge < -1 || edge > 65535) {
            throw new Unreadable("`" + at(member) + "` is no port");
        }
        return edge;
    }

    boolean flag(String member, boolean otherwise) {
        return raw(member)
                .map(it -> {
                    if (it.isBoolean()) {
                        return it.booleanValue();
                    }
                    String text = it.isString() ? textOf(at(member), it) : "";
                    if (!text.equals("true") && !text.equals("false")) {
                        throw new Unreadable("`" + at(member) + "` is neither true nor false");
                    }
                    return text.equals("true");
                })
                .orElse(otherwise);
    }

    /// The object of a member; an empty one when it is absent.
    Item in(String member) {
        return of(at(member), raw(member).orElse(JsonNodeFactory.instance.objectNode()));
    }

    /// The objects of a list; none when it is absent.
    List<Item> items(String member) {
        List<Item> items = new ArrayList<>();
        list(member).forEach(it -> items.add(of(at(member) + "[]", it)));
        return items;
    }

    /// The texts of a list, which must not be hidden; none when it is absent.
    List<String> texts(String member) {
        List<String> texts = new ArrayList<>();
        for (JsonNode it : list(member)) {
            String text = textOf(at(member) + "[]", it);
            if (HiddenText.parse(text).isPresent()) {
                throw new Unreadable("`" + at(member) + "[]` is hidden");
            }
            texts.add(text);
        }
        return texts;
    }

    /// The whole numbers of a list; none when it is absent.
    List<Integer> numbers(String member) {
        List<Integer> numbers = new ArrayList<>();
        list(member).forEach(it -> numbers.add(numberOf(at(member) + "[]", it)));
        return numbers;
    }

    /// One member of each object of a list.
    List<String> each(String member, String inner) {
        return items(member).stream().map(it -> it.needed(inner)).toList();
    }

    private Iterable<JsonNode> list(String member) {
        JsonNode found = node.get(member);
        if (found == null) {
            return List.of();
        }
        if (!found.isArray()) {
            throw not(at(member), found, "list");
        }
        return found;
    }

    /// Texts by key, `{"app": "orders"}`.
    SortedMap<String, String> map(String member) {
        SortedMap<String, String> map = new TreeMap<>();
        Item inner = in(member);
        inner.node.propertyNames().forEach(it -> map.put(it, inner.known(it)));
        return map;
    }

    /// Values by key.
    SortedMap<String, Value> values(String member) {
        SortedMap<String, Value> map = new TreeMap<>();
        Item inner = in(member);
        inner.node.propertyNames().forEach(it -> map.put(it, inner.value(it)));
        return map;
    }

    /// Tags, `[{"Key": "app", "Value": "orders"}]`.
    SortedMap<String, String> tags(String member) {
        SortedMap<String, String> tags = new TreeMap<>();
        items(member).forEach(it -> tags.put(it.needed("Key"), it.known("Value")));
        return tags;
    }

    /// A text as far as it is known already.
    private String known(String member) {
        return raw(member)
                .map(it -> anyTextOf(at(member), it))
                .map(it -> UnresolvedText.parse(it).isPresent() ? HIDDEN : shown(it))
                .orElse("");
    }

    private String at(String member) {
        return path.isEmpty() ? member : path + "." + member;
    }

    private static String shown(String text) {
        return HiddenText.parse(text)
                .map(it -> it.visible().isEmpty() && it.length() != Value.LengthClass.EMPTY ? HIDDEN : it.visible())
                .orElse(text);
    }

    private static String textOf(String path, JsonNode node) {
        String text = anyTextOf(path, node);
        Optional<String> unresolved = UnresolvedText.parse(text);
        if (unresolved.isPresent()) {
            throw open(path, unresolved.get());
        }
        return text;
    }

    private static Unreadable not(String path, JsonNode node, String what) {
        Optional<String> unresolved = UnresolvedText.parse(node.isString() ? node.stringValue() : "");
        return unresolved.isPresent() ? open(path, unresolved.get()) : new Unreadable("`" + path + "` is no " + what);
    }

    private static Unreadable open(String path, String reason) {
        return new Unreadable("`" + path + "` is not known yet: " + reason);
    }

    private static String anyTextOf(String path, JsonNode node) {
        if (!node.isString()) {
            throw new Unreadable("`" + path + "` is no text");
        }
        return node.stringValue();
    }

    private static int numberOf(String path, JsonNode node) {
        if (node.isIntegralNumber() && node.canConvertToInt()) {
            return node.intValue();
        }
        if (node.isString() && textOf(path, node).matches("-?[0-9]{1,9}")) {
            return Integer.parseInt(node.stringValue());
        }
        throw new Unreadable("`" + path + "` is no whole number");
    }
}
