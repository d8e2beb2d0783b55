import { mailPlaces, reportsDomain } from './mail-places';

/**
 * Program that takes mail that nobody reads, in Python: reports of others on DMARC (RFC 7489, appendix C) and on TLS (RFC 8460), and
 * messages that come back. It adds to figures in a file and keeps nothing else of them. What is written to an address that only sends
 * is refused, so that its sender hears of it.
 *
 * Anybody may write to these addresses: a report is unpacked up to a limit, and what it says of other domains is left out.
 */
export const reportProgram = `#!/usr/bin/python3
import email, email.policy, fcntl, gzip, io, json, pathlib, sys, zipfile
from xml.etree import ElementTree

LIMIT = 16 * 1024 * 1024
PLACE = pathlib.Path("${mailPlaces.state}/reports/figures.json")
REFUSED = 67
DOMAINS = json.loads(pathlib.Path("/etc/commons-mail.json").read_text())["domains"]


def unpacked(part):
    data = part.get_payload(decode=True) or b""
    if data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return archive.open(archive.infolist()[0]).read(LIMIT + 1)
    if data[:2] == b"\\x1f\\x8b":
        return gzip.GzipFile(fileobj=io.BytesIO(data)).read(LIMIT + 1)
    return data


def plain(domain):
    return (domain or "").strip().lower().rstrip(".")


def dmarc(text):
    report = ElementTree.fromstring(text)
    domain = plain(report.findtext("policy_published/domain"))
    for row in report.iterfind("record/row"):
        results = [row.findtext("policy_evaluated/" + way) for way in ("dkim", "spf")]
        if domain in DOMAINS:
            yield "dmarc-pass" if "pass" in results else "dmarc-fail", int(row.findtext("count"))


def tls(text):
    for policy in json.loads(text)["policies"]:
        domain, summary = plain(policy["policy"]["policy-domain"]), policy["summary"]
        if domain in DOMAINS:
            yield "tls-pass", int(summary["total-successful-session-count"])
            yield "tls-fail", int(summary["total-failure-session-count"])


def figures_of(message, read):
    for part in message.walk():
        if part.get_content_maintype() not in ("application", "text") or part.get_content_type() == "text/plain":
            continue
        text = unpacked(part)
        if len(text) > LIMIT:
            raise ValueError("too large")
        return list(read(text))
    raise ValueError("nothing attached")


def add(figures):
    with open(PLACE.with_suffix(".lock"), "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        known_ones = json.loads(PLACE.read_text()) if PLACE.exists() else {}
        for name, count in figures:
            known_ones[name] = known_ones.get(name, 0) + max(count, 0)
        next_one = PLACE.with_suffix(".next")
        next_one.write_text(json.dumps(known_ones, sort_keys=True))
        next_one.rename(PLACE)


def main(sender, recipient):
    message = email.message_from_bytes(sys.stdin.buffer.read(4 * LIMIT), policy=email.policy.default)
    kind = recipient.partition("@")[0].partition("+")[0]
    if kind == "returned":
        if sender not in ("", "MAILER-DAEMON"):
            print("5.1.1 this address only sends")
            return REFUSED
        add([("returned", 1)])
        return 0
    try:
        add(figures_of(message, {"dmarc": dmarc, "tls": tls}[kind]))
    except Exception as error:
        # Whatever a stranger sends, it is no reason to send anything back.
        print(f"report cannot be read: {error!r}", file=sys.stderr)
        add([("unreadable", 1)])
    return 0


sys.exit(main(*sys.argv[1:3]))
`;

/** Address on the host itself to which reports of a kind, or messages that come back, are delivered. */
export const reportAddress = (kind: 'dmarc' | 'tls' | 'returned'): string => `${kind}@${reportsDomain}`;
