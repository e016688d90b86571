package envgate.envs.plan.template;

import envgate.envs.document.Mistakes;
import envgate.envs.document.Node;
import java.nio.file.Path;
import java.util.Map;

/// Where a template is to be deployed, as a [Transform] is told.
///
/// @param parameters values of the template's parameters by name, as far as they are known and no secrets: texts, or
///     lists of texts
/// @param folder where the template lies: local paths in it start there
public record Setting(
        Map<String, Node> parameters,
        String partition,
        String account,
        String region,
        String stack,
        Path folder,
        Mistakes mistakes) {

    public Setting {
        parameters = Map.copyOf(parameters);
    }
}
