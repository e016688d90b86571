package envgate.envs.plan.template;

import envgate.envs.document.Mark;
import envgate.envs.plan.Term;
import java.util.Optional;

/// The stacks that a template nests, and the template that the stack has so far.
interface Nested {

    /// An output of a nested stack.
    ///
    /// @param logicalId of the `AWS::CloudFormation::Stack`
    Term output(String logicalId, String name, Mark mark);

    /// The resources of the template that the stack has, if there is one and it was seen.
    Optional<Resources> resourcesBefore();
}
