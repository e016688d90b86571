@NullMarked
package envgate.envs.plan.template;

import org.jspecify.annotations.NullMarked;
