/// Does the name lead anywhere, to the right environment.
@NullMarked
package envgate.rules.catalog.links;

import org.jspecify.annotations.NullMarked;
