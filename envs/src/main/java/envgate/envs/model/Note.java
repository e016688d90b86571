package envgate.envs.model;

/// Something seen that the model does not hold: said once, never lost silently.
public record Note(String text, Origin origin) {}
