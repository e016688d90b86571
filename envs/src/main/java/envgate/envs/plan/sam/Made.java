package envgate.envs.plan.sam;

import envgate.envs.document.Mark;
import envgate.envs.plan.sam.Tree.Branch;
import org.jspecify.annotations.Nullable;

/// A resource of CloudFormation that the macro makes.
final class Made {

    private String id;
    private final String type;
    private final Branch attributes;
    private final Branch properties;
    private @Nullable Tree dependsOn;

    /// @param attributes what stands beside its properties; kept
    Made(String id, String type, Mark mark, Branch attributes) {
        this.id = id;
        this.type = type;
        this.attributes = attributes;
        this.properties = new Branch(mark);
    }

    String id() {
        return id;
    }

    void rename(String other) {
        id = other;
    }

    String type() {
        return type;
    }

    Mark mark() {
        return properties.mark();
    }

    Branch attributes() {
        return attributes;
    }

    Branch properties() {
        return properties;
    }

    /// The condition under which it is made.
    @Nullable
    String condition() {
        return attributes.text("Condition");
    }

    Made put(String name, @Nullable Object value) {
        properties.put(name, value);
        return this;
    }

    /// Takes properties over as they are written.
    Made copy(Branch from, String... names) {
        for (String it : names) {
            Tree value = from.get(it);
            properties.put(it, value == null ? null : value.copy());
        }
        return this;
    }

    Made dependsOn(@Nullable Object ids) {
        dependsOn = ids == null ? null : Tree.of(ids, mark());
        return this;
    }

    Branch ref() {
        return Intrinsic.ref(id, mark());
    }

    Branch attribute(String name) {
        return Intrinsic.attribute(id, name, mark());
    }

    /// What gives its ARN.
    Branch arn() {
        return switch (type) {
            case "AWS::Lambda::Alias",
                    "AWS::Lambda::Version",
                    "AWS::StepFunctions::StateMachine",
                    "AWS::StepFunctions::StateMachineVersion",
                    "AWS::StepFunctions::StateMachineAlias" -> ref();
            default -> attribute("Arn");
        };
    }

    Branch tree() {
        Branch tree = Branch.of(mark(), "Type", type);
        if (dependsOn != null && dependsOn.counts()) {
            tree.put("DependsOn", dependsOn.copy());
        }
        tree.putAll(attributes.copy());
        return tree.put("Properties", properties.copy());
    }
}
