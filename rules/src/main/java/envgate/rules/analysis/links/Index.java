package envgate.rules.analysis.links;

import envgate.envs.model.Arn;
import envgate.envs.model.EnvironmentNames;
import envgate.envs.model.Gateway;
import envgate.envs.model.Intent;
import envgate.envs.model.LambdaFunction;
import envgate.envs.model.Network;
import envgate.envs.model.Outlook;
import envgate.envs.model.Resource;
import envgate.envs.model.Role;
import envgate.envs.model.Selection;
import envgate.envs.model.Snapshot;
import envgate.envs.model.Stack;
import envgate.envs.model.Value;
import envgate.rules.analysis.links.Thing.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Everything that was seen in any environment, by every key under which a value may name it.
final class Index {

    private final Map<String, List<Known>> byKey = new HashMap<>();
    private final Map<String, Known> byIdentity = new LinkedHashMap<>();
    private final Set<String> parameterRoots = new HashSet<>();
    private final Intent intent;
    private final EnvironmentNames names;

    Index(List<Snapshot> snapshots, Intent intent, EnvironmentNames names) {
        this.intent = intent;
        this.names = names;
        snapshots.forEach(this::add);
    }

    List<Known> find(List<String> keys) {
        List<Known> found = new ArrayList<>();
        for (String key : keys) {
            for (Known known : byKey.getOrDefault(key, List.of())) {
                if (!found.contains(known)) {
                    found.add(known);
                }
            }
        }
        return found;
    }

    /// Whether parameters lie under `/orders`.
    boolean isParameterRoot(String root) {
        return parameterRoots.contains(root);
    }

    private void add(Snapshot snapshot) {
        snapshot.resources().stream().filter(it -> kind(it) != Kind.OTHER).forEach(it -> resource(snapshot, it));
        snapshot.functions().forEach(it -> function(snapshot, it));
        Set<String> used = new HashSet<>();
        snapshot.functions().forEach(it -> used.add(it.role()));
        snapshot.roles().forEach(it -> role(snapshot, it, used.contains(it.arn().toString())));
        snapshot.stacks().forEach(it -> stack(snapshot, it));
        for (Outlook.Output it : snapshot.terraformOutputs()) {
            if (it.value() instanceof Value.Plain(String text)) {
                String identity = "terraform " + snapshot.environment() + " " + it.name();
                output(snapshot, new Thing(Kind.OUTPUT, it.name() + " of Terraform", ""), identity, text);
            }
        }
        network(snapshot);
    }

    private void output(Snapshot snapshot, Thing thing, String identity, String text) {
        List<String> keys = telling(snapshot, text);
        if (!keys.isEmpty()) {
            put(snapshot, true, thing, identity, List.of(text), keys);
        }
    }

    private void resource(Snapshot snapshot, Resource resource) {
        Arn arn = resource.arn();
        Kind kind = kind(resource);
        List<String> keys = new ArrayList<>(Arns.identities(arn));
        List<String> called = new ArrayList<>(List.of(arn.toString(), resource.name()));
        keys.add(Identity.name(kind, resource.name()));
        switch (resource) {
            case Resource.Queue queue -> keys.add(Identity.queue("", arn.account(), queue.name()));
            case Resource.Bucket bucket -> keys.add(Identity.bucket(bucket.name()));
            case Resource.Key key -> {
                keys.add(Identity.name(Kind.KEY, arn.name()));
                for (String alias : key.aliases()) {
                    keys.add(Identity.name(Kind.KEY, alias));
                    keys.add(Identity.arn(Arns.with(arn, alias)));
                    called.add(alias);
                }
            }
            case Resource.Parameter parameter -> {
                String name = parameter.name();
                for (int slash = name.indexOf('/', 1); slash > 0; slash = name.indexOf('/', slash + 1)) {
                    directory(snapshot, parameter, name.substring(0, slash));
                }
                int second = name.indexOf('/', 1);
                if (name.startsWith("/")) {
                    parameterRoots.add(second < 0 ? name : name.substring(0, second));
                }
            }
            case Resource.Database database ->
                database.hosts().forEach(it -> {
                    keys.add(Identity.host(it));
                    called.add(it);
                });
            case Resource.LoadBalancer balancer -> {
                keys.add(Identity.host(balancer.dnsName()));
                called.add(balancer.dnsName());
            }
            case Resource.Api api -> {
                keys.add(Identity.id(api.id()));
                keys.add(Identity.host(api.endpoint()));
                called.add(api.endpoint());
            }
            case Resource.Topic _, Resource.Table _, Resource.Secret _ -> {}
            case Resource.Repository _, Resource.EventBus _ -> {}
        }
        put(
                snapshot,
                owns(snapshot, arn.toString(), resource.name()),
                new Thing(kind, resource.name(), arn.account()),
                arn.toString(),
                called,
                keys);
    }

