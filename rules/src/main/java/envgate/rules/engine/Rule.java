package envgate.rules.engine;

/// A judge of one thing that can be wrong; found through [java.util.ServiceLoader], never listed.
///
/// A rule is stateless and takes the narrowest scope that sees enough. It asks analyses and speaks: it computes
/// nothing clever. For everything it looks at, it says what came of it: [Findings#add], [Findings#pass] or
/// [Findings#unknown]; what it does not mention was not judged, and a rule that judged nothing says so in the report.
public sealed interface Rule permits FunctionRule, EnvironmentRule, PromotionRule, DeployRule, OutcomeRule, FleetRule {}
