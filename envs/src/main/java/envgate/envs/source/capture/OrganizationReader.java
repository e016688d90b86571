package envgate.envs.source.capture;

import envgate.envs.model.OrganizationPolicy;
import envgate.envs.model.OrganizationPolicy.Kind;
import envgate.envs.model.Origin;
import envgate.envs.model.PolicyDocument;
import envgate.envs.model.Sight;
import envgate.envs.model.Statement;
import envgate.envs.model.Statement.Effect;
import envgate.envs.model.Statement.Matcher;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/// Reads the control policies above an account: its own, those of each unit above it, those of the root.
///
/// See
/// https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_evaluation.html.
/// The management account is limited by none of them.
final class OrganizationReader {

    /// Units are nested at most five deep:
    /// https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html.
    private static final int LEVELS = 10;

    private final Answers answers;
    private final Ledger ledger;

    OrganizationReader(Answers answers) {
        this.answers = answers;
        this.ledger = answers.ledger();
    }

    List<OrganizationPolicy> read() {
        List<OrganizationPolicy> policies = new ArrayList<>();
        for (Site site : answers.sites(Operation.ORGANIZATIONS_DESCRIBE_ORGANIZATION)) {
            if (isLimited(site)) {
                policies.addAll(policies(site));
            }
        }
        policies.sort(Comparator.comparing(OrganizationPolicy::account)
                .thenComparing(OrganizationPolicy::kind)
                .thenComparingInt(OrganizationPolicy::level)
                .thenComparing(OrganizationPolicy::target));
        return policies;
    }

    /// Whether control policies may hold for an account; they may when nothing says that they do not.
    private boolean isLimited(Site site) {
        Operation operation = Operation.ORGANIZATIONS_DESCRIBE_ORGANIZATION;
        List<Answer> asked = answers.all(operation, site);
        if (asked.isEmpty()) {
            ledger.gap(operation, site, "", Ledger.NOT_RECORDED);
            return hasMore(site);
        }
        boolean limited = false;
        for (JsonNode body : answers.bodies(operation, site, "", asked)) {
            try {
                String management = Item.of("answer", body).in("Organization").needed("MasterAccountId");
                limited |= !management.equals(site.account());
            } catch (Unreadable e) {
                ledger.unreadable(operation, site, "", e);
                limited = true;
            }
        }
        return limited || (ledger.isWhole(operation, site) && hasMore(site));
    }

    private boolean hasMore(Site site) {
        return answers.isAnswered(Operation.ORGANIZATIONS_LIST_PARENTS, site)
                || answers.isAnswered(Operation.ORGANIZATIONS_LIST_POLICIES_FOR_TARGET, site);
    }

    private List<OrganizationPolicy> policies(Site site) {
        List<String> targets = targets(site);
        List<OrganizationPolicy> policies = new ArrayList<>();
        for (int level = 0; level < targets.size(); level++) {
            String target = targets.get(level);
            for (Kind kind : Kind.values()) {
                List<PolicyDocument> documents = documents(site, target, kind);
                if (!documents.isEmpty()) {
                    policies.add(new OrganizationPolicy(kind, site.account(), target, level, documents));
                }
            }
        }
        return policies;
    }

    /// From the root, as far up as parents were seen, down to the account.
    private List<String> targets(Site site) {
        List<String> targets = new ArrayList<>(List.of(site.account()));
        boolean atRoot = false;
        while (!atRoot) {
            String child = targets.getFirst();
            Sight<Parent> parent = new Inquiry(answers, Operation.ORGANIZATIONS_LIST_PARENTS, site, child, true, child)
                    .read(OrganizationReader::parent);
            Optional<Parent> seen = parent.seen();
            if (seen.isEmpty()) {
                break;
            }
            if (targets.contains(seen.get().id()) || targets.size() + 1 == LEVELS) {
                ledger.gap(Operation.ORGANIZATIONS_LIST_PARENTS, site, child, "the parents lead to no root");
                break;
            }
            targets.addFirst(seen.get().id());
            atRoot = seen.get().isRoot();
        }
        return targets;
    }

    private record Parent(String id, boolean isRoot) {}

    /// A child has one parent:
    /// https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListParents.html.
    private static Parent parent(Item body) {
        List<Item> parents = StackReader.required(body, "Parents");
        if (parents.size() != 1) {
            throw new Unreadable("`Parents` has not one member");
        }
        return new Parent(
                parents.getFirst().needed("Id"),
                parents.getFirst().needed("Type").equals("ROOT"));
    }

    private List<PolicyDocument> documents(Site site, String target, Kind kind) {
        Operation operation = Operation.ORGANIZATIONS_LIST_POLICIES_FOR_TARGET;
        Inquiry inquiry = new Inquiry(answers, operation, site, target, true, target);
        Optional<TreeSet<String>> ids = inquiry.read(
                        inquiry.asked("Filter", kind.name()),
                        body -> new TreeSet<>(StackReader.required(body, "Policies").stream()
                                .map(it -> it.needed("Id"))
                                .toList()))
                .seen();
        List<PolicyDocument> documents = new ArrayList<>();
        for (String id : ids.orElse(new TreeSet<>())) {
            Inquiry ask = new Inquiry(answers, Operation.ORGANIZATIONS_DESCRIBE_POLICY, site, id, true, id);
            Sight<PolicyDocument> document = ask.read(body -> {
                Item policy = body.in("Policy");
                JsonNode content =
                        policy.raw("Content").orElseThrow(() -> new Unreadable("`Policy.Content` is missing"));
                return PolicyReader.read(policy.in("PolicySummary").text("Name", id), content, ask.origin());
            });
            documents.add(document.seen().orElseGet(() -> unseen(id, ask.origin())));
        }
        documents.sort(Comparator.comparing(PolicyDocument::name).thenComparing(PolicyDocument::toString));
        return documents;
    }

    /// Stands for a policy that is there and was not read, so that nobody takes the others for all of its
    /// level: it may allow anything.
    private static PolicyDocument unseen(String id, Origin origin) {
        Matcher all = new Matcher(false, List.of("*"));
        Statement statement = new Statement(
                "#1", Effect.ALLOW, Matcher.NONE, all, all, List.of(), List.of("a policy that was not read"));
        return new PolicyDocument(id, "2012-10-17", List.of(statement), origin);
    }
}
