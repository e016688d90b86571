/// AWS-shaped JSON to a snapshot, and writing captures; live and recorded reads share this decoder.
@NullMarked
package envgate.envs.source.capture;

import org.jspecify.annotations.NullMarked;
