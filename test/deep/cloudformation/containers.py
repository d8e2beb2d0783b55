"""Containers of ECS and how many there are: moto's CloudFormation passes on a fraction of it, and scales nothing."""

from called import Called, without


class Cluster(Called):
    service = "ecs"

    def create(self, name, properties):
        told = as_told(without(properties, "ClusterSettings"))
        settings = as_told(properties.get("ClusterSettings", []))
        return self.api.create_cluster(**told, settings=settings)["cluster"]["clusterName"]

    def remove(self):
        self.api.delete_cluster(cluster=self.physical_resource_id)


class TaskDefinition(Called):
    service = "ecs"

    def create(self, name, properties):
        definition = self.api.register_task_definition(**as_told(properties))["taskDefinition"]
        return definition["taskDefinitionArn"]

    def remove(self):
        self.api.deregister_task_definition(taskDefinition=self.physical_resource_id)


class Service(Called):
    service = "ecs"

    def create(self, name, properties):
        # CloudFormation asks for one where the template says nothing.
        service = self.api.create_service(**{"desiredCount": 1, **as_told(properties)})["service"]
        self.attributes = {"Name": service["serviceName"]}
        self.cluster = properties["Cluster"]
        return service["serviceArn"]

    def remove(self):
        self.api.delete_service(cluster=self.cluster, service=self.attributes["Name"], force=True)


class ScalableTarget(Called):
    service = "application-autoscaling"

    def create(self, name, properties):
        self.api.register_scalable_target(**properties)
        return "|".join(properties[part] for part in ("ResourceId", "ScalableDimension", "ServiceNamespace"))

    def remove(self):
        resource, dimension, service = self.physical_resource_id.split("|")
        self.api.deregister_scalable_target(
            ResourceId=resource, ScalableDimension=dimension, ServiceNamespace=service
        )


class ScalingPolicy(Called):
    service = "application-autoscaling"

    def create(self, name, properties):
        resource, dimension, service = properties["ScalingTargetId"].split("|")
        self.of = {"ResourceId": resource, "ScalableDimension": dimension, "ServiceNamespace": service}
        self.name = properties["PolicyName"]
        return self.api.put_scaling_policy(
            **self.of,
            PolicyName=self.name,
            PolicyType=properties["PolicyType"],
            TargetTrackingScalingPolicyConfiguration=properties["TargetTrackingScalingPolicyConfiguration"],
        )["PolicyARN"]

    def remove(self):
        self.api.delete_scaling_policy(**self.of, PolicyName=self.name)


def as_told(value):
    """A template's names begin with capitals and those of the API do not; what people name themselves stays."""
    if isinstance(value, list):
        return [as_told(item) for item in value]
    if not isinstance(value, dict):
        return value
    return {
        key[0].lower() + key[1:]: item if key == "Options" else as_told(item) for key, item in value.items()
    }
