"""Calls that CloudFormation makes here, a line of JSON each, for whoever asks whether AWS would let it."""

import json
import os

import boto3


def record(params, model, context, **_):
    call = {
        "service": model.service_model.service_name,
        "operation": model.name,
        "region": context["client_region"],
        "parameters": params,
    }
    with open(os.environ["COMMONS_CALLS"], "a", encoding="utf-8") as file:
        file.write(json.dumps(call, default=str) + "\n")


def add():
    """The calls of every client that is made afterwards."""
    boto3.setup_default_session()
    boto3.DEFAULT_SESSION.events.register("before-parameter-build.*", record)
