package envgate.rules.analysis.access;

import envgate.envs.model.Arn;
import envgate.envs.model.Assumption;
import envgate.envs.model.Gap;
import envgate.envs.model.LambdaFunction;
import envgate.envs.model.PolicyDocument;
import envgate.envs.model.Role;
import envgate.envs.model.Sight;
import envgate.envs.model.Statement;
import envgate.envs.model.Statement.Effect;
import envgate.envs.model.Statement.Matcher;
import envgate.rules.finding.Missing;
import envgate.rules.finding.Trail;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Ways to a role's power that do not begin with its trust policy: running code as it, or rewriting that policy.
///
/// Whoever may pass a role to a service and launch something there runs code as that role:
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html. Whoever may replace a function's
/// code has the function's role: https://docs.aws.amazon.com/lambda/latest/api/API_UpdateFunctionCode.html. Whoever
/// may rewrite a trust policy can name itself there:
/// https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateAssumeRolePolicy.html. An instance runs as a
/// role that an instance profile holds, and whoever may put the role into one needs none before:
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_switch-role-ec2_instance-profiles.html.
final class Footholds {

    private static final String CODE = "lambda:UpdateFunctionCode";
    private static final String TRUST = "iam:UpdateAssumeRolePolicy";
    private static final String PASS = "iam:PassRole";
    private static final String ASSUME = "sts:AssumeRole";
    private static final List<String> HOLD = List.of("iam:CreateInstanceProfile", "iam:AddRoleToInstanceProfile");
    private static final List<String> LOWER =
            Stream.of(CODE, TRUST, PASS).map(it -> it.toLowerCase(Locale.ROOT)).toList();

    private final List<Cast> casts;
    private final Map<String, List<Held>> byAccount = new HashMap<>();
    private final Set<Assumption> assumed;
    private volatile @Nullable List<Runs> functions;

    /// A role that can be had, and its trust policy.
    record Held(Role role, Layer trust) {

        String arn() {
            return role.arn().toString();
        }
    }

    /// A function as what is changed.
    private record Runs(LambdaFunction function, Target target) {}

    /// A role within reach.
    ///
    /// @param how begins a sentence that ends with the role: `it can replace the code of …, which runs as`
    record Foothold(String role, String action, String how, Trail trail, List<Missing> missing) {}

    /// What is launched with a role that is passed to it.
    private enum Launch {
        FUNCTION(
                "lambda.amazonaws.com",
                "a function",
                "function:",
                "lambda:CreateFunction",
                "lambda:UpdateFunctionConfiguration"),
        TASK(
                "ecs-tasks.amazonaws.com",
                "a task",
                "task-definition/",
                "ecs:RunTask",
                "ecs:StartTask",
                "ecs:CreateService"),
        INSTANCE("ec2.amazonaws.com", "an instance", "instance/", "ec2:RunInstances"),
        STACK(
                "cloudformation.amazonaws.com",
                "a stack",
                "stack/",
                "cloudformation:CreateStack",
                "cloudformation:UpdateStack");

        private final String service;
        private final String words;
        private final String things;

        @SuppressWarnings("ImmutableEnumChecker") // a list that cannot change
        private final List<String> actions;

        Launch(String service, String words, String things, String... actions) {
            this.service = service;
            this.words = words;
            this.things = things;
            this.actions = List.of(actions);
        }

        /// All that could be launched in an account.
        String pattern(Arn role) {
            String own = actions.getFirst().substring(0, actions.getFirst().indexOf(':'));
            return "arn:" + role.partition() + ":" + own + ":*:" + role.account() + ":" + things + "*";
        }
    }

    /// @param roles all that were seen
    Footholds(List<Cast> casts, List<Held> roles, Set<Assumption> assumed) {
        this.casts = List.copyOf(casts);
        this.assumed = assumed;
        roles.forEach(it -> byAccount
                .computeIfAbsent(it.role().arn().account(), _ -> new ArrayList<>())
                .add(it));
    }

    List<Foothold> of(Actor actor) {
        if (!actor.mayReachUnder("arn:", LOWER, actor.context())) {
            return List.of(); // most roles are done with here
        }
        List<Foothold> found = new ArrayList<>();
        code(actor, found);
        trust(actor, found);
        pass(actor, found);
        return found;
    }

