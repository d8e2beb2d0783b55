"""Prints the JSON list of the resource types that the emulator's CloudFormation creates."""

import json

import resource_types
from moto.cloudformation.parsing import get_model_map

resource_types.add()
print(json.dumps(sorted(get_model_map())))
