package envgate.envs.source.capture;

import envgate.envs.model.Area;
import envgate.envs.model.Gap;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Says of areas that only calls about items answer that all of them is unseen, where nobody could know the
/// items.
///
/// Where a listing was seen, its items have gaps of their own; where it was not, no item is known that
/// could have one.
final class Coverage {

    /// The listing that names the items of a call.
    private static final Map<Operation, Operation> LISTED_BY = new EnumMap<>(Map.ofEntries(
            Map.entry(Operation.CLOUDFORMATION_LIST_STACK_RESOURCES, Operation.CLOUDFORMATION_DESCRIBE_STACKS),
            Map.entry(Operation.CLOUDFORMATION_GET_TEMPLATE, Operation.CLOUDFORMATION_DESCRIBE_STACKS),
            Map.entry(Operation.LAMBDA_GET_FUNCTION, Operation.LAMBDA_LIST_FUNCTIONS),
            Map.entry(Operation.LAMBDA_GET_POLICY, Operation.LAMBDA_LIST_FUNCTIONS),
            Map.entry(Operation.LAMBDA_LIST_ALIASES, Operation.LAMBDA_LIST_FUNCTIONS),
            Map.entry(Operation.IAM_GET_POLICY_VERSION, Operation.IAM_GET_ACCOUNT_AUTHORIZATION_DETAILS),
            Map.entry(Operation.IAM_GET_POLICY, Operation.IAM_GET_ACCOUNT_AUTHORIZATION_DETAILS),
            Map.entry(Operation.EC2_DESCRIBE_STALE_SECURITY_GROUPS, Operation.EC2_DESCRIBE_SECURITY_GROUPS),
            Map.entry(Operation.SSM_GET_PARAMETERS, Operation.SSM_DESCRIBE_PARAMETERS),
            Map.entry(Operation.SECRETSMANAGER_GET_RESOURCE_POLICY, Operation.SECRETSMANAGER_LIST_SECRETS),
            Map.entry(Operation.S3_GET_BUCKET_POLICY, Operation.S3_LIST_BUCKETS),
            Map.entry(Operation.KMS_GET_KEY_POLICY, Operation.KMS_LIST_KEYS),
            Map.entry(Operation.KMS_LIST_GRANTS, Operation.KMS_LIST_KEYS),
            Map.entry(Operation.SQS_GET_QUEUE_ATTRIBUTES, Operation.SQS_LIST_QUEUES),
            Map.entry(Operation.SNS_GET_TOPIC_ATTRIBUTES, Operation.SNS_LIST_TOPICS),
            Map.entry(Operation.DYNAMODB_GET_RESOURCE_POLICY, Operation.DYNAMODB_LIST_TABLES)));

    private final Answers answers;
    private final Ledger ledger;

    private Coverage(Answers answers) {
        this.answers = answers;
        this.ledger = answers.ledger();
    }

    /// To be asked when all listings have been read.
    static void close(Answers answers) {
        Coverage coverage = new Coverage(answers);
        Set<Area> listed = EnumSet.noneOf(Area.class);
        for (Operation it : Operation.values()) {
            if (it.isListing()) {
                listed.addAll(it.areas());
            }
        }
        for (Area area : Area.values()) {
            if (!listed.contains(area)) {
                coverage.close(area);
            }
        }
    }

    private void close(Area area) {
        List<Operation> calls = new ArrayList<>();
        for (Operation it : Operation.values()) {
            if (it.areas().contains(area)) {
                calls.add(it);
            }
        }
        for (Operation call : calls) {
            Operation listing = LISTED_BY.get(call);
            for (Site site : answers.sites(call)) {
                if (listing != null && ledger.isWhole(listing, site) && !isAnswered(calls, site.account())) {
                    for (Gap why : ledger.wholes(listing, site)) {
                        ledger.gap(listing, List.of(area), site, "", why.permission(), why.reason());
                    }
                }
            }
        }
    }

    private boolean isAnswered(List<Operation> calls, String account) {
        return calls.stream()
                .anyMatch(call -> answers.sites(call).stream()
                        .anyMatch(site -> site.account().equals(account) && answers.isAnswered(call, site)));
    }
}
