package envgate.rules.analysis.access;

/// Who makes a request, as policies of resources name it.
interface Caller {

    /// How a `Principal` element can name a caller, from the narrowest to the widest.
    enum Name {
        /// The session of a role, a user, a service: that which makes the request.
        SESSION,
        /// The role whose session it is.
        ROLE,
        ANYONE,
        ACCOUNT;

        @SuppressWarnings("ImmutableEnumChecker") // a list that cannot change
        static final java.util.List<Name> ALL = java.util.List.of(values());
    }

    /// For people.
    String words();

    /// Whether a principal's pattern (`AWS:arn…`, `Service:…`, `*`) names it in this way.
    boolean isNamed(String pattern, Name by);

    /// Whether a principal's pattern that cannot be told may mean it: the canonical id of an account says
    /// nothing of which one it is, and what is neither `AWS`, `Service` nor `Federated` is no principal.
    ///
    /// See https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html.
    static boolean mayMean(String pattern, boolean ofAccount) {
        return pattern.startsWith("CanonicalUser:")
                ? ofAccount
                : !pattern.equals("*")
                        && !pattern.startsWith("AWS:")
                        && !pattern.startsWith("Service:")
                        && !pattern.startsWith("Federated:");
    }

    /// Whether it acts for an account, by policies of its identity.
    boolean isOfAccount();

    /// Whether the session can have one name only.
    boolean hasOneName();

    /// Whether a Deny with `NotPrincipal` denies it, where these ways of naming it are listed.
    ///
    /// See https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html.
    Holds isDeniedByNotPrincipal(boolean account, boolean role, boolean session, String where);
}
