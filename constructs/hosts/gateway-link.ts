/**
 * The tunnel on a gateway, in Python: the link `wg0` with its addresses, peers and routes, and the firewall. `hold` brings it up or leaves
 * it as it is; `drop` takes it away, and with it everything that it lets through.
 *
 * What begins on the machine leaves with the kept address and not with its own, so peers know one gateway: packets of WireGuard have a
 * mark, and a table of their own says which address they come from.
 *
 * Sources: wg(8), ip-rule(8), ip-route(8); WireGuard, "Routing & Network Namespaces".
 */
export const gatewayLink = `import json, os, pathlib, subprocess, sys
import plan

LINK = "wg0"


def run(*words, text=None):
    return subprocess.run(words, check=True, input=text, stdout=subprocess.PIPE, stderr=sys.stderr, text=True).stdout


def routes(*words):
    return json.loads(run("ip", "-json", *words) or "[]")


class Link:
    def __init__(self, key, folder):
        self.key, self.file, self.held = key, folder / "wg.conf", None
        for path in ("net/ipv4/ip_forward", "net/ipv6/conf/all/forwarding"):
            pathlib.Path("/proc/sys", path).write_text("1")

    def there(self):
        return LINK in os.listdir("/sys/class/net")

    def hold(self, addresses, outside, peers, heard):
        wanted = json.dumps([addresses, outside, peers])
        if self.held == wanted and self.there():
            return
        if not self.there():
            self.add()
        self.speak_from(outside)
        run("nft", "--file", "-", text=plan.firewall(peers))
        self.file.touch(mode=0o600)
        self.file.write_text(plan.wireguard(self.key, peers, heard if self.held is None else {}))
        run("wg", "syncconf", LINK, str(self.file))
        for address in addresses:
            run("ip", "address", "replace", address, "dev", LINK)
        self.route(plan.networks(peers))
        self.held = wanted

    def add(self):
        made = subprocess.run(["ip", "link", "add", "dev", LINK, "type", "wireguard"], stderr=subprocess.DEVNULL)
        if made.returncode != 0:
            # A kernel without WireGuard has its authors' own program.
            subprocess.run(["wireguard-go", LINK], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        run("ip", "link", "set", "dev", LINK, "mtu", "1420", "up")

    def speak_from(self, outside):
        way = routes("-4", "route", "show", "default", "table", "main")[0]
        run("ip", "address", "replace", outside + "/32", "dev", way["dev"])
        from_outside = ["via", way["gateway"], "dev", way["dev"], "src", outside]
        run("ip", "route", "replace", "default", *from_outside, "table", str(plan.MARK))
        if f"lookup {plan.MARK}" not in run("ip", "rule", "show"):
            run("ip", "rule", "add", "fwmark", str(plan.MARK), "table", str(plan.MARK))

    def route(self, wanted):
        for block in wanted:
            run("ip", "route", "replace", block, "dev", LINK, "proto", "static")
        kept = {block.removesuffix("/32").removesuffix("/128") for block in wanted}
        for kind in ("-4", "-6"):
            for route in routes(kind, "route", "show", "dev", LINK, "proto", "static"):
                if route["dst"] not in kept:
                    run("ip", kind, "route", "delete", route["dst"], "dev", LINK)

    def drop(self):
        if self.there():
            run("ip", "link", "delete", "dev", LINK)
        self.held = None

    def dump(self):
        return [line.split("\\t") for line in run("wg", "show", LINK, "dump").splitlines()[1:]]

    def endpoints(self):
        return {key: endpoint for key, _, endpoint, *_ in self.dump() if endpoint != "(none)"}

    def handshake_ages(self, now):
        return {key: round(now - int(at)) for key, _, _, _, at, *_ in self.dump() if at != "0"}
`;
