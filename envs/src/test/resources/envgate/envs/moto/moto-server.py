"""Starts moto with its known departures from AWS put right, on the port given as argument.

It ends with its standard input, which the JVM that started it holds open for as long as it lives.
"""

import hashlib
import ipaddress
import itertools
import json
import logging
import os
import sys
import threading


def end_with_parent():
    while os.read(0, 4096):
        pass
    os._exit(0)


threading.Thread(target=end_with_parent, daemon=True).start()
logging.getLogger("werkzeug").setLevel(logging.WARNING)

from moto.awslambda.models import LambdaFunction  # noqa: E402
from moto.cloudformation.exceptions import ValidationError  # noqa: E402
from moto.cloudformation.responses import CloudFormationResponse  # noqa: E402
from moto.core.responses import ActionResult  # noqa: E402
from moto.ec2 import ec2_backends  # noqa: E402
from moto.ec2.models import elastic_ip_addresses  # noqa: E402
from moto.ec2.models.elastic_network_interfaces import NetworkInterfaceBackend  # noqa: E402
from moto.ec2.models.nat_gateways import NatGatewayBackend  # noqa: E402
from moto.ec2.models.route_tables import RouteTable  # noqa: E402
from moto.ec2.models.security_groups import SecurityGroup  # noqa: E402
from moto.ec2.models.subnets import SubnetRouteTableAssociation  # noqa: E402
from moto.ec2.models.vpcs import VPC, VPCBackend  # noqa: E402
from moto.ec2.responses import EC2Response  # noqa: E402
from moto.iam import iam_backends  # noqa: E402
from moto.iam.models import Role  # noqa: E402
from moto.rds.models import DBInstance  # noqa: E402


def tags_of(template):
    return {tag["Key"]: tag["Value"] for tag in template["Properties"].get("Tags", [])}


# An interface's address lies in its subnet: NAT gateways and interface endpoints get one from anywhere in 10/8.
create_network_interface = NetworkInterfaceBackend.create_network_interface


def create_network_interface_in_subnet(self, subnet, private_ip_address, *args, **kwargs):
    where = self.get_subnet(subnet) if isinstance(subnet, str) else subnet
    block = ipaddress.ip_network(where.cidr_block)
    if isinstance(private_ip_address, str) and ipaddress.ip_address(private_ip_address) not in block:
        taken = {eni.private_ip_address for eni in self.enis.values()}
        # AWS keeps the first four addresses for itself.
        free = (str(ip) for ip in itertools.islice(block, 10, None) if str(ip) not in taken)
        private_ip_address = next(free)
    return create_network_interface(self, subnet, private_ip_address, *args, **kwargs)


NetworkInterfaceBackend.create_network_interface = create_network_interface_in_subnet

# The interfaces of an endpoint are in the endpoint's security groups, and its names are of AWS's form.
create_vpc_endpoint = VPCBackend.create_vpc_endpoint


def create_vpc_endpoint_with_groups(self, *args, **kwargs):
    endpoint = create_vpc_endpoint(self, *args, **kwargs)
    for eni_id in endpoint.network_interface_ids or []:
        eni = self.get_network_interface(eni_id)
        eni._group_set = [self.get_security_group_from_id(it) for it in endpoint.security_group_ids or []]
        eni.description = f"VPC Endpoint Interface {endpoint.id}"
        eni.interface_type = "vpc_endpoint"
        eni.requester_managed = True
        eni.status = "in-use"
    if endpoint.network_interface_ids:
        service = endpoint.service_name.rsplit(".", 1)[-1]
        zone = endpoint.dns_entries[0]["hosted_zone_id"]
        names = [f"{endpoint.id}-{zone[-8:].lower()}.{service}.{self.region_name}.vpce.amazonaws.com"]
        if endpoint.private_dns_enabled:
            names.append(f"{service}.{self.region_name}.amazonaws.com")
        endpoint.dns_entries = [{"dns_name": name, "hosted_zone_id": zone} for name in names]
    return endpoint


VPCBackend.create_vpc_endpoint = create_vpc_endpoint_with_groups

# A VPC takes its network ACLs with it.
delete_vpc = VPCBackend.delete_vpc


def delete_vpc_with_acls(self, vpc_id):
    deleted = delete_vpc(self, vpc_id)
    for acl_id in [it for it, acl in self.network_acls.items() if acl.vpc_id == vpc_id]:
        del self.network_acls[acl_id]
    return deleted


VPCBackend.delete_vpc = delete_vpc_with_acls

# The interface of a NAT gateway says so, and is in no security group.
create_nat_gateway = NatGatewayBackend.create_nat_gateway


def create_nat_gateway_with_interface(self, *args, **kwargs):
    gateway = create_nat_gateway(self, *args, **kwargs)
    eni = gateway._eni
    eni._group_set = []
    eni.description = f"Interface for NAT Gateway {gateway.id}"
    eni.interface_type = "nat_gateway"
    eni.requester_managed = True
    eni.status = "in-use"
    return gateway


NatGatewayBackend.create_nat_gateway = create_nat_gateway_with_interface

# Elastic addresses are public, not of the loopback block (203.0.113.0/24 is kept for documentation).
addresses = itertools.count(10)
elastic_ip_addresses.random_ip = lambda: f"203.0.113.{next(addresses) % 256}"

