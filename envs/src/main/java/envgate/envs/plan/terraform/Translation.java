package envgate.envs.plan.terraform;

import envgate.envs.plan.Term;
import envgate.envs.plan.Term.Listed;
import envgate.envs.plan.Term.Literal;
import envgate.envs.plan.Term.Members;
import envgate.envs.plan.Term.Unknown;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Tells a resource of Terraform's in CloudFormation's words.
final class Translation {

    private static final String VPC = "VpcId";

    private final Configuration configuration;
    private final Properties properties;
    private final FilterPieces filters;

    Translation(Configuration configuration) {
        this.configuration = configuration;
        this.properties = new Properties(configuration);
        this.filters = new FilterPieces(configuration, properties);
    }

    /// What a resource is made of, the thing itself first.
    ///
    /// @param id what AWS calls it
    List<Piece> pieces(Attributes it, Kinds.Kind kind, String id) {
        return switch (it.change().type()) {
            case "aws_lambda_function" -> List.of(piece(kind, id, function(it)));
            case "aws_lambda_permission" -> List.of(piece(kind, id, permission(it)));
            case "aws_iam_role" -> List.of(piece(kind, id, role(it)));
            case "aws_iam_role_policy" -> {
                Map<String, Term> policy = properties.of(it);
                policy.put("PolicyName", Term.text(id.substring(id.indexOf(':') + 1), it.mark()));
                yield List.of(piece(kind, id, policy));
            }
            case "aws_iam_policy_attachment" -> attachments(it, kind, id);
            case "aws_vpc" -> vpc(it, kind, id);
            case "aws_internet_gateway" -> internetGateway(it, kind, id);
            case "aws_route_table", "aws_default_route_table" -> routeTable(it, kind, id);
            case "aws_vpc_endpoint" -> List.of(piece(kind, id, endpoint(it)));
            case "aws_security_group", "aws_default_security_group" -> filters.group(it, kind, id);
            case "aws_security_group_rule" -> filters.rules(it, id);
            case "aws_vpc_security_group_ingress_rule", "aws_vpc_security_group_egress_rule" ->
                List.of(piece(kind, id, filters.single(it)));
            case "aws_network_acl", "aws_default_network_acl" -> filters.acl(it, kind, id);
            case "aws_network_acl_rule" ->
                List.of(filters.entry(it, it.id("network_acl_id", "id"), it.isTrue("egress")));
            case "aws_sqs_queue" -> withPolicy(it, kind, id, "AWS::SQS::QueuePolicy", "Queues");
            case "aws_sqs_queue_policy" -> List.of(piece(kind, id, policyOf(it, "queue_url", "Queues")));
            case "aws_sns_topic" -> withPolicy(it, kind, id, "AWS::SNS::TopicPolicy", "Topics");
            case "aws_sns_topic_policy" -> List.of(piece(kind, id, policyOf(it, "arn", "Topics")));
            case "aws_s3_bucket" -> withPolicy(it, kind, id, "AWS::S3::BucketPolicy", "Bucket");
            case "aws_secretsmanager_secret" ->
                withPolicy(it, kind, id, "AWS::SecretsManager::ResourcePolicy", "SecretId");
            case "aws_ssm_parameter" -> List.of(piece(kind, id, parameter(it)));
            case "aws_lb", "aws_alb" -> List.of(piece(kind, id, balancer(it)));
            case "aws_apigatewayv2_route" -> List.of(piece(kind, id, route(it)));
            default -> List.of(piece(kind, id, tagged(it, properties.of(it))));
        };
    }

    static Piece piece(Kinds.Kind kind, String id, Map<String, Term> properties) {
        return new Piece("", kind.type(), id, properties);
    }

    private static Map<String, Term> tagged(Attributes it, Map<String, Term> to) {
        Optional<Term> tags = it.get("tags_all").filter(_ -> it.has("tags_all")).or(() -> it.get("tags"));
        if (tags.orElse(null) instanceof Members members) {
            List<Term> list = new ArrayList<>();
            members.members().forEach((key, value) -> {
                Map<String, Term> tag = new LinkedHashMap<>();
                tag.put("Key", Term.text(key, it.mark()));
                tag.put("Value", value);
                list.add(new Members(tag, it.mark()));
            });
            to.put("Tags", new Listed(list, it.mark()));
        }
        return to;
    }

