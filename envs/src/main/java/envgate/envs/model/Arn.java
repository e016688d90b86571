package envgate.envs.model;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An Amazon Resource Name, `arn:partition:service:region:account:resource`.
///
/// Kept as the text that it is, with the places of its colons: most are compared and looked up, few taken apart. See
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html.
public final class Arn implements Comparable<Arn> {

    private static final String START = "arn:";

    private final String text;
    private final int service;
    private final int region;
    private final int account;
    private final int resource;

    /// @param service where it begins, as of the other parts
    private Arn(String text, int service, int region, int account, int resource) {
        this.text = text;
        this.service = service;
        this.region = region;
        this.account = account;
        this.resource = resource;
    }

    public Arn(String partition, String service, String region, String account, String resource) {
        this.text = START + partition + ":" + service + ":" + region + ":" + account + ":" + resource;
        this.service = START.length() + partition.length() + 1;
        this.region = this.service + service.length() + 1;
        this.account = this.region + region.length() + 1;
        this.resource = this.account + account.length() + 1;
    }

    /// The parts of `text`, or nothing when it is no ARN.
    public static Optional<Arn> parse(String text) {
        if (!text.startsWith(START)) {
            return Optional.empty();
        }
        int service = text.indexOf(':', START.length()) + 1;
        int region = service == 0 ? 0 : text.indexOf(':', service) + 1;
        int account = region == 0 ? 0 : text.indexOf(':', region) + 1;
        int resource = account == 0 ? 0 : text.indexOf(':', account) + 1;
        boolean whole =
                resource > 0 && resource < text.length() && service > START.length() + 1 && region > service + 1;
        return whole ? Optional.of(new Arn(text, service, region, account, resource)) : Optional.empty();
    }

    /// The ARN of text that is known to be one.
    public static Arn of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("not an ARN"));
    }

    public String partition() {
        return text.substring(START.length(), service - 1);
    }

    public String service() {
        return text.substring(service, region - 1);
    }

    /// Empty where the service knows none.
    public String region() {
        return text.substring(region, account - 1);
    }

    /// Empty where the service knows none.
    public String account() {
        return text.substring(account, resource - 1);
    }

    public String resource() {
        return text.substring(resource);
    }

    /// The last part of the resource: `orders` of `function:orders`, `key` of `role/path/key`.
    public String name() {
        int last = Math.max(text.lastIndexOf('/'), text.lastIndexOf(':')) + 1;
        return text.substring(Math.max(last, resource));
    }

    @Override
    public int compareTo(Arn other) {
        return text.compareTo(other.text);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Arn arn && text.equals(arn.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
