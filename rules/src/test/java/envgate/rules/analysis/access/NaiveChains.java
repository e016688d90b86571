package envgate.rules.analysis.access;

import envgate.envs.model.Arn;
import envgate.envs.model.LambdaFunction;
import envgate.envs.model.Origin;
import envgate.envs.model.PolicyDocument;
import envgate.envs.model.Role;
import envgate.envs.model.Statement;
import envgate.envs.model.Statement.Effect;
import envgate.envs.model.Statement.Matcher;
import envgate.rules.analysis.access.NaiveSpec.Answer;
import envgate.rules.analysis.access.NaiveSpec.Ask;
import envgate.rules.analysis.access.NaiveSpec.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Which roles someone with one role can come to have, by trying all on all, again and again.
///
/// @param functions with the roles that they run as; their policies let nobody in
record NaiveChains(List<Role> roles, List<LambdaFunction> functions) {

    private static final Matcher ALL = new Matcher(false, List.of("*"));

    /// A role with the policies that it has given itself; only a function's own session has a name already.
    private record Power(Role role, List<PolicyDocument> policies, Optional<PolicyDocument> boundary, boolean named) {

        List<String> sessions() {
            return named ? List.of("api") : List.of("api", "alice", "another");
        }

        boolean may(
                String action,
                String resource,
                Optional<PolicyDocument> policy,
                boolean gate,
                Map<String, String> with) {
            Map<String, String> context = new TreeMap<>(with);
            context.put("aws:principalaccount", role.arn().account());
            String owner = Arn.parse(resource).map(Arn::account).orElse("");
            World world = new World(
                    policies,
                    boundary,
                    List.of(),
                    List.of(),
                    policy,
                    owner.isEmpty() || owner.equals(role.arn().account()),
                    gate);
            return sessions().stream()
                    .map(it -> new Ask(role.arn().account(), role.name(), it, action, resource, context))
                    .anyMatch(it -> NaiveSpec.decide(world, it) == Answer.ALLOWED);
        }

        /// Whether it may do one of these to itself.
        boolean mayItself(String... actions) {
            return List.of(actions).stream().anyMatch(it -> may(it, role.arn().toString()));
        }

        boolean mayDrop(PolicyDocument it) {
            return isManaged(it)
                    ? mayItself("iam:DetachRolePolicy") || may("iam:CreatePolicyVersion", it.name())
                    : mayItself("iam:PutRolePolicy", "iam:DeleteRolePolicy");
        }

        boolean may(String action, String resource) {
            return may(action, resource, Optional.empty(), false, Map.of());
        }

        boolean sharesAccount(Role other) {
            return role.arn().account().equals(other.arn().account());
        }
    }

    Set<String> reachable(Role first) {
        Set<String> reached = new TreeSet<>(Set.of(first.arn().toString()));
        boolean more = true;
        while (more) {
            more = false;
            for (Role from : roles) {
                if (reached.contains(from.arn().toString())) {
                    for (Power power : powers(from, from.equals(first))) {
                        for (Role to : roles) {
                            more |= !from.equals(to)
                                    && gets(power, to)
                                    && reached.add(to.arn().toString());
                        }
                    }
                }
            }
        }
        return reached;
    }

    /// As it is, and as it can make itself: once it can give itself anything, it takes away what stands in its way.
    private static List<Power> powers(Role role, boolean named) {
        Power plain = new Power(role, role.policies(), role.boundary().seen(), named);
        Power power = plain;
        List<Power> powers = new ArrayList<>(List.of(plain));
        boolean widens = plain.mayItself("iam:PutRolePolicy", "iam:AttachRolePolicy")
                || role.policies().stream()
                        .filter(NaiveChains::isManaged)
                        .anyMatch(it -> plain.may("iam:CreatePolicyVersion", it.name()));
        for (int i = 0; widens && i < 4; i++) {
            List<PolicyDocument> all = new ArrayList<>(power.policies());
            all.add(document(ALL, Matcher.NONE));
            Power wide = new Power(role, all, power.boundary(), named);
            boolean free = wide.mayItself("iam:DeleteRolePermissionsBoundary", "iam:PutRolePermissionsBoundary");
            power = new Power(
                    role,
                    power.policies().stream().filter(it -> !wide.mayDrop(it)).toList(),
                    free ? Optional.empty() : power.boundary(),
                    named);
            powers.add(wide);
        }
        return powers;
    }

    private static boolean isManaged(PolicyDocument policy) {
        return policy.name().contains(":policy/");
    }

    private boolean gets(Power power, Role to) {
        return power.may("sts:AssumeRole", to.arn().toString(), Optional.of(to.trust()), true, Map.of())
                || replacesCode(power, to)
                || (power.sharesAccount(to) && (rewritesTrust(power, to) || launches(power, to) || starts(power, to)));
    }

    private boolean replacesCode(Power power, Role to) {
        return functions.stream()
                .filter(it -> it.role().equals(to.arn().toString()) && power.sharesAccount(to))
                .anyMatch(it -> power.may("lambda:UpdateFunctionCode", it.arn().toString()));
    }

    private static boolean rewritesTrust(Power power, Role to) {
        Matcher itself = new Matcher(false, List.of("AWS:" + power.role().arn()));
        return power.may("iam:UpdateAssumeRolePolicy", to.arn().toString())
                && power.may("sts:AssumeRole", to.arn().toString(), Optional.of(document(ALL, itself)), true, Map.of());
    }

    private static boolean launches(Power power, Role to) {
        String functions = "arn:aws:lambda:eu-west-1:" + to.arn().account() + ":function:";
        return passes(power, to, "lambda.amazonaws.com")
                && List.of("x", "api", "pay").stream()
                        .anyMatch(it -> power.may("lambda:CreateFunction", functions + it)
                                || power.may("lambda:UpdateFunctionConfiguration", functions + it));
    }

    /// An instance, which takes the role from an instance profile.
    private static boolean starts(Power power, Role to) {
        String profile = "arn:aws:iam::" + to.arn().account() + ":instance-profile/x";
        boolean held = to.instanceProfiles().seen().isPresent()
                || (power.may("iam:CreateInstanceProfile", profile)
                        && power.may("iam:AddRoleToInstanceProfile", profile));
        return held
                && passes(power, to, "ec2.amazonaws.com")
                && power.may(
                        "ec2:RunInstances", "arn:aws:ec2:eu-west-1:" + to.arn().account() + ":instance/x");
    }

    private static boolean passes(Power power, Role to, String service) {
        return says(to, Effect.ALLOW, service)
                && !says(to, Effect.DENY, service)
                && power.may(
                        "iam:PassRole",
                        to.arn().toString(),
                        Optional.empty(),
                        false,
                        Map.of("iam:passedtoservice", service));
    }

    /// Whether the trust policy says something to a service.
    private static boolean says(Role role, Effect effect, String service) {
        return role.trust().statements().stream()
                .filter(it -> it.effect() == effect)
                .filter(it -> it.principals().patterns().contains("Service:" + service)
                        || it.principals().patterns().contains("*"))
                .anyMatch(it -> it.actions().negated()
                        != it.actions().patterns().stream()
                                .anyMatch(p -> PlainMatcher.text(p.toLowerCase(Locale.ROOT), "sts:assumerole")));
    }

    private static PolicyDocument document(Matcher resources, Matcher principals) {
        boolean trust = !principals.patterns().isEmpty();
        Statement all = new Statement(
                "#1", Effect.ALLOW, principals, ALL, trust ? Matcher.NONE : resources, List.of(), List.of());
        return new PolicyDocument("all", "2012-10-17", List.of(all), new Origin.Unknown());
    }
}
