package envgate.envs.source.capture;

import envgate.envs.model.Origin;
import envgate.envs.model.PolicyDocument;
import envgate.envs.model.Statement;
import envgate.envs.model.Statement.Condition;
import envgate.envs.model.Statement.Effect;
import envgate.envs.model.Statement.Matcher;
import envgate.envs.model.Value;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads policy documents: objects as the AWS CLI prints those of IAM, and texts, percent-encoded or not.
///
/// The order of statements stays, for those without a Sid are named by their place; that of anything within
/// them means nothing. See
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html.
public final class PolicyReader {

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final Matcher ANYTHING = new Matcher(false, List.of("*"));

    /// No action is written like this.
    private static final Matcher NOTHING = new Matcher(false, List.of(""));

    private static final Set<String> VERSIONS = Set.of("2012-10-17", "2008-10-17");
    private static final Set<String> MEMBERS = Set.of(
            "Sid",
            "Effect",
            "Principal",
            "NotPrincipal",
            "Action",
            "NotAction",
            "Resource",
            "NotResource",
            "Condition");

    private PolicyReader() {}

    /// What was made of a policy that a user wrote.
    ///
    /// @param wrong why there is no policy; empty when there is one
    public record Reading(Optional<PolicyDocument> policy, String wrong) {}

    /// Reads a policy of AWS's: what cannot be read of it makes all of it unreadable.
    ///
    /// @param name the policy's name or ARN; empty for inline documents without one
    static PolicyDocument read(String name, JsonNode document, Origin origin) {
        Item item = Item.of("policy", document.isString() ? parse(document.stringValue()) : document);
        List<Statement> statements = new ArrayList<>();
        for (JsonNode it : written(item)) {
            statements.add(statement(it, statements.size() + 1));
        }
        return new PolicyDocument(name, item.text("Version", "2008-10-17"), statements, origin);
    }

    /// Reads a policy that a user wrote: a statement that cannot be read could say anything, and the others stand.
    ///
    /// @param name what the user calls it
    public static Reading readWritten(String name, JsonNode document, Origin origin) {
        try {
            Item item = Item.of("policy", document.isString() ? parse(document.stringValue()) : document);
            String version = item.text("Version", "2008-10-17");
            if (!VERSIONS.contains(version)) {
                throw new Unreadable("its `Version` is neither 2012-10-17 nor 2008-10-17");
            }
            List<Statement> statements = new ArrayList<>();
            int number = 0;
            for (JsonNode it : written(item)) {
                number++;
                try {
                    statements.add(statement(it, number));
                } catch (Unreadable e) {
                    statements.addAll(unreadable(number, e.reason()));
                }
            }
            return new Reading(Optional.of(new PolicyDocument(name, version, statements, origin)), "");
        } catch (Unreadable e) {
            return new Reading(Optional.empty(), e.reason());
        }
    }

    private static Iterable<JsonNode> written(Item policy) {
        JsonNode written = policy.raw("Statement").orElseThrow(() -> new Unreadable("the policy has no `Statement`"));
        return written.isArray() ? written : List.of(written);
    }

    /// A statement that could allow or deny whatever there is.
    private static List<Statement> unreadable(int number, String reason) {
        return Stream.of(Effect.values())
                .map(it -> new Statement(
                        "#" + number, it, ANYTHING, ANYTHING, ANYTHING, List.of(), List.of("Statement: " + reason)))
                .toList();
    }

    private static JsonNode parse(String text) {
        if (HiddenText.parse(text).isPresent()) {
            throw new Unreadable("the policy is hidden");
        }
        Optional<String> unknown = UnresolvedText.parse(text);
        if (unknown.isPresent()) {
            throw new Unreadable("the policy is not known yet: " + unknown.get());
        }
        try {
            return JSON.readTree(plain(text));
        } catch (JacksonException e) {
            throw new Unreadable(
                    e.getMessage() != null && e.getMessage().startsWith("Duplicate")
                            ? "the policy has a member twice"
                            : "the policy is no JSON");
        } catch (IllegalArgumentException _) {
            throw new Unreadable("the policy is no JSON");
        }
    }

    /// API Gateway writes a policy as a text within a text, IAM URL-encodes it:
    /// https://docs.aws.amazon.com/apigateway/latest/api/API_RestApi.html,
    /// https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRolePolicy.html.
    private static String plain(String text) {
        if (text.startsWith("{\\\"")) {
            return JSON.readTree('"' + text + '"').stringValue();
        }
        return text.strip().startsWith("%")
                ? URLDecoder.decode(text.strip().replace("+", "%2B"), StandardCharsets.UTF_8)
                : text;
    }

    private static Statement statement(JsonNode node, int number) {
        Item item = Item.of("policy.Statement[]", node);
        Effect effect = switch (item.needed("Effect")) {
            case "Allow" -> Effect.ALLOW;
            case "Deny" -> Effect.DENY;
            default -> throw new Unreadable("`policy.Statement[].Effect` is neither Allow nor Deny");
        };
        List<String> unknown = new ArrayList<>();
        node.propertyNames().stream().filter(it -> !MEMBERS.contains(it)).forEach(unknown::add);
        Matcher principals = principals(item, unknown);
        boolean idle = unknown.isEmpty() && isWithoutEffect(item);
        Matcher actions = idle ? NOTHING : matcher(item, "Action", unknown);
        Matcher resources = idle ? ANYTHING : matcher(item, "Resource", unknown);
        List<Condition> conditions = conditions(item, unknown);
        return new Statement(
                id(item, number),
                effect,
                principals,
                actions,
                resources,
                conditions,
                unknown.stream().sorted().distinct().toList());
    }

