package envgate.envs.source.capture;

import envgate.envs.model.Arn;
import envgate.envs.model.Resource;
import envgate.envs.model.Resource.Database;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// Reads databases: instances, clusters and proxies of RDS.
///
/// Member names: https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_Types.html.
final class DatabaseReader {

    private static final SortedMap<String, String> UNTAGGED = Collections.unmodifiableSortedMap(new TreeMap<>());

    private final Answers answers;
    private final Listing listing;
    private final Ownership ownership;
    private final Set<String> publicInstances = new HashSet<>();

    DatabaseReader(Answers answers, Ownership ownership) {
        this.answers = answers;
        this.listing = new Listing(answers);
        this.ownership = ownership;
    }

    List<Resource> read() {
        SubnetGroups groups =
                new SubnetGroups(answers, listing, Operation.RDS_DESCRIBE_DB_SUBNET_GROUPS, "DBSubnetGroupName");
        List<Resource> found = new ArrayList<>(listing.read(
                Operation.RDS_DESCRIBE_DB_INSTANCES,
                "DBInstanceIdentifier",
                it -> it.arn().toString(),
                (item, _) -> instance(item)));
        found.addAll(listing.read(
                Operation.RDS_DESCRIBE_DB_CLUSTERS,
                "DBClusterIdentifier",
                it -> it.arn().toString(),
                (item, site) -> cluster(item, site, groups)));
        found.addAll(listing.read(
                Operation.RDS_DESCRIBE_DB_PROXIES, "DBProxyName", it -> it.arn().toString(), (item, _) -> proxy(item)));
        return found;
    }

    private Database instance(Item item) {
        String name = item.needed("DBInstanceIdentifier");
        Arn arn = item.arn("DBInstanceArn");
        Item endpoint = item.in("Endpoint");
        Item group = item.in("DBSubnetGroup");
        boolean isPublic = item.flag("PubliclyAccessible", false);
        if (isPublic) {
            publicInstances.add(arn.account() + arn.region() + name);
        }
        SortedMap<String, String> tags = item.tags("TagList");
        ownership.claim(arn, "AWS::RDS::DBInstance", List.of(name), tags);
        return new Database(
                arn,
                name,
                item.text("Engine"),
                hosts(List.of(endpoint.text("Address"))),
                endpoint.has("Port") ? endpoint.port("Port") : item.port("DbInstancePort"),
                group.text("VpcId"),
                group.each("Subnets", "SubnetIdentifier"),
                item.each("VpcSecurityGroups", "VpcSecurityGroupId"),
                isPublic,
                tags,
                StoreReader.origin(Operation.RDS_DESCRIBE_DB_INSTANCES, name));
    }

    /// A cluster is reachable from outside where one of its instances is.
    private Database cluster(Item item, Site site, SubnetGroups groups) {
        String name = item.needed("DBClusterIdentifier");
        Arn arn = item.arn("DBClusterArn");
        List<String> hosts = new ArrayList<>(List.of(item.text("Endpoint"), item.text("ReaderEndpoint")));
        hosts.addAll(item.texts("CustomEndpoints"));
        boolean isPublic = item.flag("PubliclyAccessible", false);
        for (String it : item.each("DBClusterMembers", "DBInstanceIdentifier")) {
            isPublic |= publicInstances.contains(arn.account() + arn.region() + it);
        }
        SortedMap<String, String> tags = item.tags("TagList");
        ownership.claim(arn, "AWS::RDS::DBCluster", List.of(name), tags);
        Optional<SubnetGroups.Group> group =
                groups.find(item.text("DBSubnetGroup"), Operation.RDS_DESCRIBE_DB_CLUSTERS, site, name);
        return new Database(
                arn,
                name,
                item.text("Engine"),
                hosts(hosts),
                item.port("Port"),
                group.map(SubnetGroups.Group::vpcId).orElse(""),
                group.map(SubnetGroups.Group::subnetIds).orElse(List.of()),
                item.each("VpcSecurityGroups", "VpcSecurityGroupId"),
                isPublic,
                tags,
                StoreReader.origin(Operation.RDS_DESCRIBE_DB_CLUSTERS, name));
    }

    /// A proxy listens on the port of its engine:
    /// https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-proxy-connecting.html.
    private Database proxy(Item item) {
        String name = item.needed("DBProxyName");
        Arn arn = item.arn("DBProxyArn");
        String family = item.text("EngineFamily").toLowerCase(Locale.ROOT);
        int port = switch (family) {
            case "postgresql" -> 5432;
            case "mysql" -> 3306;
            case "sqlserver" -> 1433;
            default -> 0;
        };
        ownership.claim(arn, "AWS::RDS::DBProxy", List.of(name), UNTAGGED);
        return new Database(
                arn,
                name,
                family.equals("postgresql") ? "postgres" : family,
                hosts(List.of(item.text("Endpoint"))),
                port,
                item.text("VpcId"),
                item.texts("VpcSubnetIds"),
                item.texts("VpcSecurityGroupIds"),
                false,
                UNTAGGED,
                StoreReader.origin(Operation.RDS_DESCRIBE_DB_PROXIES, name));
    }

    static List<String> hosts(List<String> some) {
        return some.stream().filter(it -> !it.isEmpty()).toList();
    }
}
