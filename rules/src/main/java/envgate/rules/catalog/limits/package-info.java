/// Limits of the service.
@NullMarked
package envgate.rules.catalog.limits;

import org.jspecify.annotations.NullMarked;
