/// A YAML or JSON text as a tree that remembers where each node was written.
@NullMarked
package envgate.envs.document;

import org.jspecify.annotations.NullMarked;
