"""Calls of CloudFormation that `cdk deploy` and `cdk destroy` make and moto does not answer as AWS does."""

from moto.cloudformation.exceptions import ValidationError
from moto.cloudformation.models import CloudFormationBackend
from moto.cloudformation.responses import CloudFormationResponse
from moto.core.responses import ActionResult

delete_stack_of_moto = CloudFormationBackend.delete_stack
delete_change_set_of_moto = CloudFormationBackend.delete_change_set


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
        raise


def delete_change_set(self, change_set_name):
    """moto breaks down over a change set that does not exist; AWS does not mind."""
    if any(change_set_name in (id, each.change_set_name) for id, each in self.change_sets.items()):
        delete_change_set_of_moto(self, change_set_name)


def add():
    """Fails when moto has learnt a call that it lacked."""
    assert not hasattr(CloudFormationResponse, "update_termination_protection")
    CloudFormationResponse.update_termination_protection = update_termination_protection
    CloudFormationBackend.delete_stack = delete_stack
    CloudFormationBackend.delete_change_set = delete_change_set
