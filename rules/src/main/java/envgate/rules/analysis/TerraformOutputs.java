package envgate.rules.analysis;

import envgate.envs.model.Area;
import envgate.envs.model.Outlook;
import envgate.envs.model.Snapshot;
import envgate.envs.model.Value;
import envgate.rules.analysis.Change.Kind;
import java.util.ArrayList;
import java.util.List;

/// What a plan of Terraform says of its outputs.
final class TerraformOutputs {

    private static final String SUBJECT = "Terraform";

    private TerraformOutputs() {}

    /// Those that it takes away, and those that it does not know yet.
    static List<Change> changed(Snapshot planned) {
        List<Change> changes = new ArrayList<>();
        for (Outlook.Output it : planned.terraformOutputs()) {
            String output = "output `" + it.name() + "`";
            Value value = it.value();
            if (value == null) {
                changes.add(new Change(Kind.DROPS, Area.STACKS, SUBJECT, output, it.origin()));
            } else if (value instanceof Value.Unresolved(String reason)) {
                changes.add(new Change(Kind.UNKNOWN, Area.STACKS, SUBJECT, output + ": " + reason, it.origin()));
            }
        }
        return changes;
    }
}
