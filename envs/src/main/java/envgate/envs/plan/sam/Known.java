package envgate.envs.plan.sam;

import envgate.envs.document.Node;
import envgate.envs.plan.sam.Tree.Branch;
import envgate.envs.plan.sam.Tree.Leaf;
import envgate.envs.plan.sam.Tree.Row;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Puts in the values that the macro knows: parameters, region, partition, and what mappings hold.
///
/// The macro knows no resource and no condition, and neither does this.
final class Known {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z0-9.]+|AWS::[A-Z][A-Za-z]*)}");

    private final Map<String, Node> values;
    private final Branch mappings;

    Known(Map<String, Node> values, Branch mappings) {
        this.values = new TreeMap<>(values);
        this.mappings = mappings;
    }

    /// The tree with known parameters in the place of references to them; what is inside is changed
    /// in place.
    @Nullable
    Tree resolve(@Nullable Tree tree) {
        return tree == null ? null : walk(tree, this::value);
    }

    /// The same, and what mappings hold.
    @Nullable
    Tree resolveMapped(@Nullable Tree tree) {
        Tree known = resolve(tree);
        return known == null ? null : walk(known, this::mapped);
    }

    /// Puts the values into what stands behind a name, and gives it.
    @Nullable
    Tree resolve(Branch branch, String name) {
        Tree resolved = resolve(branch.get(name));
        branch.put(name, resolved);
        return resolved;
    }

    static Tree walk(Tree tree, UnaryOperator<Tree> change) {
        Tree changed = change.apply(tree);
        switch (changed) {
            case Branch it -> it.replaceAll(one -> walk(one, change));
            case Row it -> it.items().replaceAll(one -> walk(one, change));
            case Leaf _ -> {}
        }
        return changed;
    }

    private Tree value(Tree tree) {
        if (!Intrinsic.is(tree) || !(tree instanceof Branch branch)) {
            return tree;
        }
        String ref = branch.text("Ref");
        if (ref != null) {
            Node known = values.get(ref);
            return known == null ? tree : Tree.of(known);
        }
        substitute(branch, it -> {
            Node known = values.get(it);
            return known instanceof Node.Text text ? text.value() : null;
        });
        return tree;
    }

    /// Puts values into the text of an `Fn::Sub`, if it is one.
    ///
    /// @param values the value of a variable; null where it is to stay
    static void substitute(Branch call, Function<String, @Nullable String> values) {
        Tree argument = call.get("Fn::Sub");
        if (argument instanceof Row row && !row.items().isEmpty()) {
            String text = Tree.text(row.items().getFirst());
            if (text != null) {
                row.items().set(0, Tree.of(substituted(text, values), row.mark()));
            }
        } else if (argument instanceof Leaf leaf) {
            call.put("Fn::Sub", Tree.of(substituted(leaf.text().value(), values), leaf.mark()));
        }
    }

    private static String substituted(String text, Function<String, @Nullable String> values) {
        return VARIABLE.matcher(text).replaceAll((MatchResult it) -> {
            String value = values.apply(it.group(1));
            return Matcher.quoteReplacement(value == null ? it.group() : value);
        });
    }

    private Tree mapped(Tree tree) {
        if (!(tree instanceof Branch branch)
                || !Intrinsic.is(tree)
                || !(branch.get("Fn::FindInMap") instanceof Row row)) {
            return tree;
        }
        Branch level = mappings;
        for (int i = 0; i < row.items().size() && i < 3; i++) {
            String key = Tree.text(mapped(row.items().get(i)));
            Tree found = key == null ? null : level.get(key);
            if (found == null) {
                return tree;
            }
            if (i == 2) {
                return found.copy();
            }
            level = found instanceof Branch next ? next : new Branch(level.mark());
        }
        return tree;
    }
}
