package envgate.rules.analysis.reach;

import static org.assertj.core.api.Assertions.assertThat;

import envgate.envs.model.Call;
import envgate.envs.model.Snapshot;
import envgate.envs.model.VpcEndpoint;
import envgate.envs.source.text.SnapshotYaml;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Who answers for a name where several could, and what must be seen to know it.
class NamesTest {

    private static final String WORLD = """
            environment: prod
            vpcs:
              vpc: {cidrs: [10.0.0.0/16]}
            subnets:
              inner: {vpc: vpc, cidr: 10.0.1.0/24, zone: eu-west-1a, routes: {}}
              other: {vpc: vpc, cidr: 10.0.2.0/24, zone: eu-west-1b, routes: {}, acl: acl-tight}
            network-acls: {acl-tight: {in: ["100 deny tcp 443 from 0.0.0.0/0", "200 allow all from 0.0.0.0/0"], out: ["100 allow all to 0.0.0.0/0"]}}
            endpoints:
              vpce-sm: {service: secretsmanager, subnets: [inner, other]}
              vpce-streams: {service: kinesis-streams, subnets: [inner]}
              vpce-hose: {service: kinesis-firehose, subnets: [inner]}
              vpce-api: {service: execute-api, subnets: [inner]}
              vpce-s3: {service: s3, subnets: [inner]}
            hosted-zones:
              amazonaws.com: {vpcs: [vpc], records: {sns.eu-west-1.amazonaws.com: 10.0.1.9}}
              a1.execute-api.eu-west-1.amazonaws.com: {vpcs: [vpc], records: {}}
              secretsmanager.eu-west-1.amazonaws.com: {vpcs: [], records: {}}
            functions:
              F: {subnets: [inner]}
            """;

    private static final Snapshot SNAPSHOT = read(WORLD);
    /// Where no zone hides all names of AWS.
    private static final Snapshot PLAIN = read(WORLD.replace("  amazonaws.com: {", "  example.com: {")
            .replace("sns.eu-west-1.amazonaws.com", "sns.example.com"));

    private static Path ask(Snapshot snapshot, String host) {
        return new Reach(snapshot, ReachSpecTest.INTENT)
                .from(snapshot.functions().getFirst())
                .to(new Call(host, 443, "tcp", "asked"));
    }

    private static String verdict(Path path) {
        return path.getClass().getSimpleName();
    }

    private static Snapshot read(String world) {
        return SnapshotYaml.read("names.yaml", world).snapshots().getFirst();
    }

    /// https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zone-private-considerations.html
    @ParameterizedTest
    @CsvSource({
        "kinesis.eu-west-1.amazonaws.com, Open",
        "firehose.eu-west-1.amazonaws.com, Open",
        "a2.execute-api.eu-west-1.amazonaws.com, Open",
        "a1.execute-api.eu-west-1.amazonaws.com, Blocked",
        "sqs.eu-west-1.amazonaws.com, Blocked",
    })
    void the_most_specific_of_private_zones_answers_an_endpoints_own_among_them(String host, String verdict) {
        assertThat(verdict(ask(SNAPSHOT, host))).isEqualTo(verdict);
    }

    /// https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html
    @ParameterizedTest
    @CsvSource({
        "vpce-sm-2c3d.secretsmanager.eu-west-1.vpce.amazonaws.com, Partial",
        "vpce-sm-2c3d-eu-west-1a.secretsmanager.eu-west-1.vpce.amazonaws.com, Open",
        "vpce-sm-2c3d-eu-west-1b.secretsmanager.eu-west-1.vpce.amazonaws.com, Blocked",
    })
    void a_name_of_one_zone_leads_to_that_zone(String host, String verdict) {
        List<String> names = List.of(
                "vpce-sm-2c3d.secretsmanager.eu-west-1.vpce.amazonaws.com",
                "vpce-sm-2c3d-eu-west-1a.secretsmanager.eu-west-1.vpce.amazonaws.com",
                "vpce-sm-2c3d-eu-west-1b.secretsmanager.eu-west-1.vpce.amazonaws.com");
        List<VpcEndpoint> endpoints = PLAIN.network().vpcEndpoints().stream()
                .map(it -> it.id().equals("vpce-sm") ? named(it, names) : it)
                .toList();
        Snapshot snapshot = PLAIN.with(PLAIN.network().with(draft -> draft.vpcEndpoints(endpoints)));

        assertThat(verdict(ask(snapshot, host))).isEqualTo(verdict);
    }

    private static VpcEndpoint named(VpcEndpoint it, List<String> names) {
        return new VpcEndpoint(
                it.id(),
                it.vpcId(),
                it.type(),
                it.serviceName(),
                it.state(),
                it.privateDnsEnabled(),
                it.subnetIds(),
                it.securityGroupIds(),
                it.routeTableIds(),
                it.networkInterfaceIds(),
                names,
                it.policy());
    }

    /// https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-vpc.html
    @ParameterizedTest
    @CsvSource({
        "photos-111111111111.s3-accesspoint.eu-west-1.amazonaws.com, Open",
        "photos-111111111111.s3-accesspoint.us-east-1.amazonaws.com, Blocked",
    })
    void an_access_point_is_reached_as_its_buckets_are(String host, String verdict) {
        assertThat(verdict(ask(PLAIN, host))).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({"DHCP_OPTIONS, ec2:DescribeDhcpOptions", "RESOLVER_RULES, route53resolver:ListResolverRules"})
    void who_answers_is_not_known_where_servers_and_rules_were_not_seen(String area, String permission) {
        String blind = WORLD.replace("cidrs: [10.0.0.0/16]", "cidrs: [10.0.0.0/16], dhcp-options: dopt-1")
                .replace(
                        "environment: prod\n",
                        "environment: prod\ndhcp-options: {dopt-1: {}}\nunseen: [" + area + "]\n");

        Path path = ask(read(blind), "kinesis.eu-west-1.amazonaws.com");

        assertThat(path)
                .isInstanceOfSatisfying(
                        Path.Unknown.class,
                        it -> assertThat(it.missing())
                                .extracting(missing -> missing.permission())
                                .containsExactly(permission));
        assertThat(verdict(ask(read(blind), "10.0.1.77"))).isEqualTo(verdict(ask(SNAPSHOT, "10.0.1.77")));
    }
}
