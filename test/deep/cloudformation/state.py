"""What keeps data: moto's CloudFormation knows none of these types but file systems, which it gives no policy."""

import json
import re

import boto3
from called import Called, without


class Secret(Called):
    service = "secretsmanager"

    def create(self, name, properties):
        arguments = without(properties, "GenerateSecretString")
        if "KmsKeyId" in properties:
            # moto takes any; AWS must find the key.
            boto3.client("kms", region_name=self.api.meta.region_name).describe_key(KeyId=properties["KmsKeyId"])
        if "GenerateSecretString" in properties:
            generated = self.api.get_random_password(**properties["GenerateSecretString"])
            arguments["SecretString"] = generated["RandomPassword"]
        return self.api.create_secret(**arguments)["ARN"]

    def remove(self):
        self.api.delete_secret(SecretId=self.physical_resource_id)


class FileSystem(Called):
    service = "efs"

    def create(self, name, properties):
        arguments = without(
            properties, "FileSystemTags", "FileSystemPolicy", "LifecyclePolicies", "BackupPolicy"
        )
        system = self.api.create_file_system(
            CreationToken=name, Tags=properties.get("FileSystemTags", []), **arguments
        )
        file_system = system["FileSystemId"]
        self.attributes = {"FileSystemId": file_system, "Arn": system["FileSystemArn"]}
        if "FileSystemPolicy" in properties:
            policy = json.dumps(properties["FileSystemPolicy"])
            self.api.put_file_system_policy(FileSystemId=file_system, Policy=policy)
        if "LifecyclePolicies" in properties:
            self.api.put_lifecycle_configuration(
                FileSystemId=file_system, LifecyclePolicies=properties["LifecyclePolicies"]
            )
        return file_system

    def remove(self):
        self.api.delete_file_system(FileSystemId=self.physical_resource_id)


class CacheSubnetGroup(Called):
    service = "elasticache"

    def create(self, name, properties):
        self.api.create_cache_subnet_group(
            CacheSubnetGroupDescription=properties["Description"], **without(properties, "Description")
        )
        return properties["CacheSubnetGroupName"]

    def remove(self):
        # moto has no call for it.
        pass


class CacheUser(Called):
    service = "elasticache"

    def create(self, name, properties):
        region = self.api.meta.region_name
        mode = properties["AuthenticationMode"]
        passwords = [secret_value(password, region) for password in mode["Passwords"]]
        return self.api.create_user(
            AuthenticationMode={**mode, "Passwords": passwords}, **without(properties, "AuthenticationMode")
        )["UserId"]

    def remove(self):
        self.api.delete_user(UserId=self.physical_resource_id)


class ReplicationGroup(Called):
    service = "elasticache"

    def create(self, name, properties):
        # moto knows no groups of users, and a list that lost its members is none for the API.
        users = {} if properties.get("UserGroupIds") else {"UserGroupIds"}
        group = self.api.create_replication_group(**without(properties, *users))["ReplicationGroup"]
        [node_group] = group["NodeGroups"]
        self.attributes = {"PrimaryEndPoint.Address": node_group["PrimaryEndpoint"]["Address"]}
        return group["ReplicationGroupId"]

    def remove(self):
        self.api.delete_replication_group(ReplicationGroupId=self.physical_resource_id)


def secret_value(text, region):
    """What a template names by `{{resolve:secretsmanager:<ARN>:SecretString}}`."""
    [arn] = re.fullmatch(r"{{resolve:secretsmanager:(.+):SecretString}}", text).groups()
    return boto3.client("secretsmanager", region_name=region).get_secret_value(SecretId=arn)["SecretString"]


class BackupVault(Called):
    service = "backup"

    def create(self, name, properties):
        vault = self.api.create_backup_vault(**without(properties, "LockConfiguration", "AccessPolicy"))
        if "LockConfiguration" in properties:
            self.api.put_backup_vault_lock_configuration(
                BackupVaultName=vault["BackupVaultName"], **properties["LockConfiguration"]
            )
        self.attributes = {"BackupVaultArn": vault["BackupVaultArn"]}
        return vault["BackupVaultName"]

    def remove(self):
        self.api.delete_backup_vault(BackupVaultName=self.physical_resource_id)


class BackupPlan(Called):
    service = "backup"

    def create(self, name, properties):
        plan = properties["BackupPlan"]
        rules = [
            {**without(rule, "TargetBackupVault"), "TargetBackupVaultName": rule["TargetBackupVault"]}
            for rule in plan["BackupPlanRule"]
        ]
        for rule in rules:
            # moto takes any; AWS must find it.
            self.api.describe_backup_vault(BackupVaultName=rule["TargetBackupVaultName"])
        created = self.api.create_backup_plan(
            BackupPlan={"BackupPlanName": plan["BackupPlanName"], "Rules": rules}
        )
        self.attributes = {"BackupPlanId": created["BackupPlanId"], "BackupPlanArn": created["BackupPlanArn"]}
        return created["BackupPlanId"]

    def remove(self):
        self.api.delete_backup_plan(BackupPlanId=self.physical_resource_id)
