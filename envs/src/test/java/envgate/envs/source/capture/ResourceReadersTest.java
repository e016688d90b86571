package envgate.envs.source.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import envgate.envs.model.Area;
import envgate.envs.model.Arn;
import envgate.envs.model.PolicyDocument;
import envgate.envs.model.Resource;
import envgate.envs.model.Resource.Database;
import envgate.envs.model.Resource.LoadBalancer;
import envgate.envs.model.Sight;
import envgate.envs.model.Snapshot;
import envgate.envs.model.Statement;
import envgate.envs.model.Statement.Matcher;
import envgate.envs.model.TargetGroup;
import envgate.envs.model.TargetGroup.Target;
import envgate.envs.model.Value;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Queues, topics, tables, buckets, keys, secrets, parameters, databases, caches, load balancers.
class ResourceReadersTest {

    private static final Snapshot ORDERS = Recordings.decode(Recordings.orders());

    private static <T extends Resource> T only(Class<T> kind) {
        List<T> found = ORDERS.resources().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    private static Resource resource(String arn) {
        return ORDERS.resources().stream()
                .filter(it -> it.arn().toString().equals(arn))
                .findFirst()
                .orElseThrow();
    }

    private static Matcher principals(Sight<PolicyDocument> policy) {
        return policy.seen().orElseThrow().statements().getFirst().principals();
    }

    @Test
    void a_queue_has_its_timeout_and_policy() {
        Resource.Queue queue = only(Resource.Queue.class);

        assertThat(queue.arn()).isEqualTo(Arn.of("arn:aws:sqs:eu-west-1:111111111111:orders-jobs"));
        assertThat(queue.name()).isEqualTo("orders-jobs");
        assertThat(queue.visibilityTimeout()).isEqualTo(180);
        assertThat(principals(queue.policy()))
                .isEqualTo(new Matcher(true, List.of("AWS:arn:aws:iam::111111111111:role/x")));
        assertThat(queue.origin().text()).isEqualTo("sqs:ListQueues orders-jobs");
    }

    @Test
    void topics_tables_and_buckets_have_their_policies() {
        assertThat(only(Resource.Topic.class).arn()).hasToString("arn:aws:sns:eu-west-1:111111111111:orders-news");
        assertThat(principals(only(Resource.Topic.class).policy())).isEqualTo(new Matcher(false, List.of("*")));
        assertThat(only(Resource.Table.class).arn())
                .hasToString("arn:aws:dynamodb:eu-west-1:111111111111:table/orders");
        assertThat(only(Resource.Table.class).policy()).isInstanceOf(Sight.Absent.class);
        assertThat(only(Resource.Bucket.class).arn()).hasToString("arn:aws:s3:::orders-files");
        assertThat(only(Resource.Bucket.class).policy().seen().orElseThrow())
                .returns("2008-10-17", PolicyDocument::version)
                .extracting(it -> it.statements().getFirst())
                .returns("#1", Statement::id)
                .returns(new Matcher(false, List.of("AWS:*")), Statement::principals);
    }

    @Test
    void a_key_has_its_state_and_aliases() {
        Resource.Key key = only(Resource.Key.class);

        assertThat(key.arn()).hasToString("arn:aws:kms:eu-west-1:111111111111:key/key-1");
        assertThat(key.name()).isEqualTo("key-1");
        assertThat(key.state()).isEqualTo("PendingDeletion");
        assertThat(key.aliases()).containsExactly("alias/main", "alias/orders");
        assertThat(principals(key.policy()))
                .isEqualTo(new Matcher(false, List.of("AWS:arn:aws:iam::111111111111:root")));
    }

    @Test
    void repositories_and_event_buses_are_known_as_far_as_stacks_made_them() {
        Resource.Repository images = only(Resource.Repository.class);
        assertThat(images.arn()).hasToString("arn:aws:ecr:eu-west-1:111111111111:repository/orders/api");
        assertThat(principals(images.policy()))
                .isEqualTo(new Matcher(false, List.of("AWS:arn:aws:iam::222222222222:root")));
        Resource.EventBus bus = only(Resource.EventBus.class);
        assertThat(bus.arn()).hasToString("arn:aws:events:eu-west-1:111111111111:event-bus/orders-bus");
        assertThat(bus.policy()).isInstanceOf(Sight.Absent.class);
    }

    @Test
    void grants_of_a_key_allow_what_their_constraints_leave() {
        PolicyDocument grants = only(Resource.Key.class).grants().seen().orElseThrow();

        assertThat(grants.statements())
                .extracting(it -> it.id() + " " + it.principals().patterns() + " "
                        + it.actions().patterns() + " " + it.conditions())
                .containsExactly(
                        "g1 [AWS:arn:aws:iam::111111111111:role/orders] [kms:Decrypt] "
                                + "[Condition[operator=StringEquals,"
                                + " key=kms:EncryptionContext:aws:lambda:FunctionArn,"
                                + " values=[Plain[text=arn:aws:lambda:eu-west-1:111111111111:function:orders]]],"
                                + " Condition[operator=ForAllValues:StringEqualsIgnoreCase,"
                                + " key=kms:EncryptionContextKeys, values=[Plain[text=aws:lambda:FunctionArn]]]]",
                        "g1 [AWS:arn:aws:iam::111111111111:role/orders] [kms:DescribeKey] []",
                        "table [Service:dynamodb.eu-west-1.amazonaws.com] [kms:Encrypt] []");
        assertThat(grants.statements())
                .allSatisfy(it -> assertThat(it.resources().patterns())
                        .containsExactly("arn:aws:kms:eu-west-1:111111111111:key/key-1"));
    }

    @Test
    void a_secret_is_known_by_its_metadata() {
        Resource.Secret secret = only(Resource.Secret.class);

        assertThat(secret.arn()).hasToString("arn:aws:secretsmanager:eu-west-1:111111111111:secret:orders/db-a1b2c3");
        assertThat(secret.name()).isEqualTo("orders/db");
        assertThat(secret.deletedDate()).isEqualTo("2026-12-01T00:00:00Z");
        assertThat(secret.tags()).containsExactly(Map.entry("app", "orders"));
        assertThat(secret.policy()).isInstanceOf(Sight.Absent.class);
    }

    @Test
    void parameters_have_values_unless_they_are_secret() {
        assertThat(ORDERS.resources().stream()
                        .filter(Resource.Parameter.class::isInstance)
                        .map(Resource.Parameter.class::cast))
                .extracting(
                        it -> it.arn().resource(),
                        Resource.Parameter::name,
                        Resource.Parameter::type,
                        it -> it.version(),
                        Resource.Parameter::value)
                .containsExactly(
                        tuple("parameter/orders/host", "/orders/host", "String", 3L, new Value.Plain("db.internal")),
                        tuple("parameter/orders/token", "/orders/token", "SecureString", 2L, null),
                        tuple("parameter/plain", "plain", "StringList", 1L, new Value.Plain("a,b")));
        assertThat(ORDERS.gapsIn(Area.PARAMETER_VALUES)).isEmpty();
    }

    @Test
    void the_value_of_a_secret_parameter_never_enters() {
        Snapshot snapshot = Recordings.decode(Recordings.replace(
                Recordings.orders(),
                Recordings.answer(Operation.SSM_GET_PARAMETERS, "{\"Names\": [\"/orders/token\"]}", """
                        {"Parameters": [{"Name": "/orders/token", "Type": "SecureString", "Value": "unlikely"}]}""")));

        assertThat(snapshot.toString()).doesNotContain("unlikely");
    }

    @Test
    void a_refusal_to_show_several_parameters_hides_each() {
        Snapshot snapshot = Recordings.decode(Recordings.replace(
                Recordings.orders(),
                Recordings.refusal(
                        Operation.SSM_GET_PARAMETERS, "{\"Names\": [\"/orders/host\", \"plain\"]}", "AccessDenied")));

        assertThat(snapshot.gapsIn(Area.PARAMETER_VALUES))
                .extracting(it -> it.resource(), it -> it.reason())
                .containsExactly(tuple("/orders/host", "AccessDenied"), tuple("plain", "AccessDenied"));
    }

    @Test
    void an_instance_has_host_port_and_place() {
        assertThat(resource("arn:aws:rds:eu-west-1:111111111111:db:orders"))
                .isEqualTo(new Database(
                        Arn.of("arn:aws:rds:eu-west-1:111111111111:db:orders"),
                        "orders",
                        "postgres",
                        List.of("orders.abc.eu-west-1.rds.amazonaws.com"),
                        5432,
                        "vpc-1",
                        List.of("subnet-1", "subnet-2"),
                        List.of("sg-2"),
                        true,
                        new TreeMap<>(Map.of("app", "orders")),
                        new envgate.envs.model.Origin.ApiCall("rds", "DescribeDBInstances", "orders")));
    }

    @Test
    void clusters_lie_where_their_subnet_group_does() {
        assertThat((Database) resource("arn:aws:rds:eu-west-1:111111111111:cluster:aurora"))
                .returns("vpc-1", Database::vpcId)
                .returns(List.of("subnet-1", "subnet-2"), Database::subnetIds)
                .returns(List.of("sg-2"), Database::securityGroupIds)
                .returns(3306, Database::port)
                .returns("aurora-mysql", Database::engine)
                .returns(
                        List.of(
                                "aurora.cluster-abc.eu-west-1.rds.amazonaws.com",
                                "aurora.cluster-ro-abc.eu-west-1.rds.amazonaws.com"),
                        Database::hosts);
    }

    @Test
    void a_proxy_listens_on_the_port_of_its_engine() {
        assertThat((Database) resource("arn:aws:rds:eu-west-1:111111111111:db-proxy:prx-1"))
                .returns("pool", Database::name)
                .returns("postgres", Database::engine)
                .returns(5432, Database::port)
                .returns(List.of("pool.proxy-abc.eu-west-1.rds.amazonaws.com"), Database::hosts)
                .returns(List.of("subnet-1"), Database::subnetIds);
    }

    @Test
    void caches_are_clusters_and_groups_of_them() {
        assertThat((Database) resource("arn:aws:elasticache:eu-west-1:111111111111:cluster:sessions-001"))
                .returns("valkey", Database::engine)
                .returns(6380, Database::port)
                .returns("vpc-1", Database::vpcId)
                .returns(List.of("subnet-1"), Database::subnetIds)
                .returns(List.of("sg-2"), Database::securityGroupIds)
                .returns(List.of("sessions-001.abc.euw1.cache.amazonaws.com"), Database::hosts);
        assertThat((Database) resource("arn:aws:elasticache:eu-west-1:111111111111:replicationgroup:sessions"))
                .returns("valkey", Database::engine)
                .returns(6380, Database::port)
                .returns("vpc-1", Database::vpcId)
                .returns(List.of("subnet-1"), Database::subnetIds)
                .returns(List.of("sg-2"), Database::securityGroupIds)
                .returns(
                        List.of(
                                "sessions-ro.abc.ng.0001.euw1.cache.amazonaws.com",
                                "sessions.abc.ng.0001.euw1.cache.amazonaws.com"),
                        Database::hosts);
    }

    @Test
    void a_load_balancer_has_its_listeners() {
        assertThat((LoadBalancer)
                        resource("arn:aws:elasticloadbalancing:eu-west-1:111111111111:loadbalancer/app/front/50dc"))
                .returns("front", LoadBalancer::name)
                .returns("internal-front-1.eu-west-1.elb.amazonaws.com", LoadBalancer::dnsName)
                .returns("internal", LoadBalancer::scheme)
                .returns("application", LoadBalancer::type)
                .returns("vpc-1", LoadBalancer::vpcId)
                .returns(List.of("subnet-1", "subnet-2"), LoadBalancer::subnetIds)
                .returns(List.of("sg-2"), LoadBalancer::securityGroupIds)
                .returns(
                        List.of(
                                new LoadBalancer.Listener("HTTP", 80),
                                new LoadBalancer.Listener(
                                        "HTTPS",
                                        443,
                                        List.of(
                                                "arn:aws:elasticloadbalancing:eu-west-1:111111111111:targetgroup/orders/1"),
                                        false)),
                        LoadBalancer::listeners)
                .returns(
                        List.of(
                                new LoadBalancer.Node("eu-west-1a", "subnet-1", List.of("10.0.1.77")),
                                new LoadBalancer.Node("eu-west-1b", "subnet-2", List.of())),
                        LoadBalancer::nodes)
                .returns(true, LoadBalancer::crossZone);
    }

    @Test
    void a_classic_load_balancer_has_a_target_group_for_each_listener() {
        String group = "arn:aws:elasticloadbalancing:eu-west-1:111111111111:targetgroup/classic/old/80";

        assertThat((LoadBalancer) resource("arn:aws:elasticloadbalancing:eu-west-1:111111111111:loadbalancer/old"))
                .returns("classic", LoadBalancer::type)
                .returns("internal-old-1.eu-west-1.elb.amazonaws.com", LoadBalancer::dnsName)
                .returns(List.of("subnet-1", "subnet-2"), LoadBalancer::subnetIds)
                .returns(List.of(new LoadBalancer.Listener("TCP", 80, List.of(group), true)), LoadBalancer::listeners);
        assertThat(ORDERS.network().targetGroups())
                .filteredOn(it -> it.arn().toString().equals(group))
                .singleElement()
                .returns(8080, TargetGroup::port)
                .returns(false, TargetGroup::preservesClientAddress)
                .returns(new Sight.Seen<>(List.of(new Target("i-1", 8080, "", ""))), TargetGroup::targets);
    }

    @Test
    void target_groups_have_their_attributes_and_targets() {
        assertThat(ORDERS.network().targetGroups())
                .filteredOn(it -> it.name().equals("orders"))
                .singleElement()
                .returns("HTTP", TargetGroup::protocol)
                .returns("ip", TargetGroup::type)
                .returns(true, TargetGroup::preservesClientAddress)
                .returns("use_load_balancer_configuration", TargetGroup::crossZone)
                .returns(
                        new Sight.Seen<>(List.of(
                                new Target("10.0.1.20", 8080, "eu-west-1a", "unhealthy"),
                                new Target("10.0.2.20", 8080, "eu-west-1b", "healthy"))),
                        TargetGroup::targets);
    }

    @Test
    void of_a_group_that_nobody_uses_no_targets_are_missed() {
        assertThat(ORDERS.network().targetGroups())
                .filteredOn(it -> it.name().equals("unused"))
                .singleElement()
                .returns(null, TargetGroup::preservesClientAddress)
                .matches(it -> it.targets() instanceof Sight.Unseen);
        assertThat(ORDERS.gapsIn(Area.LOAD_BALANCER_TARGETS)).isEmpty();
    }

    @Test
    void a_domain_in_a_vpc_listens_there() {
        assertThat((Database) resource("arn:aws:es:eu-west-1:111111111111:domain/search"))
                .returns(List.of("vpc-search-abc.eu-west-1.es.amazonaws.com"), Database::hosts)
                .returns(443, Database::port)
                .returns("vpc-1", Database::vpcId)
                .returns(List.of("subnet-2"), Database::subnetIds)
                .returns(false, Database::publiclyAccessible)
                .returns("OpenSearch domain", Database::kind);
    }

    @Test
    void two_answers_that_differ_say_nothing() {
        List<Answer> answers = new java.util.ArrayList<>(Recordings.orders().answers());
        answers.add(Recordings.answer(
                Operation.S3_GET_BUCKET_POLICY,
                "{\"Bucket\": \"orders-files\"}",
                "{\"Policy\": \"{\\\"Statement\\\": []}\"}"));
        Snapshot snapshot = Recordings.decode(Recordings.with(Recordings.orders(), answers));

        assertThat(snapshot.gapIn(Area.RESOURCE_POLICIES, "orders-files"))
                .hasValueSatisfying(it -> assertThat(it.reason()).isEqualTo("answered twice, and differently"));
        assertThat(snapshot.resources().stream()
                        .filter(it -> it instanceof Resource.Bucket)
                        .map(it -> ((Resource.Bucket) it).policy()))
                .singleElement()
                .isInstanceOf(Sight.Unseen.class);
    }

    @Test
    void what_is_hidden_is_shown_as_far_as_it_may_be() {
        String hidden = "hidden:1f2e3d4c:" + "a".repeat(64) + ":UP_TO_32:";
        Snapshot snapshot = Recordings.decode(Recordings.replace(
                Recordings.orders(),
                Recordings.answer(Operation.SECRETSMANAGER_LIST_SECRETS, "{}", """
                        {"SecretList": [{"ARN": "arn:aws:secretsmanager:eu-west-1:111111111111:secret:orders/db-a1b2c3",
                          "Name": "orders/db", "Tags": [{"Key": "a", "Value": "%sTEXT:"}, {"Key": "b", "Value": "%sURL:x://***@y"}]},
                         {"ARN": "%sTEXT:", "Name": "other"}]}""".formatted(hidden, hidden, hidden))));

        assertThat(snapshot.resources().stream()
                        .filter(Resource.Secret.class::isInstance)
                        .map(Resource::tags))
                .containsExactly(new TreeMap<>(Map.of("a", "***", "b", "x://***@y")));
        assertThat(snapshot.gapIn(Area.SECRETS, "other"))
                .hasValueSatisfying(it -> assertThat(it.reason()).isEqualTo("`SecretList[].ARN` is hidden"));
    }
}
