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
    record Key(
            Arn arn,
            String name,
            List<String> aliases,
            String state,
            Sight<PolicyDocument> policy,
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

    /// A database or cache with an address inside a VPC: RDS instance, cluster or proxy, ElastiCache cluster.
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
            return arn.service().equals("elasticache") ? "ElastiCache cluster" : "RDS database";
        }
    }

    /// @param scheme `internal` or `internet-facing`
    /// @param type `application`, `network`, `gateway`
    record LoadBalancer(
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
            Origin origin)
            implements Resource {

        /// A port that the load balancer takes traffic on.
        public record Listener(String protocol, int port) {}

        public LoadBalancer {
            subnetIds = subnetIds.stream().sorted().distinct().toList();
            securityGroupIds = securityGroupIds.stream().sorted().distinct().toList();
            listeners = List.copyOf(listeners);
        }

        @Override
        public String kind() {
            return "load balancer";
        }
    }

    /// A REST, HTTP or WebSocket API.
    ///
    /// @param endpoint its own host, `abc.execute-api.eu-west-1.amazonaws.com`
    record Api(Arn arn, String name, String id, String endpoint, SortedMap<String, String> tags, Origin origin)
            implements Resource {
        @Override
        public String kind() {
            return "API";
        }
    }
}
