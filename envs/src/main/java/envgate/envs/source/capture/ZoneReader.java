package envgate.envs.source.capture;

import envgate.envs.model.HostedZone;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads private hosted zones with their VPCs and records.
///
/// See https://docs.aws.amazon.com/Route53/latest/APIReference/API_ListResourceRecordSets.html.
final class ZoneReader {

    /// How Route 53 writes characters like `*`:
    /// https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DomainNameFormat.html.
    private static final Pattern OCTAL = Pattern.compile("\\\\([0-3][0-7][0-7])");

    private final Answers answers;
    private final Listing listing;

    private record Listed(Site site, String id, String name, boolean isPrivate) {}

    ZoneReader(Answers answers, Listing listing) {
        this.answers = answers;
        this.listing = listing;
    }

    List<HostedZone> read() {
        List<HostedZone> zones = new ArrayList<>();
        for (Listed it : listing.read(Operation.ROUTE53_LIST_HOSTED_ZONES, "Name", Listed::id, ZoneReader::listed)) {
            if (it.isPrivate()) {
                zones.add(new HostedZone(it.id(), it.name(), vpcs(it), records(it)));
            } else {
                answers.ledger().note(Operation.ROUTE53_LIST_HOSTED_ZONES, "public hosted zones are not held");
            }
        }
        return zones;
    }

    private static Listed listed(Item item, Site site) {
        String id = item.needed("Id");
        return new Listed(
                site,
                id.substring(id.lastIndexOf('/') + 1),
                name(item.needed("Name")),
                item.in("Config").flag("PrivateZone", false));
    }

    private List<String> vpcs(Listed zone) {
        return new Inquiry(answers, Operation.ROUTE53_GET_HOSTED_ZONE, zone.site(), zone.name(), true, zone.id())
                .read(body -> StackReader.required(body, "VPCs").stream()
                        .map(it -> it.needed("VPCId"))
                        .sorted()
                        .toList())
                .seen()
                .orElse(List.of());
    }

    private List<HostedZone.Entry> records(Listed zone) {
        Operation operation = Operation.ROUTE53_LIST_RESOURCE_RECORD_SETS;
        return new Inquiry(answers, operation, zone.site(), zone.name(), true, zone.id())
                .read(body -> StackReader.required(body, "ResourceRecordSets").stream()
                        .map(ZoneReader::entry)
                        .sorted(Comparator.comparing(HostedZone.Entry::toString))
                        .toList())
                .seen()
                .orElse(List.of());
    }

    private static HostedZone.Entry entry(Item item) {
        List<String> values = new ArrayList<>();
        item.items("ResourceRecords").forEach(it -> values.add(name(it.text("Value"))));
        if (item.has("AliasTarget")) {
            values.add(name(item.in("AliasTarget").needed("DNSName")));
        }
        return new HostedZone.Entry(name(item.needed("Name")), item.needed("Type"), values);
    }

    /// Without the final dot and escapes.
    static String name(String text) {
        String plain = OCTAL.matcher(text)
                .replaceAll(it -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(it.group(1), 8))));
        return plain.endsWith(".") ? plain.substring(0, plain.length() - 1) : plain;
    }
}
