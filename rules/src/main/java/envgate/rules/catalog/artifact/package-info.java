/// Runtime, image, layers.
@NullMarked
package envgate.rules.catalog.artifact;

import org.jspecify.annotations.NullMarked;
