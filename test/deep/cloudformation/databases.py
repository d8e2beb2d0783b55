"""Databases of RDS: moto's CloudFormation looks up no password and passes on half of what it is told."""

from called import Called, without
from state import secret_value


class SubnetGroup(Called):
    service = "rds"

    def create(self, name, properties):
        name = properties.get("DBSubnetGroupName", name.lower())
        self.api.create_db_subnet_group(**{**properties, "DBSubnetGroupName": name})
        return name

    def remove(self):
        self.api.delete_db_subnet_group(DBSubnetGroupName=self.physical_resource_id)


class ParameterGroup(Called):
    service = "rds"

    def create(self, name, properties):
        name = properties.get("DBParameterGroupName", name.lower())
        self.api.create_db_parameter_group(
            DBParameterGroupName=name,
            DBParameterGroupFamily=properties["Family"],
            Description=properties["Description"],
        )
        self.api.modify_db_parameter_group(
            DBParameterGroupName=name,
            Parameters=[
                {"ParameterName": parameter, "ParameterValue": value, "ApplyMethod": "immediate"}
                for parameter, value in properties["Parameters"].items()
            ],
        )
        return name

    def remove(self):
        self.api.delete_db_parameter_group(DBParameterGroupName=self.physical_resource_id)


class Instance(Called):
    service = "rds"

    def create(self, name, properties):
        instance = self.api.create_db_instance(
            **{
                **without(properties, "VPCSecurityGroups", "DeleteAutomatedBackups"),
                "VpcSecurityGroupIds": properties["VPCSecurityGroups"],
                "AllocatedStorage": int(properties["AllocatedStorage"]),
                "Port": int(properties["Port"]),
                "MasterUserPassword": secret_value(properties["MasterUserPassword"], self.api.meta.region_name),
            }
        )["DBInstance"]
        self.attributes = {"Endpoint.Address": instance["Endpoint"]["Address"]}
        return instance["DBInstanceIdentifier"]

    def remove(self):
        self.api.delete_db_instance(DBInstanceIdentifier=self.physical_resource_id, SkipFinalSnapshot=True)
