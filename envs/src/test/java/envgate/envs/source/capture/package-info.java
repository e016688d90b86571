@NullMarked
package envgate.envs.source.capture;

import org.jspecify.annotations.NullMarked;
