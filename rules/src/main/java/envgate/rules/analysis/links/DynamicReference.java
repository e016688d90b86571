package envgate.rules.analysis.links;

import envgate.envs.model.Resource;
import envgate.envs.model.Snapshot;
import envgate.envs.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A dynamic reference of CloudFormation to an SSM parameter, as it stands in a value:
/// `{{resolve:ssm:/orders/host:2}}`.
///
/// See https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references-ssm.html.
///
/// @param secure whether it is written as `ssm-secure`
/// @param name of the parameter
public record DynamicReference(boolean secure, String name) {

    private static final Pattern WRITTEN = Pattern.compile("\\{\\{resolve:(ssm|ssm-secure):([^:}]+)(?::\\d+)?}}");

    /// What is wrong with a reference in a variable, whatever it resolves to.
    public enum Flaw {
        /// CloudFormation resolves `ssm-secure` in few properties, and in no variable of a function.
        SECURE_IN_VARIABLE,
        /// `ssm` resolves plain parameters only, and this one is a SecureString.
        PLAIN_TO_SECURE
    }

    /// Those in a value, in the order in which they stand there.
    public static List<DynamicReference> in(Value value) {
        String text = switch (value) {
            case Value.Plain(String plain) -> plain;
            case Value.Reference(String reference) -> reference;
            case Value.Hidden hidden -> hidden.visible();
            case Value.Unresolved _ -> "";
        };
        List<DynamicReference> found = new ArrayList<>();
        Matcher match = WRITTEN.matcher(text);
        while (match.find()) {
            found.add(new DynamicReference(match.group(1).equals("ssm-secure"), match.group(2)));
        }
        return found;
    }

    /// The first flaw of the references in a value.
    public static Optional<Flaw> flaw(Value value, Snapshot snapshot) {
        return in(value).stream().flatMap(it -> it.flaw(snapshot).stream()).findFirst();
    }

    private Optional<Flaw> flaw(Snapshot snapshot) {
        if (secure) {
            return Optional.of(Flaw.SECURE_IN_VARIABLE);
        }
        return parameter(snapshot)
                .map(Resource.Parameter::type)
                .filter("SecureString"::equals)
                .map(_ -> Flaw.PLAIN_TO_SECURE);
    }

    /// The parameter, where it was seen.
    public Optional<Resource.Parameter> parameter(Snapshot snapshot) {
        for (Resource it : snapshot.resources()) {
            if (it instanceof Resource.Parameter parameter && parameter.name().equals(name)) {
                return Optional.of(parameter);
            }
        }
        return Optional.empty();
    }
}
