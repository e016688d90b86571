package envgate.envs.source.capture;

import envgate.envs.model.Area;
import envgate.envs.model.Arn;
import envgate.envs.model.Gap;
import envgate.envs.model.Origin;
import envgate.envs.model.PolicyDocument;
import envgate.envs.model.Role;
import envgate.envs.model.Sight;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// Reads roles with their policies: inline ones and the account's own stand in one listing, AWS's are asked
/// for.
///
/// See https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountAuthorizationDetails.html.
final class RoleReader {

    private static final Operation LISTING = Operation.IAM_GET_ACCOUNT_AUTHORIZATION_DETAILS;
    private static final Operation VERSION = Operation.IAM_GET_POLICY_VERSION;

    private final Answers answers;
    private final Ledger ledger;
    private final Ownership ownership;
    private final Map<String, Sight<PolicyDocument>> managed = new TreeMap<>();

    RoleReader(Answers answers, Ownership ownership) {
        this.answers = answers;
        this.ledger = answers.ledger();
        this.ownership = ownership;
    }

    List<Role> read() {
        readCustomerManaged();
        List<Role> roles =
                new Listing(answers).read(LISTING, "Arn", it -> it.arn().toString(), this::role);
        roles.forEach(it -> ownership.claim(it.arn(), "AWS::IAM::Role", List.of(it.name()), new TreeMap<>()));
        return roles;
    }

    /// The account's own policies, which the same answers list; an answer without any is whole.
    private void readCustomerManaged() {
        for (Site site : answers.sites(LISTING)) {
            for (Answer answer : answers.all(LISTING, site)) {
                if (answer.outcome() instanceof Answer.Response(JsonNode body) && body.has("Policies")) {
                    readCustomerManaged(body, site);
                }
            }
        }
    }

    private void readCustomerManaged(JsonNode body, Site site) {
        JsonNode list = body.get("Policies");
        if (list == null || !list.isArray()) {
            ledger.unreadable(LISTING, site, "", new Unreadable("`Policies` is no list"));
            return;
        }
        for (JsonNode node : list) {
            JsonNode label = node.get("Arn");
            String arn = label != null && label.isString() ? label.stringValue() : "";
            try {
                Item item = Item.of("Policies[]", node);
                String name = item.needed("Arn");
                Sight<PolicyDocument> document = new Sight.Seen<>(defaultVersion(item));
                Sight<PolicyDocument> other = managed.putIfAbsent(name, document);
                if (other != null && !other.equals(document)) {
                    throw new Unreadable("listed twice, and differently");
                }
            } catch (Unreadable e) {
                ledger.unreadable(LISTING, site, arn, e);
                managed.put(
                        arn,
                        new Sight.Unseen<>(
                                Ledger.of(LISTING, Area.ROLES, site, arn, LISTING.permission(), e.reason())));
            }
        }
    }

    private static PolicyDocument defaultVersion(Item policy) {
        String wanted = policy.text("DefaultVersionId");
        String arn = policy.needed("Arn");
        for (Item it : policy.items("PolicyVersionList")) {
            boolean isDefault = it.has("IsDefaultVersion")
                    ? it.flag("IsDefaultVersion", false)
                    : it.text("VersionId").equals(wanted);
            if (isDefault) {
                return document(arn, it, "Document", new Origin.ApiCall("iam", LISTING.operation(), arn));
            }
        }
        throw new Unreadable("`Policies[].PolicyVersionList[]` has no default version");
    }

    private static PolicyDocument document(String name, Item item, String member, Origin origin) {
        JsonNode node =
                item.raw(member).orElseThrow(() -> new Unreadable("`" + item.path() + "." + member + "` is missing"));
        return PolicyReader.read(name, node, origin);
    }

    private Role role(Item item, Site site) {
        Arn arn = item.arn("Arn");
        Origin origin = new Origin.ApiCall("iam", LISTING.operation(), item.needed("RoleName"));
        List<PolicyDocument> policies = new ArrayList<>();
        List<Gap> unseen = new ArrayList<>(lacking(item, site, arn));
        for (Item it : item.items("RolePolicyList")) {
            String name = it.needed("PolicyName");
            try {
                policies.add(document(name, it, "PolicyDocument", origin));
            } catch (Unreadable e) {
                ledger.unreadable(LISTING, site, arn.toString(), e);
                unseen.add(gap(site, arn.toString(), e.reason()));
            }
        }
        for (Item it : item.items("AttachedManagedPolicies")) {
            switch (managed(it.needed("PolicyArn"), site)) {
                case Sight.Seen<PolicyDocument>(PolicyDocument document) -> policies.add(document);
                case Sight.Unseen<PolicyDocument>(Gap gap) -> unseen.add(gap);
                case Sight.Absent<PolicyDocument> _ -> {}
            }
        }
        return new Role(
                item.needed("RoleName"),
                arn,
                document("", item, "AssumeRolePolicyDocument", origin),
                policies,
                unseen,
                item.has("PermissionsBoundary") ? boundary(item.in("PermissionsBoundary"), site) : new Sight.Absent<>(),
                item.text("CreateDate"),
                profiles(item, site, arn),
                origin);
    }

