"""Resources whose CloudFormation calls the API of their service, as AWS does."""

import re
from contextlib import contextmanager

import boto3
from botocore.exceptions import BotoCoreError, ClientError
from moto.cloudformation.exceptions import ValidationError


class Called:
    """A resource that is made by calls. Those that cannot be changed are made anew before the old one goes."""

    service = ""

    def __init__(self, region, name, properties):
        self.api = boto3.client(self.service, region_name=region)
        self.attributes = {}
        with self.refusals():
            self.physical_resource_id = self.create(name, properties)

    @classmethod
    def create_from_cloudformation_json(cls, name, json, account, region, **_):
        return cls(region, name, json["Properties"])

    @classmethod
    def update_from_cloudformation_json(
        cls, original_resource, new_resource_name, cloudformation_json, account_id, region_name
    ):
        properties = cloudformation_json["Properties"]
        with original_resource.refusals():
            if original_resource.change(properties):
                return original_resource
        new = cls(region_name, new_resource_name, properties)
        original_resource.delete(account_id, region_name)
        return new

    def delete(self, account, region):
        """What went with the resource it belonged to is deleted: moto does not heed the order."""
        with self.refusals():
            try:
                self.remove()
            except ClientError as error:
                if not re.search("NotFound|NoSuch", error.response["Error"]["Code"]):
                    raise

    @contextmanager
    def refusals(self):
        """What the service refuses is refused by CloudFormation."""
        try:
            yield
        except (BotoCoreError, ClientError) as error:
            raise ValidationError(message=f"{type(self).__name__}: {error}") from error

    def change(self, properties):
        """Whether the resource could be changed in place."""
        return False

    def is_created(self):
        return True

    @classmethod
    def has_cfn_attr(cls, name):
        return True

    def get_cfn_attribute(self, name):
        return self.attributes[name]


def without(properties, *names):
    return {name: value for name, value in properties.items() if name not in names}
