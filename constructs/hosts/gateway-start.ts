/**
 * Start of the program of a gateway, in Python. The program is in Parameter Store, because user data has no room for it, and people can
 * read it there as it was reviewed; a restart takes a newer one. It uses what the program of every host has, `host-program.ts`.
 */
export const gatewayStart = `#!/usr/bin/python3
import importlib.machinery, importlib.util, json, pathlib, sys

sys.dont_write_bytecode = True
loader = importlib.machinery.SourceFileLoader("commons_host", str(pathlib.Path(__file__).with_name("commons-host")))
host = importlib.util.module_from_spec(importlib.util.spec_from_loader(loader.name, loader))
loader.exec_module(host)


def take_program():
    folder = host.ROOT / "run/commons-gateway"
    body = json.dumps({"Path": host.SETTINGS["gateway"]["parameters"] + "/program"}).encode()
    headers = {"content-type": "application/x-amz-json-1.1", "x-amz-target": "AmazonSSM.GetParametersByPath"}
    for part in json.loads(host.call("ssm", body, headers))["Parameters"]:
        (folder / (part["Name"].rsplit("/", 1)[1] + ".py")).write_text(part["Value"])
    return folder


sys.path.insert(0, str(host.until_done(take_program)))
import gateway

gateway.main(host)
`;
