package envgate.envs.plan.terraform;

import envgate.envs.document.Mark;
import envgate.envs.document.Node;
import envgate.envs.document.Node.Text;
import envgate.envs.plan.Term.Members;
import java.util.List;

/// What a plan does to one resource, or what a data source will read.
///
/// @param address `module.net["a"].aws_subnet.inner[0]`
/// @param module the address of the module that it is in; empty for the root module
/// @param index as an address spells it, `0` or `"a"`; empty when there is one only
/// @param before without what is null
/// @param after the same; what is known after apply is unknown
record ResourceChange(
        String address,
        String module,
        String type,
        String name,
        String index,
        boolean isData,
        Deed deed,
        Members before,
        Members after,
        Mark mark) {

    /// What is done; Terraform says it in one or two words.
    enum Deed {
        NOTHING,
        READ,
        CREATE,
        UPDATE,
        DELETE,
        REPLACE,
        /// The state gives it up, and it stays.
        FORGET,
        /// Words that nobody knows.
        OTHER
    }

    static ResourceChange of(Node node) {
        boolean isData = Tree.text(node, "mode").equals("data");
        return new ResourceChange(
                Tree.text(node, "address"),
                Tree.text(node, "module_address"),
                Tree.text(node, "type"),
                Tree.text(node, "name"),
                index(node),
                isData,
                deed(Tree.items(node, "change", "actions").stream()
                        .map(it -> it instanceof Text text ? text.value() : "")
                        .toList()),
                Blend.before(node),
                Blend.after(node),
                node.mark());
    }

    private static String index(Node node) {
        return Tree.get(node, "index")
                .map(it -> it instanceof Text text
                        ? text.kind() == Node.Kind.NUMBER ? text.value() : '"' + text.value() + '"'
                        : "")
                .orElse("");
    }

    /// https://developer.hashicorp.com/terraform/internals/json-format#change-representation.
    private static Deed deed(List<String> actions) {
        return switch (String.join(" ", actions)) {
            case "no-op" -> Deed.NOTHING;
            case "read" -> Deed.READ;
            case "create" -> Deed.CREATE;
            case "update" -> Deed.UPDATE;
            case "delete" -> Deed.DELETE;
            case "delete create", "create delete" -> Deed.REPLACE;
            case "forget" -> Deed.FORGET;
            case "create forget", "forget create" -> Deed.CREATE;
            default -> Deed.OTHER;
        };
    }

    /// Whether it is there after the deploy.
    boolean isThere() {
        return switch (deed) {
            case NOTHING, READ, CREATE, UPDATE, REPLACE -> true;
            case DELETE, FORGET, OTHER -> false;
        };
    }

    /// Whether AWS gives it a new identity.
    boolean isNew() {
        return deed == Deed.CREATE || deed == Deed.REPLACE;
    }

    /// As the configuration calls it: `aws_subnet.inner`, `data.aws_iam_policy_document.queue`.
    String declared() {
        return (isData ? "data." : "") + type + "." + name;
    }
}
