package envgate.rules.analysis.access;

import envgate.envs.model.Area;
import envgate.envs.model.Arn;
import envgate.envs.model.Gap;
import envgate.envs.model.OrganizationPolicy;
import envgate.envs.model.Origin;
import envgate.envs.model.PolicyDocument;
import envgate.envs.model.Role;
import envgate.envs.model.Sight;
import envgate.envs.model.Snapshot;
import envgate.envs.model.Statement;
import envgate.envs.model.Statement.Effect;
import envgate.envs.model.Statement.Matcher;
import envgate.rules.finding.Missing;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What stands in one snapshot to be acted on, as targets of requests.
final class Ground {

    private final Snapshot snapshot;
    private final Map<String, Thing> things = new TreeMap<>();
    private final Map<String, Controls> controls = new TreeMap<>();

    Ground(Snapshot snapshot) {
        this.snapshot = snapshot;
        snapshot.resources().forEach(it -> things.put(it.arn().toString(), Thing.of(it)));
        snapshot.functions().forEach(it -> things.put(it.arn().toString(), Thing.of(it)));
        snapshot.roles().forEach(it -> things.put(it.arn().toString(), Thing.of(it)));
    }

    Target target(Thing thing) {
        String account = account(thing.arn());
        return new Target(
                thing.arn().toString(),
                account,
                snapshot.environment(),
                policy(thing, account),
                thing.kind() == Kind.KEY,
                thing.kind().isUnderResourceControl() ? controls(account) : Controls.NONE);
    }

    /// A role as what someone wants to assume.
    Target trust(Role role) {
        return new Target(
                role.arn().toString(),
                role.arn().account(),
                snapshot.environment(),
                Optional.of(Layer.of(
                        "the trust policy of role `" + role.name() + "`",
                        Layer.Kind.RESOURCE,
                        List.of(role.trust()),
                        List.of())),
                true,
                controls(role.arn().account()));
    }

    /// The target that a request for `resource` is about, whether it stands here or not.
    ///
    /// @param asker account of who asks
    Target target(String action, String resource, String asker) {
        Optional<Arn> arn = Arn.parse(resource);
        if (arn.isEmpty()) {
            return new Target(resource, asker, "", Optional.empty(), false, Controls.NONE);
        }
        if (action.equalsIgnoreCase("sts:AssumeRole")) {
            return snapshot.role(resource).map(this::trust).orElseGet(() -> unseenTrust(arn.get()));
        }
        Thing known = things.get(base(arn.get()));
        return known != null ? target(known) : elsewhere(arn.get(), asker);
    }

    private Target unseenTrust(Arn role) {
        Missing missing = snapshot.gapIn(Area.ROLES, role.toString())
                .map(Missing::of)
                .orElseGet(() -> new Missing("the trust policy of `" + role + "`", ""));
        Layer unseen =
                new Layer("the trust policy of `" + role + "`", Layer.Kind.RESOURCE, List.of(), List.of(missing));
        return new Target(role.toString(), role.account(), "", Optional.of(unseen), true, Controls.NONE);
    }

    private Target elsewhere(Arn arn, String asker) {
        String resource = arn.toString();
        Optional<Kind> kind = kind(arn);
        boolean hasPolicy = kind.map(Kind::hasPolicy).orElse(false);
        Optional<Gap> gap = kind.flatMap(it -> snapshot.gapIn(it.area()));
        boolean foreign = arn.service().equals("s3")
                ? gap.isEmpty()
                : !arn.account().isEmpty() && !arn.account().equals(asker);
        if (!hasPolicy || (!foreign && gap.isEmpty())) {
            String owner = arn.account().isEmpty() ? asker : arn.account();
            return new Target(resource, owner, "", Optional.empty(), false, Controls.NONE);
        }
        Missing missing = gap.map(Missing::of).orElseGet(() -> new Missing("the policy of `" + resource + "`", ""));
        Layer unseen = new Layer("the policy of `" + resource + "`", Layer.Kind.RESOURCE, List.of(), List.of(missing));
        return new Target(
                resource,
                foreign ? arn.account() : asker,
                "",
                Optional.of(unseen),
                kind.get() == Kind.KEY,
                Controls.NONE);
    }

    private Controls controls(String account) {
        return controls.computeIfAbsent(
                account, it -> Controls.of(snapshot, it, OrganizationPolicy.Kind.RESOURCE_CONTROL_POLICY));
    }

    private String account(Arn arn) {
        List<String> accounts = snapshot.provenance().accounts();
        return !arn.account().isEmpty() ? arn.account() : accounts.size() == 1 ? accounts.getFirst() : "";
    }

    private static Optional<Layer> policy(Thing thing, String account) {
        String words = "the policy of `" + thing.arn() + "`";
        return switch (thing.policy()) {
            case Sight.Seen<PolicyDocument>(PolicyDocument it) ->
                Optional.of(Layer.of(words, Layer.Kind.RESOURCE, List.of(it), List.of()));
            case Sight.Unseen<PolicyDocument>(Gap gap) ->
                Optional.of(new Layer(words, Layer.Kind.RESOURCE, List.of(), List.of(Missing.of(gap))));
            case Sight.Absent<PolicyDocument>() ->
                thing.kind() == Kind.KEY
                        ? Optional.of(
                                Layer.of(words, Layer.Kind.RESOURCE, List.of(defaultKeyPolicy(account)), List.of()))
                        : Optional.empty();
        };
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

    /// The ARN of the thing that an ARN is about: the bucket of an object, the table of an index, the function of an
    /// alias.
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
