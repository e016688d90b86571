/// CloudFormation templates, evaluated here against what the target holds.
@NullMarked
package envgate.envs.plan.template;

import org.jspecify.annotations.NullMarked;
