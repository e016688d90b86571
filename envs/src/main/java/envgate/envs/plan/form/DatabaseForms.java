package envgate.envs.plan.form;

import envgate.envs.source.capture.Operation;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Databases, caches and load balancers: what has an address inside a VPC.
final class DatabaseForms {

    private DatabaseForms() {}

    static void instance(Draft draft) {
        Operation listing = Operation.RDS_DESCRIBE_DB_INSTANCES;
        Optional<ObjectNode> live = find(draft, listing);
        live.ifPresent(it -> draft.overlay().remove(listing, Shape.text(it, "DBInstanceIdentifier")));
        if (draft.isDropped()) {
            return;
        }
        ObjectNode to = live.orElse(Shape.object());
        to.put("DBInstanceIdentifier", draft.id().toLowerCase(java.util.Locale.ROOT));
        to.put("DBInstanceArn", draft.arn("rds", "db:" + draft.id().toLowerCase(java.util.Locale.ROOT)));
        Shape.copy(draft.properties(), to, "Engine", "DBClusterIdentifier");
        Optional<ObjectNode> cluster =
                draft.overlay().item(Operation.RDS_DESCRIBE_DB_CLUSTERS, draft.text("DBClusterIdentifier"));
        if (!to.has("Endpoint")) {
            ObjectNode endpoint = Shape.object()
                    .put("Address", draft.id() + ".planned." + draft.overlay().region() + ".rds.amazonaws.com");
            endpoint.put("Port", draft.text("Port", port(draft.text("Engine"))));
            to.set("Endpoint", endpoint);
        } else if (draft.has("Port") && to.path("Endpoint") instanceof ObjectNode endpoint) {
            endpoint.set("Port", draft.get("Port"));
        }
        groups(draft, to, "VPCSecurityGroups", cluster);
        String group = draft.text(
                "DBSubnetGroupName",
                cluster.map(it -> Shape.text(it, "DBSubnetGroup")).orElse(""));
        if (!group.isEmpty() || !to.has("DBSubnetGroup")) {
            draft.overlay()
                    .item(Operation.RDS_DESCRIBE_DB_SUBNET_GROUPS, group)
                    .ifPresentOrElse(it -> to.set("DBSubnetGroup", it), () -> {
                        if (!group.isEmpty()) {
                            draft.unseen(
                                    listing,
                                    envgate.envs.model.Area.DATABASES,
                                    draft.id(),
                                    "its subnet group was not seen");
                        }
                    });
        }
        to.put("PubliclyAccessible", draft.isTrue("PubliclyAccessible"));
        to.set("TagList", draft.tagList());
        draft.overlay().put(listing, to);
    }

    private static Optional<ObjectNode> find(Draft draft, Operation listing) {
        return draft.overlay()
                .item(listing, draft.id())
                .or(() -> draft.overlay().item(listing, draft.id().toLowerCase(java.util.Locale.ROOT)));
    }

    private static void groups(Draft draft, ObjectNode to, String property, Optional<ObjectNode> cluster) {
        if (draft.has(property)) {
            to.set("VpcSecurityGroups", Shape.each(draft.get(property), "VpcSecurityGroupId"));
        } else if (!to.has("VpcSecurityGroups")) {
            to.set(
                    "VpcSecurityGroups",
                    cluster.map(it -> it.path("VpcSecurityGroups"))
                            .filter(JsonNode::isArray)
                            .orElse(Shape.array()));
        }
    }

    /// https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html, `Port`.
    private static String port(String engine) {
        return engine.contains("postgres")
                ? "5432"
                : engine.startsWith("oracle") ? "1521" : engine.startsWith("sqlserver") ? "1433" : "3306";
    }

    static void cluster(Draft draft) {
        Operation listing = Operation.RDS_DESCRIBE_DB_CLUSTERS;
        Optional<ObjectNode> live = find(draft, listing);
        live.ifPresent(it -> draft.overlay().remove(listing, Shape.text(it, "DBClusterIdentifier")));
        if (draft.isDropped()) {
            return;
        }
        String id = draft.id().toLowerCase(java.util.Locale.ROOT);
        String end = draft.overlay().region() + ".rds.amazonaws.com";
        ObjectNode to = live.orElse(Shape.object()
                .put("Endpoint", id + ".cluster-planned." + end)
                .put("ReaderEndpoint", id + ".cluster-ro-planned." + end));
        to.put("DBClusterIdentifier", id).put("DBClusterArn", draft.arn("rds", "cluster:" + id));
        Shape.copy(draft.properties(), to, "Engine");
        if (draft.has("Port") || !to.has("Port")) {
            to.put("Port", draft.text("Port", port(draft.text("Engine"))));
        }
        Shape.copy(draft.properties(), "DBSubnetGroupName", to, "DBSubnetGroup");
        groups(draft, to, "VpcSecurityGroupIds", Optional.empty());
        to.set("TagList", draft.tagList());
        draft.overlay().put(listing, to);
    }

