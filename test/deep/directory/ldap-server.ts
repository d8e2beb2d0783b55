import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { directoryStart } from '../../../constructs/directory/directory-start';
import { replicaProgram } from '../../../constructs/directory/replica-program';
import { upkeepProgram } from '../../../constructs/directory/upkeep-program';
import { hostProgram } from '../../../constructs/hosts/host-program';
import { domainDn } from '../../../model/directory-replicas';
import { freePort } from '../keycloak/server';
import { DebianSystem, type Outcome } from './debian-system';

export const domain = 'commons.example';
export const baseDn = domainDn(domain);

/** The password of the Directory Manager. */
const manager = 'the manager of the tests';

export interface LdapServerProps {
  readonly name: string;
  readonly folder: string;
  /** Value of the secret with which Keycloak reads. */
  readonly readerPassword: string;
  /** Further settings of the program. */
  readonly settings?: Readonly<Record<string, unknown>>;
}

const packages = [
  '389-ds-base',
  'ldap-utils',
  'libsasl2-modules',
  'bash',
  'coreutils',
  'grep',
  'tar',
  'python3',
  'base-files',
];

/** What FreeIPA adds to the schema, as far as people of these tests have it. Source: freeipa/freeipa, install/share/60basev2.ldif. */
const schema = `dn: cn=schema
attributeTypes: ( 2.16.840.1.113730.3.8.3.1 NAME 'ipaUniqueID' EQUALITY caseIgnoreMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.15 SINGLE-VALUE )
objectClasses: ( 2.16.840.1.113730.3.8.4.1 NAME 'ipaObject' SUP top AUXILIARY MUST ipaUniqueID )
`;

/** A real 389 Directory Server, which FreeIPA has for LDAP, with the program of a replica beside it. */
export class LdapServer {
  /** Where tools find its local socket. */
  readonly socket = 'ldapi://%2Frun%2Fslapd-replica.socket';
  private process?: ChildProcess;

  private constructor(
    readonly system: DebianSystem,
    readonly port: number,
    readonly securePort: number,
  ) {}

  static async create({ name, folder, readerPassword, settings }: LdapServerProps): Promise<LdapServer> {
    const system = new DebianSystem({ folder, packages, hosts: [] });
    const server = new LdapServer(system, await freePort(), await freePort());
    const instance = `[general]
config_version = 2
full_machine_name = localhost
strict_host_checking = False
selinux = False
systemd = False
[slapd]
instance_name = replica
user = dirsrv
group = dirsrv
root_password = ${manager}
port = ${server.port}
secure_port = ${server.securePort}
[backend-userroot]
suffix = ${baseDn}
create_suffix_entry = True
sample_entries = no
`;
    system.write('tmp/instance.inf', instance);
    // It takes the server down again with itself: the processes of a system end together.
    server.must('dscreate from-file /tmp/instance.inf && dsctl replica stop');
    system.write('etc/dirsrv/slapd-replica/schema/98freeipa.ldif', schema);
    server.must('cp /usr/share/dirsrv/data/60kerberos.ldif /etc/dirsrv/slapd-replica/schema/');
    const directory = {
      domain,
      host: `${name}.${domain}`,
      others: [],
      web: `idm.${domain}`,
      founds: false,
      program: '/testing/directory/program',
      ...settings,
    };
    system.write('tmp/settings.json', JSON.stringify({ machine: name, secrets: {}, namespace: 'Testing', directory }));
    const program = { 'commons_host.py': hostProgram, 'commons-directory': directoryStart };
    for (const [file, text] of Object.entries(program)) system.write(`tmp/sbin/${file}`, text, 0o755);
    for (const [part, text] of Object.entries({ replica: replicaProgram, upkeep: upkeepProgram }))
      system.write(`tmp/root/run/commons-directory/${part}.py`, text);
    system.write('tmp/root/run/commons-host/secrets/keycloak', readerPassword);
    system.write('tmp/root/etc/httpd/conf.d/welcome.conf', '');
    server.tool('systemctl', 'true');
    return server;
  }

  /** Certificate, PEM, of the authority of its certificate. */
  get authority(): string {
    return readFileSync(join(this.system.folder, 'etc/dirsrv/slapd-replica/ca.crt'), 'utf8');
  }

  async start(): Promise<void> {
    this.process = this.system.start('exec ns-slapd -D /etc/dirsrv/slapd-replica -i /run/dirsrv/replica.pid -d 0');
    for (let attempt = 0; attempt < 240; attempt++) {
      if (await isOpen(this.securePort)) return;
      await pause(250);
    }
    const errors = join(this.system.folder, 'var/log/dirsrv/slapd-replica/errors');
    throw new Error(`389 Directory Server does not start: ${readFileSync(errors, 'utf8').slice(-2000)}`);
  }

  /** Ends it at once, as a machine that is lost. */
  stop(): void {
    this.process?.kill('SIGKILL');
    this.process = undefined;
  }

  /** Puts a program of the shell before those of the system. */
  tool(name: string, script: string): void {
    this.system.write(`tmp/bin/${name}`, `#!/bin/bash\necho "${name} $*" >>/tmp/tools.log\n${script}\n`, 0o755);
  }

  /** Adds or changes entries as the Directory Manager. */
  change(ldif: string): void {
    this.system.write('tmp/change.ldif', ldif);
    this.must(`ldapmodify -a -Q -Y EXTERNAL -H ${this.socket} -f /tmp/change.ldif`);
  }

  /** Output of a command as the Directory Manager. */
  configure(...words: readonly string[]): string {
    const quoted = words.map((word) => `'${word}'`).join(' ');
    return this.must(`dsconf -D 'cn=Directory Manager' -w '${manager}' ldap://localhost:${this.port} ${quoted}`);
  }

  /** Runs a step of the program of a replica. */
  program(step: string, variables: Readonly<Record<string, string>> = {}): Outcome {
    this.system.write('tmp/step.py', steps);
    return this.system.run(`python3 /tmp/step.py ${step}`, {
      COMMONS_HOST_SETTINGS: '/tmp/settings.json',
      COMMONS_HOST_ROOT: '/tmp/root',
      COMMONS_HOST_PAUSE: '0.2',
      COMMONS_LDAPI: '/run/slapd-replica.socket',
      ...variables,
    });
  }

  /** A file below the root of the program. */
  file(path: string): string {
    return readFileSync(join(this.system.folder, 'tmp/root', path), 'utf8');
  }

  must(script: string): string {
    const { succeeds, output } = this.system.run(script);
    if (!succeeds) throw new Error(`${script}: ${output.slice(-3000)}`);
    return output;
  }
}

/** Calls one function of the program, in the way its start does; what it tells CloudWatch is printed. */
const steps = `import sys

sys.path.insert(0, "/tmp/sbin")
import commons_host as host

host.tell = lambda *figures: print("told", dict(figures))
sys.path.insert(0, "/tmp/root/run/commons-directory")
import replica, upkeep

getattr(replica if hasattr(replica, sys.argv[1]) else upkeep, sys.argv[1])()
`;

/** Whether somebody listens at a port of this machine. */
const isOpen = (port: number): Promise<boolean> =>
  new Promise((resolved) => {
    const socket = connect(port, '127.0.0.1')
      .on('connect', () => {
        socket.destroy();
        resolved(true);
      })
      .on('error', () => resolved(false));
  });