    /// https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/lambda_function.
    private Map<String, Term> function(Attributes it) {
        Map<String, Term> to = properties.of(
                it,
                "handler=Handler",
                "runtime=Runtime",
                "role@arn=Role",
                "memory_size=MemorySize",
                "timeout=Timeout",
                "package_type=PackageType",
                "architectures?=Architectures",
                "kms_key_arn@arn=KmsKeyArn",
                "layers@arns=Layers");
        Map<String, Term> code = properties.of(
                it,
                "image_uri=ImageUri",
                "s3_bucket=S3Bucket",
                "s3_key=S3Key",
                "s3_object_version=S3ObjectVersion",
                "source_code_hash=Hash");
        to.put("Code", new Members(code, it.mark()));
        Optional<Term> reserved = it.get("reserved_concurrent_executions")
                .filter(one -> !(one instanceof Literal text && text.text().equals("-1")));
        reserved.ifPresent(one -> to.put("ReservedConcurrentExecutions", one));
        it.unknown("environment").ifPresent(one -> to.put("Environment", one));
        for (Attributes block : it.blocks("environment")) {
            Term variables = block.value("variables").orElse(new Members(Map.of(), it.mark()));
            to.put(
                    "Environment",
                    variables instanceof Unknown ? variables : new Members(Map.of("Variables", variables), it.mark()));
        }
        it.unknown("logging_config").ifPresent(one -> to.put("LoggingConfig", one));
        for (Attributes block : it.blocks("logging_config")) {
            to.put("LoggingConfig", new Members(properties.of(block, "log_group=LogGroup"), it.mark()));
        }
        it.unknown("vpc_config").ifPresent(one -> to.put("VpcConfig", one));
        for (Attributes block : it.blocks("vpc_config")) {
            Map<String, Term> vpc = properties.of(
                    block,
                    "subnet_ids@ids=SubnetIds",
                    "security_group_ids@ids=SecurityGroupIds",
                    "ipv6_allowed_for_dual_stack=Ipv6AllowedForDualStack");
            if (block.has("subnet_ids")) {
                to.put("VpcConfig", new Members(vpc, it.mark()));
            }
        }
        return tagged(it, to);
    }

    private Map<String, Term> permission(Attributes it) {
        Map<String, Term> to = properties.of(
                it,
                "function_name@name=FunctionName",
                "action=Action",
                "principal=Principal",
                "source_arn=SourceArn",
                "source_account=SourceAccount",
                "principal_org_id=PrincipalOrgID",
                "function_url_auth_type=FunctionUrlAuthType",
                "event_source_token=EventSourceToken");
        if (it.has("qualifier") && to.get("FunctionName") instanceof Literal name) {
            to.put(
                    "FunctionName",
                    it.get("qualifier").orElse(null) instanceof Literal qualifier
                            ? Term.text(name.text() + ":" + qualifier.text(), it.mark())
                            : name);
        }
        return to;
    }

    /// What other resources put on a role is computed here, and is not the role's own.
    private Map<String, Term> role(Attributes it) {
        Map<String, Term> to = properties.of(it, "path=Path", "permissions_boundary@arn=PermissionsBoundary");
        it.document("assume_role_policy").ifPresent(one -> to.put("AssumeRolePolicyDocument", one));
        if (it.isGiven(configuration, "managed_policy_arns")) {
            to.putAll(properties.of(it, "managed_policy_arns@arns=ManagedPolicyArns"));
        }
        if (it.isGiven(configuration, "inline_policy")) {
            it.unknown("inline_policy")
                    .ifPresent(one -> to.put(
                            "Policies",
                            new Listed(
                                    List.of(new Members(
                                            Map.of(
                                                    "PolicyName",
                                                    Term.text("unknown", it.mark()),
                                                    "PolicyDocument",
                                                    one),
                                            it.mark())),
                                    it.mark())));
            List<Term> policies = new ArrayList<>();
            for (Attributes block : it.blocks("inline_policy")) {
                Map<String, Term> policy = properties.of(block, "name=PolicyName", "policy@doc=PolicyDocument");
                if (policy.containsKey("PolicyDocument")) {
                    policies.add(new Members(policy, it.mark()));
                }
            }
            if (!policies.isEmpty()) {
                to.put("Policies", new Listed(policies, it.mark()));
            }
        }
        return tagged(it, to);
    }

    private List<Piece> attachments(Attributes it, Kinds.Kind kind, String id) {
        List<Piece> pieces = new ArrayList<>();
        Term roles = it.ids("roles", "name").orElse(new Listed(List.of(), it.mark()));
        for (Term role : roles instanceof Listed list ? list.items() : List.of(roles)) {
            Map<String, Term> to = properties.of(it, "policy_arn@arn=PolicyArn");
            to.put("RoleName", role);
            String key = References.text(role).orElse("");
            pieces.add(new Piece(key, kind.type(), id + "/" + key, to));
        }
        return pieces;
    }

    private List<Piece> vpc(Attributes it, Kinds.Kind kind, String id) {
        List<Piece> pieces = new ArrayList<>();
        pieces.add(piece(kind, id, tagged(it, properties.of(it))));
        if (it.isTrue("assign_generated_ipv6_cidr_block") || it.has("ipv6_ipam_pool_id")) {
            Map<String, Term> block = properties.of(it, "ipv6_cidr_block?=Ipv6CidrBlock");
            block.put(VPC, Term.text(id, it.mark()));
            pieces.add(new Piece("ipv6", "AWS::EC2::VPCCidrBlock", id + "-ipv6", block));
        }
        return pieces;
    }

