package envgate.envs.source.text;

import envgate.envs.document.Part;
import envgate.envs.model.PolicyDocument;
import envgate.envs.model.Statement;
import envgate.envs.model.Statement.Condition;
import envgate.envs.model.Statement.Effect;
import envgate.envs.model.Statement.Matcher;
import envgate.envs.model.Value;
import envgate.envs.source.text.StatementText.Defaults;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Reads policies: a list of statements, each in one line or in the members that IAM gives it.
final class PolicyText {

    private static final Set<String> MEMBERS = Set.of(
            "Sid",
            "Effect",
            "Principal",
            "NotPrincipal",
            "Action",
            "NotAction",
            "Resource",
            "NotResource",
            "Condition");

    private PolicyText() {}

    static PolicyDocument read(String name, Part part, Defaults defaults) {
        return read(name, part.items(), part, defaults);
    }

    static PolicyDocument read(String name, List<Part> parts, Part where, Defaults defaults) {
        List<Statement> statements = new ArrayList<>();
        for (Part it : parts) {
            statements.add(it.isMap() ? members(it, statements.size() + 1) : line(it, statements.size() + 1, defaults));
        }
        return new PolicyDocument(name, "2012-10-17", statements, where.origin());
    }

    private static Statement line(Part part, int number, Defaults defaults) {
        return StatementText.parse(part.text(), number, defaults).orElseGet(() -> {
            String example = defaults.isIdentity()
                    ? "allow s3:GetObject on arn:aws:s3:::orders/*"
                    : "allow apigateway.amazonaws.com from arn:aws:execute-api:eu-west-1:111111111111:api1/*";
            part.bad("`" + part.text() + "` is no statement", "write it like `" + example + "`");
            return new Statement(
                    "#" + number, Effect.DENY, Matcher.NONE, Matcher.NONE, Matcher.NONE, List.of(), List.of());
        });
    }

    private static Statement members(Part part, int number) {
        List<String> unknown = part.members().stream()
                .map(Part.Member::key)
                .filter(it -> !MEMBERS.contains(it))
                .toList();
        String effect = part.get("Effect").oneOf("Allow", "Allow", "Deny");
        return new Statement(
                part.get("Sid").text("#" + number),
                effect.equals("Allow") ? Effect.ALLOW : Effect.DENY,
                principals(part),
                matcher(part, "Action"),
                matcher(part, "Resource"),
                conditions(part.get("Condition")),
                unknown);
    }

    private static Matcher matcher(Part part, String name) {
        Part negated = part.get("Not" + name);
        return negated.isAbsent() ? new Matcher(false, part.get(name).texts()) : new Matcher(true, negated.texts());
    }

    private static Matcher principals(Part part) {
        boolean negated = !part.get("NotPrincipal").isAbsent();
        Part principal = part.get(negated ? "NotPrincipal" : "Principal");
        if (!principal.isMap()) {
            return new Matcher(negated, principal.texts());
        }
        List<String> patterns = new ArrayList<>();
        for (Part.Member it : principal.members()) {
            it.value().texts().forEach(text -> patterns.add(it.key() + ":" + text));
        }
        return new Matcher(negated, patterns);
    }

    private static List<Condition> conditions(Part part) {
        List<Condition> conditions = new ArrayList<>();
        for (Part.Member operator : part.members()) {
            for (Part.Member key : operator.value().members()) {
                List<Value> values =
                        key.value().items().stream().map(ValueText::read).toList();
                conditions.add(new Condition(operator.key(), key.key(), values));
            }
        }
        return conditions;
    }
}
