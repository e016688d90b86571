package envgate.envs.plan.sam;

import envgate.envs.document.Quote;
import envgate.envs.plan.sam.Tree.Branch;
import envgate.envs.plan.sam.Tree.Row;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Makes the roles of functions and state machines that bring none.
final class Roles {

    private static final Map<String, String> PATHS = paths();

    private final String partition;

    Roles(String partition) {
        this.partition = partition;
    }

    private static Map<String, String> paths() {
        Map<String, String> paths = new HashMap<>();
        Shipped.text("managed-policies.txt")
                .lines()
                .forEach(it -> paths.put(it.substring(it.lastIndexOf('/') + 1), it));
        return Map.copyOf(paths);
    }

    /// The ARN of a policy of AWS.
    String managed(String path) {
        return "arn:" + partition + ":iam::aws:policy/" + path;
    }

    /// The policy that tracing needs.
    String tracing() {
        return partition.equals("aws") ? "AWSXrayWriteOnlyAccess" : "AWSXRayDaemonWriteAccess";
    }

    /// The role of a resource.
    ///
    /// @param managed ARNs of policies of AWS that it has in any case
    /// @param inline policies that it has in any case
    Made role(Written of, Branch trust, List<String> managed, List<Branch> inline, @Nullable Tree policies, Row tags) {
        Made role = of.beside(of.id() + "Role", "AWS::IAM::Role");
        Row arns = new Row(of.mark()).addAll(managed);
        Row documents = new Row(of.mark()).addAll(inline);
        int index = 0;
        for (Tree it : PolicyTemplates.written(policies, of.mark()).items()) {
            add(it, role.id() + "Policy" + index++, arns, documents);
        }
        role.put("AssumeRolePolicyDocument", trust);
        role.put("ManagedPolicyArns", arns);
        role.put("Policies", documents.counts() ? documents : null);
        role.copy(of.properties(), "PermissionsBoundary");
        role.put("Path", of.get("RolePath"));
        return role.put("Tags", tags);
    }

    private void add(Tree policy, String name, Row arns, Row documents) {
        if (isDocument(policy)) {
            documents.add(
                    parts(policy, it -> true, it -> Branch.of(it.mark(), "PolicyName", name, "PolicyDocument", it)));
        } else if (isName(policy)) {
            arns.addNew(parts(
                    policy, it -> Tree.text(it) != null, it -> Tree.of(arn(String.valueOf(Tree.text(it))), it.mark())));
        } else {
            throw new SamMistake(
                    policy,
                    "this is no policy",
                    "name a managed policy, a policy template of SAM with its values, or write `Statement`");
        }
    }

    /// Changes what is meant, which may be the parts of an `Fn::If`.
    private static Tree parts(Tree policy, Predicate<Tree> which, UnaryOperator<Tree> change) {
        if (!Intrinsic.isIf(policy)) {
            return which.test(policy) ? change.apply(policy) : policy;
        }
        List<Tree> parts = Intrinsic.parts(policy);
        Row changed = Row.of(policy.mark(), parts.getFirst());
        for (Tree it : parts.subList(1, 3)) {
            changed.add(!Intrinsic.isNoValue(it) && which.test(it) ? change.apply(it) : it);
        }
        return Branch.of(policy.mark(), "Fn::If", changed);
    }

    private static boolean isDocument(Tree policy) {
        return Intrinsic.isIf(policy)
                ? oneOf(policy, Roles::isDocument)
                : policy instanceof Branch it && it.has("Statement");
    }

    private static boolean isName(Tree policy) {
        return Intrinsic.isIf(policy)
                ? oneOf(policy, Roles::isName)
                : Tree.text(policy) != null || Intrinsic.is(policy);
    }

    /// Whether the parts of an `Fn::If` that are something are all of a kind.
    private static boolean oneOf(Tree choice, Predicate<Tree> kind) {
        List<Tree> parts = Intrinsic.parts(choice).subList(1, 3);
        List<Tree> something =
                parts.stream().filter(it -> !Intrinsic.isNoValue(it)).toList();
        if (something.isEmpty()) {
            return kind.test(parts.getFirst());
        }
        boolean all = something.stream().allMatch(kind);
        if (!all && something.stream().anyMatch(kind)) {
            throw new SamMistake(
                    choice, Quote.of("Fn::If") + " chooses between different kinds of policies", "split it");
        }
        return all;
    }

    private String arn(String name) {
        String path = PATHS.get(name);
        return path == null ? name : managed(path);
    }
}
