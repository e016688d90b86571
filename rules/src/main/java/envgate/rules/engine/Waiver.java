package envgate.rules.engine;

import envgate.envs.model.Origin;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// A finding that the user accepts.
///
/// @param rule id, code or earlier id of the rule, or `*`
/// @param place `environment/function` or `environment/function/key`, each part with `*` and `?`; empty for everywhere
/// @param fingerprint of the one finding that is meant; empty when rule and place say it
/// @param until null when it does not expire
public record Waiver(
        String rule,
        String place,
        String fingerprint,
        String reason,
        String owner,
        @Nullable LocalDate until,
        Origin origin) {}
