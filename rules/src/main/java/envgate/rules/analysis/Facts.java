package envgate.rules.analysis;

import envgate.envs.model.Arn;
import envgate.envs.model.Call;
import envgate.envs.model.EnvironmentNames;
import envgate.envs.model.Intent;
import envgate.envs.model.LambdaFunction;
import envgate.envs.model.Provenance;
import envgate.envs.model.Resource;
import envgate.envs.model.Sight;
import envgate.envs.model.Snapshot;
import envgate.envs.model.Stack;
import envgate.envs.model.Value;
import envgate.rules.analysis.access.Access;
import envgate.rules.analysis.access.AnyAccess;
import envgate.rules.analysis.calls.Calls;
import envgate.rules.analysis.links.Content;
import envgate.rules.analysis.links.Link;
import envgate.rules.analysis.links.Links;
import envgate.rules.analysis.links.Thing;
import envgate.rules.analysis.reach.Faults;
import envgate.rules.analysis.reach.Path;
import envgate.rules.analysis.reach.Path.Blocker;
import envgate.rules.analysis.reach.Reach;
import envgate.rules.finding.Trail;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// What follows from one environment: the door to the analyses that look at it.
public final class Facts {

    private final Snapshot snapshot;
    private final Intent intent;
    private final Links links;
    private final Reach reach;
    private final Faults faults;
    private final Access access;
    private final AnyAccess anyAccess;
    private final Map<Arn, List<Call>> calls = new ConcurrentHashMap<>();
    private final Map<Arn, List<Reached>> reached = new ConcurrentHashMap<>();
    private final Map<String, List<LambdaFunction>> byRole;
    private final Map<String, List<Resource>> byName;

    Facts(Snapshot snapshot, Intent intent, Links links) {
        this.snapshot = snapshot;
        this.intent = intent;
        this.links = links;
        this.reach = new Reach(snapshot, intent);
        this.faults = new Faults(snapshot);
        this.access = new Access(snapshot, intent);
        this.anyAccess = new AnyAccess(access, intent);
        this.byRole = snapshot.functions().stream().collect(Collectors.groupingBy(LambdaFunction::role));
        this.byName = snapshot.resources().stream().collect(Collectors.groupingBy(Resource::name));
    }

    public Snapshot snapshot() {
        return snapshot;
    }

    public Intent intent() {
        return intent;
    }

    public String environment() {
        return snapshot.environment();
    }

    public Reach reach() {
        return reach;
    }

    public Access access() {
        return access;
    }

    public AnyAccess anyAccess() {
        return anyAccess;
    }

    /// Where a value of this environment leads.
    public Link link(Value value) {
        return links.of(snapshot, value);
    }

    /// Where the value of a function's variable leads: the link that decides when it names several things.
    public Link link(LambdaFunction function, String key) {
        return Link.decisive(links(function, key));
    }

    /// Where each thing leads that a function's variable names; never empty.
    public List<Link> links(LambdaFunction function, String key) {
        Value value = function.environment().get(key);
        if (value == null) {
            throw new IllegalArgumentException("no variable " + key);
        }
        return links.each(snapshot, key, value);
    }

    /// Whether a value is one at all, or the remains of something that went wrong.
    public Content content(Value value) {
        return Content.of(value, snapshot.provenance().kind() == Provenance.Kind.PLANNED);
    }

    /// The stack that made a function, where one did.
    public Optional<Stack> stack(LambdaFunction function) {
        return snapshot.stacks().stream()
                .filter(it -> it.name().equals(function.stack()))
                .findFirst();
    }

    /// The template that a function is deployed from; absent where no stack made it.
    public Sight<Stack.Template> template(LambdaFunction function) {
        return stack(function).map(Stack::template).orElseGet(Sight.Absent::new);
    }

    /// How texts spell the environments.
    public EnvironmentNames names() {
        return links.names();
    }

    /// The functions that run as a role.
    public List<LambdaFunction> functionsOf(String role) {
        return byRole.getOrDefault(role, List.of());
    }

    /// The services that a function talks to: those declared, and those that its configuration gives away.
    public List<Call> calls(LambdaFunction function) {
        return calls.computeIfAbsent(function.arn(), _ -> Calls.of(function, things(function)));
    }

    /// The resources of any kind that have a name.
    public List<Resource> resourcesNamed(String name) {
        return byName.getOrDefault(name, List.of());
    }

    /// Whether a function gets to each of the services that it talks to.
    public List<Reached> reached(LambdaFunction function) {
        return reached.computeIfAbsent(function.arn(), _ -> {
            Reach.From from = reach.from(function);
            return calls(function).stream()
                    .map(it -> reached(function, it, from.to(it)))
                    .toList();
        });
    }

    /// The interface endpoints of the environment that take over the names of AWS services.
    public List<String> endpointsFor(List<Reached> services) {
        return services.stream()
                .flatMap(it -> faults.endpointsFor(it.call()).stream())
                .distinct()
                .sorted()
                .toList();
    }

    private Reached reached(LambdaFunction function, Call call, Path path) {
        return path instanceof Path.Blocked(Trail _, List<Blocker> blockers)
                ? new Reached(
                        call,
                        path,
                        blockers.stream()
                                .filter(it -> !it.code().explains())
                                .collect(Collectors.groupingBy(it -> faults.of(function, call, it))))
                : new Reached(call, path, Map.of());
    }

    /// The services whose things a function's variables name, by variable: things that were seen, and no
    /// others.
    private Map<String, List<String>> things(LambdaFunction function) {
        Map<String, List<String>> things = new TreeMap<>();
        for (String key : function.environment().keySet()) {
            List<String> services = links(function, key).stream()
                    .filter(it -> it instanceof Link.Leads && !it.thing().name().isEmpty())
                    .flatMap(it -> service(it.thing().kind()).stream())
                    .distinct()
                    .sorted()
                    .toList();
            things.put(key, services);
        }
        return things;
    }

    private static Optional<String> service(Thing.Kind kind) {
        return switch (kind) {
            case QUEUE -> Optional.of("sqs");
            case TOPIC -> Optional.of("sns");
            case TABLE -> Optional.of("dynamodb");
            case BUCKET -> Optional.of("s3");
            case SECRET -> Optional.of("secretsmanager");
            case PARAMETER -> Optional.of("ssm");
            case KEY,
                    DATABASE,
                    CACHE,
                    LOAD_BALANCER,
                    API,
                    FUNCTION,
                    ROLE,
                    STACK,
                    OUTPUT,
                    VPC,
                    SUBNET,
                    SECURITY_GROUP,
                    VPC_ENDPOINT,
                    HOST,
                    ACCOUNT,
                    OTHER,
                    NAME -> Optional.empty();
        };
    }
}
