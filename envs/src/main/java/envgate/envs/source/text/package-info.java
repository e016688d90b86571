/// The short YAML form of a snapshot: rule tests, card examples, hand-written fleets.
@NullMarked
package envgate.envs.source.text;

import org.jspecify.annotations.NullMarked;