# A function's VPC is that of its subnets.


def vpc_config(self):
    if not self._vpc_config:
        return None
    config = dict(self._vpc_config)
    backend = ec2_backends[self.account_id][self.region]
    subnets = config.get("SubnetIds") or []
    config["VpcId"] = backend.get_subnet(subnets[0]).vpc_id if subnets else ""
    return config


LambdaFunction.vpc_config = property(vpc_config)

# A database's host name is of its account.


def address(self):
    mark = hashlib.sha256(self.account_id.encode()).hexdigest()[:12]
    return f"{self.db_instance_identifier}.c{mark}.{self.region}.rds.amazonaws.com"


DBInstance.address = property(address)


# AWS's prefix lists come with their blocks, and only those of gateway endpoints do.


def describe_prefix_lists(self):
    gateways = ("s3", "dynamodb")
    lists = [
        {
            "PrefixListId": it.id,
            "PrefixListName": it.prefix_list_name,
            "Cidrs": [entry["Cidr"] for entry in list(it.entries.values())[-1]],
        }
        for it in self.ec2_backend.describe_managed_prefix_lists()
        if it.prefix_list_name.rsplit(".", 1)[-1] in gateways
    ]
    return ActionResult({"PrefixLists": lists})


EC2Response.describe_prefix_lists = describe_prefix_lists

# Calls that moto does not serve, answered as an account does that never used what they are about.


def describe_vpc_block_public_access_options(self):
    options = {
        "AwsAccountId": self.current_account,
        "AwsRegion": self.region,
        "State": "default-state",
        "InternetGatewayBlockMode": "off",
    }
    return ActionResult({"VpcBlockPublicAccessOptions": options})


def describe_vpc_block_public_access_exclusions(self):
    return ActionResult({"VpcBlockPublicAccessExclusions": []})


EC2Response.describe_vpc_block_public_access_options = describe_vpc_block_public_access_options
EC2Response.describe_vpc_block_public_access_exclusions = describe_vpc_block_public_access_exclusions


def imports_of(part):
    if isinstance(part, dict):
        yield from [part["Fn::ImportValue"]] if "Fn::ImportValue" in part else []
        part = list(part.values())
    if isinstance(part, list):
        for it in part:
            yield from imports_of(it)


def list_imports(self):
    export = self._get_param("ExportName")
    stacks = self.cloudformation_backend.stacks.values()
    names = [it.name for it in stacks if export in list(imports_of(it.template_dict))]
    if not names:
        raise ValidationError(message=f"Export '{export}' is not imported by any stack.")
    return ActionResult({"Imports": names})


CloudFormationResponse.list_imports = list_imports


# What CloudFormation would have made of a template, and moto leaves out.
def after(model, then):
    create = model.create_from_cloudformation_json.__func__

    @classmethod
    def create_wholly(cls, resource_name, cloudformation_json, account_id, region_name, **kwargs):
        made = create(cls, resource_name, cloudformation_json, account_id, region_name, **kwargs)
        then(made, cloudformation_json, account_id, region_name)
        return made

    model.create_from_cloudformation_json = create_wholly


def whole_function(function, template, account_id, region_name):
    properties = template["Properties"]
    function.package_type = properties.get("PackageType", "Zip")
    function.architectures = properties.get("Architectures", ["x86_64"])
    function.kms_key_arn = properties.get("KmsKeyArn")
    function.tags = tags_of(template)


def whole_role(role, template, account_id, region_name):
    for arn in template["Properties"].get("ManagedPolicyArns", []):
        iam_backends[account_id]["aws"].attach_role_policy(arn, role.name)
    for name, policy in role.policies.items():
        role.policies[name] = policy if isinstance(policy, str) else json.dumps(policy, default=str)


def whole_association(association, template, account_id, region_name):
    ec2_backends[account_id][region_name].associate_route_table(
        association.route_table_id, subnet_id=association.subnet_id
    )


def whole_vpc(vpc, template, account_id, region_name):
    names = template["Properties"].get("EnableDnsHostnames", False)
    vpc.enable_dns_hostnames = str(names).lower() == "true"


def whole_tags(resource, template, account_id, region_name):
    resource.add_tags(tags_of(template))


def whole_group(group, template, account_id, region_name):
    whole_tags(group, template, account_id, region_name)
    rules = template["Properties"].get("SecurityGroupEgress")
    if rules is None:
        return
    backend = ec2_backends[account_id][region_name]
    backend.revoke_security_group_egress(group.id, "-1", None, None, [{"CidrIp": "0.0.0.0/0"}])
    for rule in rules:
        backend.authorize_security_group_egress(
            group.id, rule["IpProtocol"], rule["FromPort"], rule["ToPort"], [{"CidrIp": rule["CidrIp"]}]
        )


after(LambdaFunction, whole_function)
after(Role, whole_role)
after(SubnetRouteTableAssociation, whole_association)
after(VPC, whole_vpc)
after(RouteTable, whole_tags)
after(SecurityGroup, whole_group)

from moto.server import main  # noqa: E402

main(["-H", "127.0.0.1", "-p", sys.argv[1]])
