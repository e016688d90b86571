package envgate.envs.source.capture;

import envgate.envs.model.DhcpOptions;
import envgate.envs.model.ResolverRule;
import envgate.envs.model.ResolverRule.Endpoint;
import envgate.envs.model.ResolverRule.Place;
import envgate.envs.model.Sight;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Reads who answers names: rules and endpoints of Route 53 Resolver, and the servers that DHCP names.
///
/// Member names: https://docs.aws.amazon.com/Route53/latest/APIReference/API_Types_Amazon_Route_53_Resolver.html.
final class ResolverReader {

    private final Answers answers;
    private final Listing listing;

    ResolverReader(Answers answers, Listing listing) {
        this.answers = answers;
        this.listing = listing;
    }

    private record Association(String id, String rule, String vpc, String status) {}

    List<ResolverRule> rules() {
        Map<String, List<String>> vpcs = new TreeMap<>();
        for (Association it : listing.read(
                Operation.ROUTE53RESOLVER_LIST_RESOLVER_RULE_ASSOCIATIONS,
                "Id",
                Association::id,
                (item, _) -> new Association(
                        item.needed("Id"),
                        item.needed("ResolverRuleId"),
                        item.needed("VPCId"),
                        item.text("Status", "COMPLETE")))) {
            if (!it.status().equals("DELETING") && !it.status().equals("FAILED")) {
                vpcs.computeIfAbsent(it.rule(), _ -> new ArrayList<>()).add(it.vpc());
            }
        }
        return listing.read(
                Operation.ROUTE53RESOLVER_LIST_RESOLVER_RULES,
                "Id",
                ResolverRule::id,
                (item, site) -> rule(item, site, vpcs));
    }

    private static ResolverRule rule(Item item, Site site, Map<String, List<String>> vpcs) {
        String id = item.needed("Id");
        String domain = ZoneReader.name(item.needed("DomainName"));
        return new ResolverRule(
                id,
                item.text("OwnerId"),
                site.region(),
                item.text("Name"),
                domain,
                item.needed("RuleType"),
                item.text("Status", "COMPLETE"),
                item.items("TargetIps").stream()
                        .map(it -> new ResolverRule.Target(
                                it.block(it.has("Ip") ? "Ip" : "Ipv6"),
                                it.has("Port") ? it.port("Port") : 53,
                                it.text("Protocol", "Do53")))
                        .toList(),
                item.text("ResolverEndpointId"),
                vpcs.getOrDefault(id, List.of()));
    }

    List<Endpoint> endpoints() {
        return listing.read(
                Operation.ROUTE53RESOLVER_LIST_RESOLVER_ENDPOINTS,
                "Id",
                Endpoint::id,
                (item, site) -> new Endpoint(
                        item.needed("Id"),
                        site.region(),
                        item.needed("Direction"),
                        item.text("Status"),
                        item.text("HostVPCId"),
                        item.texts("SecurityGroupIds"),
                        places(item.needed("Id"), site)));
    }

    private Sight<List<Place>> places(String id, Site site) {
        return new Inquiry(answers, Operation.ROUTE53RESOLVER_LIST_RESOLVER_ENDPOINT_IP_ADDRESSES, site, id, true, id)
                .read(body -> StackReader.required(body, "IpAddresses").stream()
                        .map(it -> new Place(
                                it.needed("SubnetId"), it.block(it.has("Ip") ? "Ip" : "Ipv6"), it.text("Status")))
                        .sorted(Comparator.comparing(Place::toString))
                        .toList());
    }

    List<DhcpOptions> dhcpOptions() {
        return listing.read(
                Operation.EC2_DESCRIBE_DHCP_OPTIONS, "DhcpOptionsId", DhcpOptions::id, ResolverReader::dhcpOptions);
    }

    private static DhcpOptions dhcpOptions(Item item, Site site) {
        Map<String, List<String>> options = new TreeMap<>();
        for (Item it : StackReader.required(item, "DhcpConfigurations")) {
            List<String> values = it.items("Values").stream()
                    .map(value -> value.needed("Value"))
                    .toList();
            options.put(it.needed("Key"), values);
        }
        return new DhcpOptions(
                item.needed("DhcpOptionsId"),
                item.text("OwnerId", site.account()),
                site.region(),
                String.join(" ", options.getOrDefault("domain-name", List.of())),
                options.getOrDefault("domain-name-servers", List.of()).stream()
                        .sorted()
                        .toList());
    }
}
