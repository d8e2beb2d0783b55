import { mailPlaces } from './mail-places';

/**
 * Program that tells how a mail host is, as metrics in the text format of Prometheus, in Python: its queue, days of its certificate, what
 * reports of others said, and which public lists of bad senders have its address (RFC 5782: an address of 127.0.0.0/8 when they do).
 * Lists answer no resolver that many share, so it asks the one on the host itself.
 */
export const watchProgram = `#!/usr/bin/python3
import json, pathlib, socket, subprocess, sys, time

PLACE = pathlib.Path("/var/lib/prometheus/node-exporter/commons-mail.prom")
FIGURES = pathlib.Path("${mailPlaces.state}/reports/figures.json")
CERTIFICATE = "${mailPlaces.certificate}"
HELP = {
    "mail_queue_messages": ("gauge", "Messages that wait, by queue"),
    "mail_queue_oldest_seconds": ("gauge", "Age of the oldest message that waits"),
    "mail_certificate_expires_seconds": ("gauge", "Day on which the certificate expires, in seconds since 1970"),
    "mail_blocklist_listed": ("gauge", "1 if a public list of bad senders has the address of the host"),
    "mail_blocklist_asked": ("gauge", "1 if that list answered about its test address, so that it can be believed"),
    "mail_returned_total": ("counter", "Messages to addresses that only send, which came back"),
    "mail_dmarc_messages_total": ("counter", "Messages in our name that others reported, by whether they were ours"),
    "mail_tls_sessions_total": ("counter", "Sessions of others that brought us mail, by whether TLS worked"),
    "mail_reports_total": ("counter", "Reports that arrived"),
    "mail_reports_unreadable_total": ("counter", "Reports that arrived and could not be read"),
}
LABELS = {
    "mail_dmarc_messages_total": ("domain", "result"),
    "mail_tls_sessions_total": ("domain", "result"),
    "mail_reports_total": ("kind",),
    "mail_reports_unreadable_total": ("kind",),
}


def output(*words):
    return subprocess.run(words, check=True, stdout=subprocess.PIPE, text=True).stdout


def queue():
    messages = [json.loads(line) for line in output("postqueue", "-j").splitlines()]
    for name in ("active", "deferred", "hold", "incoming"):
        yield "mail_queue_messages", {"queue": name}, sum(each["queue_name"] == name for each in messages)
    waiting = [each["arrival_time"] for each in messages if each["queue_name"] != "hold"]
    yield "mail_queue_oldest_seconds", {}, max(0, int(time.time()) - min(waiting)) if waiting else 0


def certificate():
    ends = output("openssl", "x509", "-noout", "-enddate", "-dateopt", "iso_8601", "-in", CERTIFICATE).strip().partition("=")[2]
    yield "mail_certificate_expires_seconds", {}, int(time.mktime(time.strptime(ends, "%Y-%m-%d %H:%M:%SZ"))) - time.timezone


def answers(reverse, zone):
    try:
        return [info[4][0] for info in socket.getaddrinfo(f"{reverse}.{zone}.", None, socket.AF_INET, socket.SOCK_STREAM)]
    except socket.gaierror:
        return []


def has(found):
    # 127.255.255.0/24 says that the question was refused.
    return int(any(each.startswith("127.") and not each.startswith("127.255.255.") for each in found))


def blocklists(settings):
    own = [info[4][0] for info in socket.getaddrinfo(settings["name"], None, socket.AF_INET, socket.SOCK_STREAM)]
    for zone in settings["blocklists"]:
        reverse = [".".join(reversed(address.split("."))) for address in own]
        yield "mail_blocklist_listed", {"list": zone}, max((has(answers(each, zone)) for each in reverse), default=0)
        yield "mail_blocklist_asked", {"list": zone}, has(answers("2.0.0.127", zone))


def reported():
    for key, count in (json.loads(FIGURES.read_text()) if FIGURES.exists() else {}).items():
        name, *values = key.split("|")
        yield name, dict(zip(LABELS.get(name, ()), values)), count


def main():
    settings = json.loads(pathlib.Path("/etc/commons-mail.json").read_text())
    found = {}
    for part in (queue, certificate, reported, lambda: blocklists(settings)):
        try:
            for name, labels, value in part():
                text = ",".join(f'{label}="{each}"' for label, each in labels.items())
                found.setdefault(name, []).append(f"{name}{{{text}}} {value}" if text else f"{name} {value}")
        except Exception as error:
            print(f"{error!r}", file=sys.stderr)
    lines = []
    for name, samples in found.items():
        kind, meaning = HELP[name]
        lines += [f"# HELP {name} {meaning}", f"# TYPE {name} {kind}", *samples]
    next_one = PLACE.with_suffix(".next")
    next_one.write_text("\\n".join(lines) + "\\n")
    next_one.rename(PLACE)


main()
`;
