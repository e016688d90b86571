@NullMarked
package envgate.envs.plan.sam;

import org.jspecify.annotations.NullMarked;
