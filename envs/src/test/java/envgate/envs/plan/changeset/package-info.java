@NullMarked
package envgate.envs.plan.changeset;

import org.jspecify.annotations.NullMarked;
