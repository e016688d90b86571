package envgate.envs.source.capture;

import envgate.envs.model.Arn;
import envgate.envs.model.Resource;
import envgate.envs.model.Resource.Database;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// Reads domains of Elasticsearch and OpenSearch; one in a VPC is a database there, which listens on 443.
///
/// See https://docs.aws.amazon.com/opensearch-service/latest/developerguide/vpc.html.
final class DomainReader {

    private final Answers answers;
    private final Ownership ownership;

    DomainReader(Answers answers, Ownership ownership) {
        this.answers = answers;
        this.ownership = ownership;
    }

    List<Resource> read() {
        return new ArrayList<>(new Listing(answers)
                .read(
                        Operation.ES_DESCRIBE_ELASTICSEARCH_DOMAINS,
                        "DomainName",
                        it -> it.arn().toString(),
                        (item, _) -> domain(item)));
    }

    private Database domain(Item item) {
        String name = item.needed("DomainName");
        Arn arn = item.arn("ARN");
        Item vpc = item.in("VPCOptions");
        List<String> hosts = new ArrayList<>(List.of(item.text("Endpoint")));
        hosts.addAll(item.map("Endpoints").values());
        ownership.claim(arn, "AWS::OpenSearchService::Domain", List.of(name), new TreeMap<>());
        return new Database(
                arn,
                name,
                "opensearch",
                DatabaseReader.hosts(hosts),
                443,
                vpc.text("VPCId"),
                vpc.texts("SubnetIds"),
                vpc.texts("SecurityGroupIds"),
                !item.has("VPCOptions"),
                new TreeMap<>(),
                StoreReader.origin(Operation.ES_DESCRIBE_ELASTICSEARCH_DOMAINS, name));
    }
}
