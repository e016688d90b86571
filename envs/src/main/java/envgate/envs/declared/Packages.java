package envgate.envs.declared;

/// The folders that deploy tools package into, and the CloudFormation template in them that says what they would
/// deploy.
public final class Packages {

    /// https://github.com/serverless/serverless/blob/main/docs/guides/packaging.md.
    private static final String SERVERLESS = "cloudformation-template-update-stack.json";

    private Packages() {}

    /// Where the template would be in what the Serverless Framework packages: the one that it deploys with.
    public static String templateIn(String folder) {
        return (folder.endsWith("/") ? folder : folder + "/") + SERVERLESS;
    }
}
