package envgate.rules.analysis.access;

import envgate.envs.model.Assumption;
import envgate.rules.analysis.access.Caller.Name;
import envgate.rules.analysis.access.Layer.Weight;
import envgate.rules.finding.Missing;
import envgate.rules.finding.Trail;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Decides one request the way AWS does, with what is not known kept as such.
///
/// The order is that of
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html:
/// one deny anywhere is enough; every level of the organization must allow; within one account the role's policies
/// (within its boundary) or the resource's policy are enough, across accounts both are needed.
final class Weighing {

    private final Actor actor;
    private final Target target;
    private final Request request;
    private final boolean organizationTrusted;
    private final Holds across;

    private final Weight boundary;
    private final Weight identity;
    private final Weight granted;
    private final List<Weight> levels = new ArrayList<>();

    private Weighing(Actor actor, Target target, Request request, Set<Assumption> assumed) {
        this.actor = actor;
        this.target = target;
        this.request = request;
        this.organizationTrusted = assumed.contains(Assumption.ORGANIZATION_POLICIES_ALLOW);
        this.across = target.isAcross(actor.account());
        this.boundary = actor.boundary().map(it -> it.allows(request)).orElse(new Weight(Holds.Known.YES, List.of()));
        this.identity = actor.policies().allows(request);
        this.granted = granted();
        actor.controls().levels().forEach(it -> levels.add(it.allows(request)));
        target.controls().levels().forEach(it -> levels.add(it.allows(request)));
    }

    static Decision decide(Actor actor, Target target, Request request, Set<Assumption> assumed) {
        for (Source it : sources(actor, target)) {
            Weight denies = it.layer().denies(request);
            if (denies.holds().isYes()) {
                return new Decision.Denied(denies.deciding().getFirst().told(Trail.EMPTY, it.environment()), true);
            }
        }
        return new Weighing(actor, target, request, assumed).decide();
    }

    /// A layer and the environment that it was seen in.
    private record Source(Layer layer, String environment) {}

    private static List<Source> sources(Actor actor, Target target) {
        List<Source> all = new ArrayList<>();
        all.add(new Source(actor.policies(), actor.environment()));
        actor.boundary().ifPresent(it -> all.add(new Source(it, actor.environment())));
        actor.controls().levels().forEach(it -> all.add(new Source(it, actor.environment())));
        target.policy().ifPresent(it -> all.add(new Source(it, target.environment())));
        target.controls().levels().forEach(it -> all.add(new Source(it, target.environment())));
        return all;
    }

    private Decision decide() {
        Holds all = granted.holds();
        for (Weight it : levels) {
            all = all.and(it.holds());
        }
        if (all.isNo()) {
            return new Decision.Denied(refusal(), false);
        }
        List<Missing> unseen = new ArrayList<>(actor.controls().unseen());
        unseen.addAll(target.controls().unseen());
        if (!unseen.isEmpty() && !organizationTrusted) {
            all = all.and(new Holds.Maybe(unseen));
        }
        Holds denied = Holds.Known.NO;
        for (Source it : sources(actor, target)) {
            denied = denied.or(it.layer().denies(request).holds());
        }
        all = all.and(denied.not());
        Trail grounds = grounds();
        if (!all.isYes()) {
            return new Decision.Unknown(grounds, all.missing());
        }
        return new Decision.Allowed(
                unseen.isEmpty() ? grounds : grounds.assuming(Assumption.ORGANIZATION_POLICIES_ALLOW));
    }

    /// Whether the role's own policies or the resource's policy, or both where both are needed, let the caller in.
    private Weight granted() {
        Weight own = identity.and(boundary.holds());
        if (across.isNo()) {
            return grantedWithin(own);
        }
        Weight far = grantedAcross(own);
        if (across.isYes()) {
            return far;
        }
        Weight near = grantedWithin(own);
        boolean same = near.holds().isNo() || far.holds().isYes();
        return same ? near : both(near, new Weight(across, List.of()));
    }

