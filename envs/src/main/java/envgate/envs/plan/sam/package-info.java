/// The macro `AWS::Serverless-2016-10-31`: what AWS makes of a SAM template before CloudFormation
/// sees it.
///
/// Ids and properties are those that AWS makes, because a deploy compares them with what is there. See
/// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification.html.
@NullMarked
package envgate.envs.plan.sam;

import org.jspecify.annotations.NullMarked;
