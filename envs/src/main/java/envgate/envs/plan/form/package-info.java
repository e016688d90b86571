/// Planned resources as AWS would describe them after the deploy.
@NullMarked
package envgate.envs.plan.form;

import org.jspecify.annotations.NullMarked;
