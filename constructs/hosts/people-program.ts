/**
 * Program that keeps the accounts of people on a host as Parameter Store has them, in Python, once a minute: their keys are files that only
 * root writes, and whoever has left loses key, sessions and account at once. It touches no account that it has not made. Sources: useradd(8),
 * usermod(8), sshd_config(5); the API reference of Systems Manager.
 */
export const peopleProgram = `#!/usr/bin/python3
import grp, importlib.machinery, importlib.util, json, os, pathlib, pwd, subprocess, sys

sys.dont_write_bytecode = True
loader = importlib.machinery.SourceFileLoader("commons_host", str(pathlib.Path(__file__).with_name("commons-host")))
host = importlib.util.module_from_spec(importlib.util.spec_from_loader(loader.name, loader))
loader.exec_module(host)
GROUP, KEYS = "commons-people", host.ROOT / "etc/ssh/people"


def people():
    request = {"Path": host.SETTINGS["people"]}
    headers = {"content-type": "application/x-amz-json-1.1", "x-amz-target": "AmazonSSM.GetParametersByPath"}
    while True:
        answer = json.loads(host.call("ssm", json.dumps(request).encode(), headers))
        yield from ((each["Name"].rsplit("/", 1)[1], json.loads(each["Value"])["keys"]) for each in answer["Parameters"])
        if not answer.get("NextToken"):
            return
        request["NextToken"] = answer["NextToken"]


def known(look, name):
    try:
        return look(name)
    except KeyError:
        return None


def admit(name, keys, members):
    if known(pwd.getpwnam, name) is None:
        host.run("useradd", "--create-home", "--shell", "/bin/bash", "--groups", GROUP, name)
    elif name not in members:
        print(f"{name} is an account of somebody else here", file=sys.stderr)
        return
    file, text = KEYS / name, "".join(key + "\\n" for key in keys)
    if not file.exists() or file.read_text() != text:
        draft = KEYS / ("." + name)
        draft.write_text(text)
        draft.chmod(0o644)
        os.replace(draft, file)


def dismiss(name):
    (KEYS / name).unlink(missing_ok=True)
    subprocess.run(["loginctl", "terminate-user", name], stderr=subprocess.DEVNULL)
    host.run("usermod", "--lock", "--expiredate", "1", "--groups", "", name)


wanted = dict(people())
KEYS.mkdir(mode=0o755, parents=True, exist_ok=True)
if known(grp.getgrnam, GROUP) is None:
    host.run("groupadd", "--system", GROUP)
members = grp.getgrnam(GROUP).gr_mem if known(grp.getgrnam, GROUP) else []
for name in sorted({*members, *(file.name for file in KEYS.iterdir())} - {*wanted}):
    dismiss(name)
for name, keys in wanted.items():
    admit(name, keys, members)
`;
