import { generateKeyPairSync } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { hostProgramFile } from '../../../constructs/hosts/host-program';
import { mailFiles, mailSecrets } from '../../../constructs/mail/mail-files';
import { mailHostSpec } from '../../../lib/platform/mail-host';
import { mailRecords } from '../../../model/records/mail-records';
import { changed, load, minimalTenant } from '../../support/environment-folder';
import { withOwnMail } from '../../support/with-own-mail';
import { compiledProgram } from '../../support/compiled-program';
import { TemporaryHome } from '../../support/temporary-home';
import { authorityVariables, challengeZone, route53Host, startAuthority } from './certificate-authority';
import { addresses, TwoMachines, type Machine } from './two-machines';

/** A message as `post.py` sends it. */
export interface Posting {
  readonly port: 25 | 465 | 587;
  readonly user?: string;
  readonly password?: string;
  readonly helo?: string;
  readonly tls?: 'none' | 'starttls' | 'implicit';
  readonly from: string;
  readonly to: string;
  readonly message: string;
  /** @default 1 */
  readonly times?: number;
  /** @default 1 */
  readonly together?: number;
}

const letterSchema = z.object({ from: z.string(), to: z.array(z.string()), text: z.string() });

/** A message that arrived in the world. */
export type Letter = z.output<typeof letterSchema>;

const checksSchema = z.array(z.object({ what: z.string(), wrong: z.object({ says: z.string() }).optional() }));

const answersSchema = z.array(z.string());

/** The environment of the tests, with greylisting and a service that sends. */
const files = {
  'environment.yaml': changed(
    withOwnMail['environment.yaml'] ?? '',
    "  greylisting: { none: 'The tests would wait' }\n",
    '',
  ),
  'tenants/site.yaml': `${minimalTenant}    mail: { from: site@commons.example }\n`,
};

const { environment } = load(files);
const found = mailHostSpec(environment, 'Z0EXAMPLE123COMMONS45');
if (found === undefined) throw new Error('the environment has no mail host');
const spec = found;

