package envgate.rules.analysis.reach;

import envgate.envs.model.NetworkAcl;
import envgate.envs.model.SecurityGroup;
import envgate.envs.model.SecurityGroup.IpPermission;
import envgate.envs.model.Subnet;
import java.util.ArrayList;
import java.util.List;

/// Security groups and network ACLs of random worlds.
///
/// @param account whose they are
record WorldFilters(Dice dice, String account) {

    List<SecurityGroup> securityGroups() {
        List<SecurityGroup> groups = new ArrayList<>();
        for (int i = 1; i <= 5; i++) {
            groups.add(new SecurityGroup(
                    "sg-" + i, i < 4 ? "vpc-a" : "vpc-b", account, "g" + i, permissions(0.35), permissions(0.6)));
        }
        return groups;
    }

    private List<IpPermission> permissions(double generous) {
        List<IpPermission> all = new ArrayList<>();
        if (dice.chance(generous)) {
            all.add(new IpPermission("-1", -1, -1, List.of("0.0.0.0/0")));
        }
        for (int i = dice.below(4); i > 0; i--) {
            int[] ports = ports(dice);
            String peer = dice.pick(
                    "10.0.0.0/16",
                    "10.0.0.0/31",
                    "10.0.0.4/30",
                    "10.1.0.0/16",
                    "10.0.2.3/32",
                    "0.0.0.0/0",
                    "198.51.100.0/24",
                    "sg-1",
                    "sg-2",
                    "sg-3",
                    "sg-4",
                    "111111111111/sg-5",
                    "pl-s3",
                    "pl-1");
            all.add(new IpPermission(dice.pick("tcp", "tcp", "udp", "-1"), ports[0], ports[1], List.of(peer)));
        }
        return all;
    }

    static int[] ports(Dice dice) {
        return List.of(
                        new int[] {-1, -1},
                        new int[] {443, 443},
                        new int[] {5432, 5432},
                        new int[] {0, 65535},
                        new int[] {1024, 65535},
                        new int[] {32768, 65535},
                        new int[] {1024, 4999},
                        new int[] {443, 20000},
                        new int[] {40000, 50000})
                .get(dice.below(9));
    }

    /// Some that only answers come to.
    static int[] highPorts(Dice dice) {
        int[] cuts = {1024, 20000, 32768, 49152, 60000, 65536};
        int from = dice.below(5);
        return new int[] {cuts[from], cuts[from + 1 + dice.below(5 - from)] - 1};
    }

    List<NetworkAcl> acls(List<Subnet> subnets) {
        List<List<String>> members = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            members.add(new ArrayList<>());
        }
        subnets.forEach(it -> {
            boolean plain = dice.chance(it.id().equals("subnet-4") ? 0.2 : 0.5);
            members.get(plain ? 0 : 1 + dice.below(2)).add(it.id());
        });
        List<NetworkAcl> acls = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            List<NetworkAcl.Entry> entries = new ArrayList<>();
            for (boolean egress : List.of(true, false)) {
                for (int n = i == 0 ? 0 : dice.below(4); n > 0; n--) {
                    boolean narrow = dice.chance(0.5);
                    int[] ports = narrow ? highPorts(dice) : ports(dice);
                    String block =
                            dice.pick("0.0.0.0/0", "10.0.0.0/16", "10.0.0.0/31", "10.1.0.0/16", "198.51.100.0/25");
                    entries.add(new NetworkAcl.Entry(
                            n * 10,
                            egress,
                            !narrow && dice.chance(0.6),
                            dice.pick("6", "6", "-1", "17"),
                            block,
                            ports[0],
                            ports[1]));
                }
                if (i == 0 || dice.chance(0.7)) {
                    entries.add(new NetworkAcl.Entry(200, egress, true, "-1", "0.0.0.0/0", -1, -1));
                }
                entries.add(new NetworkAcl.Entry(32767, egress, false, "-1", "0.0.0.0/0", -1, -1));
            }
            acls.add(new NetworkAcl("acl-" + i, "vpc-a", i == 0, members.get(i), entries));
        }
        return acls;
    }
}
