/**
 * Start of the program of a gateway, in Python. The program is in Parameter Store, because user data has no room for it, and people can
 * read it there as it was reviewed; a restart takes a newer one. It uses what the program of every host has, `host-program.ts`.
 */
export const gatewayStart = `#!/usr/bin/python3 -B
import sys

import commons_host as host


def take_program():
    folder = host.ROOT / "run/commons-gateway"
    for name, text in host.parameters(host.SETTINGS["gateway"]["parameters"] + "/program"):
        (folder / (name + ".py")).write_text(text)
    return folder


sys.path.insert(0, str(host.until_done(take_program)))
import gateway

gateway.main(host)
`;
