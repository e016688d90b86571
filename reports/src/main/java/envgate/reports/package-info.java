/// One renderer per format.
@NullMarked
package envgate.reports;

import org.jspecify.annotations.NullMarked;