    private List<Piece> internetGateway(Attributes it, Kinds.Kind kind, String id) {
        List<Piece> pieces = new ArrayList<>();
        pieces.add(piece(kind, id, Map.of()));
        boolean given = it.unknown("vpc_id").isEmpty() || it.isGiven(configuration, "vpc_id");
        it.id("vpc_id", "id").filter(_ -> given).ifPresent(vpc -> {
            Map<String, Term> to = new LinkedHashMap<>();
            to.put("InternetGatewayId", Term.text(id, it.mark()));
            to.put(VPC, vpc);
            pieces.add(new Piece("vpc", "AWS::EC2::VPCGatewayAttachment", id + "-attachment", to));
        });
        return pieces;
    }

    /// Routes in a table are told only where the configuration writes them: else they are other resources'.
    private List<Piece> routeTable(Attributes it, Kinds.Kind kind, String id) {
        List<Piece> pieces = new ArrayList<>();
        pieces.add(piece(kind, id, properties.of(it)));
        if (!it.isGiven(configuration, "route")) {
            return pieces;
        }
        Term table = Term.text(id, it.mark());
        it.unknown("route")
                .ifPresent(one -> pieces.add(
                        new Piece("unknown", "AWS::EC2::Route", id + "-route", Map.of("RouteTableId", one))));
        for (Attributes block : filters.set(it, "route")) {
            Map<String, Term> to = properties.of(
                    block,
                    "cidr_block=DestinationCidrBlock",
                    "ipv6_cidr_block=DestinationIpv6CidrBlock",
                    "destination_prefix_list_id@id=DestinationPrefixListId",
                    "gateway_id@id=GatewayId",
                    "nat_gateway_id@id=NatGatewayId",
                    "transit_gateway_id@id=TransitGatewayId",
                    "vpc_peering_connection_id@id=VpcPeeringConnectionId",
                    "egress_only_gateway_id@id=EgressOnlyInternetGatewayId",
                    "network_interface_id@id=NetworkInterfaceId",
                    "vpc_endpoint_id@id=VpcEndpointId",
                    "local_gateway_id@id=LocalGatewayId",
                    "carrier_gateway_id@id=CarrierGatewayId",
                    "core_network_arn@arn=CoreNetworkArn");
            String key =
                    block.text("cidr_block") + block.text("ipv6_cidr_block") + block.text("destination_prefix_list_id");
            if (!block.text("gateway_id").equals("local")) {
                to.put("RouteTableId", table);
                pieces.add(new Piece(key, "AWS::EC2::Route", id + "-" + key, to));
            }
        }
        return pieces;
    }

    /// An interface endpoint without groups takes the default one of its VPC.
    private Map<String, Term> endpoint(Attributes it) {
        Map<String, Term> to = properties.of(it);
        to.putAll(
                it.text("vpc_endpoint_type").equals("Interface")
                        ? properties.of(it, "security_group_ids@ids=SecurityGroupIds")
                        : properties.of(it, "security_group_ids@ids?=SecurityGroupIds"));
        return to;
    }

    private List<Piece> withPolicy(Attributes it, Kinds.Kind kind, String id, String type, String property) {
        List<Piece> pieces = new ArrayList<>();
        pieces.add(piece(kind, id, tagged(it, properties.of(it))));
        if (it.isGiven(configuration, "policy")) {
            it.document("policy").ifPresent(document -> {
                Map<String, Term> to = new LinkedHashMap<>();
                Term own = Term.text(id, it.mark());
                to.put(property, property.endsWith("s") ? new Listed(List.of(own), it.mark()) : own);
                to.put(type.endsWith("::ResourcePolicy") ? "ResourcePolicy" : "PolicyDocument", document);
                pieces.add(new Piece("policy", type, id + "-policy", to));
            });
        }
        return pieces;
    }

    private Map<String, Term> policyOf(Attributes it, String attribute, String property) {
        Map<String, Term> to = new LinkedHashMap<>();
        it.id(attribute, attribute.equals("arn") ? "arn" : "id")
                .ifPresent(one -> to.put(property, new Listed(List.of(one), it.mark())));
        it.document("policy").ifPresent(one -> to.put("PolicyDocument", one));
        return to;
    }

    /// The value stays secret where Terraform says so; of what is no secret, `insecure_value` has it in the
    /// open.
    private Map<String, Term> parameter(Attributes it) {
        Map<String, Term> to = properties.of(it);
        if (!it.text("type").equals("SecureString")) {
            it.value("insecure_value")
                    .filter(one -> one instanceof Literal && it.has("insecure_value"))
                    .or(() -> it.value("value"))
                    .ifPresent(one -> to.put("Value", one));
        }
        return to;
    }

    private Map<String, Term> balancer(Attributes it) {
        Map<String, Term> to = tagged(it, properties.of(it));
        if (it.has("internal")) {
            to.put("Scheme", Term.text(it.isTrue("internal") ? "internal" : "internet-facing", it.mark()));
        }
        return to;
    }

    /// The target of a route is the id of an integration behind a word that never changes:
    /// https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-routes.html.
    private Map<String, Term> route(Attributes it) {
        Map<String, Term> to = properties.of(it);
        it.id("target", "id")
                .map(one -> it.unknown("target").isPresent() && one instanceof Literal text
                        ? Term.text("integrations/" + text.text(), it.mark())
                        : one)
                .ifPresent(one -> to.put("Target", one));
        return to;
    }
}
