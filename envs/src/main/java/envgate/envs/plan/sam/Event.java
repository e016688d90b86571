package envgate.envs.plan.sam;

import envgate.envs.document.Mark;
import envgate.envs.document.Quote;
import envgate.envs.plan.sam.Tree.Branch;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// An event of a function or state machine.
///
/// @param name as it is written
/// @param id the name with the function's id before it: what is made for it is called so
/// @param of the function or state machine
/// @param target what is called: the alias, where there is one
record Event(String name, String id, Branch body, Written of, Made target) {

    Branch properties() {
        return body.branch("Properties");
    }

    Mark mark() {
        return body.mark();
    }

    @Nullable
    Tree get(String property) {
        return properties().get(property);
    }

    /// A property that it cannot do without.
    Tree required(String property) {
        Tree value = get(property);
        if (value == null) {
            throw new SamMistake(body, "the event " + Quote.of(name) + " has no " + Quote.of(property), "");
        }
        return value;
    }

    String requiredText(String property) {
        String text = Tree.text(required(property));
        if (text == null) {
            throw wrong(property, Quote.of(property) + " of the event " + Quote.of(name) + " is no text");
        }
        return text;
    }

    SamMistake wrong(String property, String message) {
        return new SamMistake(properties().has(property) ? properties().keyMark(property) : mark(), message, "");
    }

    /// A resource that is made for it.
    Made make(String resourceId, String type) {
        return new Made(resourceId, type, mark(), of.passed());
    }

    /// What lets a service of AWS call the function.
    ///
    /// @param suffix what tells it from others for the same event; may be empty
    Made permission(String prefix, String suffix, String principal, @Nullable Tree source) {
        String tail = suffix.matches("[\\p{L}\\p{N}]+") ? suffix : Digest.of(suffix);
        return make(prefix + "Permission" + tail, "AWS::Lambda::Permission")
                .put("Action", "lambda:InvokeFunction")
                .put("FunctionName", target.ref())
                .put("Principal", principal)
                .put("SourceArn", source == null ? null : source.copy());
    }

    Made permission(String principal, @Nullable Tree source) {
        return permission(id, "", principal, source);
    }

    /// The resource of the template that a property refers to, to which the event adds something.
    Branch referred(String property, Branch resources) {
        String id = get(property) instanceof Branch map ? map.text("Ref") : null;
        if (id == null || !(resources.get(id) instanceof Branch found)) {
            throw wrong(
                    property,
                    Quote.of(property) + " of the event " + Quote.of(name) + " is no resource of this template");
        }
        return found;
    }

    String referredId(String property) {
        return Objects.requireNonNull(properties().branch(property).text("Ref"));
    }
}
