"""Calls AWS: each line of standard input is JSON, a region and a list of calls; a line with their answers follows."""

import datetime
import functools
import json
import sys

import boto3
import jmespath
from botocore.exceptions import ClientError
from botocore.parsers import ResponseParserError
from botocore.response import StreamingBody


@functools.cache
def client(service, region):
    return boto3.client(service, region_name=region)


def answer(region, call):
    try:
        response = getattr(client(call["service"], region), call["operation"])(**call["parameters"])
        return {"answer": jmespath.search(call["query"], response)}
    except ClientError as error:
        told = error.response["Error"]
        return {"error": f"{call['operation']}: {told['Code']}", "message": told["Message"]}
    except ResponseParserError:
        # A page of moto's server instead of an answer.
        return {"error": f"{call['operation']}: 500", "message": "moto broke down"}


def plain(value):
    if isinstance(value, datetime.datetime):
        return value.isoformat()
    if isinstance(value, StreamingBody):
        return value.read().decode()
    if isinstance(value, bytes):
        return value.decode()
    raise TypeError(f"{type(value)} in an answer")


for line in sys.stdin:
    asked = json.loads(line)
    answers = [answer(asked["region"], call) for call in asked["calls"]]
    print(json.dumps(answers, default=plain), flush=True)
