package envgate.envs.plan.sam;

import envgate.envs.document.Quote;
import envgate.envs.plan.sam.Tree.Branch;
import envgate.envs.plan.sam.Tree.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Makes the custom domain of an API: its name, what of the API is there, and its records.
///
/// See
/// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-api-domainconfiguration.html.
final class Domains {

    /// The zone of CloudFront: https://docs.aws.amazon.com/Route53/latest/APIReference/API_AliasTarget.html.
    private static final String CLOUD_FRONT = "Z2FDTNDATAQYW2";

    private final Written api;
    private final Bench bench;
    private final Branch domain;
    private final List<Made> made = new ArrayList<>();

    private Domains(Written api, Branch domain, Bench bench) {
        this.api = api;
        this.bench = bench;
        this.domain = domain;
    }

    /// @param tag what says that SAM made it; empty for a REST API
    static List<Made> of(Written api, String tag, Bench bench) {
        boolean http = !tag.isEmpty();
        Tree written = bench.known().resolve(api.properties(), "Domain");
        if (written == null || (http && Intrinsic.isNoValue(written))) {
            return List.of();
        }
        if (!(written instanceof Branch domain)
                || domain.get("DomainName") == null
                || domain.get("CertificateArn") == null) {
            throw api.wrong("Domain", "`Domain` needs `DomainName` and `CertificateArn`", "");
        }
        Domains domains = new Domains(api, domain, bench);
        return http ? domains.http(tag) : domains.rest();
    }

    private List<Made> rest() {
        String endpoint = endpoint(List.of("REGIONAL", "EDGE", "PRIVATE"));
        boolean inside = endpoint.equals("PRIVATE");
        Tree name = Objects.requireNonNull(domain.get("DomainName"));
        String id = "ApiGatewayDomainName" + (inside ? "V2" : "") + Digest.of(name);
        Branch configuration =
                Branch.of(domain.mark(), "Types", List.of(endpoint), "IpAddressType", domain.given("IpAddressType"));
        Made made = api.beside(id, inside ? "AWS::ApiGateway::DomainNameV2" : "AWS::ApiGateway::DomainName")
                .put("DomainName", name)
                .put(
                        endpoint.equals("REGIONAL") ? "RegionalCertificateArn" : "CertificateArn",
                        domain.get("CertificateArn"))
                .put("EndpointConfiguration", configuration)
                .put("SecurityPolicy", domain.given("SecurityPolicy"))
                .put("EndpointAccessMode", domain.given("EndpointAccessMode"))
                .put("OwnershipVerificationCertificateArn", domain.given("OwnershipVerificationCertificateArn"));
        if (inside) {
            made.put("Policy", domain.given("Policy"));
        } else {
            made.put("MutualTlsAuthentication", trust());
        }
        this.made.add(made);
        List<Tree> paths = paths();
        if (paths.isEmpty()) {
            mapping(api.id() + "BasePathMapping", id, inside, null);
        }
        for (Tree it : paths) {
            String path = text(it);
            String plain = path.replaceAll("[^\\p{L}\\p{N}]", "");
            boolean normal = domain.get("NormalizeBasePath") == null || domain.isTrue("NormalizeBasePath");
            mapping(api.id() + plain + "BasePathMapping", id, inside, normal ? plain : path);
        }
        if (inside && domain.get("AccessAssociation") instanceof Branch association) {
            associate(association, id);
        }
        records(id, endpoint, name);
        return this.made;
    }

    private void mapping(String mappingId, String id, boolean inside, @Nullable String path) {
        Made mapping = api.beside(
                mappingId, inside ? "AWS::ApiGateway::BasePathMappingV2" : "AWS::ApiGateway::BasePathMapping");
        mapping.put(inside ? "DomainNameArn" : "DomainName", Intrinsic.ref(id, domain.mark()))
                .put("RestApiId", Intrinsic.ref(api.id(), domain.mark()))
                .put("Stage", Intrinsic.ref(api.id() + ".Stage", domain.mark()))
                .put("BasePath", path);
        made.add(mapping);
    }

    private void associate(Branch association, String id) {
        Tree endpoint = association.get("VpcEndpointId");
        Row content = Row.of(domain.mark(), endpoint == null ? "" : endpoint, id);
        made.add(api.beside(
                        "DomainNameAccessAssociation" + Digest.of(content),
                        "AWS::ApiGateway::DomainNameAccessAssociation")
                .put("DomainNameArn", Intrinsic.ref(id, domain.mark()))
                .put("AccessAssociationSourceType", "VPCE")
                .put("AccessAssociationSource", endpoint));
    }

