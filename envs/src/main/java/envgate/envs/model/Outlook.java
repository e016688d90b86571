package envgate.envs.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a plan says besides what will be there.
///
/// @param madeAt when the plan was made that compares with what was there then; null when it compares with
///     what is there now, as a template does
/// @param removals what the deploy deletes or leaves behind
/// @param outputs of the root modules of Terraform, which AWS does not know
public record Outlook(@Nullable Instant madeAt, List<Removal> removals, List<Output> outputs) {

    public Outlook {
        removals = removals.stream().sorted().distinct().toList();
        outputs = outputs.stream().sorted().distinct().toList();
    }

    /// An output of a root module.
    ///
    /// @param value null when the deploy takes it away
    public record Output(String name, @Nullable Value value, Origin origin) implements Comparable<Output> {

        @Override
        public int compareTo(Output other) {
            return (name + '\n' + origin.text()).compareTo(other.name + '\n' + other.origin.text());
        }
    }

    /// A resource that the deploy deletes, or takes out of its stack and leaves behind.
    ///
    /// @param stack the name of its stack; empty when it is in none
    /// @param logicalId what the plan calls it
    /// @param type `AWS::DynamoDB::Table`
    /// @param physicalId what AWS calls it
    /// @param replaced whether another one comes in its place
    /// @param kept whether it stays, with all that is in it
    public record Removal(
            String stack,
            String logicalId,
            String type,
            String physicalId,
            boolean replaced,
            boolean kept,
            Origin origin)
            implements Comparable<Removal> {

        @Override
        public int compareTo(Removal other) {
            return (stack + '\n' + logicalId + '\n' + physicalId)
                    .compareTo(other.stack + '\n' + other.logicalId + '\n' + other.physicalId);
        }
    }
}
