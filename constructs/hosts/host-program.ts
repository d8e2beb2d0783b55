/** Where `hostProgram` is on a host. */
export const hostProgramFile = '/usr/local/sbin/commons_host.py';

/**
 * Program with which a host of the community's own prepares itself, in Python, which every image with cloud-init has: the AWS CLI is
 * in few of them, and the curl of some signs no further headers. Settings are in `/etc/commons-host.json`; the two variables of the AWS
 * SDKs name other endpoints.
 *
 * - `prepare` attaches the disks whose tag names this machine, waits while another machine still has them, makes a file system on one
 *   that has none, and mounts each where its tag says. Then it writes the secrets into files that only root reads;
 * - `report` tells CloudWatch whether that was done, and how full the fullest disk is.
 *
 * Further programs of a host are beside it and import it as `commons_host`: `parameters` gives them what Parameter Store has below a path, as
 * pairs of the rest of the name and the value.
 *
 * Sources: the EC2 user guide, "Use IMDSv2", "Map Amazon EBS volumes to NVMe device names"; the API references of EC2, Secrets
 * Manager, Systems Manager and CloudWatch; the IAM user guide, "AWS Signature Version 4 for API requests"; util-linux, blkid(8).
 */
export const hostProgram = `#!/usr/bin/python3 -B
import datetime, hashlib, hmac, json, os, pathlib, re, shutil, subprocess, sys, time
import urllib.error, urllib.parse, urllib.request
from xml.etree import ElementTree

PLACE = os.environ.get
SETTINGS = json.loads(pathlib.Path(PLACE("COMMONS_HOST_SETTINGS", "/etc/commons-host.json")).read_text())
METADATA = PLACE("AWS_EC2_METADATA_SERVICE_ENDPOINT", "http://169.254.169.254") + "/latest/"
ROOT = pathlib.Path(PLACE("COMMONS_HOST_ROOT", "/"))
PAUSE = float(PLACE("COMMONS_HOST_PAUSE", "15"))
TIMEOUT = 20
OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def request(url, data=None, headers={}, method=None):
    asked = urllib.request.Request(url, data=data, headers=headers, method=method)
    with OPENER.open(asked, timeout=TIMEOUT) as answer:
        return answer.read()


def ask(path):
    lifetime = {"X-aws-ec2-metadata-token-ttl-seconds": "300"}
    session = request(METADATA + "api/token", headers=lifetime, method="PUT").decode()
    return request(METADATA + "meta-data/" + path, headers={"X-aws-ec2-metadata-token": session}).decode()


def digest(data):
    return hashlib.sha256(data).hexdigest()


def keyed(key, text):
    return hmac.new(key, text.encode(), hashlib.sha256).digest()


def call(service, body, headers, method="POST", path="/"):
    region = ask("placement/region")
    role = ask("iam/security-credentials/")
    keys = json.loads(ask("iam/security-credentials/" + role))
    url = PLACE("AWS_ENDPOINT_URL", f"https://{service}.{region}.amazonaws.com")
    now = datetime.datetime.now(datetime.timezone.utc).strftime("%Y%m%dT%H%M%SZ")
    signed = dict(headers, host=urllib.parse.urlsplit(url).netloc)
    signed.update({"x-amz-date": now, "x-amz-security-token": keys["Token"]})
    names = sorted(signed)
    fields = [f"{name}:{signed[name]}" for name in names]
    lines = [method, path, "", *fields, "", ";".join(names), digest(body)]
    scope = f"{now[:8]}/{region}/{service}/aws4_request"
    key = ("AWS4" + keys["SecretAccessKey"]).encode()
    for part in scope.split("/"):
        key = keyed(key, part)
    text = "\\n".join(["AWS4-HMAC-SHA256", now, scope, digest("\\n".join(lines).encode())])
    credential = f"Credential={keys['AccessKeyId']}/{scope}"
    signature = f"SignedHeaders={';'.join(names)}, Signature={keyed(key, text).hex()}"
    signed["authorization"] = f"AWS4-HMAC-SHA256 {credential}, {signature}"
    try:
        return request(url + path, body, signed, method)
    except urllib.error.HTTPError as error:
        raise OSError(f"{service} answers {error.code}: {error.read(2000).decode(errors='replace')}") from error


def call_json(service, target, **asked):
    headers = {"content-type": "application/x-amz-json-1.1", "x-amz-target": target}
    return json.loads(call(service, json.dumps(asked).encode(), headers))


def parameters(path, deep=False):
    asked = {"Path": path, "Recursive": deep}
    while True:
        answer = call_json("ssm", "AmazonSSM.GetParametersByPath", **asked)
        yield from ((each["Name"][len(path) + 1 :], each["Value"]) for each in answer["Parameters"])
        if not answer.get("NextToken"):
            return
        asked["NextToken"] = answer["NextToken"]


def query(service, version, action, **parameters):
    body = urllib.parse.urlencode({"Action": action, "Version": version, **parameters}).encode()
    answer = call(service, body, {"content-type": "application/x-www-form-urlencoded; charset=utf-8"})
    return ElementTree.fromstring(re.sub(rb' xmlns="[^"]*"', b"", answer))


def ec2(action, **parameters):
    return query("ec2", "2016-11-15", action, **parameters)


def run(*words):
    subprocess.run(words, check=True, stdout=sys.stderr)


def disks():
    wanted = {"Filter.1.Name": "tag:commons-platform/host", "Filter.1.Value.1": SETTINGS["machine"]}
    found = {}
    for item in ec2("DescribeVolumes", **wanted).iterfind("volumeSet/item"):
        tags = {tag.findtext("key"): tag.findtext("value") for tag in item.iterfind("tagSet/item")}
        path, name = tags.get("commons-platform/path"), item.findtext("volumeId")
        if path is None:
            continue
        if path in found:
            both = f"{found[path].findtext('volumeId')} and {name}"
            sys.exit(f"{both} are both for {path}: take the tag commons-platform/host off the one that is not wanted")
        found[path] = item
    return found


def attach(disk, machine, letters):
    name = disk.findtext("volumeId")
    holders = [each.findtext("instanceId") for each in disk.iterfind("attachmentSet/item")]
    if machine not in holders:
        if holders or disk.findtext("status") != "available":
            raise OSError(f"{name} is not free yet: {', '.join(holders) or disk.findtext('status')}")
        ec2("AttachVolume", VolumeId=name, InstanceId=machine, Device=f"/dev/sd{letters.pop(0)}")
    device = ROOT / "dev/disk/by-id" / ("nvme-Amazon_Elastic_Block_Store_" + name.replace("-", ""))
    if not device.exists():
        raise OSError(f"{device} is not there yet")
    return str(device.resolve())


def mount(device, path):
    held = subprocess.run(["findmnt", "--noheadings", "--output", "SOURCE", "--mountpoint", path], stdout=subprocess.PIPE)
    if held.returncode == 0 and os.path.realpath(held.stdout.decode().strip()) == os.path.realpath(device):
        return
    probe = subprocess.run(["blkid", "--probe", "--output", "value", "--match-tag", "TYPE", device], stdout=subprocess.PIPE)
    kind = probe.stdout.decode().strip()
    empty = probe.returncode == 2 and kind == ""
    if empty:
        run("mkfs.ext4", "-q", device)
    elif kind not in ("ext4", "xfs"):
        sys.exit(f"{device} for {path} has neither ext4 nor xfs, but {kind or 'something unknown'}: nothing was changed")
    os.makedirs(path, exist_ok=True)
    run("mount", device, path)
    run(*(["xfs_growfs", path] if kind == "xfs" else ["resize2fs", device]))
    if empty and shutil.which("restorecon"):
        run("restorecon", path)


def used_letters(machine, found):
    held = [each for disk in found.values() for each in disk.iterfind("attachmentSet/item")]
    return {each.findtext("device")[-1] for each in held if each.findtext("instanceId") == machine}


def mount_disks():
    machine, found = ask("instance-id"), disks()
    used = used_letters(machine, found)
    letters = [letter for letter in "fghijklmnopqrstuvwxyz" if letter not in used]
    for path in sorted(found):
        mount(attach(found[path], machine, letters), path)


def write_secrets():
    folder = ROOT / "run/commons-host/secrets"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for file, name in SETTINGS["secrets"].items():
        answer = call_json("secretsmanager", "secretsmanager.GetSecretValue", SecretId=name)
        target = os.open(folder / file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with open(target, "w") as stream:
            stream.write(answer["SecretString"])


def until_done(step):
    while True:
        try:
            return step()
        except (OSError, subprocess.CalledProcessError) as error:
            print(f"{error}; next attempt in {PAUSE:g} seconds", file=sys.stderr, flush=True)
            time.sleep(PAUSE)


def prepare():
    until_done(mount_disks)
    until_done(write_secrets)


def fullest():
    mounts = [line.split() for line in pathlib.Path("/proc/self/mounts").read_text().splitlines()]
    sizes = [shutil.disk_usage(path) for _, path, kind, *_ in mounts if kind in ("ext4", "xfs", "btrfs")]
    return max((100 * each.used / (each.used + each.free) for each in sizes if each.used + each.free), default=0)


def tell(*figures):
    data = {"Namespace": SETTINGS["namespace"]}
    for number, (name, value) in enumerate(figures, 1):
        start = f"MetricData.member.{number}."
        data.update({start + "MetricName": name, start + "Value": value})
        data.update({start + "Dimensions.member.1.Name": "Host", start + "Dimensions.member.1.Value": SETTINGS["machine"]})
    query("monitoring", "2010-08-01", "PutMetricData", **data)


def report():
    ready = subprocess.run(["systemctl", "is-active", "--quiet", "commons-host.service"]).returncode == 0
    tell(("Ready", int(ready)), ("DiskUsed", round(fullest(), 1)))


if __name__ == "__main__":
    {"prepare": prepare, "report": report}[sys.argv[1]]()
`;
