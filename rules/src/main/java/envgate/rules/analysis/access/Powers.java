package envgate.rules.analysis.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// All that has a say when a caller acts on a resource.
///
/// @param gate what the resource's policy is to callers of its own account
/// @param sovereign whether the caller needs no policy of its own: an account's root user
/// @param identity the caller's own policies
/// @param resource the resource's policy, or the trust policy of a role
/// @param endpoint the policy of the VPC endpoint that the call travels by
/// @param publicBlock what keeps us from knowing whether a bucket that is open to everyone is shut; `YES`
///     where it is not
record Powers(
        Gate gate,
        boolean sovereign,
        List<Layer> resourceControl,
        List<Layer> serviceControl,
        Optional<Layer> resource,
        Optional<Layer> identity,
        Optional<Layer> boundary,
        Optional<Layer> session,
        Optional<Layer> endpoint,
        Holds publicBlock,
        List<Say> says) {

    /// How the policy of a resource and those of a caller go together within an account.
    enum Gate {
        /// Either is enough.
        EITHER,
        /// The resource's policy must allow, itself or by leaving it to the account: KMS keys.
        KEY,
        /// The same for roles that are assumed.
        TRUST,
        /// Only the resource's policy counts: the caller has no policies that could.
        RESOURCE_ALONE,
        /// The same for roles that are assumed.
        TRUST_ALONE;

        boolean isAlone() {
            return this == RESOURCE_ALONE || this == TRUST_ALONE;
        }

        /// Whether the policies of the caller's own are not enough, even within the account.
        boolean isShut() {
            return this == KEY || this == TRUST;
        }

        Part part() {
            return this == TRUST || this == TRUST_ALONE ? Part.TRUST : Part.RESOURCE;
        }
    }

    /// A layer, and as what it speaks.
    record Say(Part part, Layer layer) {}

    static Powers of(
            Gate gate,
            boolean sovereign,
            List<Layer> resourceControl,
            List<Layer> serviceControl,
            Optional<Layer> resource,
            Optional<Layer> identity,
            Optional<Layer> boundary,
            Optional<Layer> session,
            Optional<Layer> endpoint,
            Holds publicBlock) {
        List<Say> says = new ArrayList<>();
        resourceControl.forEach(it -> says.add(new Say(Part.RCP, it)));
        serviceControl.forEach(it -> says.add(new Say(Part.SCP, it)));
        resource.ifPresent(it -> says.add(new Say(gate.part(), it)));
        identity.ifPresent(it -> says.add(new Say(Part.IDENTITY, it)));
        boundary.ifPresent(it -> says.add(new Say(Part.BOUNDARY, it)));
        session.ifPresent(it -> says.add(new Say(Part.SESSION, it)));
        endpoint.ifPresent(it -> says.add(new Say(Part.VPC_ENDPOINT, it)));
        return new Powers(
                gate,
                sovereign,
                resourceControl,
                serviceControl,
                resource,
                identity,
                boundary,
                session,
                endpoint,
                publicBlock,
                says);
    }

    Powers {
        resourceControl = List.copyOf(resourceControl);
        serviceControl = List.copyOf(serviceControl);
        says = List.copyOf(says);
    }
}
