package envgate.envs.plan.template;

import envgate.envs.plan.Term;
import java.util.Map;
import java.util.TreeMap;

/// A template and where it goes, as the user says.
///
/// @param file as the user names it
/// @param stack empty for the environment's only one
/// @param parameters values by name
/// @param region empty where the stack is, or where the environment is
public record Deployment(String file, String stack, Map<String, Term> parameters, String region) {

    public Deployment {
        parameters = java.util.Collections.unmodifiableMap(new TreeMap<>(parameters));
    }

    public Deployment(String file, String stack, Map<String, Term> parameters) {
        this(file, stack, parameters, "");
    }
}
