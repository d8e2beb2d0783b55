import { mailPlaces } from './mail-places';

/**
 * Program that brings a mail host into the state of its files and secrets, in Python. `apply` writes what Dovecot and rspamd need of
 * the secrets, makes a certificate of its own while there is no other, and has the services read what changed. `certificate` takes over
 * what lego got. Without a change neither touches a service. A password or key that is not there yet is left out and said.
 *
 * Sources: doc.dovecot.org 2.4, "Passwd-file"; postfix(1), "check"; go-acme.github.io/lego, "Use a hook script".
 */
export const mailProgram = `#!/usr/bin/python3
import grp, hashlib, json, os, pathlib, pwd, re, shutil, subprocess, sys

SECRETS = pathlib.Path("/run/commons-host/secrets")
RUN = pathlib.Path("${mailPlaces.secrets}")
STATE = pathlib.Path("${mailPlaces.state}")
CERTIFICATE = pathlib.Path("${mailPlaces.certificate}")
QUEUE = pathlib.Path("/var/spool/postfix")
READ = ["/etc/postfix", "/etc/dovecot/dovecot.conf", "/etc/rspamd/local.d", "/etc/rspamd/rspamd.local.lua"]


def run(*words):
    subprocess.run(words, check=True, stdout=sys.stderr)


def put(path, text, owner, group, mode):
    path.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
    next_one = path.with_name("." + path.name)
    with open(os.open(next_one, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as stream:
        stream.write(text)
    os.chown(next_one, pwd.getpwnam(owner).pw_uid, grp.getgrnam(group).gr_gid)
    os.chmod(next_one, mode)
    next_one.rename(path)


def secret(name):
    file = SECRETS / name
    text = file.read_text().strip() if file.exists() else ""
    if text == "":
        print(f"secret {name} has no value yet", file=sys.stderr)
    return text


def password(user):
    text = secret("account-" + user)
    # A tenant sets its own. Dovecot would read another line as an account more, and what is behind a colon as settings.
    if re.search(r"[\\x00-\\x1f\\x7f:]", text) is None:
        return text
    print(f"the password of {user} has a colon or more than one line, and is not taken", file=sys.stderr)
    return ""


def add_user():
    try:
        pwd.getpwnam("commons-mail")
    except KeyError:
        run("useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", "commons-mail")
    user = pwd.getpwnam("commons-mail")
    for folder in (STATE, STATE / "reports"):
        folder.mkdir(mode=0o755, parents=True, exist_ok=True)
    os.chown(STATE / "reports", user.pw_uid, user.pw_gid)


def write_secrets(settings):
    passwords = {user: password(user) for user in settings["accounts"]}
    lines = [user + ":{PLAIN}" + password + "\\n" for user, password in passwords.items() if password != ""]
    put(RUN / "accounts", "".join(lines), "root", "dovecot", 0o640)
    for selector in settings["selectors"]:
        key = secret("dkim-" + selector)
        if key != "":
            put(RUN / "dkim" / (selector + ".key"), key + "\\n", "_rspamd", "_rspamd", 0o400)


def provisional(name):
    if CERTIFICATE.exists():
        return
    key, chain = STATE / "provisional.key", STATE / "provisional.pem"
    run(
        *["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "30"],
        *["-subj", "/CN=" + name, "-keyout", str(key), "-out", str(chain)],
    )
    put(CERTIFICATE, key.read_text() + chain.read_text(), "root", "root", 0o600)
    key.unlink()
    chain.unlink()


def read_files():
    for place in map(pathlib.Path, READ):
        yield from sorted(file for file in place.rglob("*") if file.is_file()) if place.is_dir() else [place]
    yield from sorted(file for file in RUN.rglob("*") if file.is_file() and file.name != "applied")
    yield CERTIFICATE


def own_queue():
    # The disk of the queue comes from another machine, whose users had other numbers.
    incoming, maildrop = QUEUE / "incoming", QUEUE / "maildrop"
    if not incoming.exists() or not maildrop.exists():
        return
    user, group = pwd.getpwnam("postfix").pw_uid, grp.getgrnam("postdrop").gr_gid
    old_user, old_group = incoming.lstat().st_uid, maildrop.lstat().st_gid
    if (old_user, old_group) == (user, group):
        return
    run("systemctl", "stop", "postfix")
    for place in QUEUE.rglob("*"):
        found = place.lstat()
        new_user, new_group = user if found.st_uid == old_user else -1, group if found.st_gid == old_group else -1
        os.chown(place, new_user, new_group, follow_symlinks=False)


def digest():
    whole = hashlib.sha256()
    for file in read_files():
        whole.update(str(file).encode() + b"\\0" + file.read_bytes() + b"\\0")
    return whole.hexdigest()


def apply():
    settings = json.loads(pathlib.Path("/etc/commons-mail.json").read_text())
    add_user()
    write_secrets(settings)
    provisional(settings["name"])
    applied, now = RUN / "applied", digest()
    if applied.exists() and applied.read_text() == now:
        return
    own_queue()
    run("postfix", "check")
    run("systemctl", "daemon-reload")
    run("systemctl", "enable", "--now", "commons-mail-watch.timer", "commons-mail-certificate.timer")
    for unit in ("dovecot", "rspamd", "postfix"):
        run("systemctl", "enable", unit)
        run("systemctl", "restart", unit)
    put(applied, now, "root", "root", 0o644)


def certificate():
    chain, key = os.environ["LEGO_CERT_PATH"], os.environ["LEGO_CERT_KEY_PATH"]
    put(CERTIFICATE, pathlib.Path(key).read_text() + pathlib.Path(chain).read_text(), "root", "root", 0o600)
    apply()


{"apply": apply, "certificate": certificate}[sys.argv[1]]()
`;
