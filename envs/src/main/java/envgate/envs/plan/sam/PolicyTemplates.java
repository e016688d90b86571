package envgate.envs.plan.sam;

import envgate.envs.document.Mark;
import envgate.envs.document.Quote;
import envgate.envs.plan.sam.Tree.Branch;
import envgate.envs.plan.sam.Tree.Leaf;
import envgate.envs.plan.sam.Tree.Row;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes the policies out that SAM knows by name.
///
/// See
/// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-policy-templates.html.
final class PolicyTemplates {

    private static final Branch TEMPLATES =
            Shipped.tree("policy-templates.json").branch("Templates");

    private PolicyTemplates() {}

    static boolean are(Tree policy) {
        return policy instanceof Branch map
                && map.members().size() == 1
                && TEMPLATES.has(map.members().keySet().iterator().next());
    }

    /// The policies of a function or state machine, without policy templates.
    static Row written(@Nullable Tree policies, Mark mark) {
        Row all = new Row(mark);
        for (Tree it : Tree.items(policies)) {
            if (it instanceof Branch choice && Intrinsic.isIf(it)) {
                Row parts = new Row(it.mark());
                Intrinsic.parts(it).forEach(one -> parts.add(are(one) ? document(one) : one.copy()));
                all.add(Branch.of(choice.mark(), "Fn::If", parts));
            } else {
                all.add(are(it) ? document(it) : it.copy());
            }
        }
        return all;
    }

    private static Tree document(Tree policy) {
        Branch call = (Branch) policy;
        String name = call.members().keySet().iterator().next();
        Branch template = TEMPLATES.branch(name);
        if (!(call.get(name) instanceof Branch values)) {
            throw new SamMistake(
                    call, "the policy template " + Quote.of(name) + " takes a map of values", "write `{}`");
        }
        List<String> missing = template.branch("Parameters").members().keySet().stream()
                .filter(it -> !values.has(it))
                .sorted()
                .toList();
        if (!missing.isEmpty()) {
            throw new SamMistake(
                    call, "the policy template " + Quote.of(name) + " needs values", "give " + Quote.of(missing));
        }
        return filled(template.branch("Definition"), template.branch("Parameters"), values, call.mark());
    }

    private static Tree filled(Tree tree, Branch parameters, Branch values, Mark mark) {
        return switch (tree) {
            case Leaf it -> Tree.at(mark, it);
            case Row it -> {
                Row row = new Row(mark);
                it.items().forEach(one -> row.add(filled(one, parameters, values, mark)));
                yield row;
            }
            case Branch it -> {
                String ref = it.text("Ref");
                Tree value = ref == null || !parameters.has(ref)
                        ? null
                        : values.members().get(ref);
                if (value != null) {
                    yield value.copy();
                }
                Branch branch = new Branch(mark);
                it.members().forEach((name, one) -> branch.put(name, filled(one, parameters, values, mark)));
                yield branch;
            }
        };
    }
}
