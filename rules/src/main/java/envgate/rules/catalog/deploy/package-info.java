/// Will the deploy go where it is meant to go.
@NullMarked
package envgate.rules.catalog.deploy;

import org.jspecify.annotations.NullMarked;
