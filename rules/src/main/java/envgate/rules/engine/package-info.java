/// Rule scopes, catalog, engine and triage.
@NullMarked
package envgate.rules.engine;

import org.jspecify.annotations.NullMarked;
