package envgate.envs.source.text;

import envgate.envs.document.Part;
import envgate.envs.model.Area;
import envgate.envs.model.Arn;
import envgate.envs.model.PolicyDocument;
import envgate.envs.model.Resource;
import envgate.envs.model.Sight;
import envgate.envs.model.Value;
import envgate.envs.source.text.StatementText.Defaults;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// Reads what functions use: queues, topics, tables, buckets, keys, secrets, parameters, databases, load balancers.
final class ResourceText {

    private final Scene scene;
    private final Ground ground;

    ResourceText(Scene scene, Ground ground) {
        this.scene = scene;
        this.ground = ground;
    }

    List<Resource> read() {
        List<Resource> found = new ArrayList<>();
        for (Part.Member it : section("queues")) {
            Part part = it.value().only("policy", "visibility", "tags", "arn");
            Arn arn = arn(part, scene.arn("sqs", it.key()));
            add(found, Area.QUEUES, queue(it.key(), arn, part));
        }
        for (Part.Member it : section("topics")) {
            Part part = it.value().only("policy", "tags", "arn");
            Arn arn = arn(part, scene.arn("sns", it.key()));
            add(
                    found,
                    Area.TOPICS,
                    new Resource.Topic(
                            arn,
                            it.key(),
                            policy(it.key(), arn, part),
                            ValueText.texts(part.get("tags")),
                            part.origin()));
        }
        for (Part.Member it : section("tables")) {
            Part part = it.value().only("policy", "tags", "arn");
            Arn arn = arn(part, scene.arn("dynamodb", "table/" + it.key()));
            add(
                    found,
                    Area.TABLES,
                    new Resource.Table(
                            arn,
                            it.key(),
                            policy(it.key(), arn, part),
                            ValueText.texts(part.get("tags")),
                            part.origin()));
        }
        for (Part.Member it : section("buckets")) {
            Part part = it.value().only("policy", "tags", "arn");
            Arn arn = arn(part, new Arn(scene.partition(), "s3", "", "", it.key()));
            add(
                    found,
                    Area.BUCKETS,
                    new Resource.Bucket(
                            arn,
                            it.key(),
                            policy(it.key(), arn, part),
                            ValueText.texts(part.get("tags")),
                            part.origin()));
        }
        section("keys").forEach(it -> add(found, Area.KEYS, key(it)));
        section("secrets").forEach(it -> add(found, Area.SECRETS, secret(it)));
        section("repositories").forEach(it -> found.add(repository(it)));
        section("event-buses").forEach(it -> found.add(eventBus(it)));
        section("parameters").forEach(it -> add(found, Area.PARAMETERS, parameter(it)));
        section("databases").forEach(it -> add(found, Area.DATABASES, database(it, false)));
        section("caches").forEach(it -> add(found, Area.CACHES, database(it, true)));
        section("load-balancers").forEach(it -> add(found, Area.LOAD_BALANCERS, loadBalancer(it)));
        return found;
    }

    private List<Part.Member> section(String name) {
        List<Part.Member> members = scene.document().get(name).members();
        members.forEach(it -> scene.remember(it.key(), "", it.value()));
        return members;
    }

    private void add(List<Resource> found, Area area, Resource resource) {
        if (scene.sees(area, resource.name(), resource.arn().toString())) {
            found.add(resource);
        }
    }

    private static Arn arn(Part part, Arn otherwise) {
        Part written = part.get("arn");
        if (written.isAbsent()) {
            return otherwise;
        }
        return Arn.parse(written.text()).orElseGet(() -> {
            written.bad("`" + written.text() + "` is no ARN");
            return otherwise;
        });
    }

    private Sight<PolicyDocument> policy(String name, Arn arn, Part part) {
        Part written = part.get("policy");
        Defaults defaults = new Defaults(List.of(arn.service() + ":*"), arn.toString());
        Optional<PolicyDocument> policy =
                written.isAbsent() ? Optional.empty() : Optional.of(PolicyText.read("", written, defaults));
        return scene.sight(scene.gap(Area.RESOURCE_POLICIES, name, arn.toString()), policy);
    }

    private Resource queue(String name, Arn arn, Part part) {
        int visibility = part.get("visibility").number(30);
        return new Resource.Queue(
                arn, name, visibility, policy(name, arn, part), ValueText.texts(part.get("tags")), part.origin());
    }

    private Resource key(Part.Member it) {
        Part part = it.value().only("aliases", "state", "policy", "grants", "tags", "arn");
        Arn arn = arn(part, scene.arn("kms", "key/" + it.key()));
        return new Resource.Key(
                arn,
                it.key(),
                part.get("aliases").texts(),
                part.get("state").text("Enabled"),
                policy(it.key(), arn, part),
                grants(arn, part.get("grants")),
                ValueText.texts(part.get("tags")),
                part.origin());
    }

    private static Sight<PolicyDocument> grants(Arn arn, Part part) {
        Defaults defaults = new Defaults(List.of("kms:Decrypt"), arn.toString());
        return part.isAbsent() ? new Sight.Absent<>() : new Sight.Seen<>(PolicyText.read("grants", part, defaults));
    }

    private Resource repository(Part.Member it) {
        Part part = it.value().only("policy", "tags", "arn");
        Arn arn = arn(part, scene.arn("ecr", "repository/" + it.key()));
        return new Resource.Repository(
                arn, it.key(), policy(it.key(), arn, part), ValueText.texts(part.get("tags")), part.origin());
    }

