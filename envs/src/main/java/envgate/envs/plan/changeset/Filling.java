package envgate.envs.plan.changeset;

import envgate.envs.plan.Term;
import envgate.envs.plan.Term.Listed;
import envgate.envs.plan.Term.Members;
import envgate.envs.plan.Term.Unknown;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Puts what a template comes to where a change set says that AWS does not know yet.
///
/// What AWS does not show stays unknown, and what it does show stays as AWS says it.
final class Filling {

    static final String AFTER = "it is known after the deploy";
    static final String REFERENCE = "a dynamic reference is put in when it is deployed";

    private Filling() {}

    static Members of(Members told, Members template) {
        Map<String, Term> filled = new LinkedHashMap<>();
        told.members().forEach((name, it) -> {
            Term other = template.members().get(name);
            filled.put(name, other == null ? it : of(it, other));
        });
        return new Members(filled, told.mark());
    }

    private static Term of(Term told, Term template) {
        if (told instanceof Unknown it
                && (it.reason().equals(AFTER) || it.reason().equals(REFERENCE))) {
            return template;
        }
        if (told instanceof Members some && template instanceof Members others) {
            return of(some, others);
        }
        if (told instanceof Listed some
                && template instanceof Listed others
                && some.items().size() == others.items().size()) {
            List<Term> filled = new ArrayList<>();
            for (int i = 0; i < some.items().size(); i++) {
                filled.add(of(some.items().get(i), others.items().get(i)));
            }
            return new Listed(filled, some.mark());
        }
        return told;
    }
}
