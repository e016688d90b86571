@NullMarked
package envgate.envs.plan.cdk;

import org.jspecify.annotations.NullMarked;