    private List<Made> http(String tag) {
        String endpoint = endpoint(List.of("REGIONAL"));
        Tree name = Objects.requireNonNull(domain.get("DomainName"));
        String id = "ApiGatewayDomainNameV2" + Digest.of(name);
        Branch configuration = Branch.of(
                domain.mark(),
                "CertificateArn",
                domain.get("CertificateArn"),
                "EndpointType",
                endpoint,
                "OwnershipVerificationCertificateArn",
                domain.given("OwnershipVerificationCertificateArn"),
                "SecurityPolicy",
                domain.given("SecurityPolicy"));
        made.add(api.beside(id, "AWS::ApiGatewayV2::DomainName")
                .put("DomainName", name)
                .put("Tags", Branch.of(domain.mark(), tag, "SAM"))
                .put("DomainNameConfigurations", List.of(configuration))
                .put("MutualTlsAuthentication", trust()));
        List<Tree> paths = paths();
        if (paths.isEmpty()) {
            apiMapping(api.id() + "ApiMapping", id, null);
        }
        for (Tree it : paths) {
            String path = text(it);
            if (!path.matches("[0-9a-zA-Z/\\-_]*")) {
                throw new SamMistake(it, Quote.of(path) + " is no base path", "");
            }
            apiMapping(api.id() + path.replaceAll("[\\-_/]+", "") + "ApiMapping", id, path.replaceAll("^/+|/+$", ""));
        }
        records(id, endpoint, name);
        return made;
    }

    private void apiMapping(String mappingId, String id, @Nullable String path) {
        made.add(api.beside(mappingId, "AWS::ApiGatewayV2::ApiMapping")
                .put("DomainName", Intrinsic.ref(id, domain.mark()))
                .put("ApiId", Intrinsic.ref(api.id(), domain.mark()))
                .put("Stage", Intrinsic.ref(api.id() + ".Stage", domain.mark()))
                .put("ApiMappingKey", path));
    }

    private String endpoint(List<String> allowed) {
        Tree written = domain.get("EndpointConfiguration");
        String endpoint = written == null ? "REGIONAL" : Tree.text(written);
        if (endpoint == null || !allowed.contains(endpoint)) {
            throw new SamMistake(
                    domain.keyMark("EndpointConfiguration"),
                    "the `EndpointConfiguration` of a domain is one of " + Quote.of(allowed),
                    "");
        }
        return endpoint;
    }

    private @Nullable Branch trust() {
        if (!(domain.given("MutualTlsAuthentication") instanceof Branch written)) {
            return null;
        }
        return Branch.of(
                written.mark(),
                "TruststoreUri",
                written.given("TruststoreUri"),
                "TruststoreVersion",
                written.given("TruststoreVersion"));
    }

    private List<Tree> paths() {
        Tree paths = domain.given("BasePath");
        return paths instanceof Row || Tree.text(paths) != null ? Tree.items(paths) : List.of();
    }

    private static String text(Tree path) {
        String text = Tree.text(path);
        if (text == null) {
            throw new SamMistake(path, "a base path is a text, and this is none", "");
        }
        return text;
    }

    private void records(String id, String endpoint, Tree name) {
        Tree written = domain.get("Route53");
        if (written == null) {
            return;
        }
        Tree zone = written instanceof Branch it ? it.get("HostedZoneId") : null;
        Tree zoneName = written instanceof Branch it ? it.get("HostedZoneName") : null;
        if (!(written instanceof Branch route) || (zone == null && zoneName == null)) {
            throw new SamMistake(written, "`Route53` needs `HostedZoneId` or `HostedZoneName`", "");
        }
        Tree either = zone == null ? Objects.requireNonNull(zoneName) : zone;
        boolean alone = route.isTrue("SeparateRecordSetGroup");
        String groupId = "RecordSetGroup" + Digest.of(alone ? Row.of(domain.mark(), either, name) : either);
        Made group = alone ? null : bench.recordSets().get(groupId);
        if (group == null) {
            group = api.beside(groupId, "AWS::Route53::RecordSetGroup")
                    .put("HostedZoneId", zone)
                    .put("HostedZoneName", zoneName)
                    .put("RecordSets", new Row(domain.mark()));
            if (!alone) {
                bench.recordSets().put(groupId, group);
            }
        }
        Row sets = group.properties().growRow("RecordSets");
        sets.add(set("A", id, endpoint, route));
        if (route.isTrue("IpV6")) {
            sets.add(set("AAAA", id, endpoint, route));
        }
        made.add(group);
    }

    private Branch set(String type, String id, String endpoint, Branch route) {
        Branch target = Branch.of(domain.mark(), "EvaluateTargetHealth", route.get("EvaluateTargetHealth"));
        switch (endpoint) {
            case "REGIONAL" ->
                target.put("HostedZoneId", Intrinsic.attribute(id, "RegionalHostedZoneId", domain.mark()))
                        .put("DNSName", Intrinsic.attribute(id, "RegionalDomainName", domain.mark()));
            case "EDGE" -> {
                Tree given = route.get("DistributionDomainName");
                target.put("HostedZoneId", CLOUD_FRONT)
                        .put(
                                "DNSName",
                                given == null
                                        ? Intrinsic.attribute(id, "DistributionDomainName", domain.mark())
                                        : given);
            }
            default ->
                target.put("HostedZoneId", route.get("VpcEndpointHostedZoneId"))
                        .put("DNSName", route.get("VpcEndpointDomainName"));
        }
        return Branch.of(
                domain.mark(),
                "Name",
                domain.get("DomainName"),
                "Type",
                type,
                "AliasTarget",
                target,
                "Region",
                route.get("Region"),
                "SetIdentifier",
                route.get("SetIdentifier"));
    }
}
