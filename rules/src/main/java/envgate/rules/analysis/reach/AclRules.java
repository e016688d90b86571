package envgate.rules.analysis.reach;

import envgate.envs.model.Cidr;
import envgate.envs.model.NetworkAcl;
import envgate.envs.model.Ports;
import java.util.ArrayList;
import java.util.List;

/// What a network ACL lets through in one direction: for each port the first entry that speaks of it
/// decides, and at the end everything is denied.
///
/// See https://docs.aws.amazon.com/vpc/latest/userguide/nacl-rules.html.
///
/// @param open the destination ports that pass
/// @param allowing numbers of the entries that let some of them pass
/// @param denying numbers of the entries that deny some; `*` for the end
record AclRules(PortSet open, List<String> allowing, List<String> denying) {

    /// @param remote the address outside of the subnet
    /// @param ports destination ports of the packets
    static AclRules of(Terrain terrain, NetworkAcl acl, boolean egress, String protocol, Cidr remote, Ports ports) {
        PortSet rest = PortSet.of(ports);
        PortSet open = PortSet.NONE;
        List<String> allowing = new ArrayList<>();
        List<String> denying = new ArrayList<>();
        for (NetworkAcl.Entry it : acl.entries()) {
            if (it.egress() != egress || !speaksOf(terrain, it, protocol, remote) || rest.isEmpty()) {
                continue;
            }
            Ports range = range(it);
            PortSet hit = rest.within(range);
            if (!hit.isEmpty()) {
                rest = rest.without(range);
                open = it.allow() ? open.plus(hit) : open;
                (it.allow() ? allowing : denying).add(number(it));
            }
        }
        if (!rest.isEmpty()) {
            denying.add("*");
        }
        return new AclRules(open, List.copyOf(allowing), List.copyOf(denying));
    }

    static boolean speaksOf(Terrain terrain, NetworkAcl.Entry entry, String protocol, Cidr remote) {
        boolean echo = (protocol.equals("1") || protocol.equals("58")) && entry.fromPort() >= 0 && entry.toPort() > 0;
        boolean none = entry.fromPort() > Ports.ALL.to();
        return (entry.protocol().equals("-1") || (entry.protocol().equals(protocol) && !echo && !none))
                && terrain.block(entry.cidr()).filter(it -> it.contains(remote)).isPresent();
    }

    /// Ports count only for entries that name a protocol.
    static Ports range(NetworkAcl.Entry entry) {
        return entry.protocol().equals("-1")
                ? Ports.ALL
                : Hail.range(entry.protocol(), entry.fromPort(), entry.toPort());
    }

    /// The last entries of an ACL, which cannot be changed, are shown as `*`.
    private static String number(NetworkAcl.Entry entry) {
        return entry.ruleNumber() >= 32767 ? "*" : Integer.toString(entry.ruleNumber());
    }

    String allowed() {
        return words(allowing);
    }

    String denied() {
        return words(denying.stream().distinct().toList());
    }

    private static String words(List<String> numbers) {
        return (numbers.size() == 1 ? "rule " : "rules ") + String.join(", ", numbers);
    }
}
