"""A VPC, the internet and EC2 in network namespaces, for the real program of gateways with real WireGuard.

Reads a JSON object a line and answers each with one. Has to run as root of a user, mount and network namespace of its own. `net` is the
router of the VPC and of the internet: it has the metadata service, AWS by moto, and does with its packets what EC2 says: the kept address
leads to the interface that it is associated with, without state, and routes lead where the route tables say.
"""

import http.client
import http.server
import json
import logging
import os
import pathlib
import signal
import socket
import subprocess
import sys
import threading
import time
import traceback

import boto3
from moto.ec2 import ec2_backends
from moto.server import ThreadedMotoServer

REGION = "us-east-1"
KEPT = "198.51.100.7"
PLACES = {
    "a": {"own": "10.0.16.10", "outside": "10.0.16.20", "router": "10.0.16.1"},
    "b": {"own": "10.0.48.10", "outside": "10.0.48.20", "router": "10.0.48.1"},
    "inside": {"own": "10.0.0.10", "router": "10.0.0.1"},
    "peer": {"own": "203.0.113.9", "router": "203.0.113.1"},
}
FOLDER = pathlib.Path(sys.argv[1])
cut_off = set()
programs = {}


def run(*words, text=None, check=True):
    return subprocess.run(words, check=check, input=text, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True).stdout


def at(place, *words):
    """The words of a command in a place, which has its own sockets of WireGuard."""
    own = 'mkdir -p "/run/at-$0" /run/wireguard; mount --bind "/run/at-$0" /run/wireguard; exec "$@"'
    return ["ip", "netns", "exec", place, "sh", "-c", own, place, *words]


def within(place, *words, **rest):
    return run(*at(place, *words), **rest)


def lay_out():
    run("mount", "-t", "tmpfs", "tmpfs", "/run")
    pathlib.Path("/run/netns").mkdir()
    run("ip", "link", "set", "lo", "up")
    for name, place in PLACES.items():
        run("ip", "netns", "add", name)
        run("ip", "link", "add", f"to-{name}", "type", "veth", "peer", "name", "ens5", "netns", name)
        run("ip", "address", "add", place["router"] + "/24", "dev", f"to-{name}")
        run("ip", "link", "set", f"to-{name}", "up")
        within(name, "ip", "link", "set", "lo", "up")
        within(name, "ip", "address", "add", place["own"] + "/24", "dev", "ens5")
        within(name, "ip", "link", "set", "ens5", "up")
        within(name, "ip", "route", "add", "default", "via", place["router"])
    run("ip", "address", "add", "169.254.169.254/32", "dev", "lo")
    pathlib.Path("/proc/sys/net/ipv4/ip_forward").write_text("1")


class Metadata(http.server.BaseHTTPRequestHandler):
    answers = {
        "placement/region": REGION,
        "iam/security-credentials/": "gateway",
        "iam/security-credentials/gateway": json.dumps({"AccessKeyId": "AKIA", "SecretAccessKey": "x", "Token": "t"}),
    }

    def answer(self, body):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(body.encode())

    def do_PUT(self):
        self.answer("a-session")

    def do_GET(self):
        self.answer(self.answers[self.path.removeprefix("/latest/meta-data/")])

    def log_message(self, *words):
        pass


def start_aws():
    # Werkzeug asks for the name of this host, which this namespace cannot look up.
    http.server.HTTPServer.server_bind = lambda self: http.server.socketserver.TCPServer.server_bind(self)
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    metadata = http.server.ThreadingHTTPServer(("169.254.169.254", 80), Metadata)
    threading.Thread(target=metadata.serve_forever, daemon=True).start()
    ThreadedMotoServer(ip_address="0.0.0.0", port=4566, verbose=False).start()


def client(service):
    keys = {"aws_access_key_id": "AKIA", "aws_secret_access_key": "x", "region_name": REGION}
    return boto3.client(service, endpoint_url="http://127.0.0.1:4566", **keys)


