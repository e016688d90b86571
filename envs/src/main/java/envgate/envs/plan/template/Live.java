package envgate.envs.plan.template;

import envgate.envs.document.Mark;
import envgate.envs.model.Value;
import envgate.envs.plan.Term;

/// What is known of the target as a term.
final class Live {

    private Live() {}

    /// @param what names it for people, when it is not known
    static Term term(Value value, String what, Mark mark) {
        return switch (value) {
            case Value.Plain(String text) -> Term.text(text, mark);
            case Value.Hidden it when it.hash().isEmpty() -> new Term.Unknown(what + " is not shown", mark);
            case Value.Hidden it -> new Term.Veiled(it, mark);
            case Value.Reference(String text) -> new Term.Unknown(what + " is the reference `" + text + "`", mark);
            case Value.Unresolved(String reason) -> new Term.Unknown(reason, mark);
        };
    }
}
