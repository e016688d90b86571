package envgate.envs.source.aws;

import envgate.envs.model.Area;
import envgate.envs.model.Selection;
import envgate.envs.source.capture.Operation;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The smallest IAM policy that lets envgate read what is needed, made from the table that it calls from.
///
/// It names no resources: listings have none, and what the calls about single items are about is not known
/// before. sts:GetCallerIdentity needs no permission
/// (https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html).
public final class Permissions {

    /// Characters without white space that IAM takes in a managed policy; an inline policy of a role may
    /// have 10,240: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html.
    public static final int MANAGED_POLICY_LIMIT = 6144;

    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final List<String> actions;

    private Permissions(List<String> actions) {
        this.actions = List.copyOf(actions);
    }

    /// @param areas what the chosen rules need
    /// @param selections of the environments that are read: tags of functions take a call of their own
    public static Permissions of(Set<Area> areas, Collection<Selection> selections) {
        return new Permissions(Needs.of(areas, selections).stream()
                .map(Operation::permission)
                .filter(it -> !it.isEmpty())
                .distinct()
                .sorted()
                .toList());
    }

    /// The same with what it takes to read a change set that is given as a plan.
    public Permissions withChangeSets() {
        return new Permissions(Stream.concat(
                        actions.stream(),
                        Stream.of(Operation.CLOUDFORMATION_DESCRIBE_CHANGE_SET, Operation.CLOUDFORMATION_GET_TEMPLATE)
                                .map(Operation::permission))
                .distinct()
                .sorted()
                .toList());
    }

    /// `ec2:DescribeVpcs`, ..., sorted.
    public List<String> actions() {
        return actions;
    }

    /// The policy document.
    public ObjectNode policy() {
        ObjectNode statement = JsonNodeFactory.instance.objectNode();
        statement.put("Sid", "EnvgateReads").put("Effect", "Allow");
        actions.forEach(statement.withArray("Action")::add);
        statement.put("Resource", "*");
        ObjectNode policy = JsonNodeFactory.instance.objectNode().put("Version", "2012-10-17");
        policy.withArray("Statement").add(statement);
        return policy;
    }

    /// The policy document as a text to paste.
    public String text() {
        return MAPPER.writeValueAsString(policy());
    }

    /// What IAM counts against its limits: characters without white space.
    public int size() {
        return policy().toString().length();
    }

    /// What else is to be known, in lines.
    public List<String> notes() {
        String fits =
                size() <= MANAGED_POLICY_LIMIT ? "fits into one managed policy" : "is too long for a managed policy";
        return List.of(
                size() + " characters as IAM counts them: it " + fits + " (" + MANAGED_POLICY_LIMIT
                        + "; an inline policy of a role may have 10240)",
                "functions whose variables are encrypted with a key of your own show them only to those who may"
                        + " kms:Decrypt with it",
                "organization policies can be read only from the management account or a delegated administrator");
    }
}
