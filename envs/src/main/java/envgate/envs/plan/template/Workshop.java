package envgate.envs.plan.template;

import envgate.envs.document.Mistakes;
import envgate.envs.document.Node;
import envgate.envs.model.Stack;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/// What the evaluations of a template and of all that it nests share.
///
/// @param previous the template that a stack has, by its name
/// @param nested how many stacks were nested so far
record Workshop(
        PlanFiles files,
        List<Transform> transforms,
        Function<Stack, Optional<Template>> previous,
        Mistakes mistakes,
        AtomicInteger nested) {

    /// "Maximum number of CloudFormation stacks that you can create: 2,000":
    /// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html.
    private static final int MOST = 2_000;

    Workshop(
            PlanFiles files,
            List<Transform> transforms,
            Function<Stack, Optional<Template>> previous,
            Mistakes mistakes) {
        this(files, transforms, previous, mistakes, new AtomicInteger());
    }

    /// For templates that were deployed once: what is wrong with them is nobody's mistake now.
    Workshop silent() {
        return new Workshop(files, transforms, _ -> Optional.empty(), new Mistakes(), nested);
    }

    /// Whether an account can hold one stack more; where it cannot, that is said once.
    ///
    /// @param where the stack's template is named
    boolean mayNest(Node where) {
        int count = nested.incrementAndGet();
        if (count == MOST + 1) {
            mistakes.accuse(where, "this is nested stack " + count + ", and an account holds " + MOST, "nest fewer");
        }
        return count <= MOST;
    }
}
