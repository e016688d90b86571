package envgate.envs.source.text;

import envgate.envs.model.Belongings;
import envgate.envs.model.LambdaFunction;
import envgate.envs.model.Network;
import envgate.envs.model.Resource;
import envgate.envs.model.Role;
import envgate.envs.model.Snapshot;
import envgate.envs.model.Stack;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/// Lets environments that share an account and a region see what each of them wrote, as a live read would.
final class Neighbours {

    private Neighbours() {}

    static Snapshot join(Snapshot own, List<Snapshot> fleet) {
        List<Snapshot> all = new ArrayList<>(List.of(own));
        for (Snapshot it : fleet) {
            boolean shares = it.provenance().accounts().equals(own.provenance().accounts())
                    && it.provenance().regions().equals(own.provenance().regions());
            if (!it.environment().equals(own.environment()) && shares) {
                all.add(it);
            }
        }
        if (all.size() == 1) {
            return own;
        }
        return new Snapshot(
                own.environment(),
                own.provenance(),
                own.functions(),
                own.stacks(),
                union(all, Snapshot::exports, it -> it.name()),
                union(all, Snapshot::triggers, it -> it.toString()),
                union(all, Snapshot::resources, it -> it.arn().toString()),
                network(all),
                union(all, Snapshot::roles, it -> it.arn().toString()),
                own.organizationPolicies(),
                new Belongings(false, identifiers(own)),
                own.gaps(),
                own.notes());
    }

    /// What stands in one's own document counts before what stands in another's.
    private static <T> List<T> union(
            List<Snapshot> all, Function<Snapshot, List<T>> members, Function<T, String> identity) {
        Map<String, T> union = new LinkedHashMap<>();
        all.forEach(snapshot -> members.apply(snapshot).forEach(it -> union.putIfAbsent(identity.apply(it), it)));
        return List.copyOf(union.values());
    }

    private static Network network(List<Snapshot> all) {
        return new Network(
                union(all, it -> it.network().vpcs(), it -> it.id()),
                union(all, it -> it.network().subnets(), it -> it.id()),
                union(all, it -> it.network().routeTables(), it -> it.id()),
                union(all, it -> it.network().securityGroups(), it -> it.id()),
                union(all, it -> it.network().networkAcls(), it -> it.id()),
                union(all, it -> it.network().gateways(), it -> it.id()),
                union(all, it -> it.network().vpcEndpoints(), it -> it.id()),
                union(all, it -> it.network().peeringConnections(), it -> it.id()),
                union(all, it -> it.network().networkInterfaces(), it -> it.id()),
                union(all, it -> it.network().prefixLists(), it -> it.id()),
                union(all, it -> it.network().hostedZones(), it -> it.id()),
                union(all, it -> it.network().publicAccessBlocks(), it -> it.account() + it.region()));
    }

    private static Set<String> identifiers(Snapshot own) {
        Set<String> identifiers = new TreeSet<>();
        for (Resource it : own.resources()) {
            identifiers.add(it.arn().toString());
            identifiers.add(it.name());
        }
        for (LambdaFunction it : own.functions()) {
            identifiers.add(it.arn().toString());
            identifiers.add(it.name());
        }
        for (Role it : own.roles()) {
            identifiers.add(it.arn().toString());
            identifiers.add(it.name());
        }
        for (Stack it : own.stacks()) {
            identifiers.add(it.arn().toString());
            identifiers.add(it.name());
            it.resources().forEach(resource -> identifiers.add(resource.physicalId()));
        }
        own.network().vpcs().forEach(it -> identifiers.add(it.id()));
        own.network().subnets().forEach(it -> identifiers.add(it.id()));
        own.network().securityGroups().forEach(it -> identifiers.add(it.id()));
        return identifiers;
    }
}