    private Weight grantedAcross(Weight own) {
        return both(
                own,
                admits(Name.SESSION)
                        .or(admits(Name.ROLE))
                        .or(admitsAnyoneAcross())
                        .or(admits(Name.ACCOUNT)));
    }

    private Weight grantedWithin(Weight own) {
        Weight direct = admits(Name.SESSION)
                .or(admits(Name.ROLE).and(boundary.holds()))
                .or(admits(Name.ANYONE).and(withinBoundaryForAnyone()));
        return target.gatekeeper() ? direct.or(both(own, admits(Name.ACCOUNT))) : own.or(direct);
    }

    private Weight admits(Name by) {
        return target.policy().map(it -> it.allows(request, by)).orElse(Weight.NONE);
    }

    /// A bucket that is open to everyone may be shut by Block Public Access, which is not read:
    /// https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html.
    private Weight admitsAnyoneAcross() {
        Weight anyone = admits(Name.ANYONE);
        boolean open = request.lowerAction().startsWith("s3:")
                && anyone.deciding().stream().anyMatch(Clause::isUnconditional);
        return open
                ? anyone.and(Holds.maybe("whether Block Public Access shuts `" + target.arn() + "` to other accounts"))
                : anyone;
    }

    /// AWS says that a boundary limits what is given to a role and not what is given to its session; for `*` it does
    /// not say.
    private Holds withinBoundaryForAnyone() {
        return boundary.holds().isNo()
                ? Holds.maybe("whether a boundary limits what `" + target.arn() + "` grants to `*`")
                : boundary.holds();
    }

    private static Weight both(Weight one, Weight other) {
        List<Clause> deciding = new ArrayList<>(one.deciding());
        deciding.addAll(other.deciding());
        return new Weight(one.holds().and(other.holds()), deciding);
    }

    private String asked() {
        return "`" + request.action() + "`"
                + (request.resource().equals("*") ? "" : " on `" + request.resource() + "`");
    }

    private Trail grounds() {
        Trail trail = Trail.EMPTY;
        for (Clause it : granted.deciding()) {
            boolean own = actor.policies().clauses().contains(it);
            trail = it.told(trail, own ? actor.environment() : target.environment());
        }
        for (Clause it : boundary.deciding()) {
            trail = it.told(trail, actor.environment());
        }
        for (Weight level : levels) {
            for (Clause it : level.deciding()) {
                trail = it.told(trail, actor.environment());
            }
        }
        return trail.isEmpty()
                ? trail.then(
                        "what is not seen of " + actor.policies().words() + " could allow " + asked(),
                        actor.role().arn().toString(),
                        actor.environment(),
                        actor.role().origin())
                : trail;
    }

    /// Which gate stays shut.
    private Trail refusal() {
        if (granted.holds().isNo()) {
            if ((!identity.holds().isNo() && !boundary.holds().isNo() && !across.isNo()) || isShutByGatekeeper()) {
                return Trail.EMPTY.then(
                        "no policy of `" + target.arn() + "` lets role `"
                                + actor.role().name() + "` do " + asked(),
                        target.arn(),
                        target.environment(),
                        actor.role().origin());
            }
            Layer shut = identity.holds().isNo()
                    ? actor.policies()
                    : actor.boundary().orElse(actor.policies());
            return refusal(shut, actor.environment());
        }
        List<Source> controls = sources(actor, target).stream()
                .filter(it -> it.layer().kind() == Layer.Kind.CONTROL)
                .toList();
        for (int i = 0; i < levels.size(); i++) {
            if (levels.get(i).holds().isNo()) {
                return refusal(controls.get(i).layer(), controls.get(i).environment());
            }
        }
        return refusal(actor.policies(), actor.environment());
    }

    private boolean isShutByGatekeeper() {
        return target.gatekeeper()
                && !identity.holds().isNo()
                && !boundary.holds().isNo();
    }

    private Trail refusal(Layer layer, String environment) {
        return Trail.EMPTY.then(
                "nothing in " + layer.words() + " allows " + asked(),
                actor.role().arn().toString(),
                environment,
                actor.role().origin());
    }
}
