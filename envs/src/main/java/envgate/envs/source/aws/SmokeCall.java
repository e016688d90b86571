package envgate.envs.source.aws;

import java.util.Objects;
import tools.jackson.databind.JsonNode;

/// A request that the user declares, which runs a function.
///
/// @param qualifier an alias or a version; empty for `$LATEST`
/// @param event what the function gets
public record SmokeCall(String function, String qualifier, String region, JsonNode event) {

    @Override
    public String toString() {
        return "SmokeCall[" + function + " " + qualifier + " " + region + "]"; // never the event
    }

    /// What came of it.
    public sealed interface Result {

        /// The function returned something. It may be a secret: it is only ever compared.
        ///
        /// @param payload missing when it is no JSON
        record Returned(JsonNode payload) implements Result {

            public Returned {
                Objects.requireNonNull(payload);
            }

            @Override
            public String toString() {
                return "Returned[]"; // never the payload
            }
        }

        /// The function ended with an error.
        ///
        /// @param kind `Handled` or `Unhandled`
        /// @param type the error's type, where it is a name; its message is not kept
        record Failed(String kind, String type) implements Result {}

        /// There is no such function, alias or version.
        record Refused(String code) implements Result {}

        /// Nobody could tell: not allowed, too often, or too late.
        record Unknown(String reason) implements Result {}
    }
}
