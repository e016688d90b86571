package envgate.envs.plan.terraform;

import envgate.envs.document.Node;
import envgate.envs.model.Moment;
import envgate.envs.plan.terraform.ResourceChange.Deed;
import envgate.envs.source.capture.Operation;
import envgate.envs.source.capture.Overlay;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Whether functions were changed after a plan was made that changes them too: what it takes to be there is not
/// there any more.
///
/// Terraform says since 1.5 when a plan was made, see `timestamp` in
/// https://developer.hashicorp.com/terraform/internals/json-format.
final class Age {

    private Age() {}

    static void sayWhatIsYounger(Node plan, List<ResourceChange> changes, Overlay overlay) {
        String made = Tree.text(plan, "timestamp");
        Optional<Instant> then = Moment.parse(made);
        if (then.isEmpty()) {
            return;
        }
        for (ResourceChange it : changes) {
            boolean touches = it.type().equals("aws_lambda_function")
                    && it.deed() != Deed.CREATE
                    && it.deed() != Deed.NOTHING
                    && it.deed() != Deed.READ;
            Optional<String> name = Names.known(it.before(), "function_name");
            if (!touches || name.isEmpty()) {
                continue;
            }
            String changed = overlay.item(Operation.LAMBDA_LIST_FUNCTIONS, name.get())
                    .map((JsonNode one) -> one.path("LastModified").asString(""))
                    .orElse("");
            if (Moment.parse(changed).filter(then.get()::isBefore).isPresent()) {
                overlay.note(
                        "this plan was made at " + made + ", and `" + name.get() + "` was changed after it, at "
                                + changed + ": plan again",
                        it.mark().origin());
            }
        }
    }
}
