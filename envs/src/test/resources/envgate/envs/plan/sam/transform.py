# Takes the path of a template a line; prints what `sam package` would hand over and what AWS's own transform makes of it.
import json
import logging
import os
import sys

os.environ["AWS_DEFAULT_REGION"] = "ap-southeast-1"
os.environ["AWS_ACCESS_KEY_ID"] = os.environ["AWS_SECRET_ACCESS_KEY"] = "none"
logging.disable(logging.CRITICAL)

import boto3
from samtranslator.public.exceptions import InvalidDocumentException
from samtranslator.translator.transform import transform
from samtranslator.yaml_helper import yaml_parse

boto3.setup_default_session(region_name="ap-southeast-1")
CODE = ("CodeUri", "ContentUri", "DefinitionUri")


class NoPolicies:
    def load(self):
        return {}


def package(node):
    """Local paths become objects of a bucket."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key in CODE and isinstance(value, str) and not value.startswith("s3://"):
                node[key] = "s3://bucket/key"
            else:
                package(value)
        kind = node.get("Type")
        properties = node.get("Properties")
        if kind == "AWS::Serverless::Function" and isinstance(properties, dict) and "InlineCode" in properties:
            properties.pop("CodeUri", None)
    elif isinstance(node, list):
        for value in node:
            package(value)


def parameters(template):
    given = {"param1": "value1", "param2": "value2"}
    for name, it in (template.get("Parameters") or {}).items():
        if isinstance(it, dict) and "Default" in it:
            given.setdefault(name, it["Default"])
    return given


for line in sys.stdin:
    try:
        with open(line.strip(), encoding="utf-8") as file:
            template = yaml_parse(file)
        package(template)
        template = json.loads(json.dumps(template, default=str))
        packaged = json.loads(json.dumps(template))
        made = transform(template, parameters(template), NoPolicies())
        answer = {"packaged": packaged, "made": made}
    except InvalidDocumentException as refused:
        answer = {"refused": "; ".join(it.message for it in refused.causes)}
    except Exception as fault:  # a service that it asks, or a template that is none
        answer = {"refused": type(fault).__name__}
    print(json.dumps(answer, default=str), flush=True)