    /// A path under which parameters lie is named by those who read all of them at once.
    private void directory(Snapshot snapshot, Resource.Parameter parameter, String path) {
        put(
                snapshot,
                owns(snapshot, parameter.arn().toString(), parameter.name()),
                new Thing(Kind.PARAMETER, path + "/…", parameter.arn().account()),
                "directory " + parameter.arn().account() + parameter.arn().region() + path,
                List.of(path, path + "/"),
                List.of(Identity.directory(path)));
    }

    private static Kind kind(Resource resource) {
        return switch (resource) {
            case Resource.Queue _ -> Kind.QUEUE;
            case Resource.Topic _ -> Kind.TOPIC;
            case Resource.Table _ -> Kind.TABLE;
            case Resource.Bucket _ -> Kind.BUCKET;
            case Resource.Key _ -> Kind.KEY;
            case Resource.Secret _ -> Kind.SECRET;
            case Resource.Parameter _ -> Kind.PARAMETER;
            case Resource.Database it -> it.arn().service().equals("elasticache") ? Kind.CACHE : Kind.DATABASE;
            case Resource.LoadBalancer _ -> Kind.LOAD_BALANCER;
            case Resource.Repository _, Resource.EventBus _ -> Kind.OTHER;
            case Resource.Api _ -> Kind.API;
        };
    }

    private void function(Snapshot snapshot, LambdaFunction function) {
        put(
                snapshot,
                true,
                new Thing(Kind.FUNCTION, function.name(), function.arn().account()),
                function.arn().toString(),
                List.of(function.arn().toString(), function.name()),
                List.of(Identity.arn(function.arn()), Identity.name(Kind.FUNCTION, function.name())));
    }

    private void role(Snapshot snapshot, Role role, boolean used) {
        put(
                snapshot,
                used || owns(snapshot, role.arn().toString(), role.name()),
                new Thing(Kind.ROLE, role.name(), role.arn().account()),
                role.arn().toString(),
                List.of(role.arn().toString(), role.name()),
                List.of(Identity.arn(role.arn()), Identity.name(Kind.ROLE, role.name())));
    }

    private void stack(Snapshot snapshot, Stack stack) {
        String account = stack.arn().account();
        put(
                snapshot,
                true,
                new Thing(Kind.STACK, stack.name(), account),
                stack.arn().toString(),
                List.of(stack.arn().toString(), stack.name()),
                List.of(Identity.arn(stack.arn()), Identity.name(Kind.STACK, stack.name())));
        for (Stack.Output output : stack.outputs().values()) {
            if (output.value() instanceof Value.Plain(String text)) {
                Thing thing = new Thing(Kind.OUTPUT, output.key() + " of " + stack.name(), account);
                output(snapshot, thing, stack.arn() + " " + output.key(), text);
            }
        }
        for (Stack.StackResource made : stack.resources()) {
            if (Mentions.isId(made.physicalId())) {
                put(
                        snapshot,
                        true,
                        new Thing(Kind.OUTPUT, made.logicalId() + " of " + stack.name(), account),
                        stack.arn() + "/" + made.logicalId(),
                        List.of(made.physicalId()),
                        List.of(Identity.id(made.physicalId())));
            }
        }
    }

