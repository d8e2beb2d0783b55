"""Keys: moto's CloudFormation keeps their policies as something that its KMS breaks down over."""

import json

from called import Called


class Key(Called):
    service = "kms"

    def create(self, name, properties):
        key = self.api.create_key(
            Policy=json.dumps(properties["KeyPolicy"]),
            Description=properties.get("Description", ""),
            KeyUsage=properties.get("KeyUsage", "ENCRYPT_DECRYPT"),
            KeySpec=properties.get("KeySpec", "SYMMETRIC_DEFAULT"),
            Tags=[{"TagKey": tag["Key"], "TagValue": tag["Value"]} for tag in properties.get("Tags", [])],
        )["KeyMetadata"]
        if properties.get("EnableKeyRotation"):
            self.api.enable_key_rotation(KeyId=key["KeyId"])
        self.attributes = {"Arn": key["Arn"], "KeyId": key["KeyId"]}
        return key["KeyId"]

    def remove(self):
        self.api.schedule_key_deletion(KeyId=self.physical_resource_id)


class Alias(Called):
    service = "kms"

    def create(self, name, properties):
        self.api.create_alias(**properties)
        return properties["AliasName"]

    def remove(self):
        self.api.delete_alias(AliasName=self.physical_resource_id)
