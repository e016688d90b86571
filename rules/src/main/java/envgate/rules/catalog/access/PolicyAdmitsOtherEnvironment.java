package envgate.rules.catalog.access;

import static envgate.envs.model.Area.FUNCTIONS;
import static envgate.envs.model.Area.ROLES;
import static envgate.rules.finding.Severity.ERROR;
import static envgate.rules.finding.Severity.WARNING;

import com.google.auto.service.AutoService;
import envgate.envs.model.Area;
import envgate.envs.model.Gap;
import envgate.envs.model.Intent;
import envgate.envs.model.LambdaFunction;
import envgate.envs.model.Origin;
import envgate.envs.model.PolicyDocument;
import envgate.envs.model.Resource;
import envgate.envs.model.Role;
import envgate.envs.model.Sight;
import envgate.envs.model.Snapshot;
import envgate.rules.analysis.Facts;
import envgate.rules.analysis.Fleet;
import envgate.rules.analysis.access.Crossing;
import envgate.rules.analysis.access.Guests;
import envgate.rules.analysis.access.Guests.Guest;
import envgate.rules.engine.Findings;
import envgate.rules.engine.FleetRule;
import envgate.rules.engine.Rule;
import envgate.rules.finding.Lens;
import envgate.rules.finding.Missing;
import envgate.rules.finding.Place;
import envgate.rules.finding.RuleCard;
import envgate.rules.finding.Severity;
import envgate.rules.finding.Trail;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Finds resource and trust policies that let another environment in by name.
///
/// Where a role of the other environment holds the other half of the permission, that is its crossing, which has a
/// rule of its own, and nothing is said here.
@RuleCard(
        id = "policy-admits-other-environment",
        code = "IAM-005",
        severity = ERROR,
        needs = {FUNCTIONS, ROLES},
        through = Lens.ACCESS,
        title = "Resource's policy lets another environment in",
        why = """
        A policy that names the other environment's account hands the decision over to whoever administers that one:
        one statement there, and its functions read or change what belongs to this one. A lower environment in a higher
        one's policy is an error; the other way round it is a warning.
        """,
        fix = """
        Take the other environment's account, role or resource out of the policy. What environments share on purpose
        belongs under `shared` in the inventory.
        """,
        bad = """
        environment: staging
        functions: {Catalog: {}}
        ---
        environment: prod
        buckets: {catalog-prod: {policy: ["allow 111111111111 to s3:GetObject on arn:aws:s3:::catalog-prod/*"]}}
        """,
        good = """
        environment: staging
        functions: {Catalog: {}}
        ---
        environment: prod
        buckets: {catalog-prod: {policy: ["allow 222222222222 to s3:GetObject on arn:aws:s3:::catalog-prod/*"]}}
        """,
        sources = {
            "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html",
            "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_identity-vs-resource.html",
            "https://github.com/trainline/environment-manager/issues/282",
            "https://github.com/trainline/environment-manager/issues/284"
        })
@AutoService(Rule.class)
public final class PolicyAdmitsOtherEnvironment implements FleetRule {

    private static final List<Area> WITH_POLICIES =
            List.of(Area.QUEUES, Area.TOPICS, Area.TABLES, Area.BUCKETS, Area.KEYS, Area.SECRETS);

    /// A policy on something, or what the grants of a key allow.
    private record Says(String words, Sight<PolicyDocument> policy, boolean isGrant) {

        Says(String words, Sight<PolicyDocument> policy) {
            this(words, policy, false);
        }
    }

    /// Something with a policy.
    private record Guarded(String arn, String name, Place place, List<Says> says) {}

    @Override
    public void check(Fleet fleet, Findings findings) {
        List<Facts> environments = fleet.environments();
        for (int of = 0; of < environments.size(); of++) {
            for (int guest = 0; guest < environments.size(); guest++) {
                if (of != guest) {
                    Severity severity = guest < of ? ERROR : WARNING;
                    check(environments.get(of), environments.get(guest), severity, fleet, findings);
                }
            }
        }
    }

    private static void check(Facts of, Facts other, Severity severity, Fleet fleet, Findings findings) {
        for (Gap gap : WITH_POLICIES.stream()
                .flatMap(it -> of.snapshot().gapIn(it).stream())
                .toList()) {
            findings.unknown(Place.of(of.environment()).against(other.environment()), gap);
        }
        Guests guests = guests(of.snapshot(), other.snapshot());
        Crossed crossed = crossed(of, other, fleet);
        for (Guarded it : guarded(of)) {
            Place place = it.place().against(other.environment());
            if (isShared(it, fleet.intent()) || crossed.has(it.arn())) {
                findings.pass();
                continue;
            }
            Optional<Admitted> admitted = admitted(it, guests);
            List<Gap> gaps = it.says().stream()
                    .flatMap(says -> says.policy().unseen().stream())
                    .toList();
            if (admitted.isPresent() && crossed.missing().isEmpty()) {
                add(admitted.get(), place, severity, findings);
            } else if (admitted.isPresent()) {
                findings.unknown(place, crossed.missing());
            } else if (gaps.isEmpty()) {
                findings.pass();
            } else {
                gaps.forEach(gap -> findings.unknown(place, gap));
            }
        }
    }

    /// Whom something lets in, and by what.
    private record Admitted(Guarded by, Says says, Guest guest, Origin origin) {}