    /// The keys of an output's value if it is a thing of its environment, so that whoever holds it points there.
    private List<String> telling(Snapshot snapshot, String text) {
        List<Mention> mentions = new Mentions(_ -> false, false).of("", text);
        if (mentions.size() != 1) {
            return List.of();
        }
        Mention mention = mentions.getFirst();
        if (!mention.account().isEmpty() && !snapshot.provenance().accounts().contains(mention.account())) {
            return List.of();
        }
        boolean named = names.in(mention.spelled()).equals(Set.of(snapshot.environment()));
        boolean tells = switch (mention.form()) {
            case ARN -> !mention.account().isEmpty();
            case URL, HOST -> named || (mention.kind() != Kind.HOST && mention.kind() != Kind.OTHER);
            case ID -> true;
            case NAME, PATH -> named;
            case ACCOUNT -> false;
        };
        if (!tells) {
            return List.of();
        }
        List<String> keys = new ArrayList<>(List.of(Identity.output(text)));
        switch (mention.form()) {
            case ARN, URL, HOST, ID -> keys.addAll(mention.identities());
            case NAME, PATH, ACCOUNT -> {}
        }
        return keys;
    }

    private void network(Snapshot snapshot) {
        Network network = snapshot.network();
        network.vpcs().forEach(it -> id(snapshot, Kind.VPC, it.id(), it.owner()));
        network.subnets().forEach(it -> id(snapshot, Kind.SUBNET, it.id(), it.owner()));
        network.securityGroups().forEach(it -> id(snapshot, Kind.SECURITY_GROUP, it.id(), it.owner()));
        network.vpcEndpoints().forEach(it -> {
            List<String> keys = new ArrayList<>(List.of(Identity.id(it.id())));
            it.dnsNames().stream()
                    .filter(host -> host.startsWith("vpce-"))
                    .forEach(host -> keys.add(Identity.host(host)));
            put(
                    snapshot,
                    owns(snapshot, it.id()),
                    new Thing(Kind.VPC_ENDPOINT, it.id(), ""),
                    it.id(),
                    List.of(it.id()),
                    keys);
        });
        for (Gateway gateway : network.gateways()) {
            id(snapshot, Kind.OTHER, gateway.id(), "");
        }
        network.hostedZones()
                .forEach(zone -> zone.records().forEach(record -> {
                    String host = record.name().replaceFirst("\\.$", "");
                    put(
                            snapshot,
                            owns(snapshot, zone.id()),
                            new Thing(Kind.HOST, host, ""),
                            "zone " + snapshot.environment() + " " + host,
                            List.of(host),
                            List.of(Identity.host(host)));
                }));
    }

    private void id(Snapshot snapshot, Kind kind, String id, String account) {
        put(snapshot, owns(snapshot, id), new Thing(kind, id, account), id, List.of(id), List.of(Identity.id(id)));
    }

    /// Whether one of the names of a thing says that it belongs to the environment of a snapshot.
    private boolean owns(Snapshot snapshot, String... called) {
        for (String name : called) {
            if (snapshot.belongings().holds(name) || inNamespace(snapshot.environment(), name)) {
                return true;
            }
        }
        return false;
    }

    boolean inNamespace(String environment, String arn) {
        return intent.namespaces().getOrDefault(environment, List.of()).stream()
                .anyMatch(it -> Selection.matches(it, arn));
    }

    private void put(
            Snapshot snapshot, boolean own, Thing thing, String identity, List<String> called, List<String> keys) {
        Known known = byIdentity.computeIfAbsent(identity, _ -> new Known(thing, called));
        known.see(snapshot.environment(), own);
        for (String key : keys) {
            List<Known> same = byKey.computeIfAbsent(key, _ -> new ArrayList<>(1));
            if (!same.contains(known)) {
                same.add(known);
            }
        }
    }
}
