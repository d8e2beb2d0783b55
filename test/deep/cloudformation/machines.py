"""Instances: moto's CloudFormation knows no launch templates, and its EC2 takes half of what they say."""

import base64

from called import Called, without


class Instance(Called):
    service = "ec2"

    def create(self, name, properties):
        arguments = without(properties, "LaunchTemplate", "DisableApiTermination")
        launch = {**self.launch_data(properties.get("LaunchTemplate")), **arguments}
        if "UserData" in launch:
            # The SDK encodes it once more.
            launch["UserData"] = base64.b64decode(launch["UserData"]).decode()
        [instance] = self.api.run_instances(MinCount=1, MaxCount=1, **launch)["Instances"]
        self.attributes = {"PrivateIp": instance["PrivateIpAddress"], "PublicIp": instance.get("PublicIpAddress")}
        if properties.get("DisableApiTermination"):
            self.api.modify_instance_attribute(
                InstanceId=instance["InstanceId"], DisableApiTermination={"Value": True}
            )
        return instance["InstanceId"]

    def launch_data(self, template):
        if template is None:
            return {}
        versions = self.api.describe_launch_template_versions(
            **without(template, "Version"), Versions=[str(template["Version"])]
        )
        return versions["LaunchTemplateVersions"][0]["LaunchTemplateData"]

    def remove(self):
        self.api.terminate_instances(InstanceIds=[self.physical_resource_id])
