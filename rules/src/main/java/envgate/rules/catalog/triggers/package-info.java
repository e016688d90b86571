/// Will it be called as meant.
@NullMarked
package envgate.rules.catalog.triggers;

import org.jspecify.annotations.NullMarked;
