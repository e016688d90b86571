package envgate.envs.plan;

import envgate.envs.document.Mark;
import org.jspecify.annotations.Nullable;

/// A resource as a deploy would leave it.
///
/// Whatever the tool that deploys, resources are told in CloudFormation's words:
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html.
///
/// @param stack the stack that it is in; empty when it is in none
/// @param logicalId what the plan calls it
/// @param physicalId what AWS calls it, or a placeholder that can be read: what `Ref` gives
/// @param type `AWS::Lambda::Function`
/// @param properties named and shaped as CloudFormation's; of what is dropped, those that it has
/// @param before the properties that it has; null when they are not known or there are none
public record PlannedResource(
        String stack,
        String logicalId,
        String physicalId,
        String type,
        Term.Members properties,
        Term.@Nullable Members before,
        Fate fate,
        Mark mark) {

    /// What becomes of a resource.
    public enum Fate {
        /// It is not there yet.
        NEW,
        /// It is there and stays, perhaps changed.
        KEPT,
        /// It is new, and comes in the place of another one, which is dropped.
        REPLACED,
        /// It is there, and the deploy deletes it.
        DROPPED,
        /// It is there and stays, but no stack holds it any more.
        LEFT
    }

    /// Whether it is there after the deploy as the plan says.
    public boolean isMade() {
        return fate == Fate.NEW || fate == Fate.KEPT || fate == Fate.REPLACED;
    }
}
