package envgate.rules.analysis.access;

import java.util.Optional;

/// What a request is about: a resource with what its own account says about it.
///
/// @param arn of the resource itself, not of an object in it
/// @param account its owner; empty when that is not known, which counts as another account's
/// @param environment where it was seen, empty when it was not
/// @param policy its resource policy; empty when it has none or its kind knows none
/// @param gatekeeper whether nobody gets in unless its policy says so, not even from its own account: KMS keys and
///     the trust policies of roles
record Target(
        String arn,
        String account,
        String environment,
        Optional<Layer> policy,
        boolean gatekeeper,
        Controls controls) {}