    static void proxy(Draft draft) {
        Operation listing = Operation.RDS_DESCRIBE_DB_PROXIES;
        if (draft.isDropped()) {
            draft.overlay().remove(listing, draft.id());
            return;
        }
        ObjectNode to = draft.overlay()
                .item(listing, draft.id())
                .orElse(Shape.object()
                        .put("DBProxyArn", draft.arn("rds", "db-proxy:prx-" + draft.id()))
                        .put(
                                "Endpoint",
                                draft.id() + ".proxy-planned." + draft.overlay().region() + ".rds.amazonaws.com"));
        to.put("DBProxyName", draft.id());
        Shape.copy(draft.properties(), to, "EngineFamily", "VpcSubnetIds", "VpcSecurityGroupIds");
        vpcOf(draft, Shape.items(draft.properties(), "VpcSubnetIds")).ifPresent(it -> to.set("VpcId", it));
        draft.overlay().put(listing, to);
    }

    /// The VPC that subnets lie in.
    private static Optional<JsonNode> vpcOf(Draft draft, List<JsonNode> subnets) {
        return subnets.stream()
                .flatMap(it -> draft.overlay().item(Operation.EC2_DESCRIBE_SUBNETS, it.asString("")).stream())
                .map(it -> it.path("VpcId"))
                .filter(JsonNode::isString)
                .findFirst();
    }

    /// A group of subnets of RDS or ElastiCache.
    static void subnetGroup(Draft draft, Operation listing, String name) {
        Optional<ObjectNode> live = find(draft, listing);
        live.ifPresent(it -> draft.overlay().remove(listing, Shape.text(it, name)));
        if (draft.isDropped()) {
            return;
        }
        ObjectNode to = live.orElse(Shape.object());
        to.put(name, live.map(it -> Shape.text(it, name)).orElse(draft.id()));
        to.set("Subnets", Shape.each(draft.get("SubnetIds"), "SubnetIdentifier"));
        vpcOf(draft, Shape.items(draft.properties(), "SubnetIds")).ifPresent(it -> to.set("VpcId", it));
        draft.overlay().put(listing, to);
    }

    static void cache(Draft draft) {
        Operation listing = Operation.ELASTICACHE_DESCRIBE_CACHE_CLUSTERS;
        if (draft.isDropped()) {
            draft.overlay().remove(listing, draft.id());
            return;
        }
        ObjectNode to = draft.overlay().item(listing, draft.id()).orElse(Shape.object());
        to.put("CacheClusterId", draft.id()).put("ARN", draft.arn("elasticache", "cluster:" + draft.id()));
        Shape.copy(draft.properties(), to, "Engine", "CacheSubnetGroupName");
        to.set("SecurityGroups", Shape.each(draft.get("VpcSecurityGroupIds"), "SecurityGroupId"));
        if (!to.has("CacheNodes") && !to.has("ConfigurationEndpoint")) {
            boolean memcached = draft.text("Engine").equals("memcached");
            ObjectNode endpoint = Shape.object()
                    .put(
                            "Address",
                            draft.id() + (memcached ? ".planned.cfg.cache" : ".planned.0001.cache") + ".amazonaws.com")
                    .put("Port", draft.text("Port", memcached ? "11211" : "6379"));
            to.set("CacheNodes", Shape.array().add(Shape.object().set("Endpoint", endpoint)));
        }
        draft.overlay().put(listing, to);
    }

