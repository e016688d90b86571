package envgate.checker.batch;

import envgate.checker.batch.JsonLines.Wrong;
import envgate.envs.document.Quote;
import envgate.envs.model.Origin;
import envgate.envs.model.PolicyDocument;
import envgate.rules.analysis.access.Granted;
import envgate.rules.analysis.access.Grants;
import envgate.rules.analysis.access.Rights;
import envgate.rules.analysis.access.Wanted;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Answers what policies grant among all requests that there are: `PASS` when nothing of what is asked, `FAIL` with a
/// request that is allowed, `UNKNOWN` with what keeps us from knowing.
///
/// See https://docs.aws.amazon.com/access-analyzer/latest/APIReference/API_CheckAccessNotGranted.html and
/// https://docs.aws.amazon.com/access-analyzer/latest/APIReference/API_CheckNoNewAccess.html.
public final class GrantQuestions {

    private static final List<String> LISTS = List.of("PolicyInputList", "ResourcePolicy");

    /// What a caller has of whom somebody says that no policy is attached to it.
    private static final PolicyDocument NO_PERMISSIONS =
            new PolicyDocument("PolicyInputList", "2012-10-17", List.of(), new Origin.Unknown());

    private GrantQuestions() {}

    /// Whether the policies grant none of the `access` that is listed.
    public static ObjectNode notGranted(ObjectNode question) throws Wrong {
        if (LISTS.stream().noneMatch(question::has)) {
            throw new Wrong("there are no policies: give `PolicyInputList` or `ResourcePolicy`");
        }
        PolicySet set = PolicySet.of(question);
        return answer(Grants.any(policies(set, question), wanted(question.path("access"))));
    }

    /// Whether `new` policies allow nothing that `existing` ones do not.
    public static ObjectNode noNewAccess(ObjectNode question) throws Wrong {
        Rights existing = side(question, "existing");
        Rights after = side(question, "new");
        if (existing.resource().isPresent() != after.resource().isPresent()
                && (isBare(question.path("existing")) || isBare(question.path("new")))) {
            // One of two bare documents names principals, so both are policies of a resource, or the other says
            // nothing.
            existing = asResource(existing);
            after = asResource(after);
        }
        return answer(Grants.more(existing, after));
    }

    private static Rights asResource(Rights it) throws Wrong {
        if (it.resource().isPresent()) {
            return it;
        }
        if (it.identity().size() > 1) {
            throw new Wrong("`existing` and `new` are both policies of identities, or both of a resource");
        }
        return it.identity().isEmpty() ? it : Rights.ofResource(it.identity().getFirst());
    }

    private static Rights side(ObjectNode question, String member) throws Wrong {
        JsonNode side = question.path(member);
        if (side.isMissingNode() || side.isNull()) {
            throw new Wrong("`" + member + "` is missing: it holds policies, or is one");
        }
        if (!isBare(side)) {
            try {
                return policies(PolicySet.of(side), side);
            } catch (Wrong e) {
                throw new Wrong("`" + member + "`: " + e.getMessage());
            }
        }
        ObjectNode lists = JsonNodeFactory.instance.objectNode();
        lists.set(
                "PolicyInputList",
                side.isArray() ? side : JsonNodeFactory.instance.arrayNode().add(side));
        List<PolicyDocument> documents;
        try {
            documents = PolicySet.of(lists).identity();
        } catch (Wrong e) {
            throw new Wrong("`" + member + "`: " + e.getMessage());
        }
        boolean names = documents.stream()
                .flatMap(it -> it.statements().stream())
                .anyMatch(it -> !it.principals().patterns().isEmpty()
                        && it.unknown().stream().noneMatch(unknown -> unknown.startsWith("Statement")));
        if (names && documents.size() > 1) {
            throw new Wrong("`" + member + "` has several policies, of which one names principals: a resource has one"
                    + " policy, which goes into `ResourcePolicy`");
        }
        return names ? Rights.ofResource(documents.getFirst()) : Rights.ofIdentity(documents);
    }

