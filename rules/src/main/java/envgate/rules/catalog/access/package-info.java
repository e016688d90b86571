/// Is it allowed.
@NullMarked
package envgate.rules.catalog.access;

import org.jspecify.annotations.NullMarked;