    /// A replication group lies where its clusters lie.
    static void replicationGroup(Draft draft) {
        Operation listing = Operation.ELASTICACHE_DESCRIBE_REPLICATION_GROUPS;
        Operation clusters = Operation.ELASTICACHE_DESCRIBE_CACHE_CLUSTERS;
        Optional<ObjectNode> live = draft.overlay().item(listing, draft.id());
        if (draft.isDropped()) {
            live.ifPresent(it -> Shape.items(it, "MemberClusters")
                    .forEach(one -> draft.overlay().remove(clusters, one.asString(""))));
            draft.overlay().remove(listing, draft.id());
            return;
        }
        ObjectNode to = live.orElse(Shape.object());
        to.put("ReplicationGroupId", draft.id()).put("ARN", draft.arn("elasticache", "replicationgroup:" + draft.id()));
        String engine = draft.text("Engine", "redis");
        to.put("Engine", engine);
        if (live.isEmpty()) {
            ObjectNode endpoint = Shape.object()
                    .put("Address", draft.id() + ".planned.ng.0001.cache.amazonaws.com")
                    .put("Port", draft.text("Port", "6379"));
            to.set("NodeGroups", Shape.array().add(Shape.object().set("PrimaryEndpoint", endpoint)));
            to.set("MemberClusters", Shape.array().add(Shape.node(draft.id() + "-001")));
        }
        for (JsonNode it : Shape.items(to, "MemberClusters")) {
            ObjectNode member = draft.overlay().item(clusters, it.asString("")).orElse(Shape.object());
            member.set("CacheClusterId", it);
            member.put("ARN", draft.arn("elasticache", "cluster:" + it.asString("")))
                    .put("Engine", engine);
            Shape.copy(draft.properties(), member, "CacheSubnetGroupName");
            if (draft.has("SecurityGroupIds") || !member.has("SecurityGroups")) {
                member.set("SecurityGroups", Shape.each(draft.get("SecurityGroupIds"), "SecurityGroupId"));
            }
            draft.overlay().put(clusters, member);
        }
        draft.overlay().put(listing, to);
    }

    static void balancer(Draft draft) {
        Operation listing = Operation.ELBV2_DESCRIBE_LOAD_BALANCERS;
        if (draft.isDropped()) {
            draft.overlay().remove(listing, draft.id());
            draft.overlay().forget(Operation.ELBV2_DESCRIBE_LISTENERS, draft.id());
            return;
        }
        Optional<ObjectNode> live = draft.overlay().item(listing, draft.id());
        String[] path = draft.id().split("/", -1);
        String name = path.length < 2 ? draft.id() : path[path.length - 2];
        ObjectNode to = live.orElse(Shape.object()
                .put("DNSName", name + "-planned." + draft.overlay().region() + ".elb.amazonaws.com"));
        to.put("LoadBalancerArn", draft.id()).put("LoadBalancerName", name);
        to.put("Scheme", draft.text("Scheme", "internet-facing"));
        to.put("Type", draft.text("Type", "application"));
        List<JsonNode> subnets = Shape.items(draft.properties(), "Subnets");
        if (draft.has("Subnets")) {
            to.set("AvailabilityZones", Shape.each(draft.get("Subnets"), "SubnetId"));
        } else {
            to.set(
                    "AvailabilityZones",
                    Shape.each(
                            Shape.array(Shape.items(draft.properties(), "SubnetMappings").stream()
                                    .map(it -> it.path("SubnetId"))
                                    .toList()),
                            "SubnetId"));
        }
        vpcOf(draft, subnets).ifPresent(it -> to.set("VpcId", it));
        Shape.copy(draft.properties(), to, "SecurityGroups");
        draft.overlay().put(listing, to);
        if (draft.isNew()) {
            listeners(draft, draft.id(), Shape.array());
        }
    }

    private static void listeners(Draft draft, String balancer, JsonNode listeners) {
        draft.overlay().forget(Operation.ELBV2_DESCRIBE_LISTENERS, balancer);
        draft.overlay()
                .add(
                        Operation.ELBV2_DESCRIBE_LISTENERS,
                        Shape.object().put("LoadBalancerArn", balancer),
                        Shape.object().set("Listeners", listeners));
    }

    static void listener(Draft draft) {
        String balancer = draft.text(
                "LoadBalancerArn",
                draft.id().replaceFirst(":listener/", ":loadbalancer/").replaceFirst("/[^/]*$", ""));
        Optional<ObjectNode> live = draft.overlay().answer(Operation.ELBV2_DESCRIBE_LISTENERS, balancer);
        if (live.isEmpty()) {
            return; // what is unseen stays so
        }
        var all = Shape.array();
        Shape.items(live.get(), "Listeners").stream()
                .filter(it -> !Shape.text(it, "ListenerArn").equals(draft.id()))
                .forEach(all::add);
        if (!draft.isDropped()) {
            ObjectNode to = Shape.object().put("ListenerArn", draft.id()).put("LoadBalancerArn", balancer);
            all.add(Shape.copy(draft.properties(), to, "Port", "Protocol"));
        }
        listeners(draft, balancer, all);
    }
}
