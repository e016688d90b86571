package envgate.envs.source.capture;

import envgate.envs.model.Arn;
import envgate.envs.model.Gap;
import envgate.envs.model.Resource;
import envgate.envs.model.Sight;
import envgate.envs.model.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads what keeps settings and secrets: keys, secrets, parameters. Values of secrets are never among it.
final class VaultReader {

    private static final SortedMap<String, String> UNTAGGED = Collections.unmodifiableSortedMap(new TreeMap<>());
    private static final Operation VALUES = Operation.SSM_GET_PARAMETERS;

    private final Answers answers;
    private final Ledger ledger;
    private final Listing listing;
    private final Ownership ownership;

    VaultReader(Answers answers, Ownership ownership) {
        this.answers = answers;
        this.ledger = answers.ledger();
        this.listing = new Listing(answers);
        this.ownership = ownership;
    }

    List<Resource> read() {
        List<Resource> found = new ArrayList<>(keys());
        found.addAll(listing.read(
                Operation.SECRETSMANAGER_LIST_SECRETS, "Name", it -> it.arn().toString(), this::secret));
        found.addAll(parameters());
        return found;
    }

    /// An alias and the key that it leads to.
    private record Alias(Site site, String name, String key) {}

    private List<Resource.Key> keys() {
        Map<String, List<String>> aliases = new HashMap<>();
        for (Alias it : listing.read(
                Operation.KMS_LIST_ALIASES,
                "AliasName",
                it -> it.site().account() + it.site().region() + it.name(),
                (item, site) -> new Alias(site, item.needed("AliasName"), item.text("TargetKeyId")))) {
            aliases.computeIfAbsent(it.site() + it.key(), _ -> new ArrayList<>())
                    .add(it.name());
        }
        return listing.read(
                Operation.KMS_LIST_KEYS, "KeyId", it -> it.arn().toString(), (item, site) -> key(item, site, aliases));
    }

    private Resource.Key key(Item item, Site site, Map<String, List<String>> aliases) {
        String id = item.needed("KeyId");
        Arn arn = item.arn("KeyArn");
        boolean owned = ownership.claim(arn, "AWS::KMS::", List.of(id), UNTAGGED);
        String state = inquiry(Operation.KMS_DESCRIBE_KEY, site, id, owned, arn)
                .read(body -> body.in("KeyMetadata").needed("KeyState"))
                .seen()
                .orElse("");
        return new Resource.Key(
                arn,
                id,
                aliases.getOrDefault(site + id, List.of()),
                state,
                inquiry(Operation.KMS_GET_KEY_POLICY, site, id, owned, arn).policy("Policy"),
                GrantReader.read(inquiry(Operation.KMS_LIST_GRANTS, site, id, owned, arn), arn),
                UNTAGGED,
                StoreReader.origin(Operation.KMS_LIST_KEYS, id));
    }

    private Resource.Secret secret(Item item, Site site) {
        Arn arn = item.arn("ARN");
        String name = item.needed("Name");
        SortedMap<String, String> tags = item.tags("Tags");
        boolean owned = ownership.claim(arn, "AWS::SecretsManager::Secret", List.of(arn.toString(), name), tags);
        return new Resource.Secret(
                arn,
                name,
                item.text("DeletedDate"),
                inquiry(Operation.SECRETSMANAGER_GET_RESOURCE_POLICY, site, name, owned, arn)
                        .policyIfAny("ResourcePolicy"),
                tags,
                StoreReader.origin(Operation.SECRETSMANAGER_LIST_SECRETS, name));
    }

    private Inquiry inquiry(Operation operation, Site site, String label, boolean owned, Arn arn) {
        return new Inquiry(answers, operation, site, label, ownership.mayOwn(owned), label, arn.toString());
    }

