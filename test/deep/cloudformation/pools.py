"""Auto Scaling groups: moto's CloudFormation replaces them at every change, and knows no lifecycle hooks."""

from called import Called, without
from moto.cloudformation.exceptions import ValidationError


class AutoScalingGroup(Called):
    service = "autoscaling"

    def create(self, name, properties):
        group = properties.get("AutoScalingGroupName", name)
        of_group = {"ResourceId": group, "ResourceType": "auto-scaling-group"}
        tags = [{**tag, **of_group} for tag in properties.get("Tags", [])]
        self.api.create_auto_scaling_group(**{**arguments(properties), "AutoScalingGroupName": group}, Tags=tags)
        self.collect(group, properties)
        return group

    def change(self, properties):
        self.api.update_auto_scaling_group(
            **{**arguments(properties), "AutoScalingGroupName": self.physical_resource_id}
        )
        self.collect(self.physical_resource_id, properties)
        return True

    def collect(self, group, properties):
        """A call of its own in Auto Scaling."""
        for collection in properties.get("MetricsCollection", []):
            self.api.enable_metrics_collection(AutoScalingGroupName=group, **collection)

    def remove(self):
        name = self.physical_resource_id
        self.api.update_auto_scaling_group(AutoScalingGroupName=name, MinSize=0, MaxSize=0, DesiredCapacity=0)
        [group] = self.api.describe_auto_scaling_groups(AutoScalingGroupNames=[name])["AutoScalingGroups"]
        if group["Instances"]:
            raise ValidationError(message=f"{name} did not stabilize: instances are protected from scale-in")
        self.api.delete_auto_scaling_group(AutoScalingGroupName=name)


def arguments(properties):
    subnets = properties.get("VPCZoneIdentifier")
    # A group without subnets is in the zone of the network interface that its template names.
    place = {} if subnets is None else {"VPCZoneIdentifier": ",".join(subnets)}
    numbers = ("MinSize", "MaxSize", "DesiredCapacity")
    sizes = {name: int(properties[name]) for name in numbers if name in properties}
    return {**without(properties, "Tags", "MetricsCollection"), **sizes, **place}


class LifecycleHook(Called):
    service = "autoscaling"

    def create(self, name, properties):
        self.group = properties["AutoScalingGroupName"]
        self.api.put_lifecycle_hook(**properties)
        return properties["LifecycleHookName"]

    def change(self, properties):
        self.api.put_lifecycle_hook(**properties)
        return True

    def remove(self):
        self.api.delete_lifecycle_hook(
            AutoScalingGroupName=self.group, LifecycleHookName=self.physical_resource_id
        )
