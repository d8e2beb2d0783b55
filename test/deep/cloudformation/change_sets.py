"""Change sets by stack and name, as CloudFormation finds them: moto finds them by name alone, whatever stack they are of."""

from moto.cloudformation.models import CloudFormationBackend
from moto.cloudformation.responses import CloudFormationResponse
from moto.core.exceptions import ServiceException


class ChangeSetNotFound(ServiceException):
    code = "ChangeSetNotFound"


def add():
    """Requests get the newest change set of the stack that they name; to delete what is not there is no error."""
    for operation in ("describe_change_set", "execute_change_set"):
        setattr(CloudFormationResponse, operation, found(getattr(CloudFormationResponse, operation)))
    forgotten = found(CloudFormationResponse.delete_change_set)
    CloudFormationResponse.delete_change_set = forgotten
    forget = CloudFormationBackend.delete_change_set
    CloudFormationBackend.delete_change_set = lambda self, change_set_name: (
        forget(self, change_set_name) if change_set_name in self.change_sets else None
    )
    create = CloudFormationBackend.create_change_set

    def created(self, stack_name, *args, **kwargs):
        # A stack that was only prepared is there once, however often it is prepared.
        for identifier, stack in list(self.stacks.items()):
            if stack.name == stack_name and stack.status == "REVIEW_IN_PROGRESS":
                del self.stacks[identifier]
        return create(self, stack_name, *args, **kwargs)

    CloudFormationBackend.create_change_set = created
    describe = CloudFormationBackend.describe_change_set

    def described(self, change_set_name):
        if change_set_name not in self.change_sets:
            raise ChangeSetNotFound(f"ChangeSet [{change_set_name}] does not exist")
        return describe(self, change_set_name)

    CloudFormationBackend.describe_change_set = described


def found(answer):
    def answer_by_stack(self):
        name, stack = self._get_param("ChangeSetName"), self._get_param("StackName")
        of_stack = [
            identifier
            for identifier, each in self.cloudformation_backend.change_sets.items()
            if each.change_set_name == name and stack in (each.stack_name, each.stack_id)
        ]
        if of_stack:
            self.params["ChangeSetName"] = of_stack[-1]
        return answer(self)

    return answer_by_stack
