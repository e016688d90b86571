/// What the user declared.
@NullMarked
package envgate.envs.inventory;

import org.jspecify.annotations.NullMarked;
