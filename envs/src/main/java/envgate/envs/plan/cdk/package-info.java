/// What the CDK leaves in `cdk.out`: a cloud assembly of templates, where each goes, and what they need.
@NullMarked
package envgate.envs.plan.cdk;

import org.jspecify.annotations.NullMarked;
