package envgate.rules.analysis.access;

import envgate.envs.model.Arn;
import envgate.envs.model.Assumption;
import envgate.envs.model.LambdaFunction;
import envgate.envs.model.PolicyDocument;
import envgate.envs.model.Role;
import envgate.envs.model.Statement;
import envgate.envs.model.Statement.Effect;
import envgate.envs.model.Statement.Matcher;
import envgate.rules.finding.Missing;
import envgate.rules.finding.Trail;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Ways to a role's power that do not begin with its trust policy: running code as it, or rewriting the policy itself.
///
/// Whoever may pass a role to a service and launch something there runs code as that role
/// (https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html); whoever may replace a function's code
/// has the role of the function (https://docs.aws.amazon.com/lambda/latest/api/API_UpdateFunctionCode.html); whoever
/// may
/// rewrite a trust policy can name itself there
/// (https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateAssumeRolePolicy.html); and whoever may rewrite its
/// own
/// policies has what its boundary and its organization leave
/// (https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html).
final class Footholds {

    private static final String PASSED_TO = "iam:PassedToService";
    private static final List<String> WAYS =
            List.of("lambda:updatefunctioncode", "iam:updateassumerolepolicy", "iam:passrole");
    private static final List<String> WIDENING =
            List.of("iam:putrolepolicy", "iam:attachrolepolicy", "iam:createpolicyversion");
    private static final Matcher ALL = new Matcher(false, List.of("*"));

    private final Map<String, List<Runs>> functions = new HashMap<>();
    private final Map<String, List<Role>> byAccount = new HashMap<>();
    private final Set<Assumption> assumed;

    /// A function with the role that it runs as, and where it stands.
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

    /// @param roles all that were seen, by ARN
    Footholds(List<Cast> casts, Map<String, Role> roles, Set<Assumption> assumed) {
        this.assumed = assumed;
        roles.values().stream()
                .sorted(Comparator.comparing(Role::arn))
                .forEach(it -> byAccount
                        .computeIfAbsent(it.arn().account(), _ -> new ArrayList<>())
                        .add(it));
        for (Cast cast : casts) {
            Ground ground = new Ground(cast.snapshot());
            for (LambdaFunction it : cast.snapshot().functions()) {
                if (roles.containsKey(it.role())) {
                    functions
                            .computeIfAbsent(it.arn().account(), _ -> new ArrayList<>())
                            .add(new Runs(it, ground.target(Thing.of(it))));
                }
            }
        }
    }

    /// Those of a role as it is.
    List<Foothold> of(Actor actor) {
        if (!actor.mayReachUnder("arn:", WAYS, actor.context())) {
            return List.of();
        }
        List<Foothold> found = new ArrayList<>();
        code(actor, found);
        trust(actor, found);
        pass(actor, found);
        return found;
    }

    private void code(Actor actor, List<Foothold> found) {
        if (!may(actor, "lambda:UpdateFunctionCode")) {
            return;
        }
        functions.forEach((account, all) -> {
            for (Runs it : all) {
                if (!it.function().role().equals(actor.role().arn().toString())) {
                    Decision decision = decide(actor, it.target(), "lambda:UpdateFunctionCode", "");
                    add(
                            found,
                            it.function().role(),
                            "lambda:UpdateFunctionCode",
                            "replace the code of function `" + it.function().name() + "`, which runs as",
                            decision);
                }
            }
        });
    }

    /// Its name in the trust policy is enough within an account, unless something denies it to assume the role.
    private void trust(Actor actor, List<Foothold> found) {
        if (!may(actor, "iam:UpdateAssumeRolePolicy")) {
            return;
        }
        for (Role it : others(actor)) {
            String arn = it.arn().toString();
            Decision rewrites = decide(actor, settings(arn, actor), "iam:UpdateAssumeRolePolicy", "");
            if (!(rewrites instanceof Decision.Denied)) {
                Decision assumes = decide(actor, trusting(arn, actor), "sts:AssumeRole", "");
                add(found, arn, "iam:UpdateAssumeRolePolicy", "let itself into", both(rewrites, assumes));
            }
        }
    }

    private void pass(Actor actor, List<Foothold> found) {
        if (!may(actor, "iam:PassRole")) {
            return;
        }
        for (Launch launch : Launch.values()) {
            if (launch.actions.stream().noneMatch(it -> may(actor, it))) {
                continue;
            }
            Decision launches = launches(actor, launch);
            if (launches instanceof Decision.Denied) {
                continue;
            }
            for (Role it : others(actor)) {
                String arn = it.arn().toString();
                Holds trusted = trusts(it, launch.service);
                if (!trusted.isNo()) {
                    Decision passes = decide(actor, settings(arn, actor), "iam:PassRole", launch.service);
                    Decision all = both(passes, launches);
                    add(
                            found,
                            arn,
                            "iam:PassRole",
                            "launch " + launch.words + " that runs as",
                            trusted.isYes() ? all : both(all, new Decision.Unknown(Trail.EMPTY, trusted.missing())));
                }
            }
        }
    }

