/// May a trigger call its function.
@NullMarked
package envgate.rules.analysis.invocation;

import org.jspecify.annotations.NullMarked;
