package envgate.envs.source.capture;

import envgate.envs.model.Arn;
import envgate.envs.model.Resource;
import envgate.envs.model.Resource.Database;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Reads caches: clusters of ElastiCache, and replication groups, which are made of clusters.
///
/// Member names: https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_Types.html.
final class CacheReader {

    private static final SortedMap<String, String> UNTAGGED = Collections.unmodifiableSortedMap(new TreeMap<>());

    private final Answers answers;
    private final Listing listing;
    private final Ownership ownership;

    CacheReader(Answers answers, Ownership ownership) {
        this.answers = answers;
        this.listing = new Listing(answers);
        this.ownership = ownership;
    }

    List<Resource> read() {
        SubnetGroups groups = new SubnetGroups(
                answers, listing, Operation.ELASTICACHE_DESCRIBE_CACHE_SUBNET_GROUPS, "CacheSubnetGroupName");
        List<Database> clusters = listing.read(
                Operation.ELASTICACHE_DESCRIBE_CACHE_CLUSTERS,
                "CacheClusterId",
                it -> it.arn().toString(),
                (item, site) -> cluster(item, site, groups));
        List<Resource> found = new ArrayList<>(clusters);
        Map<String, Database> byName =
                Listing.index(clusters, it -> it.arn().account() + it.arn().region() + it.name());
        found.addAll(listing.read(
                Operation.ELASTICACHE_DESCRIBE_REPLICATION_GROUPS,
                "ReplicationGroupId",
                it -> it.arn().toString(),
                (item, site) -> group(item, site, byName)));
        return found;
    }

    private Database cluster(Item item, Site site, SubnetGroups groups) {
        String name = item.needed("CacheClusterId");
        Arn arn = item.has("ARN") ? item.arn("ARN") : site.arn("elasticache", "cluster:" + name);
        List<Item> endpoints = new ArrayList<>(List.of(item.in("ConfigurationEndpoint")));
        item.items("CacheNodes").forEach(it -> endpoints.add(it.in("Endpoint")));
        ownership.claim(arn, "AWS::ElastiCache::CacheCluster", List.of(name), UNTAGGED);
        Optional<SubnetGroups.Group> group = groups.find(
                item.text("CacheSubnetGroupName"), Operation.ELASTICACHE_DESCRIBE_CACHE_CLUSTERS, site, name);
        return new Database(
                arn,
                name,
                item.text("Engine"),
                hosts(endpoints),
                port(endpoints),
                group.map(SubnetGroups.Group::vpcId).orElse(""),
                group.map(SubnetGroups.Group::subnetIds).orElse(List.of()),
                item.each("SecurityGroups", "SecurityGroupId"),
                false,
                UNTAGGED,
                StoreReader.origin(Operation.ELASTICACHE_DESCRIBE_CACHE_CLUSTERS, name));
    }

    /// A replication group lies where the clusters lie that it is made of.
    private Database group(Item item, Site site, Map<String, Database> clusters) {
        String name = item.needed("ReplicationGroupId");
        Arn arn = item.has("ARN") ? item.arn("ARN") : site.arn("elasticache", "replicationgroup:" + name);
        List<Item> endpoints = new ArrayList<>(List.of(item.in("ConfigurationEndpoint")));
        for (Item it : item.items("NodeGroups")) {
            endpoints.add(it.in("PrimaryEndpoint"));
            endpoints.add(it.in("ReaderEndpoint"));
        }
        List<Database> members = new ArrayList<>();
        for (String it : item.texts("MemberClusters")) {
            Database member = clusters.get(arn.account() + arn.region() + it);
            if (member != null) {
                members.add(member);
            }
        }
        if (members.isEmpty()) {
            answers.ledger()
                    .gap(
                            Operation.ELASTICACHE_DESCRIBE_REPLICATION_GROUPS,
                            site,
                            name,
                            "none of its clusters was seen");
        }
        members.sort(null);
        ownership.claim(arn, "AWS::ElastiCache::ReplicationGroup", List.of(name), UNTAGGED);
        return new Database(
                arn,
                name,
                item.text(
                        "Engine",
                        members.isEmpty() ? "redis" : members.getFirst().engine()),
                hosts(endpoints),
                port(endpoints),
                members.isEmpty() ? "" : members.getFirst().vpcId(),
                members.stream().flatMap(it -> it.subnetIds().stream()).toList(),
                members.stream().flatMap(it -> it.securityGroupIds().stream()).toList(),
                false,
                UNTAGGED,
                StoreReader.origin(Operation.ELASTICACHE_DESCRIBE_REPLICATION_GROUPS, name));
    }

    private static List<String> hosts(List<Item> endpoints) {
        return DatabaseReader.hosts(
                endpoints.stream().map(it -> it.text("Address")).toList());
    }

    /// The endpoints of one thing share their port; the greatest is not zero where any is known.
    private static int port(List<Item> endpoints) {
        return endpoints.stream().mapToInt(it -> it.port("Port")).max().orElse(0);
    }
}
