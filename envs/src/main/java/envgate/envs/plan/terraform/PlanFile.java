package envgate.envs.plan.terraform;

import envgate.envs.document.Document;
import envgate.envs.document.Mark;
import envgate.envs.document.Mistakes;
import envgate.envs.document.Node;
import envgate.envs.document.Node.Mapping;
import envgate.envs.document.Quote;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// A plan as `terraform show -json` prints it, recognised by what it holds and not by what it is called.
///
/// See https://developer.hashicorp.com/terraform/internals/json-format.
public final class PlanFile {

    private static final JsonFactory JSON = new JsonFactory();
    private static final Set<String> SIGNS =
            Set.of("terraform_version", "planned_values", "resource_changes", "prior_state", "output_changes");
    private static final String SHOW = "`terraform plan -out FILE`, then `terraform show -json FILE`";
    private static final String ZIP = "PK";

    private PlanFile() {}

    /// Whether a file is about Terraform; that it can be read is another question.
    public static boolean isOne(byte[] content) {
        if (isBinary(content)) {
            return true;
        }
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), content)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                if (SIGNS.contains(parser.currentName())) {
                    return true;
                }
                parser.nextToken();
                parser.skipChildren();
            }
        } catch (JacksonException _) {
            return false;
        }
        return false;
    }

    /// A plan as `terraform plan -out` keeps it is an archive.
    private static boolean isBinary(byte[] content) {
        return content.length > 2 && content[0] == ZIP.charAt(0) && content[1] == ZIP.charAt(1);
    }

    /// The plan, unless something is wrong with it.
    static Optional<Mapping> read(String file, byte[] content, Mistakes mistakes) {
        if (isBinary(content)) {
            mistakes.add(
                    new Mark(file, 0, 0),
                    "this is a plan as Terraform keeps it, which only Terraform can read",
                    "print it with `terraform show -json " + file + "`");
            return Optional.empty();
        }
        Optional<Node> root = Document.readJson(file, content, mistakes);
        if (root.isEmpty() || !(root.get() instanceof Mapping plan)) {
            if (mistakes.isEmpty()) {
                mistakes.add(new Mark(file, 0, 0), "this is no Terraform plan", "make one with " + SHOW);
            }
            return Optional.empty();
        }
        refuse(plan, mistakes);
        return mistakes.isEmpty() ? Optional.of(plan) : Optional.empty();
    }

    private static void refuse(Mapping plan, Mistakes mistakes) {
        String version = Tree.text(plan, "format_version");
        if (version.isEmpty()) {
            mistakes.accuse(plan, "this Terraform plan does not say its `format_version`", "make one with " + SHOW);
        } else if (!version.matches("[01]\\.[0-9]{1,4}")) {
            mistakes.accuse(
                    Tree.get(plan, "format_version").orElse(plan),
                    "the format version " + Quote.of(version) + " of this plan is not known",
                    "known are 0.x and 1.x");
        }
        if (Tree.get(plan, "resource_changes").isEmpty()) {
            boolean state = Tree.get(plan, "values").isPresent();
            boolean nothing = Tree.get(plan, "planned_values").isPresent()
                    && Tree.get(plan, "planned_values", "root_module", "resources")
                            .isEmpty()
                    && Tree.get(plan, "planned_values", "root_module", "child_modules")
                            .isEmpty();
            if (state) {
                mistakes.accuse(plan, "this is a state and no plan", "make a plan with " + SHOW);
            } else if (!nothing) {
                mistakes.accuse(
                        plan,
                        "this plan does not say what it changes, it has no `resource_changes`",
                        "make it with " + SHOW);
            }
        }
        Tree.get(plan, "errored")
                .filter(_ -> Tree.isTrue(plan, "errored"))
                .ifPresent(it -> mistakes.accuse(
                        it, "Terraform failed while it made this plan, so that it is not whole", "plan again"));
        Tree.get(plan, "deferred_changes")
                .filter(it ->
                        !Tree.items(it).isEmpty() && Tree.get(plan, "complete").isEmpty())
                .ifPresent(it -> mistakes.accuse(
                        it,
                        "this plan is not whole: it defers changes",
                        "apply first what they wait for, and plan again"));
        Tree.get(plan, "complete")
                .filter(_ -> !Tree.isTrue(plan, "complete"))
                .ifPresent(it -> mistakes.accuse(
                        it,
                        "this plan is not whole: something is deferred, or left out by `-target`",
                        "plan without `-target`, and apply first what others wait for"));
    }
}