    /// The same role once it has given itself whatever it can; nothing where it cannot, or need not.
    Optional<Widened> widened(Actor actor) {
        if (!actor.mayReachUnder("arn:", WIDENING, actor.context())) {
            return Optional.empty();
        }
        Target itself = settings(actor.role().arn().toString(), actor);
        Decision inline = decide(actor, itself, "iam:PutRolePolicy", "");
        Decision best = better(inline, decide(actor, itself, "iam:AttachRolePolicy", ""));
        for (PolicyDocument it : actor.role().policies()) {
            if (isOwnManaged(it)) {
                best = better(best, decide(actor, settings(it.name(), actor), "iam:CreatePolicyVersion", ""));
            }
        }
        if (best instanceof Decision.Denied) {
            return Optional.empty();
        }
        boolean unbound = decide(actor, itself, "iam:DeleteRolePermissionsBoundary", "") instanceof Decision.Allowed;
        List<PolicyDocument> kept = new ArrayList<>(actor.role().policies().stream()
                .filter(it -> it.name().contains(":policy/") || !(inline instanceof Decision.Allowed))
                .toList());
        kept.add(everything(actor));
        Layer policies = Layer.of(
                "what role `" + actor.role().name() + "` can give itself", Layer.Kind.IDENTITY, kept, List.of());
        return Optional.of(new Widened(
                new Actor(
                        actor.role(),
                        actor.environment(),
                        actor.caller(),
                        policies,
                        unbound ? Optional.empty() : actor.boundary(),
                        actor.controls(),
                        actor.context()),
                best.trail(),
                best instanceof Decision.Unknown(Trail _, List<Missing> missing) ? missing : List.of()));
    }

    /// @param trail why it can widen itself
    record Widened(Actor actor, Trail trail, List<Missing> missing) {}

    private static boolean isOwnManaged(PolicyDocument policy) {
        return policy.name().contains(":policy/") && !policy.name().contains(":iam::aws:");
    }

    private static PolicyDocument everything(Actor actor) {
        Statement all = new Statement("#1", Effect.ALLOW, Matcher.NONE, ALL, ALL, List.of(), List.of());
        return new PolicyDocument(
                "what it gives itself", "2012-10-17", List.of(all), actor.role().origin());
    }

    /// Whether some request with the action could be allowed by its own policies: most roles are done with here.
    private static boolean may(Actor actor, String action) {
        return actor.mayReachUnder("arn:", List.of(action.toLowerCase(Locale.ROOT)), actor.context());
    }

    private List<Role> others(Actor actor) {
        return byAccount.getOrDefault(actor.account(), List.of()).stream()
                .filter(it -> !it.arn().equals(actor.role().arn()))
                .toList();
    }

    private Decision decide(Actor actor, Target target, String action, String passedTo) {
        Context context = actor.context().on(target.arn(), target.account());
        context = passedTo.isEmpty() ? context : context.with(PASSED_TO, passedTo);
        return Weighing.decide(actor, target, Request.of(actor.caller(), action, target.arn(), context), assumed);
    }

    /// A role or policy as something whose settings are changed: it has no policy of its own.
    private static Target settings(String arn, Actor actor) {
        return new Target(arn, Set.of(actor.account()), actor.environment(), Optional.empty(), false, Controls.NONE);
    }

    /// A role whose trust policy names the actor.
    private static Target trusting(String arn, Actor actor) {
        Statement names = new Statement(
                "#1",
                Effect.ALLOW,
                new Matcher(false, List.of("AWS:" + actor.role().arn())),
                new Matcher(false, List.of("sts:AssumeRole")),
                Matcher.NONE,
                List.of(),
                List.of());
        PolicyDocument trust = new PolicyDocument(
                "a trust policy that it writes",
                "2012-10-17",
                List.of(names),
                actor.role().origin());
        return new Target(
                arn,
                Set.of(actor.account()),
                actor.environment(),
                Optional.of(
                        Layer.of("the trust policy of `" + arn + "`", Layer.Kind.RESOURCE, List.of(trust), List.of())),
                true,
                Controls.NONE);
    }

    private static Holds trusts(Role role, String service) {
        Layer trust = Layer.of("the trust policy", Layer.Kind.RESOURCE, List.of(role.trust()), List.of());
        Principal caller = Principal.parse(service, false).orElseThrow();
        Context context = Context.ofService(role.arn().account());
        Request request = Request.of(caller, "sts:AssumeRole", role.arn().toString(), context);
        return trust.allows(request).holds().and(trust.denies(request).holds().not());
    }

    /// Whether it may launch anything at all of a kind.
    private Decision launches(Actor actor, Launch launch) {
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
        Granted granted = Grants.any(
                rights,
                List.of(new Wanted(
                        launch.actions, List.of(launch.pattern(actor.role().arn())))));
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

    private static Decision better(Decision one, Decision other) {
        return one instanceof Decision.Allowed || other instanceof Decision.Denied
                ? one
                : other instanceof Decision.Allowed || one instanceof Decision.Denied ? other : one;
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
