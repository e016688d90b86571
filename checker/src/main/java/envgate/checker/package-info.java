/// Commands, project file, exit status.
@NullMarked
package envgate.checker;

import org.jspecify.annotations.NullMarked;
