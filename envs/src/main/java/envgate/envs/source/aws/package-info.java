/// Live, read-only calls: the only room that opens a connection.
@NullMarked
package envgate.envs.source.aws;

import org.jspecify.annotations.NullMarked;
