/// Until when Lambda takes a runtime.
@NullMarked
package envgate.rules.analysis.runtime;

import org.jspecify.annotations.NullMarked;
