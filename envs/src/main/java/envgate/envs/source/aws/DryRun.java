package envgate.envs.source.aws;

/// A function that Lambda is asked about whether it could be called.
///
/// @param function its name
/// @param qualifier an alias or a version; empty for `$LATEST`
public record DryRun(String function, String qualifier, String region) {

    /// What Lambda says.
    ///
    /// @param reason AWS's code or our words; empty when all is fine
    public record Result(DryRun run, Kind kind, String reason) {

        /// Whether it could be called.
        public enum Kind {
            FINE,
            /// There is no such function, alias or version.
            REFUSED,
            /// Nobody could tell: not allowed, too often, or too late.
            UNKNOWN
        }
    }
}
