package envgate.envs.plan.sam;

import envgate.envs.document.Mark;
import envgate.envs.plan.sam.Tree.Branch;
import envgate.envs.plan.sam.Tree.Row;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes CloudFormation's functions, and knows them when it sees them.
final class Intrinsic {

    /// More than ten conditions do not go into one `Fn::Or`.
    private static final int MOST = 10;

    private Intrinsic() {}

    static Branch ref(String id, Mark mark) {
        return Branch.of(mark, "Ref", id);
    }

    static Branch attribute(String id, String attribute, Mark mark) {
        return Branch.of(mark, "Fn::GetAtt", List.of(id, attribute));
    }

    static Branch sub(String text, Mark mark) {
        return Branch.of(mark, "Fn::Sub", text);
    }

    static Branch sub(String text, Branch variables) {
        return Branch.of(variables.mark(), "Fn::Sub", List.of(text, variables));
    }

    static Branch choice(String condition, Tree yes, Tree no) {
        return Branch.of(yes.mark(), "Fn::If", List.of(condition, yes, no));
    }

    /// What is there only where the condition holds.
    static Branch where(String condition, Tree yes) {
        return choice(condition, yes, ref("AWS::NoValue", yes.mark()));
    }

    static Branch not(String condition, Mark mark) {
        return Branch.of(mark, "Fn::Not", List.of(Branch.of(mark, "Condition", condition)));
    }

    static Branch all(List<String> conditions, Mark mark) {
        return Branch.of(mark, "Fn::And", conditions(conditions, mark));
    }

    static Branch any(List<String> conditions, Mark mark) {
        return Branch.of(mark, "Fn::Or", conditions(conditions, mark));
    }

    private static List<Branch> conditions(List<String> conditions, Mark mark) {
        return conditions.stream().map(it -> Branch.of(mark, "Condition", it)).toList();
    }

    /// Writes a condition that holds where one of these does; more than ten go by way of others.
    static void combine(List<String> conditions, String name, Branch into) {
        List<String> left = new ArrayList<>(conditions);
        int more = (left.size() - 2) / (MOST - 1);
        while (left.size() > 1) {
            String made = more > 0 ? name + more : name;
            more--;
            List<String> some = left.subList(0, Math.min(MOST, left.size()));
            into.put(made, any(List.copyOf(some), into.mark()));
            some.clear();
            left.add(made);
        }
    }

    static boolean is(@Nullable Tree tree) {
        String name = name(tree);
        return name != null && (name.equals("Ref") || name.equals("Condition") || name.startsWith("Fn::"));
    }

    private static @Nullable String name(@Nullable Tree tree) {
        return tree instanceof Branch branch && branch.members().size() == 1
                ? branch.members().keySet().iterator().next()
                : null;
    }

    static boolean isIf(@Nullable Tree tree) {
        return "Fn::If".equals(name(tree));
    }

    static boolean isNoValue(@Nullable Tree tree) {
        return tree instanceof Branch branch && is(tree) && "AWS::NoValue".equals(branch.text("Ref"));
    }

    /// The three parts of an `Fn::If`.
    static List<Tree> parts(Tree choice) {
        if (choice instanceof Branch branch
                && branch.get("Fn::If") instanceof Row row
                && row.items().size() == 3) {
            return row.items();
        }
        throw new SamMistake(choice, "`Fn::If` takes a condition and two values", "");
    }

    /// What a map stands for: itself, or the branches of an `Fn::If` that are something.
    static List<Tree> alternatives(@Nullable Tree tree) {
        if (tree == null) {
            return List.of();
        }
        if (tree instanceof Branch branch && branch.has("Fn::If")) {
            return Tree.items(branch.get("Fn::If")).stream()
                    .skip(1)
                    .filter(it -> !isNoValue(it))
                    .toList();
        }
        return List.of(tree);
    }

    /// The resource that a `Ref` or `Fn::GetAtt` is about.
    static @Nullable String resource(@Nullable Tree tree) {
        if (!is(tree) || !(tree instanceof Branch branch)) {
            return null;
        }
        String ref = branch.text("Ref");
        if (ref != null) {
            return ref;
        }
        return branch.get("Fn::GetAtt") instanceof Row row && row.items().size() >= 2
                ? Tree.text(row.items().getFirst())
                : null;
    }

    /// An `Fn::GetAtt` with its resource and attribute apart.
    static Tree split(Tree tree) {
        String dotted = tree instanceof Branch branch && is(tree) ? branch.text("Fn::GetAtt") : null;
        int dot = dotted == null ? -1 : dotted.indexOf('.');
        return dotted == null || dot < 0
                ? tree
                : attribute(dotted.substring(0, dot), dotted.substring(dot + 1), tree.mark());
    }

    /// `${Function.Arn}` for what gives the ARN of a function.
    static String shorthand(Branch reference) {
        String ref = reference.text("Ref");
        return ref != null
                ? "${" + ref + "}"
                : "${"
                        + String.join(
                                ".",
                                reference.items("Fn::GetAtt").stream()
                                        .map(it -> String.valueOf(Tree.text(it)))
                                        .toList())
                        + "}";
    }
}
