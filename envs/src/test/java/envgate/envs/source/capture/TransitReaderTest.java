package envgate.envs.source.capture;

import static org.assertj.core.api.Assertions.assertThat;

import envgate.envs.model.Area;
import envgate.envs.model.Gap;
import envgate.envs.model.Sight;
import envgate.envs.model.Snapshot;
import envgate.envs.model.TransitGatewayAttachment;
import envgate.envs.model.TransitGatewayAttachment.Peering;
import envgate.envs.model.TransitGatewayAttachment.Side;
import envgate.envs.model.TransitGatewayRouteTable;
import envgate.envs.model.TransitGatewayRouteTable.Member;
import envgate.envs.model.TransitGatewayRouteTable.Route;
import java.util.List;
import org.junit.jupiter.api.Test;

class TransitReaderTest {

    private static final Recording ORDERS = Recordings.orders();
    private static final Snapshot SEEN = Recordings.decode(ORDERS);
    private static final String TABLE = "{\"TransitGatewayRouteTableId\": \"tgw-rtb-1\"}";
    private static final Member VPC = new Member("tgw-attach-1", "vpc", "vpc-1", "");
    private static final Member PEER = new Member("tgw-attach-2", "peering", "tgw-9", "");

    private static final Route BLACKHOLE = new Route("10.6.0.0/16", "", "static", "blackhole", List.of());
    private static final Route FAR = new Route("10.8.0.0/16", "", "static", "active", List.of(PEER));

    private static Route propagated(String block) {
        return new Route(block, "", "propagated", "active", List.of(VPC));
    }

    private static TransitGatewayRouteTable table(Snapshot snapshot) {
        return snapshot.network().transitGatewayRouteTables().getFirst();
    }

    private static Recording searched(String... requestsAndAnswers) {
        Recording recording =
                Recordings.without(ORDERS, it -> Recordings.is(it, Operation.EC2_SEARCH_TRANSIT_GATEWAY_ROUTES));
        for (int i = 0; i < requestsAndAnswers.length; i += 2) {
            recording = Recordings.replace(
                    recording,
                    Recordings.answer(
                            Operation.EC2_SEARCH_TRANSIT_GATEWAY_ROUTES,
                            requestsAndAnswers[i],
                            requestsAndAnswers[i + 1]));
        }
        return recording;
    }

    private static String filter(String name, String... values) {
        return "{\"TransitGatewayRouteTableId\": \"tgw-rtb-1\", \"Filters\": [{\"Name\": \"" + name
                + "\", \"Values\": [\"" + String.join("\", \"", values) + "\"]}]}";
    }

    @Test
    void attachments_have_what_each_of_the_listings_says_of_them() {
        assertThat(SEEN.network().transitGatewayAttachments())
                .containsExactly(
                        new TransitGatewayAttachment(
                                "tgw-attach-1",
                                "eu-west-1",
                                "tgw-1",
                                "999999999999",
                                "vpc",
                                "vpc-1",
                                "111111111111",
                                "available",
                                "tgw-rtb-1",
                                "associated",
                                new TransitGatewayAttachment.Vpc(
                                        List.of("subnet-1", "subnet-2"), false, true, true, true),
                                null),
                        new TransitGatewayAttachment(
                                "tgw-attach-2",
                                "eu-west-1",
                                "tgw-1",
                                "999999999999",
                                "peering",
                                "tgw-9",
                                "999999999999",
                                "available",
                                null,
                                "",
                                null,
                                new Peering(
                                        new Side("tgw-1", "999999999999", "eu-west-1"),
                                        new Side("tgw-9", "999999999999", "us-east-1"),
                                        "")));
        assertThat(SEEN.network().transitGatewayAttachments().getLast().otherSide())
                .contains(new Side("tgw-9", "999999999999", "us-east-1"));
    }

    @Test
    void tables_have_their_members_and_routes() {
        assertThat(SEEN.network().transitGatewayRouteTables())
                .containsExactly(new TransitGatewayRouteTable(
                        "tgw-rtb-1",
                        "eu-west-1",
                        "tgw-1",
                        "available",
                        true,
                        true,
                        new Sight.Seen<>(List.of(new Member("tgw-attach-1", "vpc", "vpc-1", "associated"))),
                        new Sight.Seen<>(List.of(new Member("tgw-attach-1", "vpc", "vpc-1", "enabled"))),
                        new Sight.Seen<>(List.of(propagated("10.0.0.0/16"), FAR, BLACKHOLE))));
    }

    @Test
    void where_nobody_asked_a_table_the_attachments_tell_who_is_associated() {
        Snapshot snapshot = Recordings.decode(Recordings.without(
                ORDERS, it -> Recordings.is(it, Operation.EC2_GET_TRANSIT_GATEWAY_ROUTE_TABLE_ASSOCIATIONS)));

        assertThat(table(snapshot).associations()).isEqualTo(table(SEEN).associations());
        assertThat(snapshot.gapsIn(Area.TRANSIT_GATEWAY_ROUTES)).isEmpty();
    }

