package envgate.envs.model;

import java.util.Optional;

/// An Amazon Resource Name, `arn:partition:service:region:account:resource`.
///
/// See https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html.
public record Arn(String partition, String service, String region, String account, String resource)
        implements Comparable<Arn> {

    /// The parts of `text`, or nothing when it is no ARN.
    public static Optional<Arn> parse(String text) {
        String[] parts = text.split(":", 6);
        if (parts.length < 6
                || !parts[0].equals("arn")
                || parts[1].isEmpty()
                || parts[2].isEmpty()
                || parts[5].isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Arn(parts[1], parts[2], parts[3], parts[4], parts[5]));
    }

    /// The ARN of text that is known to be one.
    public static Arn of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("not an ARN"));
    }

    /// The last part of the resource: `orders` of `function:orders`, `key` of `role/path/key`.
    public String name() {
        String last = resource.substring(resource.lastIndexOf('/') + 1);
        return last.substring(last.lastIndexOf(':') + 1);
    }

    @Override
    public int compareTo(Arn other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return "arn:" + partition + ":" + service + ":" + region + ":" + account + ":" + resource;
    }
}
