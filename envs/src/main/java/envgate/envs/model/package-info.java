/// Records of AWS things, as AWS names them.
@NullMarked
package envgate.envs.model;

import org.jspecify.annotations.NullMarked;
