/**
 * Program of a gateway of the tunnel, in Python: `gateway-plan.ts` decides for it, `gateway-link.ts` has the tunnel on this machine. Every
 * five seconds it asks EC2 who has the kept address, asks the other gateway how it is, and serves or stands by.
 *
 * Whoever takes over first ends the association that it saw, and then asks for the address without leave to take it from anybody: both
 * calls fail if somebody was faster. Routes follow the address. The endpoints of peers without a fixed one are told by the active gateway,
 * so that the next one can speak first.
 *
 * The tunnel and the peers are parameters, read once a minute: a new peer needs no new machine.
 *
 * Sources: the API references of EC2, Systems Manager and CloudWatch.
 */
export const gatewayProgram = `import http.server, json, os, pathlib, signal, subprocess, sys, threading, time
import link, plan

HEALTH_PORT = 51821
ROUND = float(os.environ.get("COMMONS_GATEWAY_ROUND", "5"))
ROUNDS_A_MINUTE = max(1, round(60 / ROUND))
SILENT = 86_400


def note(text):
    print(text, file=sys.stderr, flush=True)


class Gateway:
    def __init__(self, host):
        host.TIMEOUT = 5
        self.host, self.settings, self.me = host, host.SETTINGS["gateway"], host.SETTINGS["machine"]
        secret = (host.ROOT / "run/commons-host/secrets" / self.settings["secret"]).read_text()
        self.link = link.Link(json.loads(secret)[self.settings["key"]], host.ROOT / "run/commons-gateway")
        self.state, self.active, self.heard = plan.State(), False, {}
        self.association, self.count = None, 0
        self.read()

    def values(self, path):
        return [json.loads(value) for _, value in self.host.parameters(path)]

    def read(self):
        (self.tunnel,) = self.values(self.settings["parameters"])
        self.peers = self.values(self.settings["parameters"] + "/peers")
        machines = self.tunnel["machines"]
        self.own = machines[self.me]
        self.other = next(each for name, each in machines.items() if name != self.me)

    def holder(self):
        try:
            answer = self.host.ec2("DescribeAddresses", **{"AllocationId.1": self.tunnel["allocation"]})
        except OSError as error:
            note(f"EC2 does not say who has the address: {error}")
            return None
        found = answer.find("addressesSet/item")
        self.association = found.findtext("associationId")
        if not self.association:
            return "nobody"
        return "me" if found.findtext("networkInterfaceId") == self.own["interface"] else "other"

    def ask_other(self):
        try:
            with self.host.OPENER.open(f"http://{self.other['address']}:{HEALTH_PORT}/", timeout=2) as answer:
                told = json.loads(answer.read(100_000))
        except (OSError, ValueError):
            return None
        if told["state"] == "active":
            self.heard = told["endpoints"]
        return told["state"]

    def claim(self):
        own = {"NetworkInterfaceId": self.own["interface"], "PrivateIpAddress": self.own["outside"]}
        self.host.ec2("AssociateAddress", AllocationId=self.tunnel["allocation"], AllowReassociation="false", **own)
        note(f"{self.me} has taken the address of the tunnel")

    def take_over(self):
        self.host.ec2("DisassociateAddress", AssociationId=self.association)
        self.claim()
        threading.Thread(target=self.put, args=("TookOver", 1), daemon=True).start()

    def take_routes(self):
        numbered = {f"RouteTableId.{number}": table for number, table in enumerate(self.tunnel["routeTables"], 1)}
        wanted = set(plan.networks(self.peers))
        for table in self.host.ec2("DescribeRouteTables", **numbered).iterfind("routeTableSet/item"):
            for route in table.iterfind("routeSet/item"):
                block = route.findtext("destinationCidrBlock") or route.findtext("destinationIpv6CidrBlock")
                if block in wanted and route.findtext("networkInterfaceId") != self.own["interface"]:
                    name = "DestinationIpv6CidrBlock" if ":" in block else "DestinationCidrBlock"
                    target = {name: block, "NetworkInterfaceId": self.own["interface"]}
                    self.host.ec2("ReplaceRoute", RouteTableId=table.findtext("routeTableId"), **target)

    def serve(self):
        fresh = not self.active
        self.link.hold(self.tunnel["addresses"], self.own["outside"], self.peers, self.heard)
        self.active = True
        if fresh or self.count % ROUNDS_A_MINUTE == 0:
            self.take_routes()

    def stand_by(self):
        if self.active:
            note(f"{self.me} stands back")
        self.active = False
        self.link.drop()

    def round(self):
        self.state, act = plan.decide(self.state, self.holder(), self.ask_other())
        if act == "serve":
            self.serve()
        else:
            self.stand_by()
        if act == "claim":
            self.claim()
        if act == "take over":
            self.take_over()
        self.count += 1
        if self.count % ROUNDS_A_MINUTE == 0:
            self.read()
            if self.active:
                self.report()
        return act in ("claim", "take over")

    def put(self, name, value, **dimensions):
        data = {"Namespace": self.host.SETTINGS["namespace"]}
        data.update({"MetricData.member.1.MetricName": name, "MetricData.member.1.Value": value})
        for number, (key, text) in enumerate({"Gateway": self.settings["name"], **dimensions}.items(), 1):
            start = f"MetricData.member.1.Dimensions.member.{number}."
            data.update({start + "Name": key, start + "Value": text})
        try:
            self.host.query("monitoring", "2010-08-01", "PutMetricData", **data)
        except OSError as error:
            note(f"{error}; the alarm will tell")

    def report(self):
        self.put("Active", 1)
        ages = self.link.handshake_ages(time.time())
        for peer in self.peers:
            self.put("HandshakeAge", min(ages.get(peer["publicKey"], SILENT), SILENT), Peer=peer["name"])


class Health(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        gateway = self.server.gateway
        try:
            told = {"state": "active", "endpoints": gateway.link.endpoints()} if gateway.active else {"state": "standby"}
        except subprocess.CalledProcessError:
            told = {"state": "standby"}
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps(told).encode())

    def log_message(self, *words):
        pass


def main(host):
    gateway = host.until_done(lambda: Gateway(host))
    server = http.server.ThreadingHTTPServer(("", HEALTH_PORT), Health)
    server.gateway = gateway
    threading.Thread(target=server.serve_forever, daemon=True).start()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    while True:
        started, again = time.monotonic(), False
        try:
            again = gateway.round()
        except (OSError, subprocess.CalledProcessError) as error:
            note(f"{error}; next attempt in {ROUND:g} seconds")
        if not again:
            time.sleep(max(0, ROUND - (time.monotonic() - started)))
`;
