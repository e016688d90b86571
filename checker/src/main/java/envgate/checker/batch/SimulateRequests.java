package envgate.checker.batch;

import envgate.checker.batch.JsonLines.Wrong;
import envgate.envs.document.Quote;
import envgate.rules.analysis.access.Part;
import envgate.rules.analysis.access.Policies;
import envgate.rules.analysis.access.Simulation;
import envgate.rules.analysis.access.Simulation.Matched;
import envgate.rules.analysis.access.Simulation.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Answers requests that are written like those of AWS's SimulateCustomPolicy, in the members of its answer.
///
/// See https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulateCustomPolicy.html. There is one
/// result for each action on each resource, the resources of the first action first.
public final class SimulateRequests implements JsonLines.Answering {

    /// Results that one request may ask for.
    private static final int MOST = 100_000;

    private static final Pattern ACTION = Pattern.compile("[A-Za-z0-9-]+:[A-Za-z0-9*?_-]+");
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    @Override
    public ObjectNode answer(ObjectNode question) throws Wrong {
        PolicySet set = PolicySet.of(question);
        List<String> actions = texts(question, "ActionNames");
        List<String> resources = texts(question, "ResourceArns");
        if (actions.isEmpty()) {
            throw new Wrong("`ActionNames` is a list of actions, like [\"s3:GetObject\"]");
        }
        for (String it : actions) {
            if (!ACTION.matcher(it).matches() || it.contains("*") || it.contains("?")) {
                throw new Wrong("`ActionNames`: " + Quote.of(it) + " is no action: write it like `s3:GetObject`");
            }
        }
        for (String it : resources) {
            if (!it.equals("*") && !it.startsWith("arn:")) {
                throw new Wrong("`ResourceArns`: " + Quote.of(it) + " is no ARN");
            }
        }
        if (set.resource().isPresent() && set.caller().isEmpty()) {
            throw new Wrong("`CallerArn` is missing: the `Principal` of `ResourcePolicy` is compared with it");
        }
        List<String> asked = resources.isEmpty() ? List.of("*") : resources;
        if ((long) actions.size() * asked.size() > MOST) {
            throw new Wrong("`ActionNames` on `ResourceArns` make more than " + MOST + " results");
        }
        Optional<Simulation> simulation =
                Simulation.of(policies(set), set.caller(), set.resourceAccount(), entries(question));
        if (simulation.isEmpty()) {
            throw new Wrong(
                    "`CallerArn`: " + Quote.of(set.caller()) + " is no role, user, session, account, service or `*`");
        }
        ArrayNode results = JSON.arrayNode();
        for (String action : actions) {
            for (String resource : asked) {
                results.add(result(simulation.get(), action, resource));
            }
        }
        ObjectNode answer = JSON.objectNode();
        answer.set("EvaluationResults", results);
        return answer;
    }

    static Policies policies(PolicySet set) {
        return new Policies(
                set.identity(),
                set.boundary(),
                set.session(),
                set.resource(),
                set.endpoint(),
                set.serviceControl(),
                set.resourceControl());
    }

    private static ObjectNode result(Simulation simulation, String action, String resource) {
        Result result = simulation.decide(action, resource);
        ObjectNode node = JSON.objectNode();
        node.put("EvalActionName", action);
        node.put("EvalResourceName", resource);
        node.put("EvalDecision", result.verdict().text());
        node.put("DecidedBy", result.by().text());
        ArrayNode matched = node.putArray("MatchedStatements");
        result.matched().forEach(it -> matched.add(matched(it)));
        ArrayNode missing = node.putArray("MissingContextValues");
        simulation.missingKeys(resource).forEach(missing::add);
        if (!result.missing().isEmpty()) {
            ArrayNode unread = node.putArray("Unread");
            result.missing().forEach(it -> unread.add(it.what()));
        }
        return node;
    }

    private static ObjectNode matched(Matched it) {
        ObjectNode node = JSON.objectNode();
        node.put("SourcePolicyId", it.policy());
        node.put("SourcePolicyType", type(it.part()));
        boolean named = !it.id().startsWith("#");
        if (named) {
            node.put("Sid", it.id());
        }
        node.put("StatementIndex", it.place());
        return node;
    }

    /// As AWS names the kinds of the policies that it is given.
    private static String type(Part part) {
        return switch (part) {
            case RCP -> "Resource Control Policy";
            case SCP -> "Service Control Policy";
            case RESOURCE, TRUST -> "Resource Policy";
            case IDENTITY -> "IAM Policy";
            case BOUNDARY -> "IAM Permissions Boundary Policy";
            case SESSION -> "Session Policy";
            case VPC_ENDPOINT -> "VPC Endpoint Policy";
        };
    }

    private static List<String> texts(JsonNode question, String member) throws Wrong {
        JsonNode found = question.path(member);
        List<String> texts = new ArrayList<>();
        if (found.isMissingNode() || found.isNull()) {
            return texts;
        }
        for (JsonNode it : found.isArray() ? found : List.of(found)) {
            if (!it.isString()) {
                throw new Wrong("`" + member + "` is a list of texts");
            }
            texts.add(it.stringValue());
        }
        return texts;
    }

    private static Map<String, List<String>> entries(JsonNode question) throws Wrong {
        Map<String, List<String>> entries = new TreeMap<>();
        JsonNode found = question.path("ContextEntries");
        if (found.isMissingNode() || found.isNull()) {
            return entries;
        }
        if (!found.isArray()) {
            throw new Wrong("`ContextEntries` is a list of entries");
        }
        for (JsonNode it : found) {
            if (!it.isObject() || !it.path("ContextKeyName").isString()) {
                throw new Wrong("`ContextEntries`: an entry has a `ContextKeyName`, `ContextKeyValues` and a"
                        + " `ContextKeyType`");
            }
            String key = it.path("ContextKeyName").stringValue().toLowerCase(Locale.ROOT);
            if (entries.put(key, values(it.path("ContextKeyValues"))) != null) {
                throw new Wrong("`ContextEntries`: " + Quote.of(key) + " is given twice");
            }
        }
        return entries;
    }

    private static List<String> values(JsonNode found) throws Wrong {
        List<String> values = new ArrayList<>();
        for (JsonNode it : found.isArray() ? found : found.isMissingNode() ? List.<JsonNode>of() : List.of(found)) {
            if (!it.isString() && !it.isNumber() && !it.isBoolean()) {
                throw new Wrong("`ContextKeyValues` is a list of texts");
            }
            values.add(it.isString() ? it.stringValue() : it.asString());
        }
        return values;
    }
}
