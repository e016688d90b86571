/// What a deploy would make of an environment: the seam that templates, change sets and other plans
/// share.
@NullMarked
package envgate.envs.plan;

import org.jspecify.annotations.NullMarked;
