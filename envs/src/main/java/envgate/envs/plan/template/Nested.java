package envgate.envs.plan.template;

import envgate.envs.document.Mark;
import envgate.envs.plan.Term;

/// The stacks that a template nests.
interface Nested {

    /// An output of a nested stack.
    ///
    /// @param logicalId of the `AWS::CloudFormation::Stack`
    Term output(String logicalId, String name, Mark mark);
}
