"""Calls that `cdk deploy` and `cdk destroy` make and moto does not answer as AWS does."""

import json

from moto.cloudformation.exceptions import ValidationError
from moto.cloudformation.models import CloudFormationBackend, Stack
from moto.cloudformation.parsing import ResourceMap
from moto.cloudformation.responses import CloudFormationResponse
from moto.core.responses import ActionResult
from moto.s3.models import FakeBucket

delete_stack_of_moto = CloudFormationBackend.delete_stack
delete_resources_of_moto = ResourceMap.delete
resource_of_moto = ResourceMap.__getitem__
permission_of_moto = FakeBucket.get_permission
delete_change_set_of_moto = CloudFormationBackend.delete_change_set
parameter_list_of_moto = Stack.parameter_list


def update_termination_protection(self):
    stack = self.cloudformation_backend.get_stack(self._get_param("StackName"))
    stack.enable_termination_protection = self._get_bool_param("EnableTerminationProtection")
    return ActionResult({"StackId": stack.stack_id})


def delete_stack(self, name_or_stack_id):
    """moto deletes a stack though it is protected, and forgets it when one of its resources is."""
    stacks = [each for each in self.stacks.values() if name_or_stack_id in (each.name, each.stack_id)]
    for stack in stacks:
        if stack.enable_termination_protection:
            raise ValidationError(
                message=f"Stack [{stack.name}] cannot be deleted while TerminationProtection is enabled"
            )
    try:
        return delete_stack_of_moto(self, name_or_stack_id)
    except Exception:
        for stack in stacks:
            self.stacks[stack.stack_id] = stack
            stack.status = "DELETE_FAILED"
            # For its outputs moto would make again what they refer to and is gone already.
            stack.output_map._output_json_map = {}
            for name in [each.name for each in self.exports.values() if each.exporting_stack_id == stack.stack_id]:
                del self.exports[name]
        raise


def delete_resources(self):
    """moto knows one of the two ways of keeping."""
    for each in self._resource_json_map.values():
        if each.get("DeletionPolicy") == "RetainExceptOnCreate":
            each["DeletionPolicy"] = "Retain"
    delete_resources_of_moto(self)


def delete_change_set(self, change_set_name):
    """moto breaks down over a change set that does not exist; AWS does not mind."""
    if any(change_set_name in (id, each.change_set_name) for id, each in self.change_sets.items()):
        delete_change_set_of_moto(self, change_set_name)


def get_resource(self, logical_id):
    """moto makes what an output or a resource refers to at once, and not first what that depends on."""
    resource = self._resource_json_map.get(logical_id)
    if logical_id not in self._parsed_resources and resource is not None:
        others = resource.get("DependsOn", [])
        for other in [others] if isinstance(others, str) else others:
            if other not in self._parsed_resources:
                self[other]
    return resource_of_moto(self, logical_id)


def get_permission(self, action, resource):
    """moto heeds no conditions, and would refuse everything that a bucket refuses without TLS: as if there were TLS."""
    if self.policy is None:
        return permission_of_moto(self, action, resource)
    whole = self.policy
    document = json.loads(whole)
    unconditional = [each for each in document["Statement"] if "Condition" not in each]
    try:
        self.policy = json.dumps({**document, "Statement": unconditional}).encode() if unconditional else None
        return permission_of_moto(self, action, resource)
    finally:
        self.policy = whole


def parameter_list(self):
    """moto tells a list as Python writes it; AWS tells it as it was given."""
    told = parameter_list_of_moto.fget(self)
    for each in told:
        if isinstance(each["ParameterValue"], list):
            each["ParameterValue"] = ",".join(each["ParameterValue"])
    return told


def add():
    """Fails when moto has learnt a call that it lacked."""
    assert not hasattr(CloudFormationResponse, "update_termination_protection")
    CloudFormationResponse.update_termination_protection = update_termination_protection
    CloudFormationBackend.delete_stack = delete_stack
    ResourceMap.delete = delete_resources
    ResourceMap.__getitem__ = get_resource
    FakeBucket.get_permission = get_permission
    CloudFormationBackend.delete_change_set = delete_change_set
    Stack.parameter_list = property(parameter_list)