    private void code(Actor actor, List<Foothold> found) {
        if (may(actor, CODE)) {
            for (Runs it : functions()) {
                String how = "replace the code of function `" + it.function().name() + "`, which runs as";
                add(found, it.function().role(), CODE, how, Weighing.decide(actor, it.target(), CODE, assumed));
            }
        }
    }

    /// Its name in the trust policy is enough within an account, unless something denies it to assume the role.
    private void trust(Actor actor, List<Foothold> found) {
        if (may(actor, TRUST)) {
            for (Held it : around(actor)) {
                Decision rewrites = Weighing.decide(actor, plain(it, actor), TRUST, assumed);
                if (!(rewrites instanceof Decision.Denied)) {
                    Decision assumes = Weighing.decide(actor, trusting(it, actor), ASSUME, assumed);
                    add(found, it.arn(), TRUST, "let itself into", both(rewrites, assumes));
                }
            }
        }
    }

    private void pass(Actor actor, List<Foothold> found) {
        if (may(actor, PASS)) {
            for (Launch it : Launch.values()) {
                pass(actor, it, found);
            }
        }
    }

    private void pass(Actor actor, Launch launch, List<Foothold> found) {
        Decision launches = launch.actions.stream().anyMatch(it -> may(actor, it))
                ? launches(actor, launch)
                : new Decision.Denied(Trail.EMPTY, false);
        if (launches instanceof Decision.Denied) {
            return;
        }
        for (Held it : around(actor)) {
            Decision trusted = trusts(it, launch.service);
            if (launch == Launch.INSTANCE && !(trusted instanceof Decision.Denied)) {
                trusted = both(trusted, held(it, actor));
            }
            if (!(trusted instanceof Decision.Denied)) {
                Context context =
                        actor.context().on(it.arn(), actor.account()).with("iam:PassedToService", launch.service);
                Decision passes = Weighing.decide(actor, plain(it, actor), PASS, context, assumed);
                add(
                        found,
                        it.arn(),
                        PASS,
                        "launch " + launch.words + " that runs as",
                        both(both(passes, launches), trusted));
            }
        }
    }

    /// Whether there is an instance profile with the role, or the actor can see to it.
    private Decision held(Held it, Actor actor) {
        return switch (it.role().instanceProfiles()) {
            case Sight.Seen<List<String>> _ -> new Decision.Allowed(Trail.EMPTY);
            case Sight.Absent<List<String>> _ -> holds(actor);
            case Sight.Unseen<List<String>>(Gap gap) -> {
                Decision own = holds(actor);
                yield own instanceof Decision.Denied
                        ? new Decision.Unknown(Trail.EMPTY, List.of(Missing.of(gap)))
                        : own;
            }
        };
    }

    /// Whether it may make an instance profile and put a role into it. That it may pass the role is asked besides.
    private Decision holds(Actor actor) {
        String profiles = "arn:" + actor.role().arn().partition() + ":iam::" + actor.account() + ":instance-profile/*";
        return HOLD.stream()
                .map(it -> may(actor, it)
                        ? granted(actor, List.of(it), profiles)
                        : (Decision) new Decision.Denied(Trail.EMPTY, false))
                .reduce(new Decision.Allowed(Trail.EMPTY), Footholds::both);
    }

    /// Only where somebody may change one: there are many.
    private List<Runs> functions() {
        List<Runs> known = functions;
        if (known == null) {
            known = casts.stream()
                    .flatMap(cast -> cast.snapshot().functions().stream()
                            .map(it -> new Runs(it, cast.ground().target(Thing.of(it)))))
                    .toList();
            functions = known;
        }
        return known;
    }

    /// Whether some request with the action could be allowed by its own policies.
    private static boolean may(Actor actor, String action) {
        return actor.mayReachUnder("arn:", List.of(action.toLowerCase(Locale.ROOT)), actor.context());
    }

    private List<Held> around(Actor actor) {
        return byAccount.getOrDefault(actor.account(), List.of());
    }

    private static Target plain(Held it, Actor actor) {
        return Target.plain(it.arn(), actor.account(), actor.environment());
    }

