/// Renderers against golden files, schemas, generated reports and a real browser.
@NullMarked
package envgate.reports;

import org.jspecify.annotations.NullMarked;
