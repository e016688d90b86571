package envgate.envs.plan.sam;

import envgate.envs.document.Mark;
import envgate.envs.plan.sam.Tree.Branch;
import envgate.envs.plan.sam.Tree.Row;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Policies that the macro writes into roles and beside queues.
final class Grants {

    private static final String VERSION = "2012-10-17";

    private Grants() {}

    static Branch allow(Object action, Tree resource) {
        return Branch.of(resource.mark(), "Action", action, "Effect", "Allow", "Resource", resource);
    }

    static Branch allow(Object action, String resource, Mark mark) {
        return allow(action, Tree.of(resource, mark));
    }

    /// A policy inside a role.
    static Branch inline(String name, List<Branch> statements, Mark mark) {
        return Branch.of(mark, "PolicyName", name, "PolicyDocument", Branch.of(mark, "Statement", statements));
    }

    static Branch inline(String name, Branch statement) {
        return inline(name, List.of(statement), statement.mark());
    }

    static Branch document(Branch... statements) {
        return Branch.of(statements[0].mark(), "Version", VERSION, "Statement", Row.of(statements[0].mark(), (Object[])
                statements));
    }

    /// Who may take a role on: a service of AWS.
    static Branch trust(String service, Mark mark) {
        return document(Branch.of(
                mark,
                "Action",
                List.of("sts:AssumeRole"),
                "Effect",
                "Allow",
                "Principal",
                Branch.of(mark, "Service", List.of(service))));
    }

    static Branch sendTo(String queueOf, Tree queue) {
        return inline(queueOf + "SQSPolicy", allow("sqs:SendMessage", queue.copy()));
    }

    static Branch publishTo(String topicOf, Tree topic) {
        return inline(topicOf + "SNSPolicy", allow("sns:publish", topic.copy()));
    }

    static Branch writeTo(String bucketOf, Tree bucket) {
        Mark mark = bucket.mark();
        Branch inside = Branch.of(mark, "Fn::Join", List.of("/", List.of(bucket.copy(), "*")));
        return inline(
                bucketOf + "S3Policy",
                List.of(allow("s3:PutObject", inside), allow("s3:ListBucket", bucket.copy())),
                mark);
    }

    static Branch putTo(String busOf, Tree bus) {
        return inline(busOf + "EventBridgePolicy", allow("events:PutEvents", bus.copy()));
    }

    static Branch invoke(String of, Tree function) {
        return inline(of + "LambdaPolicy", allow("lambda:InvokeFunction", function.copy()));
    }

    static Branch start(String of, Tree machine) {
        return inline(of + "StartExecutionPolicy", allow("states:StartExecution", machine.copy()));
    }

    /// A queue's policy that lets somebody send from one source only.
    static Branch sendFrom(@Nullable String service, Tree source, Tree queue) {
        Mark mark = queue.mark();
        return document(Branch.of(
                mark,
                "Action",
                "sqs:SendMessage",
                "Effect",
                "Allow",
                "Principal",
                service == null ? "*" : Branch.of(mark, "Service", service),
                "Resource",
                queue.copy(),
                "Condition",
                Branch.of(mark, "ArnEquals", Branch.of(mark, "aws:SourceArn", source.copy()))));
    }
}
