"""What stands before a balancer: moto's CloudFormation knows no firewall and no certificates."""

from called import Called


class Certificate(Called):
    service = "acm"

    def create(self, name, properties):
        return self.api.request_certificate(**properties)["CertificateArn"]

    def remove(self):
        self.api.delete_certificate(CertificateArn=self.physical_resource_id)


class WebAcl(Called):
    service = "wafv2"

    def create(self, name, properties):
        summary = self.api.create_web_acl(**properties)["Summary"]
        self.of = {"Name": summary["Name"], "Scope": properties["Scope"], "Id": summary["Id"]}
        self.attributes = {"Arn": summary["ARN"], "Id": summary["Id"]}
        return f"{summary['Name']}|{summary['Id']}|{properties['Scope']}"

    def remove(self):
        token = self.api.get_web_acl(**self.of)["LockToken"]
        self.api.delete_web_acl(**self.of, LockToken=token)


class WebAclAssociation(Called):
    service = "wafv2"

    def create(self, name, properties):
        self.api.associate_web_acl(WebACLArn=properties["WebACLArn"], ResourceArn=properties["ResourceArn"])
        return f"{properties['WebACLArn']}|{properties['ResourceArn']}"

    def remove(self):
        self.api.disassociate_web_acl(ResourceArn=self.physical_resource_id.split("|")[1])


class LoggingConfiguration(Called):
    service = "wafv2"

    def create(self, name, properties):
        self.api.put_logging_configuration(LoggingConfiguration=properties)
        return properties["ResourceArn"]

    def remove(self):
        self.api.delete_logging_configuration(ResourceArn=self.physical_resource_id)
