package envgate.envs.source.capture;

import envgate.envs.model.ElasticAddress;
import envgate.envs.model.Instance;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// Reads instances, which AWS lists by reservation, and Elastic IP addresses.
final class InstanceReader {

    private final Ledger ledger;
    private final Listing listing;

    InstanceReader(Answers answers, Listing listing) {
        this.ledger = answers.ledger();
        this.listing = listing;
    }

    List<Instance> instances() {
        Map<String, Instance> instances = new TreeMap<>();
        for (List<Instance> some :
                listing.read(Operation.EC2_DESCRIBE_INSTANCES, "ReservationId", Object::toString, this::reservation)) {
            some.forEach(it -> instances.merge(
                    it.id(), it, (one, other) -> one.toString().compareTo(other.toString()) >= 0 ? one : other));
        }
        return List.copyOf(instances.values());
    }

    private List<Instance> reservation(Item reservation, Site site) {
        List<Instance> instances = new ArrayList<>();
        String owner = reservation.text("OwnerId", site.account());
        for (Item it : reservation.items("Instances")) {
            try {
                instances.add(instance(it, owner, site));
            } catch (Unreadable e) {
                JsonNode id = it.node().path("InstanceId");
                ledger.unreadable(Operation.EC2_DESCRIBE_INSTANCES, site, id.asString(""), e);
            }
        }
        instances.sort(null);
        return instances;
    }

    private static Instance instance(Item item, String owner, Site site) {
        List<String> addresses = new ArrayList<>();
        if (!item.text("PrivateIpAddress").isEmpty()) {
            addresses.add(item.block("PrivateIpAddress"));
        }
        List<String> interfaces = new ArrayList<>();
        for (Item it : item.items("NetworkInterfaces")) {
            interfaces.add(it.needed("NetworkInterfaceId"));
            it.items("PrivateIpAddresses").forEach(address -> addresses.add(address.block("PrivateIpAddress")));
            it.items("Ipv6Addresses").forEach(address -> addresses.add(address.block("Ipv6Address")));
        }
        return new Instance(
                item.needed("InstanceId"),
                owner,
                site.region(),
                item.text("VpcId"),
                item.text("SubnetId"),
                item.in("State").text("Name"),
                interfaces,
                addresses,
                item.text("PublicIpAddress"),
                item.each("SecurityGroups", "GroupId"),
                item.flag("SourceDestCheck", true));
    }

    List<ElasticAddress> addresses() {
        return listing.read(
                Operation.EC2_DESCRIBE_ADDRESSES,
                "PublicIp",
                ElasticAddress::publicAddress,
                (item, site) -> new ElasticAddress(
                        item.block("PublicIp"),
                        site.region(),
                        item.text("AllocationId"),
                        item.text("NetworkInterfaceId"),
                        item.text("NetworkInterfaceOwnerId"),
                        item.text("PrivateIpAddress"),
                        item.text("InstanceId")));
    }
}
