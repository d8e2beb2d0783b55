"""What lego asks Route 53 for, with a zone of the name server behind it: `route53.py <address> <certificate> <key> <zone> <file> <pid file>`."""

import http.server
import os
import re
import signal
import ssl
import sys
import urllib.parse

address, certificate, key, zone, file, pid_file = sys.argv[1:7]
NAMESPACE = 'xmlns="https://route53.amazonaws.com/doc/2013-04-01/"'
CHANGED = "<ChangeInfo><Id>/change/C1</Id><Status>INSYNC</Status><SubmittedAt>2026-11-30T08:00:00Z</SubmittedAt></ChangeInfo>"
records = {}


def serve_zone():
    lines = [f"{zone}. 1 IN SOA ns.world. nobody.world. 1 3600 600 86400 1", f"{zone}. 1 IN NS ns.world."]
    lines += [f"{name} 1 IN TXT {value}" for name, values in sorted(records.items()) for value in values]
    with open(file, "w") as stream:
        stream.write("\n".join(lines) + "\n")
    if os.path.exists(pid_file):
        os.kill(int(open(pid_file).read()), signal.SIGHUP)


def listed(name):
    if name not in records:
        return ""
    values = "".join(f"<ResourceRecord><Value>{value}</Value></ResourceRecord>" for value in records[name])
    return f"<ResourceRecordSet><Name>{name}</Name><Type>TXT</Type><TTL>10</TTL><ResourceRecords>{values}</ResourceRecords></ResourceRecordSet>"


class Route53(http.server.BaseHTTPRequestHandler):
    def answer(self, kind, body):
        text = f"<{kind} {NAMESPACE}>{body}</{kind}>".encode()
        self.send_response(200)
        self.send_header("content-length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def do_GET(self):
        path = urllib.parse.urlsplit(self.path)
        if path.path.endswith("/rrset"):
            (name,) = urllib.parse.parse_qs(path.query).get("name", [""])
            sets = f"<ResourceRecordSets>{listed(name)}</ResourceRecordSets>"
            self.answer("ListResourceRecordSetsResponse", sets + "<IsTruncated>false</IsTruncated><MaxItems>300</MaxItems>")
        else:
            self.answer("GetChangeResponse", CHANGED)

    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"])).decode()
        for change in re.findall(r"<Change>.*?</Change>", body, re.S):
            (action,), (name,) = re.findall(r"<Action>(\w+)", change), re.findall(r"<Name>([^<]+)", change)
            values = [value.replace("&#34;", '"').replace("&quot;", '"') for value in re.findall(r"<Value>([^<]+)", change)]
            if action == "DELETE":
                records.pop(name, None)
            else:
                records[name] = values
        serve_zone()
        self.answer("ChangeResourceRecordSetsResponse", CHANGED)

    def log_message(self, *words):
        print("route53:", *words, file=sys.stderr)


serve_zone()
server = http.server.ThreadingHTTPServer((address, 443), Route53)
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(certificate, key)
server.socket = context.wrap_socket(server.socket, server_side=True)
server.serve_forever()
