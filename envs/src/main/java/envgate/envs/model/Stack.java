package envgate.envs.model;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A CloudFormation stack: what was put in, what came out, and what it made.
///
/// @param arn the stack's id
/// @param status `CREATE_COMPLETE`, ...
/// @param lastUpdated ISO 8601, empty when not known
/// @param parameters by key; NoEcho ones are hidden
/// @param template the template as it was given, redacted
public record Stack(
        String name,
        Arn arn,
        String status,
        String lastUpdated,
        SortedMap<String, Value> parameters,
        SortedMap<String, Output> outputs,
        List<StackResource> resources,
        Sight<Template> template,
        SortedMap<String, String> tags,
        Origin origin)
        implements Comparable<Stack> {

    /// An output; `exportName` is empty when it is not exported.
    public record Output(String key, Value value, String exportName) {}

    /// A resource that the stack made; `physicalId` is empty when there is none yet.
    public record StackResource(String logicalId, String physicalId, String type, String status)
            implements Comparable<StackResource> {

        @Override
        public int compareTo(StackResource other) {
            return logicalId.compareTo(other.logicalId);
        }
    }

    /// What is read of a template so far: the exports it imports, and what it says of functions and parameters.
    ///
    /// @param imports literal names of `Fn::ImportValue`
    /// @param unresolvedImports how many names are made of references and could not be worked out
    /// @param conditionalOutputs outputs that a condition guards
    /// @param written what it says of functions, by logical id and property, `OrdersApi.Timeout` or
    ///     `OrdersApi.Variables.DB_HOST`: a value where it stands there, a reference where it is made of
    ///     something; `OrdersApi.Variables` alone where not all variables can be told
    /// @param defaults of parameters, by key
    public record Template(
            List<String> imports,
            int unresolvedImports,
            List<String> conditionalOutputs,
            SortedMap<String, Value> written,
            SortedMap<String, Value> defaults) {

        public Template {
            imports = imports.stream().sorted().distinct().toList();
            conditionalOutputs = conditionalOutputs.stream().sorted().distinct().toList();
            written = LambdaFunction.sorted(written);
            defaults = LambdaFunction.sorted(defaults);
        }

        /// A template that says nothing of functions and parameters.
        public Template(List<String> imports, int unresolvedImports, List<String> conditionalOutputs) {
            this(imports, unresolvedImports, conditionalOutputs, new TreeMap<>(), new TreeMap<>());
        }

        /// What it says of a function's variable; nothing when it does not speak of it.
        public Optional<Value> variable(String logicalId, String key) {
            return Optional.ofNullable(written.get(logicalId + VARIABLES + "." + key));
        }

        /// Whether it tells all variables of a function.
        public boolean tellsVariables(String logicalId) {
            return !written.containsKey(logicalId + VARIABLES);
        }
    }

    private static final String VARIABLES = ".Variables";

    public Stack {
        parameters = LambdaFunction.sorted(parameters);
        outputs = LambdaFunction.sorted(outputs);
        resources = resources.stream().sorted().toList();
        tags = LambdaFunction.sorted(tags);
    }

    /// The resource with this physical id, or null.
    public @Nullable StackResource resource(String physicalId) {
        return resources.stream()
                .filter(it -> it.physicalId().equals(physicalId))
                .findFirst()
                .orElse(null);
    }

    @Override
    public int compareTo(Stack other) {
        return arn.compareTo(other.arn);
    }
}
