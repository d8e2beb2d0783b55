import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { fixtureHome } from '../support/fixture-home';
import { hasFacts, missingFacts } from '../../model/facts';
import { load, report } from '../support/environment-folder';

const fileSchema = z.object({ facts: z.record(z.string(), z.unknown()) });
const { facts: production } = fileSchema.parse(
  JSON.parse(readFileSync(join(fixtureHome.environments, 'production', 'facts.json'), 'utf8')),
);

const place = { environment: 'testing', account: '111122223333', region: 'us-east-1' };
const withFacts = (facts: Readonly<Record<string, unknown>>) => ({
  'facts.json': `${JSON.stringify({ ...place, facts }, undefined, 2)}\n`,
});

test('all facts of a running cluster are taken', () => {
  expect(report(withFacts(production))).toEqual([]);
});

const [key] = z.array(z.record(z.string(), z.unknown())).parse(production.serviceAccountKeys);
const machine = { generation: 1, imageId: 'ami-0123456789abcdef0', instanceType: 'm6i.xlarge' };
const volume = { sizeGiB: 120, iops: 3000, throughputMiBps: 125 };

test.each<[string, Readonly<Record<string, unknown>>, string]>([
  ['no NAT address', { natAddresses: [] }, 'facts.natAddresses: is fewer'],
  ['a NAT address by name', { natAddresses: ['nat.example'] }, 'facts.natAddresses[0]: is not an IPv4 address'],
  [
    'a private key',
    { serviceAccountKeys: [{ ...key, d: 'AQAB' }] },
    'facts.serviceAccountKeys[0].d: is not a known key',
  ],
  [
    'a key of another algorithm',
    { serviceAccountKeys: [{ ...key, alg: 'none' }] },
    'facts.serviceAccountKeys[0].alg: ',
  ],
  [
    'an issuer with a slash',
    { serviceAccountIssuer: 'https://a.example/' },
    'facts.serviceAccountIssuer: is not an issuer',
  ],
  [
    'an issuer without TLS',
    { serviceAccountIssuer: 'http://a.example' },
    'facts.serviceAccountIssuer: is not an issuer',
  ],
  ['a name of the installer that it never makes', { infraId: 'commons' }, 'facts.infraId: is not an infrastructure id'],
  ['a cluster id that is none', { clusterId: 'commons' }, 'facts.clusterId: is not a cluster id'],
  [
    'a certificate as it is',
    { machineConfigServerCa: '-----BEGIN' },
    'facts.machineConfigServerCa: is not a certificate',
  ],
  ['images of an unknown release', { machineImages: { '4.2': {} } }, 'facts.machineImages.4.2: is not a known key'],
  [
    'an image without id',
    { machineImages: { '4.20': { amd64: { imageId: 'rhcos', name: 'x' } } } },
    'facts.machineImages.4.20.amd64.imageId: is not the id of a machine image',
  ],
  [
    'a machine before the first',
    { controlPlane: { 'us-east-1a': { ...machine, generation: 0, volume } } },
    'facts.controlPlane.us-east-1a.generation: ',
  ],
  [
    'a machine in a zone that the environment has not',
    { controlPlane: { 'us-east-1f': { ...machine, volume } } },
    'facts.controlPlane.us-east-1f: is not a zone of this environment',
  ],
])('%s is refused', (_, facts, said) => {
  expect(
    report(withFacts(facts))[0]
      ?.replace(/^facts\.json:\d+:\d+ /, '')
      .slice(0, said.length),
  ).toBe(said);
});

test('facts are asked for together, and what is missing is named', () => {
  const { facts } = load(withFacts({ infraId: 'commons-x7k2p' }));
  expect(hasFacts(facts, ['infraId'])).toBe(true);
  expect(hasFacts(facts, ['infraId', 'clusterId'])).toBe(false);
  expect(missingFacts(facts, ['infraId', 'clusterId', 'controlPlane'])).toEqual(['clusterId', 'controlPlane']);
});
