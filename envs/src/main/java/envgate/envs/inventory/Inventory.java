package envgate.envs.inventory;

import java.util.List;
import java.util.Optional;

/// The environments that the user declared, in promotion order.
///
/// @param application empty when the user named none
public record Inventory(String application, List<EnvironmentEntry> environments) {

    public Inventory {
        environments = List.copyOf(environments);
    }

    public Optional<EnvironmentEntry> environment(String name) {
        return environments.stream().filter(it -> it.name().equals(name)).findFirst();
    }
}
