package envgate.envs.moto;

import java.util.List;
import java.util.stream.Collectors;

/// The policy documents of the sample application that no template holds.
final class Policies {

    private Policies() {}

    static String allow(String sid, String action, String resource) {
        return document("""
                {"Sid": "%s", "Effect": "Allow", "Action": "%s", "Resource": "%s"}""".formatted(sid, action, resource));
    }

    /// Lets everyone in these accounts assume a role whose own policies say so.
    static String trust(String... accounts) {
        String principals =
                List.of(accounts).stream().map(it -> "\"" + root(it) + "\"").collect(Collectors.joining(", "));
        return document("""
                {"Effect": "Allow", "Principal": {"AWS": [%s]}, "Action": "sts:AssumeRole"}""".formatted(principals));
    }

    static String keyOf(String account) {
        return document("""
                {"Sid": "AccountDecides", "Effect": "Allow", "Principal": {"AWS": "%s"}, "Action": "kms:*", \
                "Resource": "*"}""".formatted(root(account)));
    }

    static String onlyEncryptedTransport(String bucket) {
        return document("""
                {"Sid": "OnlyEncryptedTransport", "Effect": "Deny", "Principal": "*", "Action": "s3:*", \
                "Resource": ["arn:aws:s3:::%s", "arn:aws:s3:::%s/*"], \
                "Condition": {"Bool": {"aws:SecureTransport": "false"}}}""".formatted(bucket, bucket));
    }

    static String readableFrom(String account, String bucket) {
        return document("""
                {"Sid": "RealCatalogForTests", "Effect": "Allow", "Principal": {"AWS": "%s"}, \
                "Action": "s3:GetObject", "Resource": "arn:aws:s3:::%s/*"}""".formatted(root(account), bucket));
    }

    static String fromTopic(String queue, String topic) {
        return document("""
                {"Sid": "FromTopic", "Effect": "Allow", "Principal": {"Service": "sns.amazonaws.com"}, \
                "Action": "sqs:SendMessage", "Resource": "%s", \
                "Condition": {"ArnEquals": {"aws:SourceArn": "%s"}}}""".formatted(queue, topic));
    }

    private static String document(String statement) {
        return "{\"Version\": \"2012-10-17\", \"Statement\": [" + statement + "]}";
    }

    private static String root(String account) {
        return "arn:aws:iam::" + account + ":root";
    }
}
