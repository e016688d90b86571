package envgate.rules.analysis.access;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// What a request is about: a resource with what its own account says about it.
///
/// @param arn of the resource itself, not of an object in it
/// @param owners the accounts that may own it, mostly one; empty when it is one that nobody has seen
/// @param environment where it was seen, empty when it was not
/// @param policy its resource policy; empty when it has none or its kind knows none
/// @param gatekeeper whether nobody gets in unless its policy says so, not even from its own account: KMS keys and
///     the trust policies of roles
record Target(
        String arn,
        Set<String> owners,
        String environment,
        Optional<Layer> policy,
        boolean gatekeeper,
        Controls controls) {

    /// Stands for an account that nobody has seen, among those that may own something.
    static final String ANOTHER = "another account";

    Target {
        owners = new TreeSet<>(owners);
    }

    /// Something of an account that has no policy of its own: what IAM keeps, as what is changed.
    static Target plain(String arn, String account, String environment) {
        return new Target(arn, Set.of(account), environment, Optional.empty(), false, Controls.NONE);
    }

    /// The same for what stands inside of it and does not go by its policy.
    Target withoutPolicy() {
        return new Target(arn, owners, environment, Optional.empty(), gatekeeper, controls);
    }

    /// The account that owns it; empty when that is not known.
    String account() {
        return owners.size() == 1 && !owners.contains(ANOTHER)
                ? owners.iterator().next()
                : "";
    }

    /// Whether a request of `account` comes from outside of the owner's.
    Holds isAcross(String account) {
        if (!owners.contains(account)) {
            return Holds.Known.YES;
        }
        return owners.size() == 1 ? Holds.Known.NO : Holds.maybe("which account owns `" + arn + "`");
    }
}
