package envgate.envs.source.capture;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Reads what listings name, item by item: what cannot be read becomes a gap, and the rest is still read.
final class Listing {

    /// Members that say that there is more than was recorded.
    private static final List<String> MORE = List.of(
            "NextToken",
            "nextToken",
            "NextMarker",
            "Marker",
            "NextRecordName",
            "position",
            "LastEvaluatedTableName",
            "ContinuationToken");

    /// Lists that AWS leaves out when they are empty.
    private static final Set<Operation> MAY_OMIT = Set.of(Operation.SQS_LIST_QUEUES);

    /// Answers that hold one thing and no list of them.
    private static final Set<Operation> SINGLE = Set.of(Operation.EC2_DESCRIBE_VPC_BLOCK_PUBLIC_ACCESS_OPTIONS);

    private final Answers answers;
    private final Ledger ledger;

    Listing(Answers answers) {
        this.answers = answers;
        this.ledger = answers.ledger();
    }

    /// How one item is read.
    interface Reader<T> {
        T read(Item item, Site site);
    }

    /// Everything that a listing names.
    ///
    /// @param label the member that names an item in a gap
    /// @param identity what tells two items apart
    <T> List<T> read(Operation operation, String label, Function<T, String> identity, Reader<T> reader) {
        return read(operation, operation.list(), label, identity, reader);
    }

    /// Everything in one list of a listing's answers.
    <T> List<T> read(Operation operation, String list, String label, Function<T, String> identity, Reader<T> reader) {
        return readNodes(
                operation,
                list,
                node -> node.isObject() ? labelOf(node, label) : node.isString() ? node.stringValue() : "",
                identity,
                Listing::fullest,
                (node, site) -> reader.read(Item.of(list + "[]", node), site));
    }

    /// Everything that a listing names, where what two accounts see of one thing makes a whole.
    ///
    /// @param merge of two views
    <T> List<T> read(
            Operation operation,
            String label,
            Function<T, String> identity,
            BinaryOperator<T> merge,
            Reader<T> reader) {
        return readNodes(
                operation,
                operation.list(),
                node -> labelOf(node, label),
                identity,
                same -> same.stream().reduce(merge).orElseThrow(),
                (node, site) -> reader.read(Item.of(operation.list() + "[]", node), site));
    }

    /// Everything in a list of texts.
    <T> List<T> readTexts(Operation operation, Function<T, String> identity, TextReader<T> reader) {
        String list = operation.list();
        return readNodes(
                operation,
                list,
                node -> node.isString() && HiddenText.parse(node.stringValue()).isEmpty() ? node.stringValue() : "",
                identity,
                Listing::fullest,
                (node, site) -> {
                    if (!node.isString() || HiddenText.parse(node.stringValue()).isPresent()) {
                        throw new Unreadable("`" + list + "[]` is no text");
                    }
                    return reader.read(node.stringValue(), site);
                });
    }

    /// How one text is read.
    interface TextReader<T> {
        T read(String text, Site site);
    }

    private interface NodeReader<T> {
        T read(JsonNode node, Site site);
    }

    private static String labelOf(JsonNode node, String label) {
        JsonNode found = node.get(label);
        return found != null
                        && found.isString()
                        && HiddenText.parse(found.stringValue()).isEmpty()
                ? found.stringValue()
                : "";
    }

    private <T> List<T> readNodes(
            Operation operation,
            String list,
            Function<JsonNode, String> label,
            Function<T, String> identity,
            Function<Set<T>, T> whole,
            NodeReader<T> reader) {
        Map<String, Map<T, Site>> found = new TreeMap<>();
        for (Site site : answers.sites(operation)) {
            if (!answers.isAnswered(operation, site) && isMissed(operation, site)) {
                ledger.gap(operation, site, "", Ledger.NOT_RECORDED);
            }
            for (JsonNode node : nodes(operation, site, list)) {
                try {
                    T read = reader.read(node, site);
                    Map<T, Site> same = found.computeIfAbsent(identity.apply(read), _ -> new LinkedHashMap<>());
                    if (same.containsValue(site) && !same.containsKey(read)) {
                        ledger.unreadable(
                                operation, site, label.apply(node), new Unreadable("listed twice, and differently"));
                    }
                    same.putIfAbsent(read, site);
                } catch (Unreadable e) {
                    ledger.unreadable(operation, site, label.apply(node), e);
                }
            }
        }
        List<T> all = new ArrayList<>();
        found.values().forEach(same -> all.add(whole.apply(same.keySet())));
        return all;
    }

    private boolean isMissed(Operation operation, Site site) {
        return operation.isAsked()
                && Occasion.isGiven(operation, it -> answers.all(it, site).stream())
                && answers.sites(operation).stream()
                        .noneMatch(it -> isVaguely(it, site) && answers.isAnswered(operation, it));
    }

    /// Whether two sites may be one and the same, because an answer does not say where it is from.
    private static boolean isVaguely(Site one, Site other) {
        return isVaguely(one.account(), other.account()) && isVaguely(one.region(), other.region());
    }

    private static boolean isVaguely(String one, String other) {
        return one.isEmpty() || other.isEmpty() || one.equals(other);
    }

    /// Of what two accounts see of one thing, the view that shows most; equal views are one.
    private static <T> T fullest(Set<T> same) {
        return same.stream()
                .max(Comparator.comparing((T it) -> it.toString().length()).thenComparing(Object::toString))
                .orElseThrow();
    }

    private List<JsonNode> nodes(Operation operation, Site site, String list) {
        List<Answer> all = answers.all(operation, site);
        List<JsonNode> nodes = new ArrayList<>();
        for (JsonNode body : answers.bodies(operation, site, "", all)) {
            try {
                Item item = Item.of("answer", body);
                JsonNode found = body.get(list);
                if (found == null && MAY_OMIT.contains(operation)) {
                    found = JsonNodeFactory.instance.arrayNode();
                }
                boolean single = SINGLE.contains(operation);
                if (found == null || !(single ? found.isObject() : found.isArray())) {
                    String wrong = found == null ? "missing" : single ? "no object" : "no list";
                    throw new Unreadable("`" + list + "` is " + wrong);
                }
                if (single) {
                    nodes.add(found);
                } else {
                    found.forEach(nodes::add);
                }
                if (isPart(item, all)) {
                    ledger.gap(operation, site, "", "only a part of the answer was recorded");
                }
            } catch (Unreadable e) {
                ledger.unreadable(operation, site, "", e);
            }
        }
        return nodes;
    }

    /// Whether there was more to ask for, and nobody did.
    static boolean isPart(Item body, List<Answer> others) {
        if (isFalse(body, "IsTruncated") || isFalse(body, "Truncated")) {
            return false;
        }
        for (String it : MORE) {
            JsonNode token = body.node().get(it);
            if (token != null && !(token.isString() && (token.stringValue().isEmpty() || goesOn(token, others)))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isFalse(Item body, String member) {
        return body.raw(member)
                .filter(it -> it.isBoolean() && !it.booleanValue())
                .isPresent();
    }

    private static boolean goesOn(JsonNode token, List<Answer> others) {
        return others.stream().anyMatch(it -> it.request().values().stream().anyMatch(token::equals));
    }

    /// Items by what names them, for look-ups.
    static <T> Map<String, T> index(List<T> items, Function<T, String> key) {
        Map<String, T> index = new TreeMap<>();
        items.forEach(it -> index.putIfAbsent(key.apply(it), it));
        return index;
    }
}
