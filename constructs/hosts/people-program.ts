/**
 * Program that keeps the accounts of people on a host as Parameter Store has them, in Python, once a minute: their keys are files that only
 * root writes, and whoever has left loses key, sessions and account at once. It touches no account that it has not made, and goes on with
 * the next person when one fails. Sources: useradd(8),
 * usermod(8), sshd_config(5).
 */
export const peopleProgram = `#!/usr/bin/python3 -B
import grp, json, os, pwd, subprocess, sys

import commons_host as host

GROUP, KEYS = "commons-people", host.ROOT / "etc/ssh/people"


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


wanted = {name: json.loads(value)["keys"] for name, value in host.parameters(host.SETTINGS["people"])}
KEYS.mkdir(mode=0o755, parents=True, exist_ok=True)
if known(grp.getgrnam, GROUP) is None:
    host.run("groupadd", "--system", GROUP)
members = grp.getgrnam(GROUP).gr_mem if known(grp.getgrnam, GROUP) else []
failed = False
gone = sorted({*members, *(file.name for file in KEYS.iterdir())} - {*wanted})
for task, *of in [(dismiss, name) for name in gone] + [(admit, name, keys, members) for name, keys in wanted.items()]:
    try:
        task(*of)
    except (OSError, subprocess.CalledProcessError) as error:
        print(f"{of[0]}: {error}", file=sys.stderr)
        failed = True
sys.exit(failed)
`;
