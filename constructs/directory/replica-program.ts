/**
 * Part of the program of a replica in Python, for `directory-start.ts`: `install` makes this machine a server of the directory, once: a
 * replica of one that answers, or the first server where its settings allow that. What fails is taken off and tried again. httpd's
 * settings for the balancer come last, so a server that answers by the balancer's name is complete. Then, at each start, it sees to
 * the account that Keycloak reads as, and that the password of `admin`, with which new replicas join, does not expire.
 *
 * FreeIPA redirects whoever asks by another name than the replica's own, and refuses a page that calls it unless the page is its own;
 * behind the balancer both names are the balancer's. So requests are given the replica's names before FreeIPA's rules are read.
 *
 * Root is the Directory Manager on LDAP's local socket, so no password is written down. The passwords of an installation are among its
 * words for as long as it runs; nobody but root is on the machine.
 *
 * Sources: man pages of ipa-server-install(1) and ipa-replica-install(1); freeipa.org, "HowTo/LDAP", for system accounts;
 * freeipa/freeipa, install/share/ipa-rewrite.conf.template and ipaserver/rpcserver.py; Apache httpd, mod_headers, for `early`.
 */
export const replicaProgram = `import http.client, subprocess, sys, urllib.parse
import commons_host as host

IPA = host.SETTINGS["directory"]
REALM = IPA["domain"].upper()
BASE = ",".join(f"dc={label}" for label in IPA["domain"].split("."))
SOCKET = host.PLACE("COMMONS_LDAPI", "/run/slapd-" + REALM.replace(".", "-") + ".socket")
LDAP = ["-Q", "-Y", "EXTERNAL", "-H", "ldapi://" + urllib.parse.quote(SOCKET, safe="")]
WEB = host.ROOT / "etc/httpd/conf.d/commons-directory.conf"
NEVER = "20380119031407Z"


def secret(name):
    return (host.ROOT / "run/commons-host/secrets" / name).read_text()


def is_complete(server):
    connection = http.client.HTTPConnection(server, timeout=10)
    try:
        connection.request("GET", "/ipa/config/ca.crt", headers={"Host": IPA["web"]})
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def join():
    if WEB.exists():
        return
    server = next(filter(is_complete, IPA["others"]), None)
    administrator = "--admin-password=" + secret("administrator")
    if server:
        words = ["ipa-replica-install", "--setup-ca", "--skip-conncheck", "--force-join", "--principal=admin"]
        words += ["--server=" + server, administrator]
    elif IPA["founds"]:
        words = ["ipa-server-install", "--ds-password=" + secret("manager"), administrator]
    else:
        raise OSError("no other replica is complete")
    words += ["--unattended", "--no-ntp", "--hostname=" + IPA["host"], "--domain=" + IPA["domain"], "--realm=" + REALM]
    if subprocess.run(words, stdout=sys.stderr).returncode != 0:
        # What is left of it would be in the way of the next attempt.
        subprocess.run(["ipa-server-install", "--uninstall", "--unattended"], stdout=sys.stderr)
        raise OSError(words[0] + " failed, see /var/log")


def web_settings():
    name, web = IPA["host"], IPA["web"].replace(".", "\\\\.")
    return f"""RequestHeader set Host "{name}" early
RequestHeader edit Referer "^https://{web}/" "https://{name}/" early
"""


def settle():
    reader = "uid=keycloak,cn=sysaccounts,cn=etc," + BASE
    password = "userPassword: " + secret("keycloak")
    changes = f"""dn: {reader}
changetype: add
objectClass: account
objectClass: simpleSecurityObject
uid: keycloak
{password}
passwordExpirationTime: {NEVER}
nsIdleTimeout: 0

dn: {reader}
changetype: modify
replace: userPassword
{password}

dn: uid=admin,cn=users,cn=accounts,{BASE}
changetype: modify
replace: krbPasswordExpiration
krbPasswordExpiration: {NEVER}
"""
    ended = subprocess.run(["ldapmodify", "-c", *LDAP], input=changes.encode(), stdout=sys.stderr).returncode
    # 68: the account is there already.
    if ended not in (0, 68):
        raise OSError(f"ldapmodify ends with {ended}")
    fresh = WEB.with_suffix(".new")
    fresh.write_text(web_settings())
    fresh.replace(WEB)
    host.run("systemctl", "reload", "httpd")


def install():
    host.until_done(join)
    host.until_done(settle)


COMMANDS = {"install": install}
`;
