package envgate.envs.model;

/// An area we could not see, or one thing in it, and why.
///
/// @param service the AWS CLI's name of the service, `lambda`
/// @param operation AWS's name of the call, `GetPolicy`; empty when a file and not a call is at fault
/// @param resource the one thing that could not be seen (name, id or ARN); empty when the whole area could not
/// @param permission the IAM action that would let us see it, `lambda:GetPolicy`; empty when none would
/// @param reason why, in words without secrets: AWS's error code, or what is wrong with the file
public record Gap(
        Area area,
        String account,
        String region,
        String service,
        String operation,
        String resource,
        String permission,
        String reason)
        implements Comparable<Gap> {

    private static final java.util.Comparator<Gap> ORDER = java.util.Comparator.comparing(Gap::area)
            .thenComparing(Gap::account)
            .thenComparing(Gap::region)
            .thenComparing(Gap::service)
            .thenComparing(Gap::operation)
            .thenComparing(Gap::resource)
            .thenComparing(Gap::permission)
            .thenComparing(Gap::reason);

    /// Whether the whole area is unseen, not one thing in it.
    public boolean isWhole() {
        return resource.isEmpty();
    }

    /// What to say to a person, in one line.
    public String text() {
        String what = operation.isEmpty() ? area.name().toLowerCase(java.util.Locale.ROOT) : service + ":" + operation;
        return what + (resource.isEmpty() ? "" : " of " + resource) + ": " + reason;
    }

    @Override
    public int compareTo(Gap other) {
        return ORDER.compare(this, other);
    }
}