    private List<Resource.Parameter> parameters() {
        Map<Site, Map<String, Sight<Value>>> values = new TreeMap<>();
        answers.sites(VALUES).forEach(it -> values.put(it, values(it)));
        return listing.read(
                Operation.SSM_DESCRIBE_PARAMETERS,
                "Name",
                it -> it.arn().toString(),
                (item, site) -> parameter(item, site, values.getOrDefault(site, Map.of())));
    }

    private Resource.Parameter parameter(Item item, Site site, Map<String, Sight<Value>> values) {
        String name = item.needed("Name");
        String type = item.needed("Type");
        Arn arn = item.has("ARN")
                ? item.arn("ARN")
                : site.arn("ssm", "parameter" + (name.startsWith("/") ? "" : "/") + name);
        boolean owned = ownership.claim(arn, "AWS::SSM::Parameter", List.of(name), UNTAGGED);
        boolean secret = !type.equals("String") && !type.equals("StringList");
        Sight<Value> value = values.get(name);
        if (value == null && !secret && ownership.mayOwn(owned)) {
            ledger.gap(VALUES, site, name, Ledger.NOT_RECORDED);
        }
        return new Resource.Parameter(
                arn,
                name,
                type,
                item.raw("Version").map(_ -> (long) item.count("Version", 0)).orElse(0L),
                secret ? null : seen(value),
                UNTAGGED,
                StoreReader.origin(Operation.SSM_DESCRIBE_PARAMETERS, name));
    }

    private static @Nullable Value seen(@Nullable Sight<Value> value) {
        return value == null ? null : value.seen().orElse(null);
    }

    /// The values of a site's parameters: a call asks for several, and its refusal hides each of them.
    private Map<String, Sight<Value>> values(Site site) {
        Map<String, Sight<Value>> values = new TreeMap<>();
        for (Answer answer : answers.all(VALUES, site)) {
            answers.use(List.of(answer));
            List<String> asked = asked(answer);
            switch (answer.outcome()) {
                case Answer.Refusal(String code, int _) -> refuse(values, site, asked, code);
                case Answer.Response(JsonNode body) -> {
                    try {
                        read(values, site, Item.of("GetParameters", body));
                    } catch (Unreadable e) {
                        ledger.note(VALUES, "some answers could not be read: " + e.reason());
                        refuse(values, site, asked, e.reason());
                    }
                }
            }
        }
        return values;
    }

    private void refuse(Map<String, Sight<Value>> values, Site site, List<String> names, String reason) {
        for (String name : names.isEmpty() ? List.of("") : names) {
            Gap gap = ledger.gap(VALUES, site, name, reason);
            values.putIfAbsent(name, new Sight.Unseen<>(gap));
        }
    }

    private static List<String> asked(Answer answer) {
        List<String> names = new ArrayList<>();
        for (JsonNode it : answer.request().path("Names")) {
            if (it.isString()) {
                names.add(it.stringValue());
            }
        }
        return names;
    }

    private void read(Map<String, Sight<Value>> values, Site site, Item body) {
        for (JsonNode node : body.node().path("Parameters")) {
            JsonNode label = node.get("Name");
            String name = label != null && label.isString() ? label.stringValue() : "";
            try {
                Item item = Item.of("Parameters[]", node);
                Sight<Value> value = new Sight.Seen<>(item.value("Value"));
                Sight<Value> other = values.put(item.needed("Name"), value);
                if (other instanceof Sight.Seen<Value> && !other.equals(value)) {
                    throw new Unreadable("answered twice, and differently");
                }
            } catch (Unreadable e) {
                ledger.note(VALUES, "some answers could not be read: " + e.reason());
                Gap gap = ledger.gap(VALUES, site, name, e.reason());
                values.put(name, new Sight.Unseen<>(gap));
            }
        }
        if (!body.node().path("Parameters").isArray()) {
            throw new Unreadable("`Parameters` is no list");
        }
        for (String it : body.texts("InvalidParameters")) {
            Gap gap = ledger.gap(VALUES, site, it, "InvalidParameter");
            values.putIfAbsent(it, new Sight.Unseen<>(gap));
        }
    }
}
