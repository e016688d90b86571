/// Questions of scripts: one JSON object a line in, one a line out.
@NullMarked
package envgate.checker.batch;

import org.jspecify.annotations.NullMarked;