def make_resources(networks):
    ec2 = client("ec2")
    vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    interfaces = {}
    for name, block in (("a", "10.0.16.0/24"), ("b", "10.0.48.0/24")):
        subnet = ec2.create_subnet(VpcId=vpc, CidrBlock=block)["Subnet"]["SubnetId"]
        interfaces[name] = ec2.create_network_interface(SubnetId=subnet)["NetworkInterface"]["NetworkInterfaceId"]
    tables = [ec2.create_route_table(VpcId=vpc)["RouteTable"]["RouteTableId"] for _ in range(2)]
    for table in tables:
        for block in networks:
            ec2.create_route(RouteTableId=table, DestinationCidrBlock=block, NetworkInterfaceId=interfaces["a"])
    address = ec2.allocate_address(Domain="vpc")["AllocationId"]
    return {"interfaces": interfaces, "routeTables": tables, "allocation": address}


def follow_ec2(resources):
    """What EC2 says becomes what packets do, within a tenth of a second."""
    backend, done = ec2_backends["123456789012"][REGION], None
    names = {interface: name for name, interface in resources["interfaces"].items()}
    while True:
        (address,) = [each for each in backend.addresses if each.allocation_id == resources["allocation"]]
        held = address.eni.id if address.eni and address.association_id else None
        table = backend.route_tables[resources["routeTables"][0]]
        routes = {each.destination_cidr_block: each.interface.id for each in table.routes if each.interface}
        wanted = names.get(held), tuple(sorted((block, names[each]) for block, each in routes.items()))
        if wanted != done:
            holder, ways = wanted
            outside = PLACES[holder]["outside"] if holder else None
            there = f"ip daddr {KEPT} notrack ip daddr set {outside}" if holder else f"ip daddr {KEPT} drop"
            back = f"ip saddr {outside} notrack ip saddr set {KEPT}" if holder else ""
            others = [place["outside"] for name, place in PLACES.items() if "outside" in place and name != holder]
            run(
                "nft", "--file", "-",
                text=f"""table ip ec2
delete table ip ec2
table ip ec2 {{
  chain prerouting {{ type filter hook prerouting priority raw; iifname "to-peer" {there}; }}
  chain postrouting {{ type filter hook postrouting priority raw; oifname "to-peer" ip saddr {{ {", ".join(others)} }} drop; oifname "to-peer" {back}; }}
}}
""",
            )
            for block, name in ways:
                # It leads nowhere while that machine is not there.
                run("ip", "route", "replace", block, "via", PLACES[name]["own"], check=False)
            done = wanted
        time.sleep(0.1)


def follow(resources):
    try:
        follow_ec2(resources)
    except Exception:
        # Nothing would be true from here on.
        traceback.print_exc()
        sys.stderr.flush()
        os._exit(1)


def start(place):
    environment = {
        "PATH": os.environ["PATH"],
        "COMMONS_HOST_SETTINGS": str(FOLDER / f"{place}.json"),
        "COMMONS_HOST_ROOT": str(FOLDER / place),
        "COMMONS_HOST_PAUSE": "1",
        "AWS_ENDPOINT_URL": f"http://{PLACES[place]['router']}:4566",
        "AWS_EC2_METADATA_SERVICE_ENDPOINT": "http://169.254.169.254",
    }
    log = open(FOLDER / f"{place}.log", "a")
    words = at(place, sys.executable, str(FOLDER / "sbin/commons-gateway"))
    programs[place] = subprocess.Popen(words, env=environment, stdout=log, stderr=log)


def end(place, how):
    programs[place].send_signal(how)
    programs[place].wait()


def link_is_up(place):
    return "wg0" in within(place, "ip", "-o", "link", "show")


