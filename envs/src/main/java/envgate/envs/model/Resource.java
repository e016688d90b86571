package envgate.envs.model;

import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// A thing of AWS that functions use: queue, table, bucket, database and the like.
public sealed interface Resource extends Comparable<Resource> {

    Arn arn();

    /// The name or identifier that AWS knows it by in its account.
    String name();

    SortedMap<String, String> tags();

    Origin origin();

    /// AWS's name of the kind, for people: `SQS queue`.
    String kind();

    @Override
    default int compareTo(Resource other) {
        return arn().compareTo(other.arn());
    }

    /// @param visibilityTimeout seconds, null when not seen
    record Queue(
            Arn arn,
            String name,
            @Nullable Integer visibilityTimeout,
            Sight<PolicyDocument> policy,
            SortedMap<String, String> tags,
            Origin origin)
            implements Resource {
        @Override
        public String kind() {
            return "SQS queue";
        }
    }

    record Topic(Arn arn, String name, Sight<PolicyDocument> policy, SortedMap<String, String> tags, Origin origin)
            implements Resource {
        @Override
        public String kind() {
            return "SNS topic";
        }
    }

    record Table(Arn arn, String name, Sight<PolicyDocument> policy, SortedMap<String, String> tags, Origin origin)
            implements Resource {
        @Override
        public String kind() {
            return "DynamoDB table";
        }
    }

    record Bucket(Arn arn, String name, Sight<PolicyDocument> policy, SortedMap<String, String> tags, Origin origin)
            implements Resource {
        @Override
        public String kind() {
            return "S3 bucket";
        }
    }

    /// @param state `Enabled`, `Disabled`, `PendingDeletion`; empty when not seen
    /// @param grants what its grants allow, as statements
    record Key(
            Arn arn,
            String name,
            List<String> aliases,
            String state,
            Sight<PolicyDocument> policy,
            Sight<PolicyDocument> grants,
            SortedMap<String, String> tags,
            Origin origin)
            implements Resource {
        public Key {
            aliases = aliases.stream().sorted().toList();
        }

        @Override
        public String kind() {
            return "KMS key";
        }
    }

    /// A repository of images.
    record Repository(Arn arn, String name, Sight<PolicyDocument> policy, SortedMap<String, String> tags, Origin origin)
            implements Resource {
        @Override
        public String kind() {
            return "ECR repository";
        }
    }

    /// An event bus of EventBridge.
    record EventBus(Arn arn, String name, Sight<PolicyDocument> policy, SortedMap<String, String> tags, Origin origin)
            implements Resource {
        @Override
        public String kind() {
            return "event bus";
        }
    }

    /// A secret's metadata; its value is never read.
    ///
    /// @param deletedDate ISO 8601 when it is scheduled for deletion, else empty
    record Secret(
            Arn arn,
            String name,
            String deletedDate,
            Sight<PolicyDocument> policy,
            SortedMap<String, String> tags,
            Origin origin)
            implements Resource {
        @Override
        public String kind() {
            return "secret";
        }
    }

    /// An SSM parameter.
    ///
    /// @param type `String`, `StringList` or `SecureString`
    /// @param value null when it was not read; a SecureString's never is
    record Parameter(
            Arn arn,
            String name,
            String type,
            long version,
            @Nullable Value value,
            SortedMap<String, String> tags,
            Origin origin)
            implements Resource {
        @Override
        public String kind() {
            return "SSM parameter";
        }
    }

