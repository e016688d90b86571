package envgate.envs.source.text;

import envgate.envs.document.Part;
import envgate.envs.model.Area;
import envgate.envs.model.Gap;
import envgate.envs.model.OrganizationPolicy;
import envgate.envs.model.OrganizationPolicy.Kind;
import envgate.envs.model.PolicyDocument;
import envgate.envs.model.Role;
import envgate.envs.model.Sight;
import envgate.envs.model.Statement;
import envgate.envs.source.text.StatementText.Defaults;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads roles, those that functions bring along included, and the policies of the organization.
final class RoleText {

    private final Scene scene;

    RoleText(Scene scene) {
        this.scene = scene;
    }

    List<Role> read() {
        List<Role> roles = new ArrayList<>();
        for (Part.Member it : scene.document().get("roles").members()) {
            Part part = it.value().only("trust", "policies", "boundary", "created", "profiles");
            scene.remember(it.key(), "", part);
            roles.add(role(it.key(), part, policies(part), unseen(part), boundary(it.key(), part.get("boundary"))));
        }
        for (Part.Member it : scene.document().get("functions").members()) {
            if (it.value().get("role").isAbsent()) {
                roles.add(own(it.key(), it.value()));
            }
        }
        return roles.stream()
                .filter(it -> scene.sees(Area.ROLES, it.name(), it.arn().toString()))
                .toList();
    }

    private Role role(
            String name, Part part, List<PolicyDocument> policies, List<Gap> unseen, Sight<PolicyDocument> boundary) {
        List<Part> trust = part.get("trust").items();
        PolicyDocument document = trust.isEmpty()
                ? document("", part, Defaults.TRUST, "allow lambda.amazonaws.com")
                : PolicyText.read("", trust, part, Defaults.TRUST);
        return new Role(
                name,
                scene.globalArn("iam", "role/" + name),
                document,
                policies,
                unseen,
                boundary,
                part.get("created").text("2026-01-01T00:00:00Z"),
                profiles(part.get("profiles")),
                part.origin());
    }

    private List<PolicyDocument> policies(Part part) {
        List<Part> inline = part.get("policies").items().stream()
                .filter(it -> !isManaged(it))
                .toList();
        return inline.isEmpty() ? List.of() : List.of(PolicyText.read("inline", inline, part, Defaults.IDENTITY));
    }

    private static boolean isManaged(Part part) {
        return !part.isMap() && part.text().startsWith("arn:");
    }

    /// A managed policy is named by its ARN alone: what it says was not seen.
    private List<Gap> unseen(Part part) {
        return part.get("policies").items().stream()
                .filter(RoleText::isManaged)
                .map(it -> gap(Area.MANAGED_POLICIES, it.text(), "GetPolicyVersion"))
                .toList();
    }

    private Sight<PolicyDocument> boundary(String role, Part part) {
        if (part.isAbsent()) {
            return new Sight.Absent<>();
        }
        if (part.isScalar() && part.text().equals("unseen")) {
            return new Sight.Unseen<>(gap(Area.MANAGED_POLICIES, role, "GetPolicyVersion"));
        }
        return new Sight.Seen<>(PolicyText.read("boundary", part, Defaults.IDENTITY));
    }

    private Sight<List<String>> profiles(Part part) {
        List<String> arns = part.items().stream()
                .map(it ->
                        scene.globalArn("iam", "instance-profile/" + it.text()).toString())
                .toList();
        return arns.isEmpty() ? new Sight.Absent<>() : new Sight.Seen<>(arns);
    }

    private Gap gap(Area area, String resource, String operation) {
        return new Gap(
                area, scene.account(), scene.region(), "iam", operation, resource, "iam:" + operation, "AccessDenied");
    }

    /// The role that a function has when it names none: it may write logs, use its VPC, and what is said besides.
    private Role own(String logical, Part part) {
        String name = part.get("name").text(scene.environment() + "-" + logical) + "-role";
        List<PolicyDocument> policies = new ArrayList<>();
        policies.add(document(
                "logs",
                part,
                Defaults.IDENTITY,
                "allow logs:CreateLogGroup, logs:CreateLogStream, logs:PutLogEvents on " + scene.arn("logs", "*")));
        if (!part.get("subnets").isAbsent()) {
            policies.add(document(
                    "network",
                    part,
                    Defaults.IDENTITY,
                    "allow ec2:CreateNetworkInterface, ec2:DescribeNetworkInterfaces, ec2:DeleteNetworkInterface"));
        }
        List<Part> permissions = part.get("permissions").items();
        if (!permissions.isEmpty()) {
            policies.add(PolicyText.read("permissions", permissions, part.get("permissions"), Defaults.IDENTITY));
        }
        return role(name, part, policies, List.of(), new Sight.Absent<>());
    }

    private static PolicyDocument document(String name, Part part, Defaults defaults, String statement) {
        List<Statement> statements =
                StatementText.parse(statement, 1, defaults).stream().toList();
        return new PolicyDocument(name, "2012-10-17", statements, part.origin());
    }

    /// Control policies of the organization, at the account itself.
    List<OrganizationPolicy> organization() {
        Part part = scene.document().get("organization");
        if (part.isAbsent() || !scene.sees(Area.ORGANIZATION_POLICIES)) {
            return List.of();
        }
        if (!part.isMap()) {
            return List.of(policy(Kind.SERVICE_CONTROL_POLICY, part));
        }
        part.only("service", "resource");
        List<OrganizationPolicy> policies = new ArrayList<>();
        Optional.of(part.get("service"))
                .filter(it -> !it.isAbsent())
                .ifPresent(it -> policies.add(policy(Kind.SERVICE_CONTROL_POLICY, it)));
        Optional.of(part.get("resource"))
                .filter(it -> !it.isAbsent())
                .ifPresent(it -> policies.add(policy(Kind.RESOURCE_CONTROL_POLICY, it)));
        return policies;
    }

    /// What is allowed unless it is denied, as the FullAWSAccess policy that AWS attaches by itself does:
    /// https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_evaluation.html.
    private OrganizationPolicy policy(Kind kind, Part part) {
        PolicyDocument full = document("FullAWSAccess", part, Defaults.IDENTITY, "allow *");
        PolicyDocument written = PolicyText.read("organization", part, Defaults.IDENTITY);
        boolean allows = written.statements().stream().anyMatch(it -> it.effect() == Statement.Effect.ALLOW);
        List<PolicyDocument> documents = allows ? List.of(written) : List.of(full, written);
        return new OrganizationPolicy(kind, scene.account(), scene.account(), 0, documents);
    }
}
