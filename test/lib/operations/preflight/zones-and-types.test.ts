import { instanceTypeCheck, instanceTypeOfferCheck } from '../../../../lib/operations/preflight/instance-types';
import type { Cloud } from '../../../../lib/operations/preflight/cloud';
import { zoneCheck } from '../../../../lib/operations/preflight/zones';
import { changed, minimalEnvironment } from '../../../support/environment-folder';
import { minimalPools } from '../../../support/pools';
import { factsFile, findingsOf, instanceType, instanceTypes, preflight, zone, zoneNames } from './fake-cloud';

const without = (bad: string) => [...zoneNames].filter((name) => name !== bad).map((name) => zone({ name }));
const zones = (...list: ReturnType<typeof zone>[]): Partial<Cloud> => ({ zones: () => Promise.resolve(list) });

test.each<[string, Partial<Cloud>, string]>([
  ['all are there', {}, 'fine: us-east-1a, us-east-1b, us-east-1c are available'],
  ['one is unknown', zones(...without('us-east-1b')), 'fails: us-east-1b is not a zone of this account'],
  [
    'one is a local zone',
    zones(...without('us-east-1b'), zone({ name: 'us-east-1b', type: 'local-zone' })),
    'fails: us-east-1b is a local-zone, which cannot have NAT gateways or load balancers',
  ],
  [
    'one is switched off',
    zones(...without('us-east-1c'), zone({ name: 'us-east-1c', switchedOff: true })),
    'fails: us-east-1c is not enabled for this account',
  ],
  [
    'one is ill',
    zones(...without('us-east-1c'), zone({ name: 'us-east-1c', state: 'impaired' })),
    'warning: AWS reports us-east-1c as impaired',
  ],
])('zones: %s', async (_, changes, said) => {
  expect(await findingsOf(zoneCheck, preflight(changes))).toEqual([said]);
});

test('a zone that cannot be used is answered with those that can', async () => {
  const off = zone({ name: 'us-east-1d', switchedOff: true });
  const [finding] = await zoneCheck.findings(preflight(zones(...without('us-east-1a'), off)));
  expect(finding?.remedy).toBe('name zones of us-east-1 that this account has: us-east-1b, us-east-1c');
});

const offers = (missing: Readonly<Record<string, readonly string[]>>): Partial<Cloud> => ({
  zonesOffering: (types) =>
    Promise.resolve(
      new Map(types.map((type) => [type, zoneNames.filter((name) => missing[type]?.includes(name) !== true)])),
    ),
});
const mixed = changed(minimalPools, '[m7g.xlarge]', '[m7g.xlarge, c7g.2xlarge]\n      owner: cloudformation');
const withPools = (pools: string) => ({
  'environment.yaml': changed(
    changed(
      minimalEnvironment,
      '  name: commons\n',
      '  name: commons\n  toolsImage: quay.io/commons-example/tools:1\n',
    ),
    'edge:\n',
    `  ingress: { pool: workers }\n  pools:\n${pools}edge:\n`,
  ),
});

test.each<[string, Partial<Cloud>, Readonly<Record<string, string>>, readonly string[]]>([
  [
    'all are offered',
    {},
    {},
    ['fine: c7g.2xlarge, c7i.2xlarge, m6i.xlarge, m7g.2xlarge, m7g.xlarge are offered in all zones of their pools'],
  ],
  [
    'one is lacking in one zone',
    offers({ 'c7i.2xlarge': ['us-east-1b'] }),
    {},
    ['fails: ci-amd64: us-east-1b does not offer c7i.2xlarge'],
  ],
  [
    'the type of control plane and bootstrap machine is lacking',
    offers({ 'm6i.xlarge': ['us-east-1a', 'us-east-1c'] }),
    {},
    [
      'fails: bootstrap machine: us-east-1a does not offer m6i.xlarge',
      'fails: control-plane: us-east-1a, us-east-1c does not offer m6i.xlarge',
    ],
  ],
  [
    'the first of several is lacking',
    offers({ 'm7g.xlarge': ['us-east-1c'] }),
    withPools(mixed),
    ['warning: workers: us-east-1c does not offer m7g.xlarge, but another type of the pool'],
  ],
  [
    'all of several are lacking',
    offers({ 'm7g.xlarge': ['us-east-1c'], 'c7g.2xlarge': ['us-east-1c'] }),
    withPools(mixed),
    ['fails: workers: us-east-1c does not offer m7g.xlarge or c7g.2xlarge'],
  ],
])('types in zones: %s', async (_, changes, files, said) => {
  expect(await findingsOf(instanceTypeOfferCheck, preflight(changes, files))).toEqual(said);
});

test('machines of the control plane that exist are asked for as they were made', async () => {
  const made = {
    generation: 1,
    imageId: 'ami-0a1b2c3d4e5f60001',
    volume: { sizeGiB: 120, iops: 4000, throughputMiBps: 125 },
  };
  const controlPlane = Object.fromEntries(zoneNames.map((name) => [name, { ...made, instanceType: 't3.small' }]));
  const input = preflight(offers({ 't3.small': ['us-east-1b'] }), { 'facts.json': factsFile({ controlPlane }) });
  expect(await findingsOf(instanceTypeOfferCheck, input)).toEqual([
    'fails: control-plane in us-east-1b: us-east-1b does not offer t3.small',
  ]);
});

const types = (...changes: ReturnType<typeof instanceType>[]): Partial<Cloud> => ({
  instanceTypes: () =>
    Promise.resolve([...instanceTypes.filter(({ name }) => !changes.some((each) => each.name === name)), ...changes]),
});

test.each<[string, Partial<Cloud>, readonly string[]]>([
  ['all are right', {}, ['fine: c7g.2xlarge, c7i.2xlarge, m6i.xlarge, m7g.2xlarge, m7g.xlarge fit their pools']],
  [
    'one is unknown',
    { instanceTypes: () => Promise.resolve(instanceTypes.filter(({ name }) => name !== 'c7g.2xlarge')) },
    ['fails: ci-arm64: EC2 has no instance type c7g.2xlarge in this region'],
  ],
  [
    'one has another architecture',
    types(instanceType('c7g.2xlarge', 8, { architectures: ['i386', 'x86_64'] })),
    ['fails: ci-arm64: c7g.2xlarge is i386, x86_64, not arm64'],
  ],
  [
    'one is not sold as spot',
    types(instanceType('c7g.2xlarge', 8, { usageClasses: ['on-demand'] })),
    ['fails: ci-arm64: c7g.2xlarge is not sold spot'],
  ],
  [
    'one is enough for workers but not for a control plane',
    types(instanceType('m6i.xlarge', 2)),
    [
      'fails: bootstrap machine: m6i.xlarge has 2 vCPU and 8192 MiB, OpenShift needs 4 and 16384',
      'fails: control-plane: m6i.xlarge has 2 vCPU and 8192 MiB, OpenShift needs 4 and 16384',
    ],
  ],
  [
    'one has too little memory',
    types(instanceType('m7g.xlarge', 4, { memoryMiB: 8191 })),
    ['fails: workers: m7g.xlarge has 4 vCPU and 8191 MiB, OpenShift needs 2 and 8192'],
  ],
  [
    'one has too few processors',
    types(instanceType('c7i.2xlarge', 1, { memoryMiB: 16_384 })),
    ['fails: ci-amd64: c7i.2xlarge has 1 vCPU and 16384 MiB, OpenShift needs 2 and 8192'],
  ],
])('types: %s', async (_, changes, said) => {
  expect(await findingsOf(instanceTypeCheck, preflight(changes))).toEqual(said);
});