    /// A database or cache with an address inside a VPC: RDS instance, cluster or proxy, ElastiCache
    /// cluster, OpenSearch domain.
    ///
    /// @param hosts names that it answers on
    /// @param publiclyAccessible whether its name leads to a public address from outside the VPC
    record Database(
            Arn arn,
            String name,
            String engine,
            List<String> hosts,
            int port,
            String vpcId,
            List<String> subnetIds,
            List<String> securityGroupIds,
            boolean publiclyAccessible,
            SortedMap<String, String> tags,
            Origin origin)
            implements Resource {
        public Database {
            hosts = hosts.stream().sorted().distinct().toList();
            subnetIds = subnetIds.stream().sorted().distinct().toList();
            securityGroupIds = securityGroupIds.stream().sorted().distinct().toList();
        }

        @Override
        public String kind() {
            return switch (arn.service()) {
                case "elasticache" -> "ElastiCache cluster";
                case "es" -> "OpenSearch domain";
                default -> "RDS database";
            };
        }
    }

    /// @param scheme `internal` or `internet-facing`
    /// @param type `application`, `network`, `gateway`, `classic`
    /// @param state `active`, `provisioning`, `active_impaired`, `failed`; empty when not seen
    /// @param ipAddressType `ipv4`, `dualstack`, …; empty when not seen
    /// @param nodes one in each of its zones
    /// @param crossZone whether a node sends to targets of other zones; null when not seen
    record LoadBalancer(
            Arn arn,
            String name,
            String dnsName,
            String scheme,
            String type,
            String state,
            String ipAddressType,
            String vpcId,
            List<Node> nodes,
            List<String> securityGroupIds,
            List<Listener> listeners,
            @Nullable Boolean crossZone,
            SortedMap<String, String> tags,
            Origin origin)
            implements Resource {

        /// A port that the load balancer takes traffic on.
        ///
        /// @param targetGroupArns where it may send what comes in, by its default action or by a rule
        /// @param complete whether those are all; rules of an application load balancer are not always seen
        public record Listener(String protocol, int port, List<String> targetGroupArns, boolean complete) {

            public Listener {
                targetGroupArns = targetGroupArns.stream().sorted().distinct().toList();
            }

            /// A listener of which it is not known where it sends.
            public Listener(String protocol, int port) {
                this(protocol, port, List.of(), false);
            }
        }

        /// Where the load balancer has an interface of its own.
        ///
        /// @param addresses as far as AWS says them: those that were chosen for it
        public record Node(String availabilityZone, String subnetId, List<String> addresses) {

            public Node {
                addresses = addresses.stream().sorted().distinct().toList();
            }
        }

        public LoadBalancer {
            nodes = nodes.stream()
                    .sorted(java.util.Comparator.comparing(Node::toString))
                    .distinct()
                    .toList();
            securityGroupIds = securityGroupIds.stream().sorted().distinct().toList();
            listeners = listeners.stream()
                    .sorted(java.util.Comparator.comparing(Listener::toString))
                    .toList();
        }

        /// A load balancer that is active, of whose nodes only the subnets are known.
        public LoadBalancer(
                Arn arn,
                String name,
                String dnsName,
                String scheme,
                String type,
                String vpcId,
                List<String> subnetIds,
                List<String> securityGroupIds,
                List<Listener> listeners,
                SortedMap<String, String> tags,
                Origin origin) {
            this(
                    arn,
                    name,
                    dnsName,
                    scheme,
                    type,
                    "active",
                    "ipv4",
                    vpcId,
                    subnetIds.stream().map(it -> new Node("", it, List.of())).toList(),
                    securityGroupIds,
                    listeners,
                    null,
                    tags,
                    origin);
        }

        public List<String> subnetIds() {
            return nodes.stream().map(Node::subnetId).sorted().distinct().toList();
        }

        @Override
        public String kind() {
            return "load balancer";
        }
    }

    /// A REST, HTTP or WebSocket API.
    ///
    /// @param endpoint its own host, `abc.execute-api.eu-west-1.amazonaws.com`
    /// @param policy who may call it; only REST APIs have one
    record Api(
            Arn arn,
            String name,
            String id,
            String endpoint,
            Sight<PolicyDocument> policy,
            SortedMap<String, String> tags,
            Origin origin)
            implements Resource {
        @Override
        public String kind() {
            return "API";
        }
    }
}
