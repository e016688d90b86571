package envgate.envs.plan.sam;

import envgate.envs.document.Mark;
import envgate.envs.plan.sam.Tree.Branch;
import org.jspecify.annotations.Nullable;

/// A resource as the template has it, with globals merged in.
///
/// @param id its logical id
/// @param body its `Type`, `Properties` and what stands beside them
record Written(String id, Branch body) {

    Mark mark() {
        return body.keyMark("Type");
    }

    Branch properties() {
        return body.branch("Properties");
    }

    @Nullable
    Tree get(String property) {
        return properties().get(property);
    }

    @Nullable
    Tree given(String property) {
        return properties().given(property);
    }

    @Nullable
    String text(String property) {
        return properties().text(property);
    }

    /// What stands beside the properties and goes to the resource that takes its place.
    Branch attributes() {
        return attributes("DeletionPolicy", "UpdatePolicy", "Condition", "UpdateReplacePolicy", "Metadata");
    }

    /// What goes to every resource that is made of it.
    Branch passed() {
        return attributes("Condition", "DeletionPolicy", "UpdateReplacePolicy");
    }

    private Branch attributes(String... names) {
        Branch attributes = new Branch(mark());
        for (String it : names) {
            Tree value = body.get(it);
            attributes.put(it, value == null ? null : value.copy());
        }
        return attributes;
    }

    /// What takes its place: under its id, with all that stands beside its properties.
    Made becomes(String type) {
        Made made = new Made(id, type, mark(), attributes());
        made.dependsOn(body.get("DependsOn"));
        return made;
    }

    /// What is made beside it.
    Made beside(String otherId, String type) {
        return new Made(otherId, type, mark(), passed());
    }

    SamMistake wrong(String property, String message, String next) {
        return new SamMistake(properties().has(property) ? properties().keyMark(property) : mark(), message, next);
    }
}
