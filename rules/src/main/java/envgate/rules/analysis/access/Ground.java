package envgate.rules.analysis.access;

import envgate.envs.model.Area;
import envgate.envs.model.Arn;
import envgate.envs.model.Gap;
import envgate.envs.model.OrganizationPolicy;
import envgate.envs.model.Origin;
import envgate.envs.model.PolicyDocument;
import envgate.envs.model.Resource;
import envgate.envs.model.Role;
import envgate.envs.model.Sight;
import envgate.envs.model.Snapshot;
import envgate.envs.model.Statement;
import envgate.envs.model.Statement.Effect;
import envgate.envs.model.Statement.Matcher;
import envgate.rules.finding.Missing;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// What stands in one snapshot to be acted on, as targets of requests.
final class Ground {

    /// Services without policies of their resources, as far as functions use them, so that only an own
    /// account's roles get at them:
    /// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_aws-services-that-work-with-iam.html.
    private static final Set<String> WITHOUT_POLICIES = Set.of(
            "apigateway",
            "autoscaling",
            "cloudformation",
            "cloudwatch",
            "cognito-identity",
            "cognito-idp",
            "ec2",
            "ecs",
            "elasticache",
            "elasticloadbalancing",
            "iam",
            "rds",
            "rds-db",
            "states",
            "xray");

    private final Snapshot snapshot;
    private final Map<String, Thing> things = new HashMap<>();
    private final Map<String, Controls> controls = new ConcurrentHashMap<>();

    Ground(Snapshot snapshot) {
        this.snapshot = snapshot;
        snapshot.resources().forEach(it -> put(Thing.of(it), it));
        snapshot.functions().forEach(it -> things.put(it.arn().toString(), Thing.of(it)));
        snapshot.roles().forEach(it -> things.put(it.arn().toString(), Thing.of(it)));
    }

    /// A key goes by its aliases, too.
    private void put(Thing thing, Resource resource) {
        things.put(thing.arn().toString(), thing);
        if (resource instanceof Resource.Key key) {
            Arn arn = key.arn();
            key.aliases()
                    .forEach(it -> things.put(
                            new Arn(arn.partition(), arn.service(), arn.region(), arn.account(), it).toString(),
                            thing));
        }
    }

    /// The ARN that a request for `resource` is judged by: a key's own where it names an alias of it.
    String judged(String resource) {
        Thing thing = things.get(resource);
        return thing == null ? resource : thing.arn().toString();
    }

    Collection<Thing> things() {
        return things.values();
    }

    Target target(Thing thing) {
        Set<String> owners = thing.arn().account().isEmpty()
                ? Set.copyOf(snapshot.provenance().accounts())
                : Set.of(thing.arn().account());
        return new Target(
                thing.arn().toString(),
                owners.isEmpty() ? Set.of(Target.ANOTHER) : owners,
                snapshot.environment(),
                policy(thing),
                thing.kind() == Kind.KEY,
                ResourceControl.covers(thing.arn().service()) ? controls(owners) : Controls.NONE);
    }

    /// A role as what someone wants to assume.
    Target trust(Role role) {
        Set<String> owner = Set.of(role.arn().account());
        return new Target(
                role.arn().toString(),
                owner,
                snapshot.environment(),
                Optional.of(Layer.of(
                        "the trust policy of role `" + role.name() + "`",
                        Layer.Kind.RESOURCE,
                        List.of(role.trust()),
                        List.of())),
                true,
                controls(owner));
    }

    /// The target that a request for `resource` is about, whether it stands here or not.
    ///
    /// @param asker account of who asks
    Target target(String action, String resource, String asker) {
        Optional<Arn> arn = Arn.parse(resource);
        if (arn.isEmpty()) {
            return new Target(resource, Set.of(asker), "", Optional.empty(), false, Controls.NONE);
        }
        if (action.regionMatches(true, 0, "sts:", 0, 4)) {
            return snapshot.role(resource).map(this::trust).orElseGet(() -> unseenTrust(arn.get()));
        }
        Thing known = things.get(base(arn.get()));
        if (known == null) {
            return elsewhere(arn.get(), asker);
        }
        boolean qualified = known.kind() == Kind.FUNCTION && !known.arn().equals(arn.get());
        return qualified ? version(known, new Missing("the policy of `" + arn.get() + "`", "")) : target(known);
    }

    /// A version or alias has a policy of its own.
    private Target version(Thing function, Missing policy) {
        Target whole = target(function);
        return new Target(
                whole.arn(),
                whole.owners(),
                whole.environment(),
                Optional.of(unseen("the policy of a version of `" + function.arn() + "`", policy)),
                false,
                whole.controls());
    }

    private Target unseenTrust(Arn role) {
        Missing missing = snapshot.gapIn(Area.ROLES, role.toString())
                .map(Missing::of)
                .orElseGet(() -> new Missing("the trust policy of `" + role + "`", ""));
        return new Target(
                role.toString(),
                Set.of(role.account()),
                "",
                Optional.of(unseen("the trust policy of `" + role + "`", missing)),
                true,
                controls(Set.of(role.account())));
    }

