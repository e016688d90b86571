/// Is it allowed.
@NullMarked
package envgate.rules.analysis.access;

import org.jspecify.annotations.NullMarked;
