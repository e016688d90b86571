package envgate.envs.inventory;

import envgate.envs.model.Origin;
import envgate.envs.model.Selection;

/// One declared environment: its name, where it is, and what belongs to it there.
public record EnvironmentEntry(String name, Whereabouts whereabouts, Selection selection, Origin origin) {}
