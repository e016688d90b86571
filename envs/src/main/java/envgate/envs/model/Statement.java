package envgate.envs.model;

import java.util.List;

/// One statement of a policy.
///
/// @param id its Sid, or its place in the document (`#2`) where it has none
/// @param principals empty for identity policies
/// @param unknown elements that are malformed or that we do not know: such a statement never allows
public record Statement(
        String id,
        Effect effect,
        Matcher principals,
        Matcher actions,
        Matcher resources,
        List<Condition> conditions,
        List<String> unknown) {

    /// Allow or Deny.
    public enum Effect {
        ALLOW,
        DENY
    }

    /// The patterns of an element, or of its `Not` form.
    ///
    /// @param negated whether the element was `NotAction`, `NotResource` or `NotPrincipal`
    /// @param patterns principals as `AWS:arn…`, `Service:lambda.amazonaws.com`, `Federated:…`, or `*`
    public record Matcher(boolean negated, List<String> patterns) {

        public static final Matcher NONE = new Matcher(false, List.of());

        public Matcher {
            patterns = List.copyOf(patterns);
        }
    }

    /// One operator on one key: `StringEquals`, `aws:SourceArn`, values. Values that may be secret are hidden.
    public record Condition(String operator, String key, List<Value> values) {

        public Condition {
            values = List.copyOf(values);
        }
    }

    public Statement {
        conditions = List.copyOf(conditions);
        unknown = List.copyOf(unknown);
    }
}
