package envgate.envs.plan.terraform;

import envgate.envs.plan.Term;
import envgate.envs.plan.Term.Listed;
import envgate.envs.plan.Term.Members;
import envgate.envs.plan.Term.Unknown;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Security groups with rules in all three forms, and network ACLs with theirs.
final class FilterPieces {

    private static final String PROTOCOL = "IpProtocol";

    private final Configuration configuration;
    private final Properties properties;

    FilterPieces(Configuration configuration, Properties properties) {
        this.configuration = configuration;
        this.properties = properties;
    }

    /// Blocks that form a set: a plan sorts them by their content, and so which is which in the
    /// configuration is known only of one that is alone.
    List<Attributes> set(Attributes it, String name) {
        List<Attributes> blocks = it.blocks(name);
        List<String> second = new ArrayList<>(it.path());
        second.add(name);
        second.add("1");
        boolean alone = blocks.size() == 1
                && configuration.expression(it.change(), second).isEmpty();
        return alone
                ? blocks
                : blocks.stream()
                        .map(one -> new Attributes(one.change(), List.of("?"), one.values(), one.references()))
                        .toList();
    }

    /// Terraform takes the rule away that lets everything out of a new group:
    /// https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/security_group.
    List<Piece> group(Attributes it, Kinds.Kind kind, String id) {
        Map<String, Term> to = properties.of(it, "name?=GroupName", "vpc_id@id=VpcId");
        to.put("WithoutDefaultEgress", Term.text("true", it.mark()));
        boolean adopted = it.change().type().equals("aws_default_security_group");
        written(it, "ingress", "SecurityGroupIngress", id, false, adopted, to);
        written(it, "egress", "SecurityGroupEgress", id, true, adopted, to);
        return List.of(Translation.piece(kind, id, to));
    }

    /// @param whole whether the group has no rules but these
    private void written(
            Attributes it,
            String name,
            String property,
            String group,
            boolean egress,
            boolean whole,
            Map<String, Term> to) {
        if (!it.isGiven(configuration, name)) {
            if (whole) {
                to.put(property, new Listed(List.of(), it.mark()));
            }
            return;
        }
        List<Term> rules = new ArrayList<>();
        it.unknown(name).ifPresent(one -> rules.add(new Members(Map.of(PROTOCOL, one), it.mark())));
        for (Attributes block : set(it, name)) {
            rules.addAll(rules(block, group, egress, "security_groups"));
        }
        to.put(property, new Listed(rules, it.mark()));
    }

    /// `aws_security_group_rule`: one rule with several peers, as many rules with one each.
    List<Piece> rules(Attributes it, String id) {
        boolean egress = it.text("type").equals("egress");
        Optional<Term> group = it.id("security_group_id", "id");
        List<Piece> pieces = new ArrayList<>();
        String own = group.flatMap(References::text).orElse("");
        for (Term rule : rules(it, own, egress, "source_security_group_id")) {
            if (rule instanceof Members members) {
                Map<String, Term> to = new LinkedHashMap<>(members.members());
                group.ifPresent(one -> to.put("GroupId", one));
                String key = Integer.toString(pieces.size());
                pieces.add(new Piece(
                        key,
                        egress ? "AWS::EC2::SecurityGroupEgress" : "AWS::EC2::SecurityGroupIngress",
                        id + "-" + key,
                        to));
            }
        }
        return pieces;
    }

    private List<Term> rules(Attributes it, String own, boolean egress, String groups) {
        Map<String, Term> frame = frame(it, "protocol");
        List<Term> rules = new ArrayList<>();
        each(it, "cidr_blocks", "", "CidrIp", frame, rules);
        each(it, "ipv6_cidr_blocks", "", "CidrIpv6", frame, rules);
        each(it, "prefix_list_ids", "id", egress ? "DestinationPrefixListId" : "SourcePrefixListId", frame, rules);
        each(it, groups, "id", egress ? "DestinationSecurityGroupId" : "SourceSecurityGroupId", frame, rules);
        if (it.isTrue("self")) {
            String property = egress ? "DestinationSecurityGroupId" : "SourceSecurityGroupId";
            rules.add(with(frame, property, Term.text(own, it.mark()), it));
        }
        return rules;
    }

    private static Map<String, Term> frame(Attributes it, String protocol) {
        Map<String, Term> frame = new LinkedHashMap<>();
        it.get(protocol)
                .map(one -> References.text(one).filter("all"::equals).isPresent() ? Term.text("-1", it.mark()) : one)
                .ifPresent(one -> frame.put(PROTOCOL, one));
        it.get("from_port").ifPresent(one -> frame.put("FromPort", one));
        it.get("to_port").ifPresent(one -> frame.put("ToPort", one));
        return frame;
    }

