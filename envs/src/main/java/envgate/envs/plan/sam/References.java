package envgate.envs.plan.sam;

import envgate.envs.plan.sam.Tree.Branch;
import envgate.envs.plan.sam.Tree.Row;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Leads references to where they are meant: `Function.Alias` to the alias that was made for it, and a
/// layer to its version.
///
/// See
/// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-generated-resources.html.
///
/// @param parts ids of what was made for a resource, by its id and the name of the part
/// @param renamed ids of what has another id now
record References(Map<String, Map<String, String>> parts, Map<String, String> renamed) {

    void settle(Branch template) {
        Known.walk(template, this::settled);
        template.branch("Resources").members().values().forEach(it -> {
            if (it instanceof Branch resource && resource.has("DependsOn")) {
                resource.put("DependsOn", dependencies(resource));
            }
        });
    }

    private @Nullable Tree dependencies(Branch resource) {
        Tree written = resource.get("DependsOn");
        if (!(written instanceof Row row)) {
            String other = renamed.get(String.valueOf(Tree.text(written)));
            return other == null ? written : Tree.of(other, resource.mark());
        }
        row.items().replaceAll(it -> {
            String other = renamed.get(String.valueOf(Tree.text(it)));
            return other == null ? it : Tree.of(other, it.mark());
        });
        return row;
    }

    private Tree settled(Tree tree) {
        if (!Intrinsic.is(tree) || !(tree instanceof Branch branch)) {
            return tree;
        }
        String ref = branch.text("Ref");
        if (ref != null) {
            branch.put("Ref", Tree.of(reference(ref), tree.mark()));
        }
        if (branch.get("Fn::GetAtt") instanceof Row row) {
            attribute(row);
        }
        Known.substitute(branch, this::variable);
        return tree;
    }

    private String reference(String ref) {
        String[] words = ref.split("\\.", 2);
        if (words.length == 1) {
            return renamed.getOrDefault(ref, ref);
        }
        return parts.getOrDefault(words[0], Map.of()).getOrDefault(words[1], ref);
    }

    private void attribute(Row row) {
        List<Tree> items = row.items();
        if (items.size() < 2 || items.stream().anyMatch(it -> Tree.text(it) == null)) {
            return;
        }
        String id = String.valueOf(Tree.text(items.getFirst()));
        String[] path = String.join(
                        ".",
                        items.stream().map(it -> String.valueOf(Tree.text(it))).toList())
                .split("\\.", -1);
        if (path.length < 2) {
            return;
        }
        String part = parts.getOrDefault(path[0], Map.of()).get(path[1]);
        if (part != null) {
            items.clear();
            row.add(part);
            for (int i = 2; i < path.length; i++) {
                row.add(path[i]);
            }
        } else if (renamed.containsKey(id)) {
            items.set(0, Tree.of(String.valueOf(renamed.get(id)), row.mark()));
        }
    }

    private @Nullable String variable(String name) {
        String[] words = name.split("\\.", -1);
        String other = renamed.get(words[0]);
        String changed = other == null ? name : name.replace(words[0], other);
        if (words.length > 1) {
            String part = parts.getOrDefault(words[0], Map.of()).get(words[1]);
            changed = part == null ? changed : changed.replace(words[0] + "." + words[1], part);
        }
        return changed.equals(name) ? null : "${" + changed + "}";
    }
}
