import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../keycloak/server';
import { debianPackages } from './debian';

/** The TSIG key of these servers. */
export const tsigKey = { name: 'commons-platform', value: Buffer.from('only for these tests').toString('base64') };

const packages = () => debianPackages(['bind9', 'bind9-utils', 'bind9-dnsutils'], 'with-dependencies');

const run = (program: string, args: readonly string[], input?: string) => {
  const [first, ...words] = packages().command(program);
  return spawnSync(first, [...words, ...args], { encoding: 'utf8', timeout: 20_000, input });
};

/** `nsupdate` as a shell runs it. */
export const updateCommand = (): string => packages().command('usr/bin/nsupdate').join(' ');

/** The records that a domain's own provider adds to a zone file of ours, which is included beside them. */
const around = (domain: string, own: string): string => `$ORIGIN ${domain}.
$TTL 3600
@ IN SOA ns1.dns-provider.example. hostmaster.dns-provider.example. 1 7200 900 1209600 300
@ IN NS ns1.dns-provider.example.
@ IN NS ns2.dns-provider.example.
${own}`;

/** What BIND's own check says of a zone file of ours that a primary includes; with its strictest settings. */
export function checkedZone(domain: string, text: string): { readonly code: number | null; readonly said: string } {
  const folder = mkdtempSync(join(tmpdir(), 'commons-zone-'));
  try {
    writeFileSync(join(folder, `${domain}.zone`), text);
    writeFileSync(join(folder, 'primary'), around(domain, `$INCLUDE ${join(folder, `${domain}.zone`)}\n`));
    const strictly = ['-i', 'local', ...['-k', '-m', '-M', '-n', '-r', '-S'].flatMap((option) => [option, 'fail'])];
    const { status, stdout, stderr } = run('usr/bin/named-checkzone', [...strictly, domain, join(folder, 'primary')]);
    return { code: status, said: `${stdout}${stderr}` };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A real BIND that is the primary of some zones, which whoever has the key may update. */
export class RealBind {
  private constructor(
    private readonly process: ChildProcess,
    private readonly folder: string,
    readonly port: number,
  ) {}

  /**
   * @param zones records by domain, besides SOA and NS
   * @param refused domains that nobody may update
   * @param granted what the key may update, as BIND's `update-policy` says it
   */
  static async start(
    zones: Readonly<Record<string, string>>,
    refused: readonly string[] = [],
    granted = `grant ${tsigKey.name} zonesub ANY;`,
  ): Promise<RealBind> {
    const folder = mkdtempSync(join(tmpdir(), 'commons-bind-'));
    const port = await freePort();
    mkdirSync(join(folder, 'zones'));
    const places = Object.entries(zones).map(([domain, text]) => {
      const file = join(folder, 'zones', domain);
      writeFileSync(file, around(domain, text));
      const policy = refused.includes(domain) ? '' : ` update-policy { ${granted} };`;
      return `zone "${domain}" { type primary; file "${file}"; notify no; check-names ignore;${policy} };`;
    });
    writeFileSync(join(folder, 'named.conf'), configuration(folder, port, places));
    const [program, ...words] = packages().command('usr/sbin/named');
    const args = [...words, '-c', join(folder, 'named.conf'), '-f', '-n', '1'];
    const bind = new RealBind(spawn(program, args, { stdio: 'ignore' }), folder, port);
    for (let waited = 0; waited < 200; waited++) {
      if (Object.keys(zones).every((domain) => bind.dig(domain, 'SOA').length > 0)) return bind;
      await pause(50);
    }
    await bind.stop();
    throw new Error('BIND does not start');
  }

  /** Values of a name and type as `dig` prints them, in answers and referrals, in order. */
  dig(name: string, type: string): readonly string[] {
    const args = ['@127.0.0.1', '-p', String(this.port), '+norecurse', '+noall', '+answer', '+authority', '+nosplit'];
    const { stdout } = run('usr/bin/dig', [...args, '+tries=1', '+time=2', name, type]);
    return stdout
      .split('\n')
      .map((line) => /^(\S+)\.\s+\d+\s+IN\s+([A-Z]+)\s+(.*)$/.exec(line))
      .flatMap((found) => (found?.[1] === name && found[2] === type ? (found[3] ?? '') : []))
      .sort();
  }

  /** Everything in a zone but its SOA record, by a transfer. */
  transfer(domain: string): readonly string[] {
    const key = `hmac-sha256:${tsigKey.name}:${tsigKey.value}`;
    const { stdout } = run('usr/bin/dig', [
      '@127.0.0.1',
      '-p',
      String(this.port),
      '-y',
      key,
      '+noall',
      '+answer',
      'AXFR',
      domain,
    ]);
    const lines = stdout
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith(';') && !line.includes('\tSOA\t'));
    return lines
      .map((line) => line.replaceAll(/\s+/g, ' '))
      .filter((line) => !line.includes(' SOA '))
      .sort();
  }

  /** Serial number of a zone, which grows with each change. */
  serial(domain: string): string {
    return this.dig(domain, 'SOA')[0]?.split(' ')[2] ?? '';
  }

  /** Changes a zone as somebody else would, for instance `add printer.commons.example. 60 A 192.0.2.7`. */
  update(...lines: readonly string[]): void {
    const head = `server 127.0.0.1 ${this.port}\nkey hmac-sha256:${tsigKey.name} ${tsigKey.value}\n`;
    const { status, stderr } = run(
      'usr/bin/nsupdate',
      [],
      `${head}${lines.map((line) => `update ${line}\n`).join('')}send\n`,
    );
    if (status !== 0) throw new Error(`nsupdate: ${stderr}`);
  }

  async stop(): Promise<void> {
    if (this.process.exitCode === null) {
      const ended = new Promise((done) => this.process.once('exit', done));
      this.process.kill('SIGKILL');
      await ended;
    }
    rmSync(this.folder, { recursive: true, force: true });
  }
}

const configuration = (folder: string, port: number, zones: readonly string[]): string => `options {
  directory "${folder}"; pid-file "${folder}/named.pid"; session-keyfile "${folder}/session.key";
  listen-on port ${port} { 127.0.0.1; }; listen-on-v6 { none; };
  recursion no; dnssec-validation no; allow-transfer { key ${tsigKey.name}; };
};
controls { };
key ${tsigKey.name} { algorithm hmac-sha256; secret "${tsigKey.value}"; };
${zones.join('\n')}
`;
