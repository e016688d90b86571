package envgate.rules.analysis.access;

import envgate.rules.analysis.access.Layer.Admission;
import envgate.rules.analysis.access.Layer.Weight;
import envgate.rules.analysis.access.Powers.Say;
import envgate.rules.finding.Missing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How one request is decided, with what is not known kept as such.
///
/// The order is that of
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html:
/// one deny anywhere is enough; every level of the organization must allow, on the resource's side and on
/// the caller's; within one account the caller's policies (within its boundary and session) or the
/// resource's policy are enough, across accounts both are needed; and the endpoint on the way must let it
/// through.
///
/// @param by which kind of policies decided: denied, left it unallowed, or granted it
/// @param deciding the statements that say so; none for what nobody allowed
record Ruling(Verdict verdict, Part by, List<Clause> deciding, List<Missing> missing) {

    enum Verdict {
        ALLOWED,
        EXPLICITLY_DENIED,
        IMPLICITLY_DENIED,
        UNKNOWN
    }

    /// Whether something has to be allowed, and by whom.
    private record Need(Part part, Weight weight) {}

    /// @param across whether the resource is another account's
    static Ruling of(Powers powers, Holds across, Request request) {
        Holds denied = Holds.Known.NO;
        Part doubting = Part.IDENTITY;
        for (Say it : powers.says()) {
            Weight denies = it.layer().denies(request);
            if (denies.holds().isYes()) {
                return new Ruling(Verdict.EXPLICITLY_DENIED, it.part(), denies.deciding(), List.of());
            }
            doubting = denied.isNo() && !denies.holds().isNo() ? it.part() : doubting;
            denied = denied.or(denies.holds());
        }
        return weigh(needs(powers, across, request), across, denied, doubting);
    }

    private static Ruling weigh(List<Need> needs, Holds across, Holds denied, Part doubting) {
        Holds all = denied.not();
        Part undecided = doubting;
        for (Need it : needs) {
            Holds holds = it.weight().holds();
            if (holds.isNo()) {
                return new Ruling(Verdict.IMPLICITLY_DENIED, it.part(), List.of(), List.of());
            }
            undecided = all.isYes() && !holds.isYes() ? it.part() : undecided;
            all = all.and(holds);
        }
        List<Clause> deciding = List.of();
        for (Need it : needs) {
            deciding = deciding.isEmpty()
                    ? it.weight().deciding()
                    : joined(deciding, it.weight().deciding());
        }
        return all.isYes()
                ? new Ruling(Verdict.ALLOWED, granting(needs, across), deciding, List.of())
                : new Ruling(Verdict.UNKNOWN, undecided, deciding, all.missing());
    }

    private static List<Clause> joined(List<Clause> some, List<Clause> more) {
        List<Clause> all = new ArrayList<>(some);
        all.addAll(more);
        return all;
    }

    /// Across accounts the resource's policy, for without it nothing helps; else whatever let the caller in.
    private static Part granting(List<Need> needs, Holds across) {
        for (Need it : needs) {
            boolean theirs = it.part() == Part.RESOURCE || it.part() == Part.TRUST;
            if (theirs || (it.part() == Part.IDENTITY && !across.isYes())) {
                return it.part();
            }
        }
        return Part.IDENTITY;
    }

    private static List<Need> needs(Powers powers, Holds across, Request request) {
        List<Need> needs = new ArrayList<>(4);
        for (Layer it : powers.resourceControl()) {
            needs.add(new Need(Part.RCP, it.allows(request)));
        }
        for (Layer it : powers.serviceControl()) {
            needs.add(new Need(Part.SCP, it.allows(request)));
        }
        grant(needs, powers, across, request);
        powers.endpoint().ifPresent(it -> needs.add(new Need(Part.VPC_ENDPOINT, it.allows(request))));
        return needs;
    }

