import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { textValue } from '../../model/records/text-value';
import { changed, minimalEnvironment, minimalTenant } from '../support/environment-folder';
import type { Finished } from '../support/program-host/finished';
import { TemporaryHome } from '../support/temporary-home';
import { RealBind, tsigKey, updateCommand } from './support/bind';
import { octodnsPrograms } from './support/octodns-programs';

/** Each command starts Python several times. */
jest.setTimeout(300_000);

const record = (name: string, type: string, rest: string) =>
  `  - { name: ${name}, type: ${type}, ${rest}, because: The tests need it }\n`;
const old = record('old.commons.example', 'A', 'values: [192.0.2.9]');
const mail = record('commons.example', 'MX', 'values: [{ preference: 10, host: mx.sponsor.example }]');
const sender = record('commons.example', 'TXT', 'values: [v=spf1 mx -all]');
const key = record('mail._longtext.commons.example', 'TXT', `values: ['v=DKIM1; k=rsa; p=${'MIIB"ab'.repeat(70)}']`);
const wild = record(`'*.wild.commons.example'`, 'CNAME', 'target: old.commons.example');

/** What somebody else has put into the zone. */
const printer = 'printer IN A 192.0.2.200\n';
const others = `${printer}intranet IN CNAME printer\n_acme-challenge.intranet 60 IN TXT "theirs"\nold IN TXT "theirs too"\n`;

const bins: string[] = [];
/** The real programs, with a shell script before what changes something. */
function programsWith(before: string): string {
  const bin = octodnsPrograms(before);
  bins.push(bin);
  return bin;
}
const homes: TemporaryHome[] = [];
const servers: RealBind[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop();
  for (const home of homes.splice(0)) home.remove();
  for (const bin of bins.splice(0)) rmSync(bin, { recursive: true, force: true });
});

/** A home whose domains are at a real BIND. */
class Pushed {
  private constructor(
    readonly home: TemporaryHome,
    readonly bind: RealBind,
    private readonly declared: string,
  ) {
    homes.push(home);
    servers.push(bind);
  }

  static async start(zones: Readonly<Record<string, string>>, refused: readonly string[] = []): Promise<Pushed> {
    const bind = await RealBind.start(zones, refused);
    const provider = `{ kind: rfc2136, domains: [${Object.keys(zones).join(', ')}], server: 127.0.0.1, port: ${bind.port}, key: { name: ${tsigKey.name}, value: { variable: DNS_KEY } } }`;
    const environment = changed(
      changed(minimalEnvironment, 'domains: [commons.example]', `domains: [${Object.keys(zones).join(', ')}]`),
      'edge:\n',
      `dns: { providers: [${provider}] }\nedge:\n`,
    );
    return new Pushed(new TemporaryHome(), bind, environment);
  }

  /** Writes the environment with these records of commons.example, and renders it. */
  async declare(...records: readonly string[]): Promise<void> {
    this.home.write('testing', {
      'environment.yaml': this.declared,
      'tenants/site.yaml': minimalTenant,
      'records/commons.example.yaml': `records:\n${records.join('')}`,
    });
    const { code, stderr } = await this.home.commons('render', 'testing');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  }

  dns(...args: readonly string[]): Promise<Finished> {
    return this.dnsBy(programsWith(':'), ...args);
  }

  dnsBy(bin: string, ...args: readonly string[]): Promise<Finished> {
    const variables = { DNS_KEY: tsigKey.value };
    return this.home.run('commons', ['dns', args[0] ?? '', 'testing', '--octodns', bin, ...args.slice(1)], variables);
  }

  /** The zone without marks. */
  get records(): readonly string[] {
    // Where a long text is split does not matter.
    const lines = this.bind.transfer('commons.example').map((line) => line.replaceAll('" "', ''));
    return lines.filter((line) => !line.startsWith('_commons-platform.'));
  }

  get marks(): readonly string[] {
    return this.bind.transfer('commons.example').filter((line) => line.startsWith('_commons-platform.'));
  }
}

/** The key as a name server keeps it. */
const inStrings = textValue(`v=DKIM1; k=rsa; p=${'MIIB"ab'.repeat(70)}`).replaceAll('" "', '');

const theirs = [
  '_acme-challenge.intranet.commons.example. 60 IN TXT "theirs"',
  'commons.example. 3600 IN NS ns1.dns-provider.example.',
  'commons.example. 3600 IN NS ns2.dns-provider.example.',
  'intranet.commons.example. 3600 IN CNAME printer.commons.example.',
  'old.commons.example. 3600 IN TXT "theirs too"',
  'printer.commons.example. 3600 IN A 192.0.2.200',
];

/** The zone with what is of others, what the tenant needs, and these records of ours. */
const zone = (...ours: readonly string[]): readonly string[] => {
  const site = [
    'site CNAME router-default.apps.commons.openshift.commons.example.',
    '_acme-challenge.site CNAME site.commons.example.acme.openshift.commons.example.',
  ];
  const lines = [...site, ...ours].map((line) => {
    const [name = '', ...rest] = line.split(' ');
    return `${name === '' ? '' : `${name}.`}commons.example. 3600 IN ${rest.join(' ')}`;
  });
  return [...theirs, ...lines].sort();
};

