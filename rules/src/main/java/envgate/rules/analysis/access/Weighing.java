package envgate.rules.analysis.access;

import envgate.envs.model.Assumption;
import envgate.rules.analysis.access.Powers.Gate;
import envgate.rules.analysis.access.Powers.Say;
import envgate.rules.finding.Missing;
import envgate.rules.finding.Trail;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Decides requests of a role that was seen, on something that was or was not seen, and tells why.
final class Weighing {

    private final Actor actor;
    private final Target target;
    private final Powers powers;
    private final Holds across;
    private final boolean organizationTrusted;
    private final List<Missing> unseen = new ArrayList<>();

    /// May be asked about any number of requests of this actor on this target.
    Weighing(Actor actor, Target target, Set<Assumption> assumed) {
        this.actor = actor;
        this.target = target;
        this.organizationTrusted = assumed.contains(Assumption.ORGANIZATION_POLICIES_ALLOW);
        this.across = target.isAcross(actor.account());
        this.powers = Powers.of(
                target.gatekeeper() ? target.arn().contains(":role/") ? Gate.TRUST : Gate.KEY : Gate.EITHER,
                false,
                target.controls().levels(),
                actor.controls().levels(),
                target.policy(),
                Optional.of(actor.policies()),
                actor.boundary(),
                Optional.empty(),
                Optional.empty(),
                publicBlock());
        unseen.addAll(actor.controls().unseen());
        unseen.addAll(target.controls().unseen());
    }

    /// Whether an actor may do something to the target itself.
    static Decision decide(Actor actor, Target target, String action, Set<Assumption> assumed) {
        return decide(actor, target, action, actor.context().on(target.arn(), target.account()), assumed);
    }

    /// The same where more is known of the request.
    static Decision decide(Actor actor, Target target, String action, Context context, Set<Assumption> assumed) {
        return decide(actor, target, Request.of(actor.caller(), action, target.arn(), context), assumed);
    }

    static Decision decide(Actor actor, Target target, Request request, Set<Assumption> assumed) {
        return new Weighing(actor, target, assumed).decide(request);
    }

    Decision decide(Request request) {
        Ruling ruling = Ruling.of(powers, across, request);
        return switch (ruling.verdict()) {
            case EXPLICITLY_DENIED ->
                new Decision.Denied(ruling.deciding().getFirst().told(Trail.EMPTY, environment(ruling.by())), true);
            case IMPLICITLY_DENIED -> new Decision.Denied(refusal(ruling.by(), request), false);
            case ALLOWED -> allowed(ruling, request);
            case UNKNOWN -> new Decision.Unknown(grounds(ruling, request), missing(ruling));
        };
    }

    private Decision allowed(Ruling ruling, Request request) {
        Trail grounds = grounds(ruling, request);
        if (unseen.isEmpty()) {
            return new Decision.Allowed(grounds);
        }
        return organizationTrusted
                ? new Decision.Allowed(grounds.assuming(Assumption.ORGANIZATION_POLICIES_ALLOW))
                : new Decision.Unknown(grounds, unseen);
    }

    private List<Missing> missing(Ruling ruling) {
        List<Missing> missing = new ArrayList<>(ruling.missing());
        if (!organizationTrusted) {
            missing.addAll(unseen);
        }
        return missing;
    }

    /// A bucket that is open to everyone may be shut by Block Public Access, which is not read:
    /// https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html.
    private Holds publicBlock() {
        return target.arn().startsWith(":s3:", target.arn().indexOf(':', 4))
                ? Holds.maybe("whether Block Public Access shuts `" + target.arn() + "` to other accounts")
                : Holds.Known.YES;
    }

    private String environment(Part part) {
        return part == Part.RCP || part == Part.RESOURCE || part == Part.TRUST
                ? target.environment()
                : actor.environment();
    }

    private static String asked(Request request) {
        return "`" + request.action() + "`"
                + (request.resource().equals("*") ? "" : " on `" + request.resource() + "`");
    }

    /// The statements that grant, and then those of the organization.
    private Trail grounds(Ruling ruling, Request request) {
        Trail trail = Trail.EMPTY;
        List<Clause> controls = new ArrayList<>();
        for (Clause it : ruling.deciding()) {
            if (isControl(it)) {
                controls.add(it);
            } else {
                trail = told(it, trail);
            }
        }
        for (Clause it : controls) {
            trail = told(it, trail);
        }
        return trail.isEmpty()
                ? trail.then(
                        "what is not seen of " + actor.policies().words() + " could allow " + asked(request),
                        actor.role().arn().toString(),
                        actor.environment(),
                        actor.role().origin())
                : trail;
    }

    private Trail told(Clause clause, Trail trail) {
        boolean theirs =
                target.policy().isPresent() && target.policy().get().clauses().contains(clause);
        return clause.told(trail, theirs ? target.environment() : actor.environment());
    }

    private boolean isControl(Clause clause) {
        for (Say it : powers.says()) {
            if ((it.part() == Part.RCP || it.part() == Part.SCP)
                    && it.layer().clauses().contains(clause)) {
                return true;
            }
        }
        return false;
    }

    /// Which gate stays shut.
    private Trail refusal(Part by, Request request) {
        if (by == Part.RESOURCE || by == Part.TRUST) {
            return Trail.EMPTY.then(
                    "no policy of `" + target.arn() + "` lets role `"
                            + actor.role().name() + "` do " + asked(request),
                    target.arn(),
                    target.environment(),
                    actor.role().origin());
        }
        Layer shut = powers.says().stream()
                .filter(it -> it.part() == by)
                .map(Say::layer)
                .filter(it -> it.allows(request).holds().isNo())
                .findFirst()
                .orElse(actor.policies());
        return Trail.EMPTY.then(
                "nothing in " + shut.words() + " allows " + asked(request),
                actor.role().arn().toString(),
                environment(by),
                actor.role().origin());
    }
}