    /// AWS answers with this list, too, but whoever wrote an answer by hand may have left it out.
    private static Sight<List<String>> profiles(Item role, Site site, Arn arn) {
        if (!role.has("InstanceProfileList")) {
            return new Sight.Unseen<>(
                    gap(site, arn.toString(), "`" + role.path() + ".InstanceProfileList` is missing"));
        }
        List<String> arns = role.items("InstanceProfileList").stream()
                .map(it -> it.needed("Arn"))
                .toList();
        return arns.isEmpty() ? new Sight.Absent<>() : new Sight.Seen<>(arns);
    }

    /// AWS answers with both lists, empty where there is nothing: without them nobody knows.
    private List<Gap> lacking(Item role, Site site, Arn arn) {
        List<Gap> gaps = new ArrayList<>();
        for (String it : List.of("RolePolicyList", "AttachedManagedPolicies")) {
            if (!role.has(it)) {
                String reason = "`" + role.path() + "." + it + "` is missing";
                ledger.gap(LISTING, site, arn.toString(), reason);
                gaps.add(gap(site, arn.toString(), reason));
            }
        }
        return gaps;
    }

    private static Gap gap(Site site, String item, String reason) {
        return Ledger.of(LISTING, Area.ROLES, site, item, LISTING.permission(), reason);
    }

    /// A boundary whose policy is gone: AWS does not say what holds then.
    private Sight<PolicyDocument> boundary(Item item, Site site) {
        String arn = item.needed("PermissionsBoundaryArn");
        Sight<PolicyDocument> document = managed(arn, site);
        return document instanceof Sight.Absent<PolicyDocument>
                ? new Sight.Unseen<>(Ledger.of(
                        VERSION, Area.MANAGED_POLICIES, site, arn, VERSION.permission(), "there is no such policy"))
                : document;
    }

    private Sight<PolicyDocument> managed(String arn, Site site) {
        Sight<PolicyDocument> known = managed.get(arn);
        if (known == null) {
            boolean ofAws = arn.contains(":iam::aws:");
            known = ofAws || !answers.about(Operation.IAM_GET_POLICY, site, arn).isEmpty()
                    ? ask(arn, site)
                    : new Sight.Unseen<>(notListed(arn, site));
            managed.put(arn, known);
        }
        return known;
    }

    private Gap notListed(String arn, Site site) {
        ledger.gap(LISTING, site, arn, Ledger.NOT_RECORDED);
        return gap(site, arn, Ledger.NOT_RECORDED);
    }

    private Sight<PolicyDocument> ask(String arn, Site site) {
        Sight<String> version = new Inquiry(answers, Operation.IAM_GET_POLICY, site, arn, true, arn)
                .read(body -> body.in("Policy").needed("DefaultVersionId"));
        if (version instanceof Sight.Absent<String>) {
            return new Sight.Absent<>();
        }
        Inquiry inquiry = new Inquiry(answers, VERSION, site, arn, true, arn);
        SortedMap<String, List<Answer>> byVersion = new TreeMap<>();
        for (Answer it : answers.about(VERSION, site, arn)) {
            JsonNode asked = it.request().get("VersionId");
            byVersion
                    .computeIfAbsent(
                            asked != null && asked.isString() ? asked.stringValue() : "", _ -> new ArrayList<>())
                    .add(it);
        }
        return switch (version) {
            case Sight.Seen<String>(String id) -> version(inquiry, byVersion, id, arn);
            case Sight.Absent<String> _ -> new Sight.Absent<>();
            case Sight.Unseen<String>(Gap gap) ->
                byVersion.size() == 1 && isDefault(byVersion.firstEntry().getValue())
                        ? version(inquiry, byVersion, byVersion.firstKey(), arn)
                        : new Sight.Unseen<>(gap);
        };
    }

    private static Sight<PolicyDocument> version(
            Inquiry inquiry, Map<String, List<Answer>> byVersion, String id, String arn) {
        List<Answer> asked = new ArrayList<>(byVersion.getOrDefault(id, List.of()));
        if (!id.isEmpty()) {
            asked.addAll(byVersion.getOrDefault("", List.of()));
        }
        return inquiry.read(asked, body -> document(arn, body.in("PolicyVersion"), "Document", inquiry.origin()));
    }

    /// Whether an answer says itself that it is the version in force.
    private static boolean isDefault(List<Answer> asked) {
        return asked.stream()
                .allMatch(it -> it.outcome() instanceof Answer.Response(JsonNode body)
                        && body.path("PolicyVersion").path("IsDefaultVersion").isBoolean()
                        && body.path("PolicyVersion").path("IsDefaultVersion").booleanValue());
    }
}
