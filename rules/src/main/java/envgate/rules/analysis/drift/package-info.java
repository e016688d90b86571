/// Where do two snapshots differ.
@NullMarked
package envgate.rules.analysis.drift;

import org.jspecify.annotations.NullMarked;