    private static Optional<Admitted> admitted(Guarded it, Guests guests) {
        return it.says().stream()
                .flatMap(says -> says.policy().seen().stream()
                        .flatMap(policy ->
                                guests
                                        .of(policy)
                                        .map(guest -> new Admitted(it, says, guest, policy.origin()))
                                        .stream()))
                .findFirst();
    }

    private static void add(Admitted it, Place place, Severity severity, Findings findings) {
        Guest guest = it.guest();
        Trail trail = Trail.EMPTY.then(
                (it.says().isGrant() ? "grant `" : "statement `") + guest.statement() + "` of "
                        + it.says().words() + " allows " + guest.who()
                        + (guest.conditional() ? ", under conditions" : ""),
                it.by().arn(),
                place.environment(),
                it.origin());
        findings.add(
                place.withParts(List.of(guest.who())),
                (it.says().isGrant() ? "its grants let " : "its policy lets ") + place.other() + " in: " + guest.who(),
                trail,
                severity,
                "Take " + guest.who() + " out of " + it.says().words()
                        + "; where both share it on purpose, declare it under `shared`.");
    }

    /// What is the other's and not the own one's.
    private static Guests guests(Snapshot of, Snapshot other) {
        Set<String> accounts = new TreeSet<>(other.provenance().accounts());
        of.provenance().accounts().forEach(accounts::remove);
        Set<String> arns = new TreeSet<>();
        other.functions().forEach(it -> arns.addAll(List.of(it.role(), it.arn().toString())));
        other.resources().stream()
                .filter(other.belongings()::holds)
                .forEach(it -> arns.add(it.arn().toString()));
        of.functions().forEach(it -> arns.removeAll(List.of(it.role(), it.arn().toString())));
        of.resources().stream()
                .filter(of.belongings()::holds)
                .forEach(it -> arns.remove(it.arn().toString()));
        return new Guests(accounts, arns);
    }

    /// What a role of the other environment is already known to act on, or to assume, and what hides more of it.
    private record Crossed(Set<String> arns, List<Missing> missing) {

        boolean has(String arn) {
            return arns.stream().anyMatch(it -> it.equals(arn) || it.startsWith(arn + "/") || it.startsWith(arn + ":"));
        }
    }

    private static Crossed crossed(Facts of, Facts other, Fleet fleet) {
        List<Crossing> crossings = new ArrayList<>(fleet.overlap().crossings(other.snapshot(), of.snapshot()));
        crossings.addAll(fleet.overlap().assumptionsOfRoles(other.snapshot(), of.snapshot()));
        Set<String> arns = new TreeSet<>();
        Set<Missing> missing = new LinkedHashSet<>();
        for (Crossing it : crossings) {
            switch (it) {
                case Crossing.Crosses crosses -> arns.add(crosses.resource());
                case Crossing.Unknown unknown -> missing.addAll(unknown.missing());
                case Crossing.Isolated _ -> {}
            }
        }
        return new Crossed(arns, List.copyOf(missing));
    }

    private static boolean isShared(Guarded it, Intent intent) {
        return intent.shares(it.arn(), it.name()).isPresent();
    }

    /// The environment's own things that have policies, and the roles of its functions and of its stacks.
    private static List<Guarded> guarded(Facts of) {
        Snapshot snapshot = of.snapshot();
        List<Guarded> all = new ArrayList<>();
        for (Resource it : snapshot.resources()) {
            List<Says> says = says(it);
            if (!says.isEmpty() && snapshot.belongings().holds(it)) {
                all.add(new Guarded(it.arn().toString(), it.name(), Place.of(of.environment(), it), says));
            }
        }
        for (LambdaFunction it : snapshot.functions()) {
            String words = "the policy of function `" + it.name() + "`";
            all.add(new Guarded(
                    it.arn().toString(),
                    it.name(),
                    Place.of(of.environment(), it),
                    List.of(new Says(words, it.policy()))));
        }
        for (Role it : snapshot.roles()) {
            String arn = it.arn().toString();
            boolean runs = !of.functionsOf(arn).isEmpty();
            boolean named = !snapshot.belongings().everything()
                    && (snapshot.belongings().holds(arn)
                            || snapshot.belongings().holds(it.name()));
            if (runs || named) {
                Place place = Place.of(of.environment()).withResource(arn, it.origin());
                Says trust = new Says("the trust policy of role `" + it.name() + "`", new Sight.Seen<>(it.trust()));
                all.add(new Guarded(arn, it.name(), place, List.of(trust)));
            }
        }
        return all;
    }

    private static List<Says> says(Resource resource) {
        String whose = resource.kind() + " `" + resource.name() + "`";
        String words = "the policy of " + whose;
        return switch (resource) {
            case Resource.Queue it -> List.of(new Says(words, it.policy()));
            case Resource.Topic it -> List.of(new Says(words, it.policy()));
            case Resource.Table it -> List.of(new Says(words, it.policy()));
            case Resource.Bucket it -> List.of(new Says(words, it.policy()));
            case Resource.Key it ->
                List.of(new Says(words, it.policy()), new Says("the grants of " + whose, it.grants(), true));
            case Resource.Secret it -> List.of(new Says(words, it.policy()));
            case Resource.Repository it -> List.of(new Says(words, it.policy()));
            case Resource.EventBus it -> List.of(new Says(words, it.policy()));
            case Resource.Api it -> List.of(new Says(words, it.policy()));
            case Resource.Parameter _, Resource.Database _, Resource.LoadBalancer _ -> List.of();
        };
    }
}
