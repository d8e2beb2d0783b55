import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { Octodns } from '../../bin/dns/octodns';
import { octodnsConfig } from '../../lib/operations/dns/octodns-config';
import { packagesFor } from '../../lib/operations/dns/octodns-packages';
import { blockYaml } from '../../model/formats/block-yaml';
import type { DnsProvider } from '../../model/schema/dns';
import { changed, minimalEnvironment, minimalTenant } from '../support/environment-folder';
import { TemporaryHome } from '../support/temporary-home';
import { startAws, type Aws, type Call } from './support/aws';
import { startEmulator, type Emulator } from './support/emulator';
import { octodnsPrograms } from './support/octodns-programs';

/** Each command starts Python several times. */
jest.setTimeout(300_000);

const domains = ['commons.example'];
const token = { variable: 'DNS_TOKEN' };
const providers: readonly DnsProvider[] = [
  {
    kind: 'rfc2136',
    domains,
    server: '127.0.0.1',
    port: 53,
    key: { name: 'key', algorithm: 'hmac-sha256', value: token },
  },
  { kind: 'route53', domains },
  { kind: 'cloudflare', domains, token },
  { kind: 'desec', domains, token },
  { kind: 'gandi', domains, token },
];

const bin = octodnsPrograms();
afterAll(() => rmSync(bin, { recursive: true, force: true }));

test.each(providers.map((provider) => [provider.kind, provider] as const))(
  'octoDNS takes the settings of a provider of kind %s, in the versions that are named',
  async (_, provider) => {
    const folder = mkdtempSync(join(tmpdir(), 'commons-octodns-config-'));
    try {
      const config = octodnsConfig({
        environment: 'testing',
        domain: 'commons.example',
        provider,
        folder,
        guarded: true,
      });
      writeFileSync(join(folder, 'config.yaml'), blockYaml(config));
      const octodns = new Octodns(bin, Buffer.from('a token').toString('base64'));
      await expect(octodns.checkVersions(join(folder, 'config.yaml'), packagesFor(provider))).resolves.toBeUndefined();
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
);

describe('in Route 53', () => {
  let emulator: Emulator;
  let aws: Aws;
  const home = new TemporaryHome();
  beforeAll(async () => {
    emulator = await startEmulator({ account: '111122223333' });
    aws = startAws(emulator.variables);
    const environment = changed(
      minimalEnvironment,
      'edge:\n',
      'dns: { providers: [{ kind: route53, domains: [commons.example] }] }\nedge:\n',
    );
    home.write('testing', {
      'environment.yaml': environment,
      'tenants/site.yaml': minimalTenant,
      'records/commons.example.yaml':
        "records:\n  - { name: commons.example, type: TXT, values: ['v=spf1 -all', 'a; b'], because: The tests need it }\n",
    });
    expect((await home.commons('render', 'testing')).code).toBe(0);
  });
  afterAll(async () => {
    aws.stop();
    home.remove();
    await emulator.stop();
  });

  const ask = async (operation: string, parameters: Call['parameters'], query: string) => {
    const [answer] = await aws.ask('us-east-1', [{ service: 'route53', operation, parameters, query }]);
    if (answer === undefined || !('answer' in answer)) throw new Error(`${operation}: ${JSON.stringify(answer)}`);
    return answer.answer;
  };
  const dns = (...args: readonly string[]) =>
    home.run('commons', ['dns', args[0] ?? '', 'testing', '--octodns', bin, ...args.slice(1)], emulator.variables);
  const zones = () => ask('list_hosted_zones', {}, 'HostedZones[].Name');

  test('a zone that is not there is told, and none is made', async () => {
    const { code, stderr } = await dns('push', '--yes');
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: expect.stringContaining('found no zone commons.example at the provider') as unknown,
    });
    expect(await zones()).toEqual([]);
  });

  test('a zone that is there gets what is declared, and keeps the rest', async () => {
    const id = z
      .string()
      .parse(await ask('create_hosted_zone', { Name: 'commons.example', CallerReference: 'test' }, 'HostedZone.Id'));
    const printer = {
      Name: 'printer.commons.example',
      Type: 'A',
      TTL: 60,
      ResourceRecords: [{ Value: '192.0.2.200' }],
    };
    await ask(
      'change_resource_record_sets',
      {
        HostedZoneId: id,
        ChangeBatch: { Changes: [{ Action: 'CREATE', ResourceRecordSet: printer }] },
      },
      'ChangeInfo.Status',
    );
    expect(await dns('push', '--yes')).toMatchObject({ code: 0, stderr: '' });
    const sets = await ask(
      'list_resource_record_sets',
      { HostedZoneId: id },
      "ResourceRecordSets[?!contains(Name, '_commons-platform') && Type != 'SOA' && Type != 'NS'].[Name, Type, ResourceRecords[].Value]",
    );
    // Route 53 reads `\\;` as `;`, as RFC 1035 has it.
    expect(JSON.parse(JSON.stringify(sets).replaceAll(String.raw`\\;`, ';'))).toEqual(
      expect.arrayContaining([
        ['commons.example.', 'TXT', ['"a; b"', '"v=spf1 -all"']],
        ['printer.commons.example.', 'A', ['192.0.2.200']],
        ['site.commons.example.', 'CNAME', ['router-default.apps.commons.openshift.commons.example.']],
      ]),
    );
    expect(sets).toHaveLength(4);
    expect(await dns('push', '--yes')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('nothing to change') as unknown,
    });
  });
});
