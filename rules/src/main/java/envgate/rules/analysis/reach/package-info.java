/// Can it get there.
@NullMarked
package envgate.rules.analysis.reach;

import org.jspecify.annotations.NullMarked;
