package envgate.rules.analysis;

import envgate.envs.model.Arn;
import envgate.envs.model.Call;
import envgate.envs.model.LambdaFunction;
import envgate.envs.model.PolicyDocument;
import envgate.envs.model.Resource;
import envgate.envs.model.Sight;
import envgate.envs.model.Statement;
import envgate.envs.model.Statement.Effect;
import envgate.envs.model.Statement.Matcher;
import envgate.envs.model.VpcEndpoint;
import envgate.rules.analysis.reach.Path;
import envgate.rules.finding.Missing;
import envgate.rules.finding.Trail;
import java.util.List;
import java.util.Optional;

/// What the policy of the endpoint by which a function reaches a thing of AWS lets it do with the thing.
///
/// See https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html: such a policy grants
/// nothing, and without one everything passes. Which action the code does is not known, so only a policy that
/// lets no action pass refuses.
public sealed interface Checkpoint {

    /// Something may pass, or there is no such policy on the way.
    record Passes() implements Checkpoint {}

    record Refuses(String endpointId, Trail trail) implements Checkpoint {}

    record Unclear(List<Missing> missing) implements Checkpoint {
        public Unclear {
            missing = List.copyOf(missing);
        }
    }

    static Checkpoint of(LambdaFunction function, Resource thing, Facts facts) {
        Call call = new Call(thing.arn().toString(), 443, "tcp", "named");
        Path path = facts.reach().from(function).to(call);
        Optional<VpcEndpoint> endpoint = function.vpc() == null ? Optional.empty() : passed(path.trail(), facts);
        if (endpoint.isEmpty()
                || !(path instanceof Path.Open || path instanceof Path.Fragile || path instanceof Path.Partial)) {
            return new Passes();
        }
        VpcEndpoint it = endpoint.get();
        return switch (it.policy()) {
            case Sight.Absent<PolicyDocument> _ -> new Passes();
            case Sight.Unseen<PolicyDocument>(var gap) -> new Unclear(List.of(Missing.of(gap)));
            case Sight.Seen<PolicyDocument>(PolicyDocument policy) -> weigh(policy, it, function, thing, path.trail());
        };
    }

    private static Optional<VpcEndpoint> passed(Trail trail, Facts facts) {
        return trail.steps().stream()
                .filter(it -> it.component().startsWith("vpce-"))
                .flatMap(it -> facts.snapshot().network().vpcEndpoints().stream()
                        .filter(endpoint -> endpoint.id().equals(it.component())))
                .findFirst();
    }

    private static Checkpoint weigh(
            PolicyDocument policy, VpcEndpoint endpoint, LambdaFunction function, Resource thing, Trail way) {
        boolean maybe = false;
        boolean allowed = false;
        boolean denied = false;
        for (Statement it : policy.statements()) {
            boolean sure = it.conditions().isEmpty() && it.unknown().isEmpty();
            if (it.effect() == Effect.DENY) {
                denied |= sure && deniesAll(it, function, thing);
            } else if (it.unknown().isEmpty() && names(it, function, thing)) {
                allowed |= sure;
                maybe |= !sure;
            }
        }
        if (denied || (!allowed && !maybe)) {
            String text = "the policy of endpoint " + endpoint.id() + " lets "
                    + (denied ? "nothing pass to " : "no action pass on ") + thing.arn();
            return new Refuses(endpoint.id(), way.then(text, endpoint.id()));
        } else if (!allowed) {
            String what = "whether conditions in the policy of " + endpoint.id() + " let anything pass to "
                    + thing.kind() + " `" + thing.name() + "`";
            return new Unclear(List.of(new Missing(what, "")));
        }
        return new Passes();
    }

    /// Whether a statement speaks of the thing, or of anything in it, and of the function's role.
    private static boolean names(Statement it, LambdaFunction function, Resource thing) {
        String arn = thing.arn().toString();
        boolean resource = it.resources().negated()
                ? it.resources().patterns().stream().noneMatch(one -> overlap(one, arn) && one.endsWith("*"))
                : it.resources().patterns().stream()
                        .anyMatch(one -> overlap(one, arn) || overlap(one, arn + "/*") || overlap(one, arn + ":*"));
        return resource && meets(it.principals(), function);
    }

    private static boolean deniesAll(Statement it, LambdaFunction function, Resource thing) {
        String arn = thing.arn().toString();
        return !it.resources().negated()
                && !it.actions().negated()
                && it.actions().patterns().stream()
                        .anyMatch(
                                one -> one.equals("*") || one.equals(thing.arn().service() + ":*"))
                && it.resources().patterns().stream()
                        .anyMatch(one -> one.equals("*")
                                || (one.endsWith("*")
                                        && overlap(one, arn)
                                        && arn.startsWith(one.substring(0, one.length() - 1))))
                && meets(it.principals(), function);
    }

    private static boolean meets(Matcher principals, LambdaFunction function) {
        if (principals.negated() || principals.patterns().isEmpty()) {
            return true;
        }
        String account = Arn.parse(function.role()).map(Arn::account).orElse("");
        return principals.patterns().stream()
                .map(it -> it.replaceFirst("^AWS:", ""))
                .anyMatch(it -> it.equals("*")
                        || it.equals(function.role())
                        || it.equals(account)
                        || (it.endsWith(":root") && it.contains(":" + account + ":"))
                        || it.contains(":assumed-role/"));
    }

    /// Whether some thing is meant by both ARNs, each of whose six parts is a pattern of its own.
    private static boolean overlap(String one, String other) {
        String[] parts = one.split(":", 6);
        String[] others = other.split(":", 6);
        boolean all = parts.length == others.length;
        for (int i = 0; all && i < parts.length; i++) {
            all = meet(parts[i], others[i]);
        }
        return all || one.equals("*");
    }

    /// Whether some text is meant by both patterns, in which `*` stands for any text and `?` for one letter;
    /// a policy variable may be anything.
    private static boolean meet(String one, String other) {
        String pattern = one.replaceAll("\\$\\{[^}]*}", "*");
        boolean[] row = new boolean[other.length() + 1];
        row[0] = true;
        for (int j = 1; j <= other.length(); j++) {
            row[j] = row[j - 1] && other.charAt(j - 1) == '*';
        }
        for (int i = 1; i <= pattern.length(); i++) {
            boolean[] next = new boolean[other.length() + 1];
            char a = pattern.charAt(i - 1);
            next[0] = row[0] && a == '*';
            for (int j = 1; j <= other.length(); j++) {
                char b = other.charAt(j - 1);
                boolean any = (a == '*') || (b == '*');
                boolean same = (a == b) || (a == '?') || (b == '?');
                boolean longer = row[j] || next[j - 1] || row[j - 1];
                next[j] = any ? longer : (row[j - 1] && same);
            }
            row = next;
        }
        return row[other.length()];
    }
}
