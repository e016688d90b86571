package envgate.envs.moto;

/// One fault that is seeded into the sample application, and what ought to be said about it.
///
/// @param code subject of the rule that is meant for it: `CFG-001`
/// @param environment the environment that has to change
/// @param other the other environment that is involved, empty when there is none
/// @param function logical name of the function, empty when it is about none
/// @param key variable or output, empty when it is about neither
/// @param description what is wrong, for people
public record Fault(String code, String environment, String other, String function, String key, String description) {}