    /// The role once its trust policy names the actor.
    private static Target trusting(Held it, Actor actor) {
        Statement names = new Statement(
                "#1",
                Effect.ALLOW,
                new Matcher(false, List.of("AWS:" + actor.role().arn())),
                new Matcher(false, List.of(ASSUME)),
                Matcher.NONE,
                List.of(),
                List.of());
        PolicyDocument trust = new PolicyDocument(
                "a trust policy that it writes",
                "2012-10-17",
                List.of(names),
                actor.role().origin());
        Layer layer = Layer.of(it.trust().words(), Layer.Kind.RESOURCE, List.of(trust), List.of());
        return new Target(
                it.arn(), Set.of(actor.account()), actor.environment(), Optional.of(layer), true, Controls.NONE);
    }

    private static Decision trusts(Held it, String service) {
        Request request = Request.of(
                Principal.parse(service, false).orElseThrow(),
                ASSUME,
                it.arn(),
                Context.ofService(it.role().arn().account()));
        Holds holds = it.trust()
                .allows(request)
                .holds()
                .and(it.trust().denies(request).holds().not());
        return holds.isNo()
                ? new Decision.Denied(Trail.EMPTY, false)
                : holds.isYes()
                        ? new Decision.Allowed(Trail.EMPTY)
                        : new Decision.Unknown(Trail.EMPTY, holds.missing());
    }

    /// Whether it may launch anything at all of a kind.
    private Decision launches(Actor actor, Launch launch) {
        return granted(actor, launch.actions, launch.pattern(actor.role().arn()));
    }

    /// Whether it may do any of these on anything of a pattern.
    private static Decision granted(Actor actor, List<String> actions, String pattern) {
        Rights rights = new Rights(
                documents(actor.policies()),
                actor.boundary().map(Footholds::documents).orElse(List.of()),
                List.of(),
                Optional.empty(),
                List.of(),
                actor.controls().levels().stream().map(Footholds::documents).toList(),
                List.of(),
                actor.role().arn().toString(),
                "");
        List<Missing> unseen = Stream.of(
                        actor.policies().unseen().stream(),
                        actor.boundary().stream().flatMap(it -> it.unseen().stream()))
                .flatMap(it -> it)
                .toList();
        Granted granted = Grants.any(rights, List.of(new Wanted(actions, List.of(pattern))));
        return switch (granted) {
            case Granted.Some some
            when some.conditions().isEmpty() && unseen.isEmpty() ->
                new Decision.Allowed(Trail.of(
                        "it may do `" + some.action() + "` on `" + some.resource() + "`",
                        actor.role().arn().toString()));
            case Granted.Some some ->
                new Decision.Unknown(
                        Trail.EMPTY,
                        unseen.isEmpty()
                                ? some.conditions().keySet().stream()
                                        .map(it -> new Missing(
                                                "condition key `" + it + "` of `" + some.action() + "`", ""))
                                        .toList()
                                : unseen);
            case Granted.Unsure(List<String> missing) ->
                new Decision.Unknown(
                        Trail.EMPTY,
                        missing.stream().map(it -> new Missing(it, "")).toList());
            case Granted.Nothing() ->
                unseen.isEmpty() ? new Decision.Denied(Trail.EMPTY, false) : new Decision.Unknown(Trail.EMPTY, unseen);
        };
    }

    private static List<PolicyDocument> documents(Layer layer) {
        return layer.clauses().stream().map(Clause::document).distinct().toList();
    }

    private static Decision both(Decision one, Decision other) {
        if (one instanceof Decision.Denied) {
            return one;
        }
        if (other instanceof Decision.Denied) {
            return other;
        }
        Trail trail = one.trail().then(other.trail());
        List<Missing> missing = Stream.of(one, other)
                .flatMap(it ->
                        it instanceof Decision.Unknown(Trail _, List<Missing> some) ? some.stream() : Stream.empty())
                .toList();
        return missing.isEmpty() ? new Decision.Allowed(trail) : new Decision.Unknown(trail, missing);
    }

    private static void add(List<Foothold> found, String role, String action, String how, Decision decision) {
        switch (decision) {
            case Decision.Allowed(Trail trail) ->
                found.add(new Foothold(role, action, "it can " + how, trail, List.of()));
            case Decision.Unknown(Trail trail, List<Missing> missing) ->
                found.add(new Foothold(role, action, "it may be able to " + how, trail, missing));
            case Decision.Denied _ -> {}
        }
    }
}
