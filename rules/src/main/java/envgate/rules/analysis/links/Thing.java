package envgate.rules.analysis.links;

import envgate.envs.model.Area;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a value names.
///
/// @param kind of what kind it is, as far as the value tells
/// @param name AWS's name or id where the thing was seen; empty where it was not, for then it would quote the value
/// @param account where it lies, empty when neither the value nor the inventory says
public record Thing(Kind kind, String name, String account) {

    /// Kinds of things that values name.
    public enum Kind {
        QUEUE("an SQS queue", Area.QUEUES),
        TOPIC("an SNS topic", Area.TOPICS),
        TABLE("a DynamoDB table", Area.TABLES),
        BUCKET("an S3 bucket", Area.BUCKETS),
        KEY("a KMS key", Area.KEYS),
        SECRET("a secret", Area.SECRETS),
        PARAMETER("an SSM parameter", Area.PARAMETERS),
        DATABASE("an RDS database", Area.DATABASES),
        CACHE("an ElastiCache cluster", Area.CACHES),
        LOAD_BALANCER("a load balancer", Area.LOAD_BALANCERS),
        API("an API", Area.APIS),
        FUNCTION("a Lambda function", Area.FUNCTIONS),
        ROLE("an IAM role", Area.ROLES),
        STACK("a stack", Area.STACKS),
        OUTPUT("a stack output", Area.STACKS),
        VPC("a VPC", Area.VPCS),
        SUBNET("a subnet", Area.SUBNETS),
        SECURITY_GROUP("a security group", Area.SECURITY_GROUPS),
        VPC_ENDPOINT("a VPC endpoint", Area.VPC_ENDPOINTS),
        /// A host that is no AWS service's: it may be a record of a private hosted zone.
        HOST("a host", Area.HOSTED_ZONES),
        ACCOUNT("an AWS account", null),
        /// A thing of a service that snapshots do not hold.
        OTHER("an AWS resource", null),
        /// A name, of what is not told.
        NAME("something", null);

        private final String words;
        private final @Nullable Area area;

        Kind(String words, @Nullable Area area) {
            this.words = words;
            this.area = area;
        }

        /// `an SQS queue`.
        public String words() {
            return words;
        }

        /// Where things of this kind are seen.
        public Optional<Area> area() {
            return Optional.ofNullable(area);
        }
    }

    /// `SQS queue orders-staging (account 222222222222)`, `an SQS queue` when it was not seen.
    public String text() {
        String what = name.isEmpty() ? kind.words() : kind.words().replaceFirst("^an? ", "") + " " + name;
        return what + (account.isEmpty() ? "" : " (account " + account + ")");
    }
}
