/// Facts of one environment, promotion and fleet: the doors to all analyses.
@NullMarked
package envgate.rules.analysis;

import org.jspecify.annotations.NullMarked;
