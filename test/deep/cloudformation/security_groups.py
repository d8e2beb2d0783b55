"""Security groups: moto's CloudFormation leaves out the rules for calls from inside and the purposes of rules."""

from called import Called


class SecurityGroup(Called):
    service = "ec2"

    def create(self, name, properties):
        group = self.api.create_security_group(
            GroupName=properties.get("GroupName", name),
            Description=properties["GroupDescription"],
            VpcId=properties["VpcId"],
        )["GroupId"]
        if "Tags" in properties:
            self.api.create_tags(Resources=[group], Tags=properties["Tags"])
        self.attributes = {"GroupId": group}
        allow_ingress(self.api, group, properties.get("SecurityGroupIngress", []))
        if "SecurityGroupEgress" in properties:
            everything = {"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}
            self.api.revoke_security_group_egress(GroupId=group, IpPermissions=[everything])
            permissions = [permission(rule, "Destination") for rule in properties["SecurityGroupEgress"]]
            self.api.authorize_security_group_egress(GroupId=group, IpPermissions=permissions)
        return group

    def remove(self):
        self.api.delete_security_group(GroupId=self.physical_resource_id)


class SecurityGroupIngress(Called):
    service = "ec2"

    def create(self, name, properties):
        self.group = properties["GroupId"]
        [rule] = allow_ingress(self.api, self.group, [properties])
        return rule["SecurityGroupRuleId"]

    def remove(self):
        self.api.revoke_security_group_ingress(
            GroupId=self.group, SecurityGroupRuleIds=[self.physical_resource_id]
        )


class SecurityGroupEgress(Called):
    service = "ec2"

    def create(self, name, properties):
        self.group = properties["GroupId"]
        allowed = self.api.authorize_security_group_egress(
            GroupId=self.group, IpPermissions=[permission(properties, "Destination")]
        )
        [rule] = allowed["SecurityGroupRules"]
        return rule["SecurityGroupRuleId"]

    def remove(self):
        self.api.revoke_security_group_egress(
            GroupId=self.group, SecurityGroupRuleIds=[self.physical_resource_id]
        )


def allow_ingress(ec2, group, rules):
    if not rules:
        return []
    permissions = [permission(rule, "Source") for rule in rules]
    return ec2.authorize_security_group_ingress(GroupId=group, IpPermissions=permissions)["SecurityGroupRules"]


def permission(rule, peer):
    """A rule of a template as EC2 takes it; moto wants ports of protocols that have none."""
    purpose = {"Description": rule["Description"]} if "Description" in rule else {}
    lists = {
        "IpRanges": ("CidrIp", rule.get("CidrIp")),
        "Ipv6Ranges": ("CidrIpv6", rule.get("CidrIpv6")),
        "UserIdGroupPairs": ("GroupId", rule.get(f"{peer}SecurityGroupId")),
        "PrefixListIds": ("PrefixListId", rule.get(f"{peer}PrefixListId")),
    }
    return {
        "IpProtocol": str(rule["IpProtocol"]),
        "FromPort": rule.get("FromPort", -1),
        "ToPort": rule.get("ToPort", -1),
        **{name: [{key: value, **purpose}] for name, (key, value) in lists.items() if value},
    }
