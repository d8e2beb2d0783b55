"""Roles: moto's CloudFormation does not check their policies, and answers them as text that is no JSON."""

import json

from called import Called, without


class Role(Called):
    service = "iam"

    def create(self, name, properties):
        arguments = without(properties, "Policies", "ManagedPolicyArns", "AssumeRolePolicyDocument")
        trust = json.dumps(properties["AssumeRolePolicyDocument"])
        role = self.api.create_role(**{"RoleName": name, **arguments}, AssumeRolePolicyDocument=trust)["Role"]
        self.attributes = {"Arn": role["Arn"], "RoleId": role["RoleId"]}
        for policy in properties.get("Policies", []):
            self.api.put_role_policy(
                RoleName=role["RoleName"],
                PolicyName=policy["PolicyName"],
                PolicyDocument=json.dumps(policy["PolicyDocument"]),
            )
        for arn in properties.get("ManagedPolicyArns", []):
            self.api.attach_role_policy(RoleName=role["RoleName"], PolicyArn=arn)
        return role["RoleName"]

    def remove(self):
        name = self.physical_resource_id
        for policy in self.api.list_role_policies(RoleName=name)["PolicyNames"]:
            self.api.delete_role_policy(RoleName=name, PolicyName=policy)
        for policy in self.api.list_attached_role_policies(RoleName=name)["AttachedPolicies"]:
            self.api.detach_role_policy(RoleName=name, PolicyArn=policy["PolicyArn"])
        self.api.delete_role(RoleName=name)
