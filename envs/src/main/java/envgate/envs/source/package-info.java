/// Sources of snapshots, and reading them all in parallel.
@NullMarked
package envgate.envs.source;

import org.jspecify.annotations.NullMarked;
