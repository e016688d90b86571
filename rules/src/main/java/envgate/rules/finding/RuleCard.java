package envgate.rules.finding;

import envgate.envs.model.Area;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The label on a rule: its words, its examples, and what it must be able to see.
///
/// Docs, `envgate explain`, reports and the default severity are derived from it, and its examples run in a test.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface RuleCard {

    /// The class name in kebab case.
    String id();

    Severity severity();

    /// The subject's number in the catalogue: `CFG-001`. Stands behind the id wherever the id stands.
    String code();

    /// One line that names the problem, without a final period.
    String title();

    /// Why it bites, in sentences.
    String why();

    /// What to do, in sentences.
    String fix();

    /// Areas without which nothing can be judged: the engine says *unjudged* when one of them was not seen.
    Area[] needs();

    /// Analyses through which it looks further; what they look at is read for it too, and not needed.
    Lens[] through() default Lens.ALL;

    /// A fleet in the short YAML form (`envs/docs/short-form.md`) in which the rule finds something.
    String bad();

    /// A fleet in which it judges something and finds nothing.
    String good();

    /// Ids that the rule had before.
    String[] aliases() default {};

    /// Pages that say so: AWS's documentation, reports of people who were bitten.
    String[] sources() default {};
}