    private Resource eventBus(Part.Member it) {
        Part part = it.value().only("policy", "tags", "arn");
        Arn arn = arn(part, scene.arn("events", "event-bus/" + it.key()));
        return new Resource.EventBus(
                arn, it.key(), policy(it.key(), arn, part), ValueText.texts(part.get("tags")), part.origin());
    }

    private Resource secret(Part.Member it) {
        Part part = it.value().only("deleted", "policy", "tags", "arn");
        Arn arn = arn(part, scene.arn("secretsmanager", "secret:" + it.key() + "-a1b2c3"));
        return new Resource.Secret(
                arn,
                it.key(),
                part.get("deleted").text(),
                policy(it.key(), arn, part),
                ValueText.texts(part.get("tags")),
                part.origin());
    }

    private Resource parameter(Part.Member it) {
        Part written = it.value();
        boolean detailed = Stream.of("type", "version", "value")
                .anyMatch(key -> !written.get(key).isAbsent());
        Part part = detailed ? written.only("type", "value", "version", "tags", "arn") : written;
        String type = part.get("type").oneOf("String", "String", "StringList", "SecureString");
        Value value = ValueText.read(detailed ? part.get("value") : part);
        boolean read = !type.equals("SecureString") && scene.sees(Area.PARAMETER_VALUES, it.key());
        String slash = it.key().startsWith("/") ? "" : "/";
        return new Resource.Parameter(
                arn(part, scene.arn("ssm", "parameter" + slash + it.key())),
                it.key(),
                type,
                part.get("version").number(1),
                read ? value : null,
                ValueText.texts(part.get("tags")),
                part.origin());
    }

    private Resource database(Part.Member it, boolean cache) {
        Part part = it.value()
                .only("engine", "host", "hosts", "port", "subnets", "security-groups", "public", "vpc", "tags", "arn");
        String engine = part.get("engine").text(cache ? "redis" : "postgres");
        String name = it.key();
        String host = cache
                ? name + "." + scene.environment() + "." + scene.region() + ".cache.amazonaws.com"
                : name + "." + scene.environment() + "." + scene.region() + ".rds.amazonaws.com";
        List<String> hosts = part.get("hosts").texts();
        List<String> groups = groups(part, name);
        return new Resource.Database(
                arn(part, cache ? scene.arn("elasticache", "cluster:" + name) : scene.arn("rds", "db:" + name)),
                name,
                engine,
                hosts.isEmpty() ? List.of(part.get("host").text(host)) : hosts,
                part.get("port").number(port(engine)),
                vpc(part),
                scene.named("subnets", part.get("subnets").items()),
                groups,
                part.get("public").flag(false),
                ValueText.texts(part.get("tags")),
                part.origin());
    }

    private static int port(String engine) {
        return switch (engine) {
            case "redis", "valkey" -> 6379;
            case "memcached" -> 11211;
            case "mysql", "mariadb", "aurora-mysql" -> 3306;
            case "sqlserver" -> 1433;
            case "oracle" -> 1521;
            default -> 5432;
        };
    }

    private Resource loadBalancer(Part.Member it) {
        Part part = it.value()
                .only(
                        "host",
                        "scheme",
                        "type",
                        "subnets",
                        "security-groups",
                        "listeners",
                        "targets",
                        "cross-zone",
                        "vpc",
                        "tags",
                        "arn");
        String type = part.get("type").oneOf("application", "application", "network", "gateway", "classic");
        String kind = type.equals("application") ? "app" : type.equals("network") ? "net" : "gwy";
        List<Resource.LoadBalancer.Listener> listeners = part.get("listeners").items().stream()
                .map(ResourceText::listener)
                .map(listener -> new Resource.LoadBalancer.Listener(
                        listener.protocol(),
                        listener.port(),
                        TargetText.group(scene, it.key(), part, listener.port()),
                        true))
                .toList();
        return new Resource.LoadBalancer(
                arn(
                        part,
                        scene.arn(
                                "elasticloadbalancing", "loadbalancer/" + kind + "/" + it.key() + "/50dc6c495c0c9188")),
                it.key(),
                part.get("host").text(it.key() + ".elb." + scene.region() + ".amazonaws.com"),
                part.get("scheme").oneOf("internal", "internal", "internet-facing"),
                type,
                "active",
                "ipv4",
                vpc(part),
                scene.named("subnets", part.get("subnets").items()).stream()
                        .map(subnet -> new Resource.LoadBalancer.Node("", subnet, List.of()))
                        .toList(),
                groups(part, it.key()),
                listeners,
                part.get("cross-zone").isAbsent()
                        ? null
                        : part.get("cross-zone").flag(true),
                ValueText.texts(part.get("tags")),
                part.origin());
    }

    private static Resource.LoadBalancer.Listener listener(Part part) {
        String[] words = part.text().split("\\s+", -1);
        String port = words[words.length - 1];
        if (words.length > 2 || !port.matches("[0-9]{1,5}")) {
            part.bad("`" + part.text() + "` is no listener", "write it like `443` or `TCP 5432`");
            port = "443";
        }
        String protocol = words.length == 2 ? words[0].toUpperCase(Locale.ROOT) : "HTTPS";
        return new Resource.LoadBalancer.Listener(protocol, Integer.parseInt(port));
    }

    private List<String> groups(Part part, String name) {
        List<String> groups =
                scene.named("security-groups", part.get("security-groups").items());
        return groups.isEmpty() && !part.get("subnets").isAbsent() ? List.of("sg-" + name) : groups;
    }

    private String vpc(Part part) {
        List<String> subnets = part.get("subnets").texts();
        Part written = part.get("vpc");
        return written.isAbsent() && subnets.isEmpty() ? "" : ground.vpc(written, subnets);
    }
}
