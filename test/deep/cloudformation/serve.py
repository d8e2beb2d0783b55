"""Serves moto on a free port of 127.0.0.1 until standard input ends, so that it never outlives who started it."""

import os
import socket
import sys
import threading

import calls
import change_sets
import recorded
import resource_types
import zones
from moto.server import main


def end_with_standard_input():
    sys.stdin.buffer.read()
    os._exit(0)


with socket.socket() as free:
    free.bind(("127.0.0.1", 0))
    port = free.getsockname()[1]
# Its CloudFormation calls its other services.
os.environ["AWS_ENDPOINT_URL"] = f"http://127.0.0.1:{port}"
calls.add()
change_sets.add()
recorded.add()
resource_types.add()
zones.add()
threading.Thread(target=end_with_standard_input, daemon=True).start()
main(["--host", "127.0.0.1", "--port", str(port)])
