package envgate.envs.source.aws;

import envgate.envs.model.Arn;

/// Who reads, as sts:GetCallerIdentity tells it.
///
/// @param account 12 digits
/// @param arn of the user or the role's session
record Caller(String account, String arn) {

    /// `aws`, `aws-cn`, `aws-us-gov`
    String partition() {
        return Arn.parse(arn).map(Arn::partition).orElse("aws");
    }
}
