/// What a function talks to, as far as its configuration tells.
@NullMarked
package envgate.rules.analysis.calls;

import org.jspecify.annotations.NullMarked;