    @Test
    void two_searches_make_a_whole() {
        Snapshot snapshot =
                Recordings.decode(searched(filter("type", "static"), """
                {"Routes": [{"DestinationCidrBlock": "10.6.0.0/16", "Type": "static", "State": "blackhole"}]}""", filter("type", "propagated"), """
                {"Routes": [{"DestinationCidrBlock": "10.0.0.0/16", "Type": "propagated", "State": "active",
                  "TransitGatewayAttachments": [{"TransitGatewayAttachmentId": "tgw-attach-1", "ResourceType": "vpc",
                   "ResourceId": "vpc-1"}]}]}"""));

        assertThat(table(snapshot).routes())
                .isEqualTo(new Sight.Seen<>(List.of(BLACKHOLE, propagated("10.0.0.0/16")).stream()
                        .sorted()
                        .toList()));
        assertThat(snapshot.gapsIn(Area.TRANSIT_GATEWAY_ROUTES)).isEmpty();
    }

    @Test
    void who_searched_for_static_routes_has_the_others_from_the_propagations() {
        Snapshot snapshot = Recordings.decode(searched(filter("type", "static"), """
                {"Routes": [{"DestinationCidrBlock": "10.6.0.0/16", "Type": "static", "State": "blackhole"}]}"""));

        assertThat(table(snapshot).routes().seen().orElseThrow())
                .containsExactlyInAnyOrder(
                        BLACKHOLE,
                        propagated("10.0.0.0/16"),
                        propagated("10.1.0.0/16"),
                        propagated("2a05:d018:1::/56"));
    }

    @Test
    void what_a_search_left_out_is_a_gap_of_the_table() {
        for (String[] it : new String[][] {
            {filter("state", "active"), "{\"Routes\": []}", "only some states of routes were searched for"},
            {filter("type", "propagated"), "{\"Routes\": []}", "only some types of routes were searched for"},
            {
                filter("attachment.resource-id", "vpc-1"),
                "{\"Routes\": []}",
                "it was not all of the table that was searched"
            },
            {TABLE, "{\"Routes\": [], \"AdditionalRoutesAvailable\": true}", "only a part of the answer was recorded"},
            {TABLE, "{}", "`Routes` is missing"},
            {
                TABLE,
                "{\"Routes\": [{\"DestinationCidrBlock\": \"10.0.0.0/99\"}]}",
                "`SearchTransitGatewayRoutes.Routes[].DestinationCidrBlock` is no block of addresses"
            },
        }) {
            Snapshot snapshot = Recordings.decode(searched(it[0], it[1]));

            assertThat(table(snapshot).routes()).as(it[2]).isInstanceOf(Sight.Unseen.class);
            assertThat(snapshot.gapsIn(Area.TRANSIT_GATEWAY_ROUTES))
                    .extracting(Gap::resource)
                    .containsExactly("tgw-rtb-1");
            assertThat(snapshot.gapsIn(Area.TRANSIT_GATEWAY_ROUTES))
                    .extracting(Gap::reason)
                    .containsExactly(it[2]);
        }
    }

    @Test
    void propagations_of_what_is_not_seen_leave_the_routes_unseen() {
        Recording recording = Recordings.without(
                searched(filter("type", "static"), "{\"Routes\": []}"),
                it -> Recordings.is(it, Operation.EC2_DESCRIBE_VPCS));

        assertThat(table(Recordings.decode(recording)).routes()).isInstanceOf(Sight.Unseen.class);
    }

    @Test
    void nobody_without_a_transit_gateway_is_asked_for_its_routes() {
        Recording without = Recordings.replace(
                Recordings.replace(
                        Recordings.without(ORDERS, it -> it.operation().contains("TransitGateway")),
                        Recordings.answer(Operation.EC2_DESCRIBE_TRANSIT_GATEWAYS, "{}", "{\"TransitGateways\": []}")),
                Recordings.answer(Operation.EC2_DESCRIBE_ROUTE_TABLES, "{}", "{\"RouteTables\": []}"));

        Snapshot snapshot = Recordings.decode(without);

        assertThat(snapshot.gapsIn(Area.TRANSIT_GATEWAY_ATTACHMENTS)).isEmpty();
        assertThat(snapshot.gapsIn(Area.TRANSIT_GATEWAY_ROUTES)).isEmpty();
        assertThat(Recordings.decode(Recordings.without(
                                without,
                                it -> Recordings.is(it, Operation.EC2_DESCRIBE_TRANSIT_GATEWAYS)
                                        || Recordings.is(it, Operation.EC2_DESCRIBE_ROUTE_TABLES)))
                        .gapIn(Area.TRANSIT_GATEWAY_ATTACHMENTS))
                .isPresent();
    }
}
