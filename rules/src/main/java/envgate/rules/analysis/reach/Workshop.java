package envgate.rules.analysis.reach;

import envgate.rules.analysis.reach.Path.Blocker;
import envgate.rules.analysis.reach.Path.Part;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/// Finds the smallest set of changes that opens a way: it applies what each obstacle asks for, looks again,
/// and then leaves out whatever the way is open without.
///
/// After "Debugging Network Reachability with Blocked Paths" (Bayless, Backes, DaCosta, Jones, Launchbury,
/// Trentin, Jewell, Joshi, Zeng, Mathews; CAV 2021). What nobody can try, like the acceptance of a peering by
/// its owner, is named and not tried.
final class Workshop {

    private static final int MOST_ROUNDS = 8;
    private static final int MOST_FIXES = 40;
    /// How often it is asked again which of very many changes are needed.
    private static final int MOST_TRIES = 12;

    private final Terrain terrain;
    private final Function<Terrain, Path> question;

    /// @param question asks again, of another terrain
    Workshop(Terrain terrain, Function<Terrain, Path> question) {
        this.terrain = terrain;
        this.question = question;
    }

    List<Repair> repair(Path path) {
        Set<Fix> fixes = new LinkedHashSet<>();
        Path now = path;
        for (int round = 0; round < MOST_ROUNDS && isBlocked(now) && fixes.size() < MOST_FIXES; round++) {
            List<Fix> found = new ArrayList<>();
            Path _ = question.apply(applied(fixes).trying(found));
            if (!fixes.addAll(found)) {
                break;
            }
            now = question.apply(applied(fixes));
        }
        if (!isBlocked(now)) {
            return written(least(fixes, now instanceof Path.Unknown));
        }
        List<Repair> named = new ArrayList<>();
        List<Blocker> left = blockers(now);
        // Where the name leads past what is there for it, no route is needed to where it leads.
        boolean bypassed = left.stream().anyMatch(it -> it.part() == Part.NAME);
        left.stream()
                .filter(it -> !bypassed || it.code() != Code.NO_ROUTE_TO_DESTINATION)
                .forEach(it -> Advice.on(it).ifPresent(named::add));
        if (named.isEmpty()) {
            return List.of();
        }
        List<Repair> all = new ArrayList<>(written(necessary(fixes, now)));
        named.stream().distinct().forEach(all::add);
        return all;
    }

    private static boolean isBlocked(Path path) {
        return path instanceof Path.Blocked || path instanceof Path.Partial;
    }

    private static List<Blocker> blockers(Path path) {
        return switch (path) {
            case Path.Blocked blocked -> blocked.blockers();
            case Path.Partial partial -> partial.blockers();
            case Path.Open _, Path.Fragile _, Path.Unknown _ -> List.of();
        };
    }

    private Terrain applied(Iterable<Fix> fixes) {
        Terrain changed = terrain.trying(new ArrayList<>());
        for (Fix it : fixes) {
            changed = it.apply(changed);
        }
        return changed;
    }

    /// Without what the way is open without.
    ///
    /// @param unknown whether all that can be had is that nothing known is in the way
    private List<Fix> least(Set<Fix> fixes, boolean unknown) {
        return without(fixes, path -> !isBlocked(path) && (unknown || !(path instanceof Path.Unknown)));
    }

    /// Without what changes nothing about the obstacles that are left.
    private List<Fix> necessary(Set<Fix> fixes, Path left) {
        return without(fixes, path -> blockers(path).equals(blockers(left)));
    }

    /// Without what can be left out: of a few changes each is tried alone, of very many some together and not
    /// for ever, as each question about very many places takes its time.
    private List<Fix> without(Set<Fix> fixes, Predicate<Path> enough) {
        List<Fix> least = new ArrayList<>(fixes);
        boolean few = fixes.size() <= MOST_FIXES;
        Deque<List<Fix>> parts = new ArrayDeque<>();
        (few ? fixes.stream().map(List::of).toList() : List.of(List.copyOf(fixes))).forEach(parts::add);
        for (int tries = 0; !parts.isEmpty() && (few || tries < MOST_TRIES); tries++) {
            List<Fix> part = parts.remove();
            List<Fix> fewer = new ArrayList<>(least);
            fewer.removeAll(Set.copyOf(part));
            if (enough.test(question.apply(applied(fewer)))) {
                least = fewer;
            } else if (part.size() > 1) {
                parts.add(part.subList(0, part.size() / 2));
                parts.add(part.subList(part.size() / 2, part.size()));
            }
        }
        return least;
    }

    private List<Repair> written(List<Fix> fixes) {
        List<Repair> written = new ArrayList<>();
        Terrain changed = terrain.trying(new ArrayList<>());
        for (Fix it : fixes) {
            written.add(it.repair(changed));
            changed = it.apply(changed);
        }
        return written;
    }

    /// What is to be done about obstacles that cannot be tried away.
    private static final class Advice {

        private Advice() {}

        static Optional<Repair> on(Blocker it) {
            String action = switch (it.code()) {
                case DNS_PHZ_SHADOWS_PUBLIC -> "add-record";
                case VPCE_NOT_AVAILABLE -> "accept-endpoint";
                case BAD_STATE -> it.component().startsWith("pcx-") ? "accept-peering" : "replace";
                case BAD_STATE_ATTACHMENT -> "attach";
                case BAD_STATE_VPN, TGW_BAD_STATE_VPN -> "bring-up-vpn";
                case VPC_BLOCK_PUBLIC_ACCESS_ENABLED -> "add-public-access-exclusion";
                case IPV6_NOT_ALLOWED_FOR_DUAL_STACK -> "allow-ipv6";
                case IPV6_SUBNET_NOT_DUAL_STACK -> "associate-ipv6-block";
                case IPV6_NO_EGRESS_ROUTE -> "create-egress-only-internet-gateway";
                case LAMBDA_NOT_IN_VPC -> "attach-function-to-vpc";
                case LAMBDA_NO_PUBLIC_IPV4, NAT_PRIVATE_NO_INTERNET, NAT_LOOP_OWN_SUBNET -> "create-nat-gateway";
                case IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS ->
                    it.component().startsWith("subnet-") ? "associate-ipv6-block" : "associate-elastic-address";
                case ELB_LISTENERS_MISMATCH, ELBV2_LISTENERS_MISMATCH -> "add-listener";
                case ELBV2_LISTENER_HAS_NO_TG -> "register-target";
                case ELB_NOT_CROSSZONE, ELBV2_NO_TARGETS_IN_AZ -> "enable-cross-zone";
                case ENI_SOURCE_DEST_CHECK_RESTRICTION -> "disable-source-dest-check";
                case FIREWALL_RULES_RESTRICTION -> "add-firewall-rule";
                case REGIONAL_NGW_ROUTE_AZ_RESTRICTION -> "add-nat-address";
                case TGW_ROUTE_AZ_RESTRICTION -> "add-attachment-subnet";
                case TGW_ATTACH_MISSING_TGW_RTB_ASSOCIATION -> "associate-transit-gateway-route-table";
                case TGW_RTB_NO_ROUTE_TO_TGW_ATTACHMENT, TGW_RTB_BAD_STATE_ROUTE -> "add-transit-gateway-route";
                case SG_REFERENCING_SUPPORT -> "enable-security-group-referencing";
                case SUBNET_NO_FREE_IP -> "add-subnet";
                case NO_ROUTE_TO_DESTINATION, NAT_SUBNET_NOT_PUBLIC, BAD_STATE_ROUTE -> "add-route";
                default -> "";
            };
            return action.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Repair.of(
                            action, it.component(), "because", it.code().name()));
        }
    }
}
