package envgate.envs.plan.sam;

import envgate.envs.plan.sam.Tree.Branch;
import envgate.envs.plan.sam.Tree.Row;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Tags of what the macro makes.
///
/// See `PropagateTags` of
/// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-function.html.
final class Tags {

    /// Types whose tags are a list of keys and values.
    private static final Set<String> LISTED = Set.of(
            "AWS::ApiGateway::RestApi",
            "AWS::ApiGateway::Stage",
            "AWS::ApiGateway::DomainName",
            "AWS::ApiGateway::DomainNameV2",
            "AWS::ApiGateway::UsagePlan",
            "AWS::ApiGateway::ApiKey",
            "AWS::ApiGateway::DomainNameAccessAssociation",
            "AWS::CodeDeploy::Application",
            "AWS::CodeDeploy::DeploymentGroup",
            "AWS::IAM::Role",
            "AWS::IoT::TopicRule",
            "AWS::Lambda::Function",
            "AWS::S3::Bucket",
            "AWS::SNS::Topic",
            "AWS::SQS::Queue",
            "AWS::StepFunctions::StateMachine");

    /// Types whose tags are a map.
    private static final Set<String> MAPPED = Set.of("AWS::ApiGatewayV2::Stage", "AWS::ApiGatewayV2::DomainName");

    private Tags() {}

    /// The tag that says that SAM made it, then the user's.
    static Row marked(Branch at, String key, @Nullable Tree tags) {
        return listed(Branch.of(at.mark(), key, "SAM")).addAll(listed(tags, at).items());
    }

    static Row listed(Branch tags) {
        Row list = new Row(tags.mark());
        tags.members()
                .forEach((name, value) -> list.add(
                        Branch.of(value.mark(), "Key", name, "Value", tags.get(name) == null ? "" : value.copy())));
        return list;
    }

    private static Row listed(@Nullable Tree tags, Branch at) {
        return tags instanceof Branch map ? listed(map) : new Row(at.mark());
    }

    /// Gives the tags of a resource to all that is made of it, where the user wants that.
    static void propagate(Iterable<Made> made, @Nullable Tree tags, boolean wanted) {
        if (!wanted || !(tags instanceof Branch map) || map.isEmpty()) {
            return;
        }
        for (Made it : made) {
            if (LISTED.contains(it.type())) {
                it.put("Tags", listed(map));
            } else if (MAPPED.contains(it.type())) {
                it.put("Tags", map.copy());
            }
        }
    }
}