test('a push writes what is declared, leaves what is of others, and has nothing left to do', async () => {
  const pushed = await Pushed.start({ 'commons.example': others });
  await pushed.declare(old, mail, sender, key, wild);
  const before = pushed.bind.transfer('commons.example');

  const diff = await pushed.dns('diff');
  expect(diff).toMatchObject({ code: 2, stderr: '' });
  expect(diff.stdout).toContain('commons.example: 7 changes, 4 records of others stay');
  expect(pushed.bind.transfer('commons.example')).toEqual(before);

  const asked = await pushed.dns('push');
  expect(asked).toMatchObject({ code: 1, stderr: expect.stringContaining('--yes') as unknown });
  expect(pushed.bind.transfer('commons.example')).toEqual(before);

  expect(await pushed.dns('push', '--yes')).toMatchObject({ code: 0, stderr: '' });
  expect(pushed.records).toEqual(
    zone(
      '*.wild CNAME old.commons.example.',
      ' MX 10 mx.sponsor.example.',
      ' TXT "v=spf1 mx -all"',
      'old A 192.0.2.9',
      `mail._longtext TXT ${inStrings}`,
    ),
  );
  expect(pushed.marks).toHaveLength(7);
});

test('a second push changes nothing, and what is declared no more goes', async () => {
  const pushed = await Pushed.start({ 'commons.example': others });
  await pushed.declare(old, mail, sender);
  expect((await pushed.dns('push', '--yes')).code).toBe(0);
  const serial = pushed.bind.serial('commons.example');
  expect(await pushed.dns('push', '--yes')).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('nothing to change') as unknown,
  });
  expect((await pushed.dns('diff')).code).toBe(0);
  expect(pushed.bind.serial('commons.example')).toBe(serial);

  await pushed.declare(mail, record('old.commons.example', 'AAAA', "values: ['2001:db8::9']"));
  expect(await pushed.dns('push', '--yes')).toMatchObject({ code: 0 });
  expect(pushed.records).toEqual(zone(' MX 10 mx.sponsor.example.', 'old AAAA 2001:db8::9'));
  expect(pushed.marks).toHaveLength(4);
});

test('records of others in the way are told, all at once, and nothing is changed until they are replaced by name', async () => {
  const pushed = await Pushed.start({
    'commons.example': `${printer}site IN A 192.0.2.201\nsite IN TXT "theirs"\n@ IN TXT "theirs"\nchat IN CNAME printer\n`,
  });
  await pushed.declare(sender, record('chat.commons.example', 'A', 'values: [192.0.2.9]'));
  const before = pushed.bind.transfer('commons.example');
  const told = [
    'TXT of commons.example cannot be written: the provider has TXT theirs there, which is not marked as ours',
    'A of chat.commons.example cannot be written: the provider has CNAME printer.commons.example. there, which is not marked as ours',
    'CNAME of site.commons.example cannot be written: the provider has A 192.0.2.201; TXT theirs there, which is not marked as ours',
  ];
  for (const verb of ['diff', 'push'] as const) {
    const { code, stderr } = await pushed.dns(verb, ...(verb === 'push' ? ['--yes'] : []));
    expect(code).toBe(1);
    for (const each of told) expect(stderr).toContain(each);
    expect(pushed.bind.transfer('commons.example')).toEqual(before);
  }
  const hosts = ['commons.example', 'chat.commons.example', 'site.commons.example'];
  const taken = await pushed.dns('push', '--yes', ...hosts.flatMap((host) => ['--take-over', host]));
  expect(taken).toMatchObject({ code: 0, stderr: '' });
  expect(pushed.records).toEqual(
    zone(' TXT "v=spf1 mx -all"', 'chat A 192.0.2.9').filter((line) => !/theirs|intranet/.test(line)),
  );
  expect(pushed.marks).toHaveLength(4);
});

test('a run that is killed before the marks of removed records go is finished by the next one', async () => {
  const pushed = await Pushed.start({ 'commons.example': others });
  await pushed.declare(old, mail, sender);
  expect((await pushed.dns('push', '--yes')).code).toBe(0);
  await pushed.declare(sender);
  const state = join(pushed.home.path('tmp'), 'killed');
  // The first call that changes something goes through, and the program that made it is killed before the next one.
  const deadly = `if [ -e ${state} ]; then kill -9 $PPID; exit 1; fi; touch ${state}`;
  const killed = await pushed.dnsBy(programsWith(deadly), 'push', '--yes');
  expect(killed.code).not.toBe(0);
  expect(pushed.records).toEqual(zone(' TXT "v=spf1 mx -all"'));
  expect(pushed.marks).toHaveLength(5);
  expect((await pushed.dns('push', '--yes')).code).toBe(0);
  expect(pushed.records).toEqual(zone(' TXT "v=spf1 mx -all"'));
  expect(pushed.marks).toHaveLength(3);
});