    private static void grant(List<Need> needs, Powers powers, Holds across, Request request) {
        Admission admission = powers.resource().map(it -> it.admits(request)).orElse(Admission.NONE);
        Part gate = powers.gate().part();
        if (powers.gate().isAlone()) {
            needs.add(new Need(gate, admission.session().or(admission.anyone())));
            return;
        }
        Weight identity = powers.sovereign()
                ? Weight.UNLIMITED
                : powers.identity().map(it -> it.allows(request)).orElse(Weight.NONE);
        Limits limits = new Limits(limit(powers, powers.boundary(), request), limit(powers, powers.session(), request));
        Weight far = admittedAcross(admission, powers.publicBlock());
        if (across.isYes()) {
            needs.add(new Need(Part.IDENTITY, identity));
            limits.addTo(needs);
            needs.add(new Need(gate, far));
        } else if (across.isNo()) {
            grantWithin(needs, powers, admission, identity, limits);
        } else {
            List<Need> within = new ArrayList<>();
            grantWithin(within, powers, admission, identity, limits);
            Weight near = within.stream().map(Need::weight).reduce(Weight.UNLIMITED, Ruling::both);
            Weight both = limits.on(both(far, identity));
            boolean same = near.holds().isNo() || both.holds().isYes();
            needs.add(new Need(
                    within.stream()
                            .filter(it -> it.weight().holds().isNo())
                            .findFirst()
                            .map(Need::part)
                            .orElse(Part.IDENTITY),
                    same ? near : both(near, new Weight(across, List.of())).or(both)));
        }
    }

    /// "Permissions granted directly to a session are not limited by an implicit deny in an identity-based
    /// policy, a permissions boundary, or session policy", and those granted to `*` are not either; those
    /// that are granted to the ARN of a role are limited by boundary and session: "Evaluating
    /// identity-based policies with resource-based policies" in the IAM User Guide.
    private static void grantWithin(
            List<Need> needs, Powers powers, Admission admission, Weight identity, Limits limits) {
        Part gate = powers.gate().part();
        Weight direct = admission.session().or(admission.anyone());
        if (direct.holds().isYes()) {
            needs.add(new Need(gate, direct));
            return;
        }
        boolean shut = powers.gate().isShut();
        Weight own = shut ? both(admission.account(), identity) : identity;
        Part granting =
                !admission.role().holds().isNo() || (shut && !own.holds().isYes()) ? gate : Part.IDENTITY;
        if (!direct.holds().isNo()) {
            needs.add(new Need(gate, limits.on(admission.role().or(own)).or(direct)));
        } else if (admission.role().holds().isNo() && shut) {
            needs.add(new Need(Part.IDENTITY, identity));
            limits.addTo(needs);
            needs.add(new Need(gate, admission.account()));
        } else {
            needs.add(new Need(granting, admission.role().or(own)));
            limits.addTo(needs);
        }
    }

    /// What a boundary and a session's policy let through.
    private record Limits(Weight boundary, Weight session) {

        Weight on(Weight weight) {
            return both(both(weight, boundary), session);
        }

        void addTo(List<Need> needs) {
            needs.add(new Need(Part.BOUNDARY, boundary));
            needs.add(new Need(Part.SESSION, session));
        }
    }

    /// What a boundary or a session's policy lets through, which does not limit a root user.
    private static Weight limit(Powers powers, Optional<Layer> layer, Request request) {
        return powers.sovereign() || layer.isEmpty()
                ? Weight.UNLIMITED
                : layer.get().allows(request);
    }

    private static Weight admittedAcross(Admission admission, Holds publicBlock) {
        Weight anyone = admission.anyone();
        boolean open = !publicBlock.isYes() && anyone.deciding().stream().anyMatch(Clause::isUnconditional);
        return admission
                .session()
                .or(admission.role())
                .or(open ? anyone.and(publicBlock) : anyone)
                .or(admission.account());
    }

    private static Weight both(Weight one, Weight other) {
        if (other.holds().isYes() && other.deciding().isEmpty()) {
            return one;
        }
        return new Weight(one.holds().and(other.holds()), joined(one.deciding(), other.deciding()));
    }
}