    /// Something that the snapshot does not hold: it does not exist, it is another account's, or it was not
    /// seen.
    private Target elsewhere(Arn arn, String asker) {
        Optional<Kind> kind = kind(arn);
        Optional<Gap> gap = kind.flatMap(it -> snapshot.gapIn(it.area()));
        Set<String> owners = owners(arn, asker, gap.isPresent());
        boolean own = owners.equals(Set.of(asker));
        boolean policy = own
                ? kind.map(it -> it == Kind.KEY || !it.isListed() || (it.hasPolicy() && gap.isPresent()))
                        .orElse(!WITHOUT_POLICIES.contains(arn.service()))
                : !WITHOUT_POLICIES.contains(arn.service());
        Missing missing = gap.map(Missing::of).orElseGet(() -> new Missing("the policy of `" + arn + "`", ""));
        return new Target(
                arn.toString(),
                owners,
                "",
                policy ? Optional.of(unseen("the policy of `" + arn + "`", missing)) : Optional.empty(),
                kind.map(it -> it == Kind.KEY).orElse(false),
                ResourceControl.covers(arn.service()) ? controls(owners) : Controls.NONE);
    }

    /// A bucket's name says nothing of its account, and what else has no account in its ARN is the asker's.
    private static Set<String> owners(Arn arn, String asker, boolean unlisted) {
        if (!arn.account().isEmpty()) {
            return Set.of(arn.account());
        }
        if (!arn.service().equals("s3")) {
            return Set.of(asker);
        }
        return unlisted ? Set.of(asker, Target.ANOTHER) : Set.of(Target.ANOTHER);
    }

    private Controls controls(Set<String> owners) {
        if (owners.size() != 1) {
            return Controls.NONE;
        }
        return controls.computeIfAbsent(
                owners.iterator().next(),
                it -> Controls.of(snapshot, it, OrganizationPolicy.Kind.RESOURCE_CONTROL_POLICY));
    }

    private static Optional<Layer> policy(Thing thing) {
        String words = "the policy of `" + thing.arn() + "`";
        if (thing.kind() == Kind.KEY) {
            return Optional.of(key(words, thing));
        }
        return switch (thing.policy()) {
            case Sight.Seen<PolicyDocument>(PolicyDocument it) ->
                Optional.of(Layer.of(words, Layer.Kind.RESOURCE, List.of(it), List.of()));
            case Sight.Unseen<PolicyDocument>(Gap gap) -> Optional.of(unseen(words, Missing.of(gap)));
            case Sight.Absent<PolicyDocument>() -> Optional.empty();
        };
    }

    /// Its policy and its grants: "AWS KMS evaluates the key policy, IAM policies, and grants together". What a grant
    /// lets in from another account needs that account's policies, too:
    /// https://docs.aws.amazon.com/kms/latest/developerguide/policy-evaluation.html.
    private static Layer key(String words, Thing thing) {
        List<PolicyDocument> documents = new ArrayList<>();
        List<Missing> unseen = new ArrayList<>();
        switch (thing.policy()) {
            case Sight.Seen<PolicyDocument>(PolicyDocument it) -> documents.add(it);
            case Sight.Unseen<PolicyDocument>(Gap gap) -> unseen.add(Missing.of(gap));
            case Sight.Absent<PolicyDocument>() ->
                documents.add(defaultKeyPolicy(thing.arn().account()));
        }
        List<Missing> unseenGrants = new ArrayList<>();
        switch (thing.grants()) {
            case Sight.Seen<PolicyDocument>(PolicyDocument it) -> documents.add(it);
            case Sight.Unseen<PolicyDocument>(Gap gap) -> unseenGrants.add(Missing.of(gap));
            case Sight.Absent<PolicyDocument>() -> {}
        }
        return Layer.of(words, Layer.Kind.RESOURCE, documents, unseen).withUnseenGrants(unseenGrants);
    }

    private static Layer unseen(String words, Missing missing) {
        return new Layer(words, Layer.Kind.RESOURCE, List.of(), List.of(missing));
    }

    /// Every key has a policy; where none was written AWS writes one that leaves it to the account:
    /// https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html.
    private static PolicyDocument defaultKeyPolicy(String account) {
        return new PolicyDocument(
                "default key policy",
                "2012-10-17",
                List.of(new Statement(
                        "Enable IAM User Permissions",
                        Effect.ALLOW,
                        new Matcher(false, List.of("AWS:" + account)),
                        new Matcher(false, List.of("kms:*")),
                        new Matcher(false, List.of("*")),
                        List.of(),
                        List.of())),
                new Origin.Unknown());
    }

    /// The ARN of the thing that an ARN is about: the bucket of an object, the table of an index, the
    /// function of an alias.
    private static String base(Arn arn) {
        String resource = arn.resource();
        String own = switch (arn.service()) {
            case "s3" -> resource.split("/", 2)[0];
            case "dynamodb" -> first(resource, "/", 2);
            case "lambda" -> first(resource, ":", 2);
            default -> resource;
        };
        return new Arn(arn.partition(), arn.service(), arn.region(), arn.account(), own).toString();
    }

    private static String first(String text, String separator, int parts) {
        String[] all = text.split(separator);
        return String.join(separator, List.of(all).subList(0, Math.min(parts, all.length)));
    }

    private static Optional<Kind> kind(Arn arn) {
        for (Kind it : Kind.values()) {
            if (it.service().equals(arn.service())) {
                return Optional.of(it);
            }
        }
        return Optional.empty();
    }
}
