package envgate.rules.analysis.reach;

import envgate.envs.model.Arn;
import envgate.envs.model.Firewall;
import envgate.envs.model.Firewall.Endpoint;
import envgate.envs.model.FirewallPolicy;
import envgate.envs.model.Subnet;
import envgate.envs.model.VpcEndpoint;
import envgate.rules.analysis.reach.End.Via;
import envgate.rules.analysis.reach.Path.Part;
import envgate.rules.finding.Missing;
import java.util.Optional;

/// The way through an endpoint of a firewall or of an appliance behind a Gateway Load Balancer: what the
/// appliance does is not known, of the firewall the rules decide.
///
/// See https://docs.aws.amazon.com/network-firewall/latest/developerguide/vpc-config-route-tables.html. A
/// firewall has to see both directions, so the answer has to come by the same endpoint.
final class Inspection {

    private final Trip trip;
    private final Terrain terrain;
    private final Journey journey;
    private final Walk walk;

    Inspection(Trip trip, Journey journey, Walk walk) {
        this.trip = trip;
        this.terrain = trip.terrain();
        this.journey = journey;
        this.walk = walk;
    }

    void through(VpcEndpoint endpoint, Subnet from, End source, End destination) {
        String id = endpoint.id();
        for (Firewall it : terrain.network().firewalls()) {
            Optional<Endpoint> own = it.endpoints().stream()
                    .filter(one -> one.endpointId().equals(id))
                    .findFirst();
            if (own.isPresent()) {
                through(it, own.get(), from, source, destination);
                return;
            }
        }
        journey.doubt(Part.ROUTES, new Missing("what the appliance behind " + id + " lets through", ""));
    }

    private void through(Firewall firewall, Endpoint endpoint, Subnet from, End source, End destination) {
        String id = endpoint.endpointId();
        Optional<FirewallPolicy> policy = terrain.network().firewallPolicies().stream()
                .filter(it -> it.arn().toString().equals(firewall.policyArn()))
                .findFirst();
        if (!(terrain.subnet(endpoint.subnetId()) instanceof Known.Seen<Subnet>(Subnet at))) {
            journey.doubt(Part.ROUTES, new Missing("the subnet of " + id + " was not seen", ""));
            return;
        } else if (from.id().equals(at.id())) {
            journey.doubt(Part.ROUTES, new Missing("whether " + id + " leads back to itself", ""));
            return;
        } else if (!endpoint.status().isEmpty() && !endpoint.status().equals("READY")) {
            journey.block(Part.ROUTES, Code.BAD_STATE, id, "firewall endpoint " + id + " is " + endpoint.status());
            return;
        } else if (policy.isEmpty()) {
            journey.doubt(
                    Part.ROUTES,
                    new Missing("the policy of firewall " + firewall.name() + ": " + named(firewall.policyArn()), ""));
            return;
        }
        Inspector inspector = new Inspector(terrain, trip.host());
        Truth passes = inspector.passes(policy.get(), trip.hail(), trip.sender().ports(), source, destination);
        String name = "firewall " + firewall.name();
        if (passes.isNo()) {
            String detail = name + " drops it: " + inspector.why();
            journey.block(Part.ROUTES, Code.FIREWALL_RULES_RESTRICTION, named(firewall.policyArn()), detail);
        } else if (passes.isYes()) {
            journey.pass(name + " lets it pass: " + inspector.why(), id);
        } else {
            journey.doubt(Part.ROUTES, passes.missing());
        }
        walk.forward(at, source.through(new Via(id, false)), destination);
        journey.turnAt(at);
        walk.back(at, source, destination, source.wayBack(at.vpcId()));
    }

    private static String named(String arn) {
        return Arn.parse(arn).map(Arn::name).orElse(arn);
    }
}
