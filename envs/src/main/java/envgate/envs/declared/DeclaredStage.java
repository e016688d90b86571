package envgate.envs.declared;

import envgate.envs.document.Mark;
import java.util.List;

/// An environment as a deploy tool declares it.
///
/// @param name as the tool calls it
/// @param account 12 digits; empty when the tool does not say it, as most do not
/// @param region empty when the tool does not say it
/// @param profile the AWS profile that it deploys with; empty when it says none
/// @param stacks that it deploys
/// @param functions names of those that it deploys besides, with `*`
/// @param remarks what could not be told, and what envgate cannot see of what the tool does
public record DeclaredStage(
        String name,
        String account,
        String region,
        String profile,
        List<String> stacks,
        List<String> functions,
        List<String> remarks,
        Mark mark) {

    public DeclaredStage {
        stacks = stacks.stream().distinct().toList();
        functions = functions.stream().distinct().toList();
        remarks = remarks.stream().distinct().toList();
    }
}
