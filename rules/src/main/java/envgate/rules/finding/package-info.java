/// The vocabulary of answers: card, finding, trail, report.
@NullMarked
package envgate.rules.finding;

import org.jspecify.annotations.NullMarked;