    /// Whether it is one policy or a list of them, instead of an object with lists.
    private static boolean isBare(JsonNode side) {
        return side.isArray() || side.isString() || side.has("Statement");
    }

    private static Rights policies(PolicySet it, JsonNode question) throws Wrong {
        if (!Grants.isCaller(it.caller())) {
            throw new Wrong(
                    "`CallerArn`: " + Quote.of(it.caller()) + " is no role, user, session, account, service or `*`");
        }
        boolean none = it.identity().isEmpty() && question.has("PolicyInputList");
        return new Rights(
                none && !it.caller().isEmpty() ? List.of(NO_PERMISSIONS) : it.identity(),
                it.boundary(),
                it.session(),
                it.resource(),
                it.endpoint(),
                it.serviceControl(),
                it.resourceControl(),
                it.caller(),
                it.resourceAccount());
    }

    private static List<Wanted> wanted(JsonNode access) throws Wrong {
        if (!access.isArray() || access.isEmpty()) {
            throw new Wrong("`access` is a list, like [{\"actions\": [\"s3:GetObject\"], \"resources\": […]}]");
        }
        List<Wanted> wanted = new ArrayList<>();
        for (JsonNode it : access) {
            List<String> actions = texts(it, "actions");
            List<String> resources = texts(it, "resources");
            if (actions.isEmpty() && resources.isEmpty()) {
                throw new Wrong("an entry of `access` has `actions`, `resources` or both");
            }
            for (String action : actions) {
                if (!action.equals("*") && action.indexOf(':') < 1) {
                    throw new Wrong("`" + action + "` is no action: write it like `s3:GetObject`, with `*` and `?`");
                }
            }
            for (String resource : resources) {
                if (!resource.equals("*") && !resource.startsWith("arn:")) {
                    throw new Wrong("`" + resource + "` is no ARN: write it like `arn:aws:s3:::orders/*`");
                }
            }
            wanted.add(new Wanted(actions, resources));
        }
        return wanted;
    }

    private static List<String> texts(JsonNode entry, String member) throws Wrong {
        JsonNode found = entry.path(member);
        List<String> texts = new ArrayList<>();
        if (found.isString()) {
            texts.add(found.stringValue());
        } else if (found.isArray()) {
            for (JsonNode it : found) {
                if (!it.isString() || it.stringValue().isEmpty()) {
                    throw new Wrong("`" + member + "` of `access` is a list of texts");
                }
                texts.add(it.stringValue());
            }
        } else if (!found.isMissingNode() && !found.isNull()) {
            throw new Wrong("`" + member + "` of `access` is a list of texts");
        }
        return texts;
    }

    private static ObjectNode answer(Granted granted) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        switch (granted) {
            case Granted.Nothing() -> answer.put("result", "PASS");
            case Granted.Some some -> {
                answer.put("result", "FAIL");
                answer.set("witness", witness(some));
                ArrayNode statements = answer.putArray("statements");
                some.statements().forEach(statements::add);
            }
            case Granted.Unsure(List<String> missing) -> {
                answer.put("result", "UNKNOWN");
                ArrayNode list = answer.putArray("missing");
                missing.forEach(list::add);
            }
        }
        return answer;
    }

    private static ObjectNode witness(Granted.Some some) {
        ObjectNode witness = JsonNodeFactory.instance.objectNode();
        Optional.of(some.principal())
                .filter(it -> !it.isEmpty())
                .ifPresent(it -> witness.put("principal", it.replaceFirst("^(AWS|Service|Federated):", "")));
        witness.put("action", some.action());
        witness.put("resource", some.resource());
        ObjectNode conditions = witness.putObject("conditions");
        for (Map.Entry<String, List<String>> it : some.conditions().entrySet()) {
            switch (it.getValue().size()) {
                case 0 -> conditions.putNull(it.getKey());
                case 1 -> conditions.put(it.getKey(), it.getValue().getFirst());
                default -> it.getValue().forEach(conditions.withArray(it.getKey())::add);
            }
        }
        return witness;
    }
}
