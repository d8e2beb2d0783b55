"""Addresses that vouch for identities, and who trusts them: moto's CloudFormation knows none of these types."""

from called import Called, without


class Function(Called):
    service = "cloudfront"

    def create(self, name, properties):
        arguments = {**without(properties, "AutoPublish"), "FunctionCode": properties["FunctionCode"].encode()}
        created = self.api.create_function(**arguments)
        self.etag = created["ETag"]
        arn = created["FunctionSummary"]["FunctionMetadata"]["FunctionARN"]
        self.attributes = {"FunctionARN": arn}
        return arn

    def remove(self):
        self.api.delete_function(Name=self.physical_resource_id.split("/")[-1], IfMatch=self.etag)


class Distribution(Called):
    service = "cloudfront"

    def create(self, name, properties):
        config = {**counted(properties["DistributionConfig"]), "CallerReference": name}
        distribution = self.api.create_distribution(DistributionConfig=config)["Distribution"]
        self.attributes = {"DomainName": distribution["DomainName"], "Id": distribution["Id"]}
        return distribution["Id"]


# Names in a template, and as CloudFront's API has them.
names = {"IPV6Enabled": "IsIPV6Enabled", "OriginSSLProtocols": "OriginSslProtocols"}
# What CloudFormation adds.
ports = {"HTTPPort": 80, "HTTPSPort": 443}


def counted(node):
    """A part of a template as CloudFront's API takes it: each list with its length."""
    if isinstance(node, list):
        return {"Quantity": len(node), "Items": [counted(item) for item in node]}
    if not isinstance(node, dict):
        return node
    defaults = ports if "OriginProtocolPolicy" in node else {}
    return {**defaults, **{names.get(name, name): counted(value) for name, value in node.items()}}


class OidcProvider(Called):
    service = "iam"

    def create(self, name, properties):
        arn = self.api.create_open_id_connect_provider(
            Url=properties["Url"],
            ClientIDList=properties.get("ClientIdList", []),
            ThumbprintList=properties.get("ThumbprintList", []),
        )["OpenIDConnectProviderArn"]
        self.attributes = {"Arn": arn}
        return arn

    def remove(self):
        self.api.delete_open_id_connect_provider(OpenIDConnectProviderArn=self.physical_resource_id)