test('a run that is killed before it changes anything leaves the zone as it was', async () => {
  const pushed = await Pushed.start({ 'commons.example': others });
  await pushed.declare(old);
  const before = pushed.bind.transfer('commons.example');
  expect((await pushed.dnsBy(programsWith('kill -9 $PPID; exit 1'), 'push', '--yes')).code).not.toBe(0);
  expect(pushed.bind.transfer('commons.example')).toEqual(before);
});

test('what somebody else adds between the question and the change stops the change', async () => {
  const pushed = await Pushed.start({ 'commons.example': others });
  await pushed.declare(old);
  const lines = `server 127.0.0.1 ${pushed.bind.port}\nkey hmac-sha256:${tsigKey.name} ${tsigKey.value}\nupdate add old.commons.example. 60 A 192.0.2.77\nsend\n`;
  const meanwhile = pushed.home.path('tmp', 'meanwhile');
  writeFileSync(meanwhile, lines);
  const raced = await pushed.dnsBy(programsWith(`${updateCommand()} ${meanwhile}`), 'push', '--yes');
  expect(raced).toMatchObject({ code: 1, stderr: expect.stringContaining('does not match') as unknown });
  expect(pushed.records).toEqual([...theirs, 'old.commons.example. 60 IN A 192.0.2.77'].sort());
});

test('a zone that refuses is told, and the others are pushed', async () => {
  const pushed = await Pushed.start({ 'commons.example': others, 'other.example': '' }, ['commons.example']);
  pushed.home.write('testing', {});
  await pushed.declare(old);
  writeFileSync(
    pushed.home.path('environments', 'testing', 'records', 'other.example.yaml'),
    `records:\n${record('www.other.example', 'A', 'values: [192.0.2.9]')}`,
  );
  expect((await pushed.home.commons('render', 'testing')).code).toBe(0);
  const { code, stdout, stderr } = await pushed.dns('push', '--yes');
  expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining('REFUSED') as unknown });
  expect(stdout).toMatch(/commons\.example: failed\n[^]*other\.example: done/);
  expect(pushed.bind.dig('www.other.example', 'A')).toEqual(['192.0.2.9']);
  expect(pushed.records).toEqual([...theirs].sort());
});

test('what would change most of a zone needs somebody who was asked', async () => {
  const many = Array.from({ length: 12 }, (_, index) =>
    record(`h${index}.commons.example`, 'A', 'values: [192.0.2.9]'),
  );
  const pushed = await Pushed.start({ 'commons.example': '' });
  await pushed.declare(...many);
  expect((await pushed.dns('push', '--yes')).code).toBe(0);
  const before = pushed.bind.transfer('commons.example');
  await pushed.declare(old);
  const { code, stderr } = await pushed.dns('push', '--yes');
  expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining('Too many deletes') as unknown });
  expect(pushed.bind.transfer('commons.example')).toEqual(before);
});

test('a server that does not let us in, and a key that is not there, are told without the key', async () => {
  const pushed = await Pushed.start({ 'commons.example': others });
  await pushed.declare(old);
  const bin = programsWith(':');
  const key = Buffer.from('another key').toString('base64');
  const run = (variables: Readonly<Record<string, string>>) =>
    pushed.home.run('commons', ['dns', 'diff', 'testing', '--octodns', bin], variables);
  const wrong = await run({ DNS_KEY: key });
  expect(wrong).toMatchObject({ code: 1, stdout: '', stderr: expect.stringMatching(/Zone Transfer/) as unknown });
  expect(wrong.stderr).not.toContain(key);
  expect(await run({})).toMatchObject({ code: 1, stderr: expect.stringContaining('DNS_KEY is not set') as unknown });
});

test('a zone file that nobody rendered is not pushed', async () => {
  const pushed = await Pushed.start({ 'commons.example': others });
  await pushed.declare(old);
  writeFileSync(pushed.home.path('environments', 'testing', 'records', 'commons.example.yaml'), `records:\n${mail}`);
  expect(await pushed.dns('push', '--yes')).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('is not what the environment renders to') as unknown,
  });
});

test.each([
  ['of another version', 'echo "octodns: (octoDNS 0.9.0)" >&2', 'octodns:1:1 is 0.9.0, not 1.22.0'],
  [
    'that are not there',
    'echo "No module named octodns_bind" >&2; exit 1',
    'octodns:1:1 cannot be used: No module named octodns_bind',
  ],
])('programs %s are told with the command that installs the right ones', async (_, text, words) => {
  const pushed = await Pushed.start({ 'commons.example': others });
  await pushed.declare(old);
  const bin = programsWith(':');
  writeFileSync(join(bin, 'octodns-versions'), `#!/bin/sh\n${text}\n`);
  const { code, stderr } = await pushed.dnsBy(bin, 'diff');
  expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining(words) as unknown });
  expect(stderr).toContain('.venv/bin/pip install octodns==1.22.0 octodns-bind==1.1.0');
});
