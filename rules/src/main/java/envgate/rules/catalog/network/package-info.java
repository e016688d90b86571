/// Can it get there.
@NullMarked
package envgate.rules.catalog.network;

import org.jspecify.annotations.NullMarked;
