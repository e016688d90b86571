package envgate.envs.source.capture;

import envgate.envs.model.Arn;
import envgate.envs.model.PolicyDocument;
import envgate.envs.model.Sight;
import envgate.envs.model.Statement;
import envgate.envs.model.Statement.Condition;
import envgate.envs.model.Statement.Effect;
import envgate.envs.model.Statement.Matcher;
import envgate.envs.model.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Reads the grants of a KMS key as the statements that they amount to.
///
/// "A grant can allow access, but never denies it": a principal, operations, and perhaps pairs that the encryption
/// context must hold, whose keys are compared without case:
/// https://docs.aws.amazon.com/kms/latest/developerguide/grants.html,
/// https://docs.aws.amazon.com/kms/latest/APIReference/API_GrantConstraints.html.
final class GrantReader {

    /// What the constraints of a grant are not applied to.
    private static final Set<String> UNCONSTRAINED = Set.of("DescribeKey", "RetireGrant");

    private static final String CONTEXT = "kms:EncryptionContext:";

    private GrantReader() {}

    static Sight<PolicyDocument> read(Inquiry inquiry, Arn key) {
        return inquiry.read(body -> {
            List<Statement> statements = new ArrayList<>();
            StackReader.required(body, "Grants").forEach(it -> add(it, key, statements));
            statements.sort(Comparator.comparing(Statement::toString)); // AWS lists grants in any order
            return new PolicyDocument("grants", "2012-10-17", statements, inquiry.origin());
        });
    }

    private static void add(Item grant, Arn key, List<Statement> statements) {
        List<Condition> conditions = conditions(grant.in("Constraints"));
        List<String> operations = grant.texts("Operations");
        List<String> free = operations.stream()
                .filter(it -> conditions.isEmpty() || UNCONSTRAINED.contains(it))
                .toList();
        List<String> bound =
                operations.stream().filter(it -> !free.contains(it)).toList();
        if (!free.isEmpty()) {
            statements.add(statement(grant, key, free, List.of()));
        }
        if (!bound.isEmpty()) {
            statements.add(statement(grant, key, bound, conditions));
        }
    }

    private static Statement statement(Item grant, Arn key, List<String> operations, List<Condition> conditions) {
        return new Statement(
                grant.text("Name", grant.needed("GrantId")),
                Effect.ALLOW,
                new Matcher(false, List.of(grantee(grant))),
                new Matcher(false, operations.stream().map(it -> "kms:" + it).toList()),
                new Matcher(false, List.of(key.toString())),
                conditions,
                List.of());
    }

    private static String grantee(Item grant) {
        String principal = grant.text("GranteePrincipal", grant.text("GranteeServicePrincipal"));
        if (principal.isEmpty()) {
            throw new Unreadable("a grant names nobody");
        }
        return (principal.endsWith(".amazonaws.com") ? "Service:" : "AWS:") + principal;
    }

    private static List<Condition> conditions(Item constraints) {
        List<Condition> conditions = new ArrayList<>();
        Set<String> keys = new TreeSet<>();
        for (String member : List.of("EncryptionContextSubset", "EncryptionContextEquals")) {
            for (String key : constraints.in(member).node().propertyNames()) {
                conditions.add(new Condition(
                        "StringEquals",
                        CONTEXT + key,
                        List.of(constraints.in(member).value(key))));
                if (member.equals("EncryptionContextEquals")) {
                    keys.add(key);
                }
            }
        }
        if (!keys.isEmpty()) {
            conditions.add(new Condition(
                    "ForAllValues:StringEqualsIgnoreCase",
                    "kms:EncryptionContextKeys",
                    keys.stream().<Value>map(Value.Plain::new).toList()));
        }
        String source = constraints.text("SourceArn");
        if (!source.isEmpty()) {
            conditions.add(new Condition("ArnLike", "aws:SourceArn", List.of(new Value.Plain(source))));
        }
        return conditions;
    }
}
