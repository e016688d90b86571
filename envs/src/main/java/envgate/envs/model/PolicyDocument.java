package envgate.envs.model;

import java.util.List;

/// A policy of IAM or of a resource.
///
/// See https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html. What the model does not hold
/// stays in [Statement#unknown], and an answer that could hang on it is unknown.
///
/// @param name the policy's name or ARN; empty for inline documents without one
/// @param version `2012-10-17` or `2008-10-17`
public record PolicyDocument(String name, String version, List<Statement> statements, Origin origin) {

    public PolicyDocument {
        statements = List.copyOf(statements);
    }
}
