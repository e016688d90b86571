package envgate.rules.analysis.reach;

import envgate.envs.model.Call;
import envgate.envs.model.Cidr;
import java.util.Optional;

/// Whether packets get from somewhere to somewhere.
///
/// @param sourceAddress the address that they come from; empty for any that the start may have
/// @param sourcePort the port that they come from; 0 for any that the start may have
/// @param call the protocol is `tcp`, `udp`, `icmp`, `any`, or a protocol's number
/// @param forwardOnly whether the way back is left out
public record Question(Start start, Optional<Cidr> sourceAddress, int sourcePort, Call call, boolean forwardOnly) {

    /// Of the way there and back, from every address and port.
    public static Question of(Start start, Call call) {
        return new Question(start, Optional.empty(), 0, call, false);
    }

    /// Whether it is of all that there is to it.
    boolean isPlain() {
        return sourceAddress.isEmpty() && sourcePort == 0 && !forwardOnly;
    }
}
