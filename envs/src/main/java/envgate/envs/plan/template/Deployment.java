package envgate.envs.plan.template;

import envgate.envs.plan.Term;
import java.util.Map;
import java.util.TreeMap;

/// A template and where it goes, as the user says.
///
/// @param file as the user names it
/// @param stack empty for the environment's only one
/// @param parameters values by name
public record Deployment(String file, String stack, Map<String, Term> parameters) {

    public Deployment {
        parameters = java.util.Collections.unmodifiableMap(new TreeMap<>(parameters));
    }
}
