import { mailPlaces } from './mail-places';

/** Names of the metrics of a mail host besides those of every host. */
export const mailMetrics = {
  waiting: 'MailWaiting',
  oldest: 'MailOldestSeconds',
  certificate: 'MailCertificateDays',
  listed: 'MailListed',
  unsigned: 'MailUnsigned',
  returned: 'MailReturned',
  forged: 'MailDmarcFailed',
  ours: 'MailDmarcPassed',
  withoutTls: 'MailTlsFailed',
  withTls: 'MailTlsPassed',
  unreadable: 'MailReportsUnreadable',
} as const;

/**
 * Program that tells CloudWatch how a mail host is, in Python: its queue, days of its certificate, keys that it lacks, what reports of
 * others said since it told last, and how many public lists of bad senders have its address (RFC 5782: an address of 127.0.0.0/8 when they
 * do). Lists answer no resolver that many share, so the host asks its own; one that does not know its own test address is not believed.
 */
export const watchProgram = `#!/usr/bin/python3 -B
import datetime, json, pathlib, socket, subprocess, sys, time

import commons_host as host

FIGURES = pathlib.Path("${mailPlaces.state}/reports/figures.json")
TOLD = pathlib.Path("${mailPlaces.state}/told.json")
CERTIFICATE = "${mailPlaces.certificate}"
SETTINGS = json.loads(pathlib.Path("/etc/commons-mail.json").read_text())
REPORTED = {
    "returned": "${mailMetrics.returned}",
    "dmarc-fail": "${mailMetrics.forged}",
    "dmarc-pass": "${mailMetrics.ours}",
    "tls-fail": "${mailMetrics.withoutTls}",
    "tls-pass": "${mailMetrics.withTls}",
    "unreadable": "${mailMetrics.unreadable}",
}


def output(*words):
    return subprocess.run(words, check=True, stdout=subprocess.PIPE, text=True).stdout


def queue():
    messages = [json.loads(line) for line in output("postqueue", "-j").splitlines()]
    waiting = [each["arrival_time"] for each in messages if each["queue_name"] != "hold"]
    yield "${mailMetrics.waiting}", len(waiting)
    yield "${mailMetrics.oldest}", max(0, int(time.time()) - min(waiting)) if waiting else 0


def certificate():
    ends = output("openssl", "x509", "-noout", "-enddate", "-dateopt", "iso_8601", "-in", CERTIFICATE).strip().partition("=")[2]
    left = datetime.datetime.fromisoformat(ends.replace("Z", "+00:00")) - datetime.datetime.now(datetime.timezone.utc)
    yield "${mailMetrics.certificate}", left.days


def keys():
    folder = pathlib.Path("${mailPlaces.secrets}/dkim")
    yield "${mailMetrics.unsigned}", int(not (folder / (SETTINGS["selectors"][0] + ".key")).exists())


def answers(reverse, zone):
    try:
        found = socket.getaddrinfo(f"{reverse}.{zone}.", None, socket.AF_INET, socket.SOCK_STREAM)
    except socket.gaierror:
        return False
    # 127.255.255.0/24 says that the question was refused.
    return any(info[4][0].startswith("127.") and not info[4][0].startswith("127.255.255.") for info in found)


def blocklists():
    own = socket.getaddrinfo(SETTINGS["name"], None, socket.AF_INET, socket.SOCK_STREAM)
    reverse = {".".join(reversed(info[4][0].split("."))) for info in own}
    listed = [zone for zone in SETTINGS["blocklists"] if answers("2.0.0.127", zone) and any(answers(each, zone) for each in reverse)]
    if listed:
        print(f"listed by {', '.join(listed)}", file=sys.stderr)
    yield "${mailMetrics.listed}", len(listed)


def reported():
    figures = json.loads(FIGURES.read_text()) if FIGURES.exists() else {}
    told = json.loads(TOLD.read_text()) if TOLD.exists() else {}
    for key, metric in REPORTED.items():
        yield metric, figures.get(key, 0) - told.get(key, 0)
    TOLD.write_text(json.dumps(figures))


figures = []
for part in (queue, certificate, keys, blocklists, reported):
    try:
        figures += part()
    except Exception as error:
        print(f"{part.__name__}: {error!r}", file=sys.stderr)
host.tell(*figures)
`;
