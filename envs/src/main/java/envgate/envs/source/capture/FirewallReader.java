package envgate.envs.source.capture;

import envgate.envs.model.Firewall;
import envgate.envs.model.FirewallPolicy;
import envgate.envs.model.FirewallPolicy.GroupReference;
import envgate.envs.model.FirewallRuleGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/// Reads firewalls of AWS Network Firewall, their policies and their rules.
///
/// Member names: https://docs.aws.amazon.com/network-firewall/latest/APIReference/API_Types.html.
final class FirewallReader {

    private final Answers answers;
    private final Listing listing;
    private final Map<String, Firewall> firewalls = new TreeMap<>();
    private final Map<String, FirewallPolicy> policies = new TreeMap<>();
    private final Map<String, FirewallRuleGroup> groups = new TreeMap<>();

    FirewallReader(Answers answers, Listing listing) {
        this.answers = answers;
        this.listing = listing;
        read();
    }

    private record Listed(Site site, String arn) {}

    List<Firewall> firewalls() {
        return List.copyOf(firewalls.values());
    }

    List<FirewallPolicy> policies() {
        return List.copyOf(policies.values());
    }

    List<FirewallRuleGroup> groups() {
        return List.copyOf(groups.values());
    }

    private void read() {
        Set<String> listed = new TreeSet<>();
        for (Listed it : listing.read(
                Operation.NETWORK_FIREWALL_LIST_FIREWALLS,
                "FirewallName",
                it -> it.site() + it.arn(),
                (item, site) -> new Listed(site, item.needed("FirewallArn")))) {
            listed.add(it.arn());
        }
        all(Operation.NETWORK_FIREWALL_DESCRIBE_FIREWALL, listed, firewalls, FirewallReader::firewall);
        Set<String> policyArns = new TreeSet<>();
        firewalls.values().forEach(it -> policyArns.add(it.policyArn()));
        all(Operation.NETWORK_FIREWALL_DESCRIBE_FIREWALL_POLICY, policyArns, policies, FirewallReader::policy);
        Set<String> groupArns = new TreeSet<>();
        for (FirewallPolicy it : policies.values()) {
            it.statelessGroups().forEach(group -> groupArns.add(group.arn()));
            it.statefulGroups().forEach(group -> groupArns.add(group.arn()));
        }
        all(Operation.NETWORK_FIREWALL_DESCRIBE_RULE_GROUP, groupArns, groups, FirewallRules::group);
    }

    /// What is known to be there, and what was recorded besides.
    private <T> void all(Operation operation, Set<String> known, Map<String, T> found, Function<Item, T> reader) {
        for (Site site : answers.sites(operation)) {
            Set<String> arns = new TreeSet<>(answers.items(operation, site).keySet());
            known.stream()
                    .filter(it -> isOf(it, site) && !isElsewhere(operation, it, site))
                    .forEach(arns::add);
            arns.remove("");
            for (String arn : arns) {
                new Inquiry(answers, operation, site, arn, true, arn)
                        .read(reader::apply)
                        .seen()
                        .ifPresent(it -> found.putIfAbsent(arn, it));
            }
        }
    }

    private boolean isElsewhere(Operation operation, String arn, Site site) {
        return answers.sites(operation).stream()
                .anyMatch(it -> !it.equals(site) && answers.items(operation, it).containsKey(arn));
    }

    /// Groups that AWS manages are of no account; they are read where they are used.
    private static boolean isOf(String arn, Site site) {
        return envgate.envs.model.Arn.parse(arn)
                .map(it -> it.region().equals(site.region())
                        && (it.account().equals(site.account()) || it.account().startsWith("aws")))
                .orElse(false);
    }

    private static Firewall firewall(Item body) {
        Item item = body.in("Firewall");
        Item status = body.in("FirewallStatus");
        Map<String, Firewall.Endpoint> endpoints = new TreeMap<>();
        Item sync = status.in("SyncStates");
        for (String zone : sync.node().propertyNames()) {
            Item attachment = sync.in(zone).in("Attachment");
            endpoints.put(
                    attachment.text("SubnetId", zone),
                    new Firewall.Endpoint(
                            zone,
                            attachment.text("SubnetId"),
                            attachment.text("EndpointId"),
                            attachment.text("Status")));
        }
        for (String subnet : item.each("SubnetMappings", "SubnetId")) {
            endpoints.putIfAbsent(subnet, new Firewall.Endpoint("", subnet, "", ""));
        }
        return new Firewall(
                item.arn("FirewallArn"),
                item.text("FirewallName"),
                item.text("VpcId"),
                item.text("FirewallPolicyArn"),
                status.text("Status"),
                List.copyOf(endpoints.values()));
    }

    private static FirewallPolicy policy(Item body) {
        Item about = body.in("FirewallPolicyResponse");
        Item item = body.in("FirewallPolicy");
        Item engine = item.in("StatefulEngineOptions");
        return new FirewallPolicy(
                about.arn("FirewallPolicyArn"),
                about.text("FirewallPolicyName"),
                item.texts("StatelessDefaultActions"),
                item.texts("StatelessFragmentDefaultActions"),
                references(item, "StatelessRuleGroupReferences"),
                references(item, "StatefulRuleGroupReferences"),
                item.texts("StatefulDefaultActions"),
                engine.text("RuleOrder").equals("STRICT_ORDER"),
                engine.text("StreamExceptionPolicy"));
    }

    private static List<GroupReference> references(Item item, String member) {
        List<GroupReference> references = new ArrayList<>();
        for (Item it : item.items(member)) {
            references.add(new GroupReference(
                    it.needed("ResourceArn"),
                    it.count("Priority", 0),
                    it.in("Override").text("Action").equals("DROP_TO_ALERT")));
        }
        return references;
    }
}