def join(place, configuration, addresses, networks):
    """As wg-quick does, which runs in no namespace without its own /etc."""
    file = FOLDER / f"{place}.conf"
    file.write_text(configuration)
    words = at(place, "wireguard-go", "wg0")
    # It goes on in the background, with the files that it was given.
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    within(place, "wg", "setconf", "wg0", str(file))
    within(place, "ip", "link", "set", "wg0", "mtu", "1420", "up")
    for address in addresses:
        within(place, "ip", "address", "add", address, "dev", "wg0")
    for block in networks:
        within(place, "ip", "route", "replace", block, "dev", "wg0")


def reaches(place, address, port):
    code = "import socket, sys; socket.create_connection((sys.argv[1], int(sys.argv[2])), 1).close()"
    ended = subprocess.run(["ip", "netns", "exec", place, sys.executable, "-c", code, address, str(port)], capture_output=True)
    return ended.returncode == 0


def listen(place, port):
    code = "import http.server, sys; http.server.HTTPServer(('', int(sys.argv[1])), http.server.BaseHTTPRequestHandler).serve_forever()"
    subprocess.Popen(["ip", "netns", "exec", place, sys.executable, "-c", code, str(port)], stderr=subprocess.DEVNULL)


def answer(asked, resources):
    act, place = asked["do"], asked.get("place")
    if act == "make":
        resources.update(make_resources(asked["networks"]))
        threading.Thread(target=follow, args=(dict(resources),), daemon=True).start()
        return {**resources, "places": PLACES, "kept": KEPT}
    if act == "parameter":
        client("ssm").put_parameter(Name=asked["name"], Value=asked["value"], Type="String", Tier="Advanced", Overwrite=True)
    if act == "start":
        start(place)
    if act == "stop":
        end(place, signal.SIGTERM)
    if act == "crash":
        end(place, signal.SIGKILL)
    if act == "die":
        run("ip", "link", "set", f"to-{place}", "down")
        end(place, signal.SIGKILL)
        within(place, "ip", "link", "delete", "wg0", check=False)
    if act in ("cut", "mend"):
        run("ip", "link", "set", f"to-{place}", "down" if act == "cut" else "up")
    if act == "silence":
        # AWS alone does not answer it; the VPC and the metadata do.
        run("nft", "--file", "-", text=f'table ip silence {{ chain input {{ type filter hook input priority 0; iifname "to-{place}" tcp dport 4566 drop; }}; }}')
    if act == "speak":
        run("nft", "delete", "table", "ip", "silence")
    if act == "join":
        join(place, asked["configuration"], asked["addresses"], asked["networks"])
    if act == "listen":
        listen(place, asked["port"])
    if act == "reaches":
        return {"reaches": reaches(place, asked["address"], asked["port"])}
    if act == "state":
        names = {interface: name for name, interface in resources["interfaces"].items()}
        held = client("ec2").describe_addresses(AllocationIds=[resources["allocation"]])["Addresses"][0]
        tables = client("ec2").describe_route_tables(RouteTableIds=resources["routeTables"])["RouteTables"]
        routes = {each.get("NetworkInterfaceId") for table in tables for each in table["Routes"] if each.get("NetworkInterfaceId")}
        return {
            "holder": names.get(held.get("NetworkInterfaceId")),
            "routes": sorted(names[each] for each in routes),
            "up": [name for name in ("a", "b") if link_is_up(name)],
        }
    if act == "endpoint":
        return {"endpoint": within(place, "wg", "show", "wg0", "endpoints").split()[-1:]}
    if act == "metrics":
        found = client("cloudwatch").list_metrics()["Metrics"]
        return {"metrics": sorted({each["MetricName"] for each in found})}
    return {}


def main():
    lay_out()
    start_aws()
    resources = {}
    print(json.dumps({}), flush=True)
    for line in sys.stdin:
        try:
            print(json.dumps(answer(json.loads(line), resources)), flush=True)
        except Exception as error:
            told = getattr(error, "stderr", "") or ""
            print(json.dumps({"error": f"{error!r} {told}"}), flush=True)
    os._exit(0)


main()
