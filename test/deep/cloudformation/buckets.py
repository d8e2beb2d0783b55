"""Buckets: moto's CloudFormation gives them encryption and a name, and knows no policies of theirs."""

import json

from called import Called, without


class Bucket(Called):
    service = "s3"

    def create(self, name, properties):
        bucket = properties.get("BucketName", name.lower())
        region = self.api.meta.region_name
        elsewhere = {"CreateBucketConfiguration": {"LocationConstraint": region}} if region != "us-east-1" else {}
        self.api.create_bucket(
            Bucket=bucket, ObjectLockEnabledForBucket=properties.get("ObjectLockEnabled", False), **elsewhere
        )
        self.attributes = {"Arn": f"arn:aws:s3:::{bucket}", "DomainName": f"{bucket}.s3.amazonaws.com"}
        self.configure(bucket, properties)
        return bucket

    def change(self, properties):
        self.configure(self.physical_resource_id, properties)
        return properties.get("BucketName") == self.physical_resource_id

    def configure(self, bucket, properties):
        for name, (call, argument, convert) in settings.items():
            if name in properties:
                getattr(self.api, call)(Bucket=bucket, **{argument: convert(properties[name])})

    def remove(self):
        self.api.delete_bucket(Bucket=self.physical_resource_id)


class BucketPolicy(Called):
    service = "s3"

    def create(self, name, properties):
        self.change(properties)
        return properties["Bucket"]

    def change(self, properties):
        self.api.put_bucket_policy(Bucket=properties["Bucket"], Policy=json.dumps(properties["PolicyDocument"]))
        return True

    def remove(self):
        self.api.delete_bucket_policy(Bucket=self.physical_resource_id)


def encryption(setting):
    rules = [
        {
            **without(rule, "ServerSideEncryptionByDefault"),
            "ApplyServerSideEncryptionByDefault": rule["ServerSideEncryptionByDefault"],
        }
        for rule in setting["ServerSideEncryptionConfiguration"]
    ]
    return {"Rules": rules}


def lifecycle_rule(rule):
    converted = {
        "ID": rule["Id"],
        "Filter": {"Prefix": rule.get("Prefix", "")},
        **without(rule, "Id", "Prefix", "ExpirationInDays", "ExpiredObjectDeleteMarker", "Transitions"),
    }
    if "ExpirationInDays" in rule:
        converted["Expiration"] = {"Days": int(rule["ExpirationInDays"])}
    if rule.get("ExpiredObjectDeleteMarker"):
        converted["Expiration"] = {"ExpiredObjectDeleteMarker": True}
    if "Transitions" in rule:
        converted["Transitions"] = [
            {"StorageClass": each["StorageClass"], "Days": each["TransitionInDays"]} for each in rule["Transitions"]
        ]
    return converted


def logging(setting):
    target = {"TargetBucket": setting["DestinationBucketName"], "TargetPrefix": setting.get("LogFilePrefix", "")}
    return {"LoggingEnabled": {**without(setting, "DestinationBucketName", "LogFilePrefix"), **target}}


def same(setting):
    return setting


# What a property of a template is set with.
settings = {
    "PublicAccessBlockConfiguration": ("put_public_access_block", "PublicAccessBlockConfiguration", same),
    "OwnershipControls": ("put_bucket_ownership_controls", "OwnershipControls", same),
    "BucketEncryption": ("put_bucket_encryption", "ServerSideEncryptionConfiguration", encryption),
    "VersioningConfiguration": ("put_bucket_versioning", "VersioningConfiguration", same),
    "ObjectLockConfiguration": ("put_object_lock_configuration", "ObjectLockConfiguration", same),
    "LifecycleConfiguration": (
        "put_bucket_lifecycle_configuration",
        "LifecycleConfiguration",
        lambda setting: {"Rules": [lifecycle_rule(rule) for rule in setting["Rules"]]},
    ),
    "LoggingConfiguration": ("put_bucket_logging", "BucketLoggingStatus", logging),
    "Tags": ("put_bucket_tagging", "Tagging", lambda tags: {"TagSet": tags}),
}
