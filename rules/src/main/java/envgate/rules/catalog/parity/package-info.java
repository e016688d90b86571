/// Do environments differ where they should not.
@NullMarked
package envgate.rules.catalog.parity;

import org.jspecify.annotations.NullMarked;
