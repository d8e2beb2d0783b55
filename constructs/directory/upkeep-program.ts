/** Folder from which a node exporter takes figures. */
const textfiles = 'var/lib/node_exporter/textfile_collector';

/**
 * Part of the program of a replica in Python, for `directory-start.ts`:
 *
 * - `health` tells how FreeIPA's services and the replication to others are: 0 works, 1 is busy, 2 fails;
 * - `check` tells how many errors FreeIPA's check of itself finds;
 * - `backup` has FreeIPA write a whole backup, puts it into the bucket and removes it here.
 *
 * Figures go to CloudWatch, and into files for a node exporter. Sources: man pages of ipactl(8), ipa-healthcheck(8), ipa-backup(1);
 * 389ds/389-ds-base, repl5_agmt.c, for the status of an agreement; Amazon S3 user guide, "Checking object integrity".
 */
export const upkeepProgram = `import base64, json, mmap, re, shutil, subprocess
import commons_host as host
from replica import IPA, LDAP


def textfile(name, lines):
    file = host.ROOT / "${textfiles}" / (name + ".prom")
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_suffix(".new")
    fresh.write_text("".join(line + "\\n" for line in lines))
    fresh.replace(file)


def output(*words, check=False):
    return subprocess.run(words, check=check, stdout=subprocess.PIPE).stdout.decode()


def replicas():
    names = ["nsds5replicahost", "nsds5replicalastupdatestatusjson"]
    place = ["-LLL", "-o", "ldif-wrap=no", *LDAP, "-b", "cn=mapping tree,cn=config"]
    told = output("ldapsearch", *place, "(objectClass=nsds5replicationagreement)", *names, check=True)
    found = {}
    for entry in told.lower().split("\\n\\n"):
        fields = dict(line.split(": ", 1) for line in entry.splitlines() if ": " in line)
        if names[0] in fields:
            state = json.loads(fields.get(names[1], "{}")).get("state")
            status = {"green": 0, "amber": 1}.get(state, 2)
            found[fields[names[0]]] = max(status, found.get(fields[names[0]], 0))
    return found


def health():
    told = output("ipactl", "status")
    services = {name: int(state == "RUNNING") for name, state in re.findall(r"^(.+) Service: (\\w+)$", told, re.M)}
    works = int(bool(services) and all(services.values()))
    try:
        others = replicas()
    except (OSError, subprocess.CalledProcessError):
        others = {}
    lines = [f'ipa_service_status{{service="{name}"}} {value}' for name, value in services.items()]
    lines += [f'ldap_replica_status{{host="{name}"}} {value}' for name, value in others.items()]
    textfile("ipa", [*lines, f"ipa_status_ok {works}", f"ldap_replica_count {len(others)}"])
    # Without an agreement changes made here are nowhere else.
    host.tell(("DirectoryServices", works), ("Replication", max(others.values(), default=2)))


def check():
    told = output("ipa-healthcheck", "--failures-only", "--output-type=json")
    # One that says nothing at all has failed itself.
    errors = sum(each["result"] in ("ERROR", "CRITICAL") for each in json.loads(told)) if told else 1
    textfile("ipa-check", [f"ipa_check_error {errors}"])
    host.tell(("CheckErrors", errors))


def backup():
    folder = host.ROOT / "var/lib/ipa/backup"
    host.run("ipa-backup")
    newest = max(folder.glob("ipa-full-*"), key=lambda each: each.stat().st_mtime)
    file = folder / (newest.name + ".tar")
    try:
        host.run("tar", "--create", "--file", str(file), "--directory", str(folder), newest.name)
        with open(file, "rb") as stream:
            data = memoryview(mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ))
        sha256 = host.digest(data)
        # A bucket that is locked takes nothing without a checksum.
        checksum = base64.b64encode(bytes.fromhex(sha256)).decode()
        headers = {"x-amz-content-sha256": sha256, "x-amz-checksum-sha256": checksum}
        host.call("s3", data, headers, "PUT", f"/{IPA['bucket']}/{host.SETTINGS['machine']}/{file.name}")
    finally:
        file.unlink(missing_ok=True)
        shutil.rmtree(newest)


COMMANDS = {"health": health, "check": check, "backup": backup}
`;
