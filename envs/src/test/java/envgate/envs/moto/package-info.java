/// An AWS to test against: a moto server that starts by itself, and the sample application that is seeded into it.
@NullMarked
package envgate.envs.moto;

import org.jspecify.annotations.NullMarked;
