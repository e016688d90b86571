/// CloudFormation change sets as `DescribeChangeSet` tells them.
@NullMarked
package envgate.envs.plan.changeset;

import org.jspecify.annotations.NullMarked;
