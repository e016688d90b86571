/// An AWS that does what no emulator does: it answers whatever it is told to on the wire, late, wrongly or
/// not at all.
@NullMarked
package envgate.envs.wire;

import org.jspecify.annotations.NullMarked;
