package envgate.envs.plan.sam;

import envgate.envs.document.Quote;
import envgate.envs.plan.sam.Tree.Branch;
import envgate.envs.plan.sam.Tree.Row;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Makes what takes one resource only: tables, layers, applications.
///
/// See
/// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-resources-and-properties.html.
final class SmallResources {

    private static final Map<String, String> TYPES = Map.of("String", "S", "Number", "N", "Binary", "B");

    private SmallResources() {}

    static void table(Written written, Bench bench) {
        Branch key = written.properties().branch("PrimaryKey");
        String type = key.isEmpty() ? "S" : TYPES.get(String.valueOf(key.text("Type")));
        if (type == null || (!key.isEmpty() && key.get("Name") == null)) {
            throw written.wrong(
                    "PrimaryKey", "`PrimaryKey` has a `Name` and a `Type`: `String`, `Number` or `Binary`", "");
        }
        Tree given = key.get("Name");
        Tree name = given == null ? Tree.of("id", written.mark()) : given.copy();
        Tree throughput = written.given("ProvisionedThroughput");
        Tree tags = written.given("Tags");
        Made table = written.becomes("AWS::DynamoDB::Table")
                .put(
                        "AttributeDefinitions",
                        List.of(Branch.of(written.mark(), "AttributeName", name, "AttributeType", type)))
                .put("KeySchema", List.of(Branch.of(written.mark(), "AttributeName", name, "KeyType", "HASH")))
                .put("ProvisionedThroughput", throughput)
                .put("BillingMode", throughput == null ? "PAY_PER_REQUEST" : null)
                .put("PointInTimeRecoverySpecification", written.given("PointInTimeRecoverySpecification"))
                .put("SSESpecification", written.given("SSESpecification"))
                .put("TableName", written.given("TableName"))
                .put("Tags", tags instanceof Branch map ? Tags.listed(map) : null);
        bench.replace(written.id(), List.of(table), Map.of());
    }

    /// A layer is a new version, with a new id, whenever anything about it changes.
    static void layer(Written written, Bench bench) {
        Branch properties = written.properties();
        for (String it : List.of("LayerName", "LicenseInfo", "Description", "RetentionPolicy")) {
            bench.known().resolve(properties, it);
        }
        Tree content = written.get("ContentUri");
        if (content == null) {
            throw new SamMistake(written.mark(), "the layer " + Quote.of(written.id()) + " has no `ContentUri`", "");
        }
        String policy = written.text("RetentionPolicy");
        String kept = policy == null ? "" : policy.toLowerCase(Locale.ROOT);
        if (written.get("RetentionPolicy") != null
                && !List.of("retain", "delete").contains(kept)) {
            throw written.wrong("RetentionPolicy", "`RetentionPolicy` is `Retain` or `Delete`", "");
        }
        Made hashed =
                new Made(written.id(), "AWS::Serverless::LayerVersion", written.mark(), hashedAttributes(written));
        hashed.dependsOn(written.body().get("DependsOn"));
        hashed.properties().putAll(properties.copy());
        String id = written.id() + Digest.of(Branch.of(written.mark(), written.id(), hashed.tree()));
        Tree name = written.given("LayerName");
        Made layer = written.beside(id, "AWS::Lambda::LayerVersion")
                .put("LayerName", name == null ? written.id() : name)
                .put("Content", Locations.code(content))
                .copy(properties, "Description", "CompatibleArchitectures", "CompatibleRuntimes", "LicenseInfo");
        layer.dependsOn(written.body().get("DependsOn"));
        if (policy != null) {
            layer.attributes().put("DeletionPolicy", kept.equals("retain") ? "Retain" : "Delete");
        } else if (layer.attributes().get("DeletionPolicy") == null) {
            layer.attributes().put("DeletionPolicy", "Retain");
        }
        bench.replace(written.id(), List.of(layer), Map.of());
        bench.rename(written.id(), id);
    }

    private static Branch hashedAttributes(Written written) {
        Branch attributes = written.attributes();
        List.of("DeletionPolicy", "UpdateReplacePolicy", "Metadata").forEach(attributes::remove);
        return attributes;
    }

    static void application(Written written, Bench bench) {
        Tree location = written.get("Location");
        if (location == null) {
            throw new SamMistake(
                    written.mark(), "the application " + Quote.of(written.id()) + " has no `Location`", "");
        }
        Branch marks = Branch.of(written.mark(), "lambda:createdBy", "SAM");
        Tree url = location;
        if (location instanceof Branch repository && !Intrinsic.is(location)) {
            marks.put("serverlessrepo:applicationId", repository.get("ApplicationId"));
            marks.put("serverlessrepo:semanticVersion", repository.get("SemanticVersion"));
            url = Tree.of("serverlessrepo://" + written.id(), location.mark());
        }
        Row tags = Tags.listed(marks);
        if (written.get("Tags") instanceof Branch own) {
            tags.addAll(Tags.listed(own).items());
        }
        Made stack = written.beside(written.id(), "AWS::CloudFormation::Stack")
                .copy(written.properties(), "Parameters", "NotificationARNs", "TimeoutInMinutes")
                .put("Tags", tags)
                .put("TemplateURL", url.copy());
        stack.dependsOn(written.body().get("DependsOn"));
        bench.replace(written.id(), List.of(stack), Map.of());
    }
}
