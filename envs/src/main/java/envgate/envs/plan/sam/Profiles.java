package envgate.envs.plan.sam;

import envgate.envs.document.Quote;
import envgate.envs.plan.sam.Tree.Branch;
import envgate.envs.plan.sam.Tree.Leaf;
import envgate.envs.plan.sam.Tree.Row;
import java.util.Map;
import java.util.regex.Pattern;

/// Fills the profiles of connectors in: `%{Source.Arn}` becomes the source's ARN.
final class Profiles {

    private static final Pattern OPEN = Pattern.compile("%\\{([\\w.]+)}");

    private Profiles() {}

    /// @param at whose place what is made takes
    static Tree filled(Tree tree, Map<String, Tree> values, Tree at) {
        return switch (tree) {
            case Leaf it -> filled(it, values, at);
            case Row it -> {
                Row row = new Row(at.mark());
                it.items().forEach(one -> row.add(filled(one, values, at)));
                yield row;
            }
            case Branch it -> {
                Branch branch = new Branch(at.mark());
                it.members().forEach((name, one) -> branch.put(name, filled(one, values, at)));
                yield branch;
            }
        };
    }

    private static Tree filled(Leaf leaf, Map<String, Tree> values, Tree at) {
        String text = leaf.text().value();
        Branch variables = new Branch(at.mark());
        for (String name : OPEN.matcher(text).results().map(it -> it.group(1)).toList()) {
            Tree value = values.get(name);
            if (value == null) {
                throw new SamMistake(at, Quote.of(name) + " is missing in the connector", "");
            }
            if (text.equals("%{" + name + "}")) {
                return value.copy();
            }
            String variable = name.replaceAll("[^A-Za-z0-9]", "");
            text = text.replace("%{" + name + "}", "${" + variable + "}");
            variables.put(variable, value.copy());
        }
        if (!text.matches("(?s).*\\$\\{.+}.*")) {
            return Tree.at(at.mark(), leaf);
        }
        return variables.isEmpty() ? Intrinsic.sub(text, at.mark()) : Intrinsic.sub(text, variables);
    }
}