/** The rendered mail host with the real Postfix, rspamd, Dovecot, Redis and unbound, and the world around it. */
export class MailHostUnderTest {
  readonly signingKeys = spec.keys.map(({ selector }) => ({
    selector,
    ...generateKeyPairSync('rsa', {
      modulusLength: 2048,
      publicKeyEncoding: { type: 'spki', format: 'der' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    }),
  }));

  private constructor(readonly machines: TwoMachines) {}

  static async start(): Promise<MailHostUnderTest> {
    const host = new MailHostUnderTest(await TwoMachines.start());
    try {
      await host.boot();
    } catch (error) {
      const words = `${String(error)}\n${host.machines.words()}\n${host.log()}`;
      host.machines.stop();
      throw new Error(words, { cause: error });
    }
    return host;
  }

  stop(): void {
    this.machines.stop();
  }

  passwordFor = (user: string): string => `password of ${user}`.replaceAll(/\W/g, '-');

  /** The answers of the mail host to messages. */
  async post(posting: Posting): Promise<readonly string[]> {
    const asked = {
      server: addresses.host,
      tls: posting.port === 25 ? 'none' : posting.port === 465 ? 'implicit' : 'starttls',
      helo: 'world.elsewhere.example',
      times: 1,
      together: 1,
      ...posting,
    };
    return answersSchema.parse(
      JSON.parse(await this.machines.begin('world', ['python3', '/opt/post.py'], JSON.stringify(asked))),
    );
  }

  /** Messages in the world's letter box that have a word in them, as soon as there are so many. */
  async letters(word: string, count = 1, seconds = 30): Promise<readonly Letter[]> {
    const folder = join(this.machines.root, 'var/letters');
    for (let waited = 0; ; waited++) {
      const all = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : [];
      const letters = all
        .map((name) => letterSchema.parse(JSON.parse(readFileSync(join(folder, name), 'utf8'))))
        .filter(({ text }) => text.includes(word));
      if (letters.length >= count || waited >= seconds * 10) return letters;
      await pause(100);
    }
  }

  /** The figures of reports, as soon as they have these. */
  async figures(wanted: Readonly<Record<string, number>>): Promise<Readonly<Record<string, number>>> {
    const place = '/var/lib/commons-mail/reports/figures.json';
    for (let waited = 0; ; waited++) {
      const text = existsSync(join(this.machines.root, place)) ? this.machines.read(place) : '{}';
      const found = z.record(z.string(), z.number()).parse(JSON.parse(text));
      if (Object.entries(wanted).every(([name, count]) => found[name] === count) || waited > 100) return found;
      await pause(100);
    }
  }

  /** What the host tells CloudWatch of itself, by the rendered program and with a stand-in for the program that calls it. */
  tells(): Readonly<Record<string, number>> {
    this.machines.write(
      hostProgramFile,
      'import json\n\n\ndef tell(*figures):\n    print(json.dumps(dict(figures)))\n',
    );
    return z.record(z.string(), z.number()).parse(JSON.parse(this.run(['commons-mail-watch'])));
  }

  /** What Postfix wrote to its log. */
  log(): string {
    const file = join(this.machines.root, 'var/log/mail');
    return existsSync(file) ? readFileSync(file, 'utf8') : '';
  }

  run = (command: readonly string[], input?: string, machine: Machine = 'host'): string =>
    this.machines.run(machine, command, input);

  /** Another machine takes the disk of the queue, as the old one left it: nothing else of it stays. */
  async replaceMachine(): Promise<void> {
    this.run(['postfix', 'stop']);
    const [owner, group] = ['postfix', 'postdrop'].map((name) =>
      this.run(['sh', '-c', `grep '^${name}:' /etc/group | cut -d: -f3`]).trim(),
    );
    const other = String(Number(owner) + 300);
    this.run(['sh', '-c', `find /var/spool/postfix -user ${owner} -exec chown -h ${other} {} +`]);
    this.run(['sh', '-c', `find /var/spool/postfix -group ${group} -exec chgrp -h ${other} {} +`]);
    this.run(['sh', '-c', 'rm -rf /var/lib/postfix/* /var/lib/commons-mail /run/commons-mail']);
    this.run(['commons-mail', 'apply']);
    await this.startPostfix();
  }

  /** Runs the script that asks for the certificate, or for the next one, and returns what it said. */
  askForCertificate(): string {
    const variables = Object.entries(authorityVariables).map(([name, value]) => `${name}=${value}`);
    const script = 'set -a; . /etc/commons-mail.env; commons-mail-certificate 2>&1 || echo "ended with $?"';
    return this.run(['env', ...variables, 'sh', '-c', script]);
  }

  /** What `commons mail check` says, asked from the world, by what it asked about. */
  check(): ReadonlyMap<string, string> {
    const dkimKeys = this.publicHalves();
    const facts = { hostAddresses: { 'mx-a': addresses.host }, dkimKeys };
    const place = { environment: 'testing', account: '111122223333', region: 'us-east-1' };
    const home = new TemporaryHome({ testing: { ...files, 'facts.json': JSON.stringify({ ...place, facts }) } });
    const words = ['mail', 'check', 'testing', '--json', '--resolver', addresses.world];
    const program = [process.execPath, compiledProgram('commons'), '--home', home.folder];
    const { output } = this.machines.runFromHere('world', [...program, ...words]);
    home.remove();
    return new Map(
      checksSchema
        .parse(JSON.parse(output))
        .map(({ what, wrong }) => [what, wrong === undefined ? 'right' : wrong.says]),
    );
  }

  private publicHalves = (): Readonly<Record<string, string>> =>
    Object.fromEntries(this.signingKeys.map(({ selector, publicKey }) => [selector, publicKey.toString('base64')]));

  /** From here on, the mail of a domain that nobody answered for goes to the world's letter box. */
  moveTo(domain: string): void {
    this.machines.write(
      '/etc/nsd.zone',
      `${this.machines.read('/etc/nsd.zone')}${domain}. 1 IN MX 5 world.elsewhere.example.\n`,
    );
    this.run(['sh', '-c', 'kill -HUP "$(cat /run/nsd.pid)"']);
  }

  private async startPostfix(): Promise<void> {
    this.run(['postfix', 'start']);
    await this.answers('world', addresses.host, 587);
  }

  private async boot(): Promise<void> {
    const { machines } = this;
    this.writeWorld();
    startAuthority(machines);
    machines.daemon('world', '/usr/sbin/nsd', '-d', '-c', '/etc/nsd.conf');
    machines.daemon('world', 'python3', '/opt/letter_box.py', '/var/letters', addresses.world, '25', '8024');
    machines.write('/etc/unbound/unbound.conf', unbound);
    machines.daemon('host', '/usr/sbin/unbound', '-d', '-c', '/etc/unbound/unbound.conf');
    machines.daemon('host', 'redis-server', '--port', '6379', '--save', '');
    for (const [path, text] of Object.entries(mailFiles(spec))) machines.write(path, text);
    for (const [file, name] of Object.entries(mailSecrets(spec))) this.writeSecret(file, name);
    // There is no journal here.
    machines.write(
      '/etc/postfix/main.cf',
      `${mailFiles(spec)['/etc/postfix/main.cf'] ?? ''}maillog_file = /var/log/mail\n`,
    );
    machines.write('/etc/rspamd/local.d/logging.inc', 'type = "console";\nlevel = "info";\n');
    machines.write('/etc/rspamd/override.d/greylist.conf', 'timeout = 2s;\n');
    // Compiling its many patterns takes minutes here, and would change nothing but the speed.
    machines.write('/etc/rspamd/override.d/options.inc', 'disable_hyperscan = true;\n');
    machines.write('/usr/share/publicsuffix/effective_tld_names.dat', 'com\nexample\nnet\norg\n');
    // Its installation would make it.
    machines.write('/etc/postfix/dynamicmaps.cf', '');
    this.run(['chgrp', '-R', 'postdrop', '/usr/sbin/postdrop', '/usr/sbin/postqueue']);
    this.run(['chmod', 'g+s', '/usr/sbin/postdrop', '/usr/sbin/postqueue']);
    this.run([
      'mkdir',
      '-p',
      '/var/spool/postfix',
      '/var/lib/postfix',
      '/var/lib/rspamd',
      '/run/rspamd',
      '/var/lib/prometheus/node-exporter',
    ]);
    this.run(['chown', '-R', '_rspamd', '/var/lib/rspamd', '/run/rspamd']);
    this.run(['chown', '-R', 'postfix', '/var/lib/postfix']);
    this.run(['commons-mail', 'apply']);
    machines.daemon('host', '/usr/sbin/dovecot', '-F');
    machines.daemon('host', 'rspamd', '--no-fork', '--user', '_rspamd', '--group', '_rspamd');
    await this.answers('host', '127.0.0.1', 11332);
    await this.answers('host', '127.0.0.1', 6379);
    await this.answers('world', addresses.world, 25);
    await this.startPostfix();
  }

  /** Secrets as `commons-host` writes them. */
  private writeSecret(file: string, name: string): void {
    const key = this.signingKeys.find(({ selector }) => file === `dkim-${selector}`);
    const user = file.replace(/^account-/, '');
    if (name === '') throw new Error(`${file} has no secret`);
    this.run(['mkdir', '-p', '/run/commons-host/secrets']);
    this.run(['tee', `/run/commons-host/secrets/${file}`], key?.privateKey ?? this.passwordFor(user));
  }

  /** Somebody sets the password of an account, and the host takes it over; without one it is the old one again. */
  setPassword(user: string, password = this.passwordFor(user)): void {
    this.run(['tee', `/run/commons-host/secrets/account-${user}`], password);
    this.run(['commons-mail', 'apply']);
  }

  private writeWorld(): void {
    const { machines } = this;
    for (const script of ['post.py', 'letter_box.py']) {
      machines.write(`/opt/${script}`, readFileSync(join(__dirname, script), 'utf8'));
    }
    const ours = mailRecords(environment, { dkimKeys: this.publicHalves() }).map((record) =>
      'value' in record ? `${record.host}. 60 IN ${record.type} ${record.value}` : '',
    );
    machines.write('/etc/nsd.zone', `${[...worldRecords, ...ours].join('\n')}\n`);
    machines.write('/etc/nsd.conf', nameServer);
    machines.run('host', ['mkdir', '-p', '/var/log']);
  }

  private async answers(machine: Machine, address: string, port: number): Promise<void> {
    const script = `import socket; socket.create_connection(("${address}", ${port}), 2).close()`;
    for (let waited = 0; ; waited++) {
      try {
        this.run(['python3', '-c', script], '', machine);
        return;
      } catch (error) {
        if (waited > 100) throw new Error(`nothing answers at port ${port}`, { cause: error });
        await pause(200);
      }
    }
  }
}

const reversed = (address: string): string => `${address.split('.').reverse().join('.')}.in-addr.arpa.`;

/** The names of others, and addresses of ours that are not of mail. */
const worldRecords = [
  '. 60 IN SOA ns.world. nobody.world. 1 3600 600 86400 60',
  '. 60 IN NS ns.world.',
  `ns.world. 60 IN A ${addresses.world}`,
  `${route53Host}. 60 IN A ${addresses.world}`,
  `mail.commons.example. 60 IN A ${addresses.host}`,
  `mx.internal.commons.example. 60 IN A ${addresses.host}`,
  `lists.internal.commons.example. 60 IN A ${addresses.world}`,
  `${reversed(addresses.host)} 60 IN PTR mail.commons.example.`,
  // One list knows the host; another one answers everything, and cannot be believed.
  '2.0.0.127.zen.spamhaus.org. 60 IN A 127.0.0.2',
  `${addresses.host.split('.').reverse().join('.')}.zen.spamhaus.org. 60 IN A 127.0.0.4`,
  '*.bl.spamcop.net. 60 IN A 127.255.255.254',
  'spf.letters.example. 60 IN TXT "v=spf1 ip4:192.0.2.0/24 -all"',
  `world.elsewhere.example. 60 IN A ${addresses.world}`,
  'elsewhere.example. 60 IN MX 10 world.elsewhere.example.',
  `elsewhere.example. 60 IN TXT "v=spf1 ip4:${addresses.world} -all"`,
  'gone.example. 1 IN MX 10 silent.gone.example.',
  'silent.gone.example. 1 IN A 198.51.100.99',
  'strict.example. 60 IN MX 10 world.elsewhere.example.',
  'strict.example. 60 IN TXT "v=spf1 -all"',
  '_dmarc.strict.example. 60 IN TXT "v=DMARC1; p=reject"',
];

const nameServer = `server:
  ip-address: ${addresses.world}
  username: ""
  zonesdir: "/etc"
  database: ""
  pidfile: "/run/nsd.pid"
  xfrdfile: ""
  zonelistfile: ""
  cookie-secret-file: ""
remote-control:
  control-enable: no
zone:
  name: "."
  zonefile: "nsd.zone"
zone:
  name: "${challengeZone.name}"
  zonefile: "${basename(challengeZone.file)}"
`;

const unbound = `server:
  interface: 127.0.0.1
  module-config: "iterator"
  username: ""
  chroot: ""
  pidfile: ""
  use-syslog: no
  do-ip6: no
forward-zone:
  name: "."
  forward-addr: ${addresses.world}
`;
