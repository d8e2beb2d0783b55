/**
 * What a gateway of the tunnel does next, and what it tells `wg` and `nft`, in Python: nothing in it asks anybody or changes anything.
 * The program in `gateway-program.ts` does both.
 *
 * `decide` sees who has the kept address, as EC2 says, and what the other gateway says of itself. The address is the fence: packets reach
 * only the gateway that has it, and EC2 gives it to one.
 *
 * - Whoever has it serves; whoever has not stands by, whatever it did before.
 * - An address that nobody has is claimed, and EC2 gives it to the first who asks.
 * - A gateway takes over once the other has not called itself active for `PATIENCE` rounds. One that was itself overtaken while it was
 *   well waits much longer: the two cannot hear each other, and would take turns.
 * - Without an answer of EC2 the one that serves goes on as long as the other says that it stands by. If that one is silent too, this
 *   gateway is the one that is cut off, and it stands back.
 *
 * Sources: wg(8), nft(8); the EC2 API reference, AssociateAddress and DisassociateAddress.
 */
export const gatewayPlan = `import ipaddress
from typing import NamedTuple

PATIENCE = 3
WARY = 60
PORT = 51820
MARK = 51820


class State(NamedTuple):
    active: bool = False
    rounds: int = 0
    patience: int = PATIENCE


def decide(before, holder, other):
    if holder == "me":
        return State(active=True), "serve"
    if holder == "nobody":
        if before.active:
            return State(patience=WARY), "stand by"
        return before._replace(rounds=0), "claim"
    if holder == "other":
        patience = WARY if before.active else before.patience
        if other == "active":
            return State(), "stand by"
        rounds = 1 if before.active else before.rounds + 1
        if rounds < patience:
            return State(rounds=rounds, patience=patience), "stand by"
        return State(patience=patience), "take over"
    if not before.active or other == "active":
        return State(patience=before.patience), "stand by"
    rounds = 0 if other == "standby" else before.rounds + 1
    if rounds < PATIENCE:
        return before._replace(rounds=rounds), "serve"
    return State(), "stand by"


def family(block):
    return "ip" if ipaddress.ip_network(block).version == 4 else "ip6"


def of_family(kind, blocks):
    return [block for block in blocks if family(block) == kind]


def networks(peers):
    return sorted({block for peer in peers for block in peer["allowed"]})


def wireguard(key, peers, heard):
    lines = ["[Interface]", f"PrivateKey = {key}", f"ListenPort = {PORT}", f"FwMark = {MARK}"]
    for peer in peers:
        lines += ["", "[Peer]", f"PublicKey = {peer['publicKey']}", f"AllowedIPs = {', '.join(peer['allowed'])}"]
        endpoint = peer.get("endpoint") or heard.get(peer["publicKey"])
        if endpoint:
            lines.append(f"Endpoint = {endpoint}")
        lines.append("PersistentKeepalive = 25")
    return "\\n".join(lines) + "\\n"


def addresses(kind, side, blocks):
    return f"{kind} {side} {{ {', '.join(blocks)} }}" if blocks else ""


def rules(peer):
    note = f'comment "{peer["name"]}"'
    for kind in ("ip", "ip6"):
        own = of_family(kind, peer["allowed"])
        if not own:
            continue
        for way in peer["reaches"]:
            to = addresses(kind, "daddr", of_family(kind, way["blocks"]))
            from_peer = addresses(kind, "saddr", own)
            yield f'iifname "wg0" oifname != "wg0" {from_peer} {to} {way["protocol"]} dport {way["port"]} accept {note}'
        for way in peer["answers"]:
            callers = of_family(kind, way["blocks"])
            if callers:
                to_peer = addresses(kind, "daddr", own)
                sources = addresses(kind, "saddr", callers)
                yield f'iifname != "wg0" oifname "wg0" {sources} {to_peer} {way["protocol"]} dport {way["port"]} accept {note}'


def firewall(peers):
    forward = [rule for peer in peers for rule in rules(peer)]
    asking = [peer for peer in peers if peer.get("resolver")]
    names, as_own = [], []
    for peer in asking:
        asks = f"{addresses('ip', 'saddr', of_family('ip', peer['allowed']))} ip daddr {peer['resolver']}"
        names += [f'iifname "wg0" {asks} {protocol} dport 53 accept' for protocol in ("udp", "tcp")]
        as_own.append(f"{asks} masquerade")
    body = "\\n    ".join(forward + names)
    return f"""table inet commons_gateway
delete table inet commons_gateway
table inet commons_gateway {{
  chain input {{
    type filter hook input priority filter; policy accept;
    iifname "wg0" meta l4proto {{ icmp, ipv6-icmp }} accept
    iifname "wg0" drop
  }}
  chain forward {{
    type filter hook forward priority filter; policy drop;
    tcp flags & (syn | rst) == syn tcp option maxseg size set rt mtu
    ct state established,related accept
    {body}
  }}
  chain postrouting {{
    type nat hook postrouting priority srcnat; policy accept;
    {chr(10).join(as_own)}
  }}
}}
"""
`;
