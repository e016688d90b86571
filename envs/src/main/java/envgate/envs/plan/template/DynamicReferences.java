package envgate.envs.plan.template;

import envgate.envs.model.Area;
import envgate.envs.model.Resource;
import envgate.envs.model.Value;
import envgate.envs.plan.Term;
import envgate.envs.plan.Term.Listed;
import envgate.envs.plan.Term.Literal;
import envgate.envs.plan.Term.Members;
import envgate.envs.plan.Term.Unknown;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Settles `{{resolve:…}}` in values: plain parameters by their value, secrets never; what is missing
/// is said.
///
/// See https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html.
final class DynamicReferences {

    private static final Pattern REFERENCE = Pattern.compile("\\{\\{resolve:(ssm|ssm-secure|secretsmanager):([^}]*)}}");

    private final Target target;

    DynamicReferences(Target target) {
        this.target = target;
    }

    Term settle(Term term) {
        return settle(term, List.of(), false);
    }

    /// The properties of a resource. In the variables of a function, references that CloudFormation does not resolve
    /// stay as they are written: rules say so.
    Term settle(Term properties, String type) {
        boolean function = type.equals("AWS::Lambda::Function");
        return settle(properties, function ? List.of("Environment", "Variables") : List.of(), false);
    }

    /// @param into the names that lead to where what is not resolved is kept
    private Term settle(Term term, List<String> into, boolean keeps) {
        return switch (term) {
            case Literal it when it.text().contains("{{resolve:") -> settle(it, keeps);
            case Literal it -> it;
            case Unknown it -> it;
            case Term.Veiled it -> it;
            case Listed it ->
                new Listed(
                        it.items().stream()
                                .map(one -> settle(one, List.of(), keeps))
                                .toList(),
                        it.mark());
            case Members it -> {
                Map<String, Term> members = new LinkedHashMap<>();
                it.members().forEach((name, value) -> {
                    boolean on = !into.isEmpty() && name.equals(into.getFirst());
                    List<String> further = on ? into.subList(1, into.size()) : List.of();
                    members.put(name, settle(value, further, keeps || (on && further.isEmpty())));
                });
                yield new Members(members, it.mark());
            }
        };
    }

    private boolean isUnresolvable(String kind, String rest) {
        return kind.equals("ssm-secure")
                || (kind.equals("ssm")
                        && target.parameter(withoutVersion(rest))
                                .filter(it -> it.type().equals("SecureString"))
                                .isPresent());
    }

    private static String withoutVersion(String rest) {
        return rest.replaceFirst(":[0-9]+$", "");
    }

    private Term settle(Literal literal, boolean keeps) {
        Matcher reference = REFERENCE.matcher(literal.text());
        StringBuilder made = new StringBuilder();
        while (reference.find()) {
            if (keeps && isUnresolvable(reference.group(1), reference.group(2))) {
                reference.appendReplacement(made, Matcher.quoteReplacement(reference.group()));
                continue;
            }
            Term value = value(reference.group(1), reference.group(2), literal);
            Optional<String> text = Terms.text(value);
            if (text.isEmpty()) {
                boolean whole = reference.group().equals(literal.text());
                return whole || value instanceof Unknown ? value : new Unknown(Terms.reason(value), literal.mark());
            }
            reference.appendReplacement(made, Matcher.quoteReplacement(text.get()));
        }
        return new Literal(reference.appendTail(made).toString(), literal.kind(), literal.secret(), literal.mark());
    }

    private Term value(String kind, String rest, Literal at) {
        if (kind.equals("secretsmanager")) {
            return secret(rest, at);
        }
        int colon = rest.lastIndexOf(':');
        boolean versioned = colon > 0 && rest.substring(colon + 1).matches("[0-9]+");
        String name = versioned ? rest.substring(0, colon) : rest;
        Optional<Resource.Parameter> found = target.parameter(name);
        if (found.isEmpty()) {
            return missing("SSM parameter", name, Area.PARAMETERS, at);
        }
        boolean secure = found.get().type().equals("SecureString");
        if (kind.equals("ssm") && secure) {
            return new Unknown(
                    "the SSM parameter `" + name + "` is a SecureString, so that `resolve:ssm` would fail", at.mark());
        }
        if (secure) {
            return new Unknown("it is taken from the SecureString `" + name + "`, which is there", at.mark());
        }
        Value value = found.get().value();
        boolean other = versioned
                && Long.parseLong("0" + rest.substring(colon + 1))
                        != found.get().version();
        if (value == null || other) {
            return new Unknown(
                    "the value of the SSM parameter `" + name + "`" + (other ? " in this version" : "")
                            + " was not read",
                    at.mark());
        }
        return Live.term(value, "the value of the SSM parameter `" + name + "`", at.mark());
    }

    /// `id:SecretString:json-key:stage:version`, whose id may be an ARN.
    private Term secret(String rest, Literal at) {
        String id = rest.startsWith("arn:")
                ? String.join(
                        ":",
                        java.util.Arrays.asList(rest.split(":", -1))
                                .subList(0, Math.min(7, rest.split(":", -1).length)))
                : rest.split(":", -1)[0];
        boolean elsewhere = id.startsWith("arn:") && !id.contains(":" + target.account() + ":");
        if (elsewhere) {
            return new Unknown("it is taken from a secret of another account", at.mark());
        }
        return target.secret(id).isPresent() || id.contains("-planned")
                ? new Unknown("it is taken from the secret `" + id + "`, which is there", at.mark())
                : missing("secret", id, Area.SECRETS, at);
    }

    private Unknown missing(String what, String name, Area area, Literal at) {
        return new Unknown(
                target.sees(area)
                        ? "there is no " + what + " `" + name + "`, so that the deploy would fail"
                        : "it is taken from the " + what + " `" + name + "`, and those were not seen",
                at.mark());
    }
}