    /// "This statement includes no actions and does not affect the policy", and the same of no resources and no
    /// principals: suggestions of
    /// https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html.
    private static boolean isWithoutEffect(Item item) {
        return Stream.of("Action", "Resource", "Principal")
                .anyMatch(it -> item.raw(it).filter(PolicyReader::isEmpty).isPresent() && !item.has("Not" + it));
    }

    private static boolean isEmpty(JsonNode node) {
        return node.isObject()
                ? node.values().stream().allMatch(PolicyReader::isEmpty)
                : node.isArray() && node.isEmpty();
    }

    private static String id(Item item, int number) {
        return item.raw("Sid")
                .filter(JsonNode::isString)
                .map(JsonNode::stringValue)
                .filter(it -> !it.isEmpty() && HiddenText.parse(it).isEmpty())
                .orElse("#" + number);
    }

    private static Matcher matcher(Item item, String name, List<String> unknown) {
        String member = only(item, name, unknown);
        List<String> patterns = item.raw(member)
                .flatMap(PolicyReader::texts)
                .filter(it -> !it.isEmpty())
                .orElseGet(() -> bad(item, member, unknown));
        return matcher(!member.equals(name), patterns);
    }

    /// `Action` or `NotAction`, whichever there is; both are one too many.
    private static String only(Item item, String name, List<String> unknown) {
        String negated = "Not" + name;
        if (item.has(name) && item.has(negated)) {
            unknown.add(negated);
        }
        return item.has(name) || !item.has(negated) ? name : negated;
    }

    private static List<String> bad(Item item, String member, List<String> unknown) {
        if (item.has(member)) {
            unknown.add(member);
        }
        return List.of();
    }

    private static Matcher matcher(boolean negated, List<String> patterns) {
        return new Matcher(negated, patterns.stream().sorted().distinct().toList());
    }

    private static Matcher principals(Item item, List<String> unknown) {
        String member = only(item, "Principal", unknown);
        boolean negated = member.startsWith("Not");
        Optional<JsonNode> written = item.raw(member);
        if (written.isEmpty() || !written.get().isObject()) {
            return matcher(negated, written.flatMap(PolicyReader::texts).orElseGet(() -> bad(item, member, unknown)));
        }
        List<String> patterns = new ArrayList<>();
        for (Map.Entry<String, JsonNode> it : written.get().properties()) {
            Optional<List<String>> texts = texts(it.getValue());
            if (texts.isEmpty()) {
                unknown.add(member);
            }
            texts.orElse(List.of()).forEach(text -> patterns.add(it.getKey() + ":" + text));
        }
        return matcher(negated, patterns);
    }

    private static List<Condition> conditions(Item item, List<String> unknown) {
        List<Condition> conditions = new ArrayList<>();
        Optional<JsonNode> block = item.raw("Condition");
        if (block.isPresent() && !block.get().isObject()) {
            unknown.add("Condition");
            return conditions;
        }
        for (Map.Entry<String, JsonNode> operator :
                block.map(JsonNode::properties).orElse(Set.of())) {
            if (!operator.getValue().isObject()) {
                unknown.add("Condition");
                continue;
            }
            for (Map.Entry<String, JsonNode> key : operator.getValue().properties()) {
                Optional<List<Value>> values = values(key.getValue());
                if (values.isPresent()) {
                    conditions.add(new Condition(operator.getKey(), key.getKey(), values.get()));
                } else {
                    unknown.add("Condition");
                }
            }
        }
        return conditions.stream()
                .sorted(java.util.Comparator.comparing(Condition::operator).thenComparing(Condition::key))
                .toList();
    }

    private static Optional<List<Value>> values(JsonNode node) {
        List<Value> values = new ArrayList<>();
        for (JsonNode it : node.isArray() ? node : List.of(node)) {
            if (it.isString()) {
                values.add(Item.valueOf(it.stringValue()));
            } else if (it.isBoolean() || it.isNumber()) {
                values.add(new Value.Plain(it.asString()));
            } else {
                return Optional.empty();
            }
        }
        values.sort(java.util.Comparator.comparing(Value::toString));
        return Optional.of(values);
    }

    /// One text or a list of texts, none of them hidden.
    private static Optional<List<String>> texts(JsonNode node) {
        List<String> texts = new ArrayList<>();
        for (JsonNode it : node.isArray() ? node : List.of(node)) {
            if (!it.isString()
                    || HiddenText.parse(it.stringValue()).isPresent()
                    || UnresolvedText.parse(it.stringValue()).isPresent()) {
                return Optional.empty();
            }
            texts.add(it.stringValue());
        }
        return Optional.of(texts);
    }
}
