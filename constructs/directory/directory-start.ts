/**
 * Program of a replica as it is on the machine, in Python: what it does is in Parameter Store, because user data has no room for it,
 * people can read it there as it was reviewed, and a machine that is kept takes a newer one when `commons-directory` restarts. It uses
 * what the program of every host has, `host-program.ts`.
 */
export const directoryStart = `#!/usr/bin/python3 -B
import sys

import commons_host as host
folder = host.ROOT / "run/commons-directory"


def take_program():
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for name, text in host.parameters(host.SETTINGS["directory"]["program"]):
        (folder / (name + ".py")).write_text(text)


if sys.argv[1] == "install" or not folder.exists():
    host.until_done(take_program)
sys.path.insert(0, str(folder))
import replica, upkeep

{**replica.COMMANDS, **upkeep.COMMANDS}[sys.argv[1]]()
`;