    /// An attribute that is computed says nothing while the configuration does not give it.
    private void each(
            Attributes it, String name, String wanted, String property, Map<String, Term> frame, List<Term> rules) {
        boolean chosen = it.unknown(name).isPresent()
                && it.path().isEmpty()
                && !configuration.gives(it.change(), name).orElse(true);
        if (chosen || !it.has(name)) {
            return;
        }
        boolean list = name.endsWith("s");
        Optional<Term> peers = wanted.isEmpty() ? it.get(name) : list ? it.ids(name, wanted) : it.id(name, wanted);
        peers.ifPresent(all -> {
            for (Term peer : all instanceof Listed several ? several.items() : List.of(all)) {
                rules.add(
                        property.endsWith("GroupId")
                                ? withGroup(frame, property, peer, it)
                                : with(frame, property, peer, it));
            }
        });
    }

    /// A group of another account is written `account/group`.
    private static Term withGroup(Map<String, Term> frame, String property, Term peer, Attributes it) {
        String text = References.text(peer).orElse("");
        int slash = text.indexOf('/');
        if (slash < 0) {
            return with(frame, property, peer, it);
        }
        Map<String, Term> rule = new LinkedHashMap<>(frame);
        rule.put(property, Term.text(text.substring(slash + 1), it.mark()));
        rule.put("SourceSecurityGroupOwnerId", Term.text(text.substring(0, slash), it.mark()));
        return new Members(rule, it.mark());
    }

    private static Term with(Map<String, Term> frame, String property, Term peer, Attributes it) {
        Map<String, Term> rule = new LinkedHashMap<>(frame);
        rule.put(property, peer);
        return new Members(rule, it.mark());
    }

    /// `aws_vpc_security_group_ingress_rule` and its counterpart: one rule with one peer.
    Map<String, Term> single(Attributes it) {
        boolean egress = it.change().type().endsWith("_egress_rule");
        Map<String, Term> frame = frame(it, "ip_protocol");
        List<Term> rules = new ArrayList<>();
        each(it, "cidr_ipv4", "", "CidrIp", frame, rules);
        each(it, "cidr_ipv6", "", "CidrIpv6", frame, rules);
        each(it, "prefix_list_id", "id", egress ? "DestinationPrefixListId" : "SourcePrefixListId", frame, rules);
        each(
                it,
                "referenced_security_group_id",
                "id",
                egress ? "DestinationSecurityGroupId" : "SourceSecurityGroupId",
                frame,
                rules);
        Map<String, Term> to = rules.isEmpty() || !(rules.getFirst() instanceof Members rule)
                ? frame
                : new LinkedHashMap<>(rule.members());
        it.id("security_group_id", "id").ifPresent(one -> to.put("GroupId", one));
        return to;
    }

    /// Entries and subnets of an ACL are told where the configuration writes them; else they are other
    /// resources'.
    List<Piece> acl(Attributes it, Kinds.Kind kind, String id) {
        List<Piece> pieces = new ArrayList<>();
        pieces.add(Translation.piece(kind, id, properties.of(it)));
        Optional<Term> own = Optional.of(Term.text(id, it.mark()));
        for (String way : List.of("ingress", "egress")) {
            if (it.isGiven(configuration, way)) {
                it.unknown(way)
                        .ifPresent(one -> pieces.add(new Piece(
                                way, "AWS::EC2::NetworkAclEntry", id + "-" + way, Map.of("NetworkAclId", one))));
                it.blocks(way).forEach(block -> pieces.add(entry(block, own, way.equals("egress"))));
            }
        }
        Optional<Term> subnets =
                it.isGiven(configuration, "subnet_ids") ? it.ids("subnet_ids", "id") : Optional.empty();
        subnets.ifPresent(all -> {
            for (Term subnet : all instanceof Listed list ? list.items() : List.of(all)) {
                Map<String, Term> to = new LinkedHashMap<>();
                own.ifPresent(one -> to.put("NetworkAclId", one));
                to.put("SubnetId", subnet);
                String key = References.text(subnet).orElse("unknown");
                pieces.add(new Piece("subnet " + key, "AWS::EC2::SubnetNetworkAclAssociation", id + "-" + key, to));
            }
        });
        return pieces;
    }

    Piece entry(Attributes it, Optional<Term> acl, boolean egress) {
        Map<String, Term> to = properties.of(
                it,
                "rule_no=RuleNumber",
                "rule_number=RuleNumber",
                "action=RuleAction",
                "rule_action=RuleAction",
                "protocol=Protocol",
                "cidr_block=CidrBlock",
                "ipv6_cidr_block=Ipv6CidrBlock");
        acl.ifPresent(one -> to.put("NetworkAclId", one));
        Term flag = it.unknown("egress").<Term>map(one -> one).orElse(Term.text(Boolean.toString(egress), it.mark()));
        to.put("Egress", flag);
        String protocol = References.text(to.getOrDefault("Protocol", new Unknown("", it.mark())))
                .orElse("");
        if (List.of("1", "58", "icmp", "icmpv6").contains(protocol)) {
            to.put("Icmp", new Members(properties.of(it, "icmp_type=Type", "icmp_code=Code"), it.mark()));
        } else if (!List.of("-1", "all").contains(protocol)) {
            to.put("PortRange", new Members(properties.of(it, "from_port=From", "to_port=To"), it.mark()));
        }
        String key = (egress ? "out " : "in ")
                + References.text(to.getOrDefault("RuleNumber", flag)).orElse("");
        return new Piece(key, "AWS::EC2::NetworkAclEntry", key, to);
    }
}
