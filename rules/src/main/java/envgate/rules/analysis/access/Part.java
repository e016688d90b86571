package envgate.rules.analysis.access;

/// A kind of policies that has a say in a request, in the order in which AWS asks them.
///
/// See
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html.
public enum Part {
    RCP("rcp"),
    SCP("scp"),
    RESOURCE("resource"),
    /// The policy of a role that says who may assume it.
    TRUST("trust"),
    IDENTITY("identity"),
    BOUNDARY("boundary"),
    SESSION("session"),
    VPC_ENDPOINT("vpcEndpoint");

    private final String text;

    Part(String text) {
        this.text = text;
    }

    /// As answers write it.
    public String text() {
        return text;
    }
}
