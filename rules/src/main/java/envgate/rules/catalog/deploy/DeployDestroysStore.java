package envgate.rules.catalog.deploy;

import static envgate.envs.model.Area.STACKS;
import static envgate.rules.finding.Severity.ERROR;
import static envgate.rules.finding.Severity.WARNING;

import com.google.auto.service.AutoService;
import envgate.envs.model.Gap;
import envgate.envs.model.Origin;
import envgate.envs.model.Outlook;
import envgate.envs.model.Outlook.Removal;
import envgate.envs.model.Stack;
import envgate.envs.model.Stack.StackResource;
import envgate.rules.analysis.Deploy;
import envgate.rules.engine.DeployRule;
import envgate.rules.engine.Findings;
import envgate.rules.engine.Rule;
import envgate.rules.finding.Place;
import envgate.rules.finding.RuleCard;
import envgate.rules.finding.Trail;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Finds resources that hold data and that a deploy deletes, or puts an empty one in the place of.
///
/// One that is given up and kept is no fault; one that is replaced and kept is a warning, for the application
/// goes on with the empty one.
@RuleCard(
        id = "deploy-destroys-store",
        code = "DEP-004",
        severity = ERROR,
        needs = {STACKS},
        title = "Deploy deletes or replaces a resource that holds data",
        why = """
        Some changes cannot be made to a table, a database or a user pool that is there: CloudFormation makes a new
        one and deletes the old one with everything in it, unless `UpdateReplacePolicy` keeps it. A resource that is
        taken out of the template goes the same way, unless `DeletionPolicy` keeps it.
        """,
        fix = """
        Take the change back, or set `DeletionPolicy` and `UpdateReplacePolicy` to `Retain` in a deploy of its own
        before this one and move the data.
        """,
        bad = """
        environment: prod
        stacks: {orders-prod: {resources: {Orders: {type: "AWS::DynamoDB::Table", id: orders}}}}
        ---
        environment: prod
        planned: true
        stacks: {orders-prod: {resources: {Orders: {type: "AWS::DynamoDB::Table", id: orders-2}}}}
        removes: {Orders: {type: "AWS::DynamoDB::Table", id: orders, stack: orders-prod, replaced: true}}
        """,
        good = """
        environment: prod
        stacks: {orders-prod: {resources: {Orders: {type: "AWS::DynamoDB::Table", id: orders}}}}
        ---
        environment: prod
        planned: true
        stacks: {orders-prod: {}}
        removes: {Orders: {type: "AWS::DynamoDB::Table", id: orders, stack: orders-prod, kept: true}}
        """,
        sources = {
            "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html",
            "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-updatereplacepolicy.html",
            "https://github.com/architect/architect/issues/1329",
            "https://github.com/aws/aws-cdk/issues/2901",
            "https://github.com/mozilla/subhub/issues/209",
            "https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/1180"
        })
@AutoService(Rule.class)
public final class DeployDestroysStore implements DeployRule {

    private static final Set<String> HOLDS_DATA = Set.of(
            "AWS::Backup::BackupVault",
            "AWS::Cassandra::Table",
            "AWS::Cognito::IdentityPool",
            "AWS::Cognito::UserPool",
            "AWS::DSQL::Cluster",
            "AWS::DocDB::DBCluster",
            "AWS::DynamoDB::GlobalTable",
            "AWS::DynamoDB::Table",
            "AWS::ECR::Repository",
            "AWS::EFS::FileSystem",
            "AWS::ElastiCache::CacheCluster",
            "AWS::ElastiCache::ReplicationGroup",
            "AWS::ElastiCache::ServerlessCache",
            "AWS::Elasticsearch::Domain",
            "AWS::FSx::FileSystem",
            "AWS::KMS::Key",
            "AWS::Kinesis::Stream",
            "AWS::MSK::Cluster",
            "AWS::MemoryDB::Cluster",
            "AWS::Neptune::DBCluster",
            "AWS::OpenSearchService::Domain",
            "AWS::RDS::DBCluster",
            "AWS::RDS::DBInstance",
            "AWS::Redshift::Cluster",
            "AWS::S3::Bucket",
            "AWS::SQS::Queue",
            "AWS::SSM::Parameter",
            "AWS::SecretsManager::Secret",
            "AWS::Serverless::SimpleTable",
            "AWS::Timestream::Table");

    @Override
    public void check(Deploy deploy, Findings findings) {
        Outlook outlook = deploy.after().snapshot().outlook();
        Set<String> told = new TreeSet<>();
        for (Removal it : outlook == null ? List.<Removal>of() : outlook.removals()) {
            if (HOLDS_DATA.contains(it.type())) {
                told.add(it.stack() + '\n' + it.logicalId());
                judge(it, deploy, findings);
            }
        }
        for (Stack stack : deploy.before().snapshot().stacks()) {
            for (StackResource it : stack.resources()) {
                if (HOLDS_DATA.contains(it.type()) && !told.contains(stack.name() + '\n' + it.logicalId())) {
                    stays(stack, it, deploy, findings);
                }
            }
        }
    }

    private static void judge(Removal it, Deploy deploy, Findings findings) {
        if (it.kept() && !it.replaced()) {
            findings.pass();
            return;
        }
        String what = it.type() + " `" + it.physicalId() + "`";
        Place place = Place.of(deploy.environment())
                .withResource(it.physicalId(), it.origin())
                .withKey(it.logicalId());
        Trail trail = Trail.EMPTY.then(
                "the plan " + (it.replaced() ? "puts a new one in the place of " : "takes away ") + what
                        + (it.kept() ? " and keeps the old one" : ", and no policy keeps it"),
                it.logicalId(),
                deploy.environment(),
                it.origin());
        if (it.kept()) {
            String fix = "Move the data into the new one, or take the change back.";
            findings.add(place, "replaces " + what + " by an empty one, and keeps the old one", trail, WARNING, fix);
        } else {
            findings.add(place, (it.replaced() ? "replaces " : "deletes ") + what + " with all that is in it", trail);
        }
    }

    private static Origin origin(Stack stack, Deploy deploy) {
        return deploy.stacks().stream()
                .filter(it -> it.before().equals(stack))
                .map(it -> it.after().origin())
                .findFirst()
                .orElse(stack.origin());
    }

    /// It stays as far as the plan can tell: what it cannot tell is a gap that was not there before.
    private static void stays(Stack stack, StackResource it, Deploy deploy, Findings findings) {
        List<Gap> known = deploy.before().snapshot().gaps();
        Optional<Gap> gap = deploy.after().snapshot().gaps().stream()
                .filter(one -> !it.physicalId().isEmpty()
                        && (one.resource().equals(it.physicalId())
                                || it.physicalId().endsWith("/" + one.resource())))
                .filter(one -> !one.isWhole() && !known.contains(one))
                .findFirst();
        gap.ifPresentOrElse(
                one -> findings.unknown(
                        Place.of(deploy.environment())
                                .withResource(it.physicalId(), origin(stack, deploy))
                                .withKey(it.logicalId()),
                        one),
                findings::pass);
    }
}
