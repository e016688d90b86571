package envgate.envs.plan.cdk;

import envgate.envs.document.Mark;
import envgate.envs.plan.Term;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A stack of a cloud assembly.
///
/// @param artifact what the manifest calls it, behind the names of the stages that it is in
/// @param displayName the path of its construct, `Prod/Orders`
/// @param stackName what AWS calls it
/// @param account empty when it goes to whichever account deploys it
/// @param region empty when it goes to whichever region it is deployed in
/// @param template as the user would name the file
/// @param parameters values that the assembly gives
/// @param after artifacts that are deployed first
record CdkStack(
        String artifact,
        String displayName,
        String stackName,
        String account,
        String region,
        String template,
        Map<String, Term> parameters,
        List<String> after,
        Mark mark) {

    CdkStack {
        parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
        after = List.copyOf(after);
    }

    /// Whether a user may mean it by this name.
    boolean isCalled(String name) {
        return stackName.equals(name) || displayName.equals(name) || artifact.equals(name);
    }

    /// `123456789012/eu-west-1`, with `any` for what is open.
    String place() {
        return (account.isEmpty() ? "any account" : account) + "/" + (region.isEmpty() ? "any region" : region);
    }
}
