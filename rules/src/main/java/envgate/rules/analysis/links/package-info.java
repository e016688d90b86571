/// Does a value lead anywhere, and to whom.
@NullMarked
package envgate.rules.analysis.links;

import org.jspecify.annotations.NullMarked;
