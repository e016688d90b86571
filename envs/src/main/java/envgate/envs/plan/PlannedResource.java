package envgate.envs.plan;

import envgate.envs.document.Mark;

/// A resource as a deploy would leave it.
///
/// Whatever the tool that deploys, resources are told in CloudFormation's words:
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html.
///
/// @param stack the stack that it is in; empty when it is in none
/// @param logicalId what the plan calls it
/// @param physicalId what AWS calls it, or a placeholder that can be read
/// @param type `AWS::Lambda::Function`
/// @param properties named and shaped as CloudFormation's
public record PlannedResource(
        String stack, String logicalId, String physicalId, String type, Term.Members properties, Fate fate, Mark mark) {

    /// What becomes of a resource.
    public enum Fate {
        /// It is not there yet.
        NEW,
        /// It is there and stays, perhaps changed.
        KEPT,
        /// Another one comes in its place.
        REPLACED,
        /// It is there, and the deploy deletes it.
        DROPPED,
        /// It is there and stays, but nobody's stack holds it any more.
        LEFT
    }
}
