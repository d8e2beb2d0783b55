/**
 * Program of a replica as it is on the machine, in Python: what it does is in Parameter Store, because user data has no room for it,
 * people can read it there as it was reviewed, and a machine that is kept takes a newer one when `commons-directory` restarts. It uses
 * what the program of every host has, `host-program.ts`.
 */
export const directoryStart = `#!/usr/bin/python3
import importlib.machinery, importlib.util, json, pathlib, sys

sys.dont_write_bytecode = True
loader = importlib.machinery.SourceFileLoader("commons_host", str(pathlib.Path(__file__).with_name("commons-host")))
host = importlib.util.module_from_spec(importlib.util.spec_from_loader(loader.name, loader))
sys.modules["commons_host"] = host
loader.exec_module(host)
folder = host.ROOT / "run/commons-directory"


def take_program():
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    body = json.dumps({"Path": host.SETTINGS["directory"]["program"]}).encode()
    headers = {"content-type": "application/x-amz-json-1.1", "x-amz-target": "AmazonSSM.GetParametersByPath"}
    for part in json.loads(host.call("ssm", body, headers))["Parameters"]:
        (folder / (part["Name"].rsplit("/", 1)[1] + ".py")).write_text(part["Value"])


if sys.argv[1] == "install" or not folder.exists():
    host.until_done(take_program)
sys.path.insert(0, str(folder))
import replica, upkeep

{**replica.COMMANDS, **upkeep.COMMANDS}[sys.argv[1]]()
`;
