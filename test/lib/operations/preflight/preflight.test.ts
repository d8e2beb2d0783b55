import { loadFixture } from '../../../support/fixture-home';
import { machineImageCheck } from '../../../../lib/operations/preflight/machine-images';
import { preflightChecks, preflightFindings, wouldFail } from '../../../../lib/operations/preflight/preflight';
import type { MachineImage } from '../../../../lib/operations/machine-images-catalog';
import { changed, minimalEnvironment, type EnvironmentFiles } from '../../../support/environment-folder';
import { catalogOf, gravitonImage, image } from '../fake-machine-images';
import {
  denied,
  factsFile,
  findingsOf,
  machine,
  preflight,
  runnerHosts,
  subnets,
  withoutRemedy,
  zoneNames,
} from './fake-cloud';

const pinned = {
  '4.20': {
    amd64: { imageId: image().imageId, name: image().name },
    arm64: { imageId: gravitonImage().imageId, name: gravitonImage().name },
  },
};
const made = {
  generation: 1,
  imageId: 'ami-0a1b2c3d4e5f60003',
  instanceType: 'm6i.xlarge',
  volume: { sizeGiB: 120, iops: 4000, throughputMiBps: 125 },
};
const controlPlane = { 'us-east-1a': made };
const facts = (values: object): EnvironmentFiles => ({ 'facts.json': factsFile(values) });
const running = { 'environment.yaml': changed(minimalEnvironment, 'cluster:\n', 'cluster:\n  phase: running\n') };
const withHosts = {
  'environment.yaml': changed(minimalEnvironment, '/16\n', '/16\n  additionalTiers: [hosts]\n') + runnerHosts,
};
const withMachine = {
  'environment.yaml': `${changed(minimalEnvironment, '/16\n', '/16\n  additionalTiers: [hosts]\n')}hosts:
  machines:
    - name: mirror
      purpose: Pulls the mirrors of other communities
      image: { system: debian, id: ami-0a1b2c3d4e5f60010 }
      architecture: arm64
      instanceType: t4g.medium
      zones: [us-east-1a]
`,
};
const hostImage = (changes: Partial<MachineImage>) =>
  gravitonImage({ imageId: 'ami-0a1b2c3d4e5f60009', name: 'fedora-coreos-44.20260707.3.1-aarch64', ...changes });
const look = (images: readonly MachineImage[], files: EnvironmentFiles) =>
  findingsOf(machineImageCheck, { ...preflight({}, files), images: catalogOf(...images) });

const amd64 = 'fine: amd64: ami-0a1b2c3d4e5f60001 (rhcos-9.6.20260217-1-x86_64)';
const arm64 = 'fine: arm64: ami-0a1b2c3d4e5f60002 (rhcos-9.6.20260217-1-aarch64)';
const gone = 'control plane in us-east-1a: ami-0a1b2c3d4e5f60003 is not an image that this account sees in the region';

test.each<[string, readonly MachineImage[], EnvironmentFiles, readonly string[]]>([
  [
    'none is recorded',
    [],
    {},
    [
      'not yet: no amd64 image is recorded for OpenShift 4.20',
      'not yet: no arm64 image is recorded for OpenShift 4.20',
    ],
  ],
  ['all are there', [image(), gravitonImage()], facts({ machineImages: pinned }), [amd64, arm64]],
  [
    'one is deprecated',
    [image({ deprecatedFrom: '2028-02-17' }), gravitonImage()],
    facts({ machineImages: pinned }),
    ['fine: amd64: ami-0a1b2c3d4e5f60001 (rhcos-9.6.20260217-1-x86_64, deprecated from 2028-02-17)', arm64],
  ],
  [
    'one is gone and one is somebody else’s',
    [gravitonImage({ owner: '999988887777', state: 'disabled' })],
    facts({ machineImages: pinned }),
    [
      'fails: amd64: ami-0a1b2c3d4e5f60001 is not an image that this account sees in the region',
      'fails: arm64: ami-0a1b2c3d4e5f60002 (rhcos-9.6.20260217-1-aarch64) belongs to account 999988887777, not to 531415883065, which publishes RHCOS, and is disabled, not available',
    ],
  ],
  [
    'that of the control plane is gone before it is made',
    [image(), gravitonImage()],
    facts({ machineImages: pinned, controlPlane }),
    [amd64, arm64, `fails: ${gone}`],
  ],
  [
    'that of the control plane is gone while it runs',
    [image(), gravitonImage()],
    { ...running, ...facts({ machineImages: pinned, controlPlane }) },
    [amd64, arm64, `warning: ${gone}`],
  ],
  [
    'that of hosts is Fedora’s',
    [image(), gravitonImage(), hostImage({ owner: '125523088429' })],
    { ...withHosts, ...facts({ machineImages: pinned }) },
    [amd64, arm64, 'fine: arm64 hosts: ami-0a1b2c3d4e5f60009 (fedora-coreos-44.20260707.3.1-aarch64)'],
  ],
  [
    'that of hosts is somebody else’s',
    [image(), gravitonImage(), hostImage({ architecture: 'x86_64' })],
    { ...withHosts, ...facts({ machineImages: pinned }) },
    [
      amd64,
      arm64,
      'fails: arm64 hosts: ami-0a1b2c3d4e5f60009 (fedora-coreos-44.20260707.3.1-aarch64) belongs to account 531415883065, not to 125523088429, which publishes Fedora CoreOS, and is for x86_64, not arm64',
    ],
  ],
  [
    'that of a host of the community’s own has its system elsewhere',
    [
      image(),
      gravitonImage(),
      gravitonImage({
        imageId: 'ami-0a1b2c3d4e5f60010',
        name: 'debian-13-arm64',
        owner: '136693071363',
        rootDeviceName: '/dev/sda1',
      }),
    ],
    { ...withMachine, ...facts({ machineImages: pinned }) },
    [
      amd64,
      arm64,
      'fails: host mirror: ami-0a1b2c3d4e5f60010 (debian-13-arm64) has its root volume at /dev/sda1 and not at /dev/xvda, so a machine would get a second one beside it',
    ],
  ],
])('images: %s', async (_, images, files, said) => {
  expect(await look(images, files)).toEqual(said);
});

test('every check is announced before it runs, and finds something', async () => {
  const announced: string[] = [];
  const findings = await preflightFindings(preflight(), (name, index, count) =>
    announced.push(`${index}/${count} ${name}`),
  );
  expect(announced).toEqual(preflightChecks.map(({ name }, index) => `${index + 1}/${preflightChecks.length} ${name}`));
  expect([...new Set(findings.map(({ check }) => check))]).toEqual(preflightChecks.map(({ name }) => name));
  expect(withoutRemedy(findings)).toEqual([]);
  expect(wouldFail(findings)).toBe(false);
});

test('after the installation all that is left is fine', async () => {
  const each = Object.fromEntries(zoneNames.map((zone) => [zone, { ...made, imageId: image().imageId }]));
  const { serviceAccountIssuer, serviceAccountKeys = [] } = loadFixture('production').facts;
  const issuer = { serviceAccountIssuer, serviceAccountKeys };
  const files = {
    ...running,
    ...facts({ machineImages: pinned, controlPlane: each, infraId: 'commons-x7k2p', ...issuer }),
  };
  const is =
    <Answer>(value: Answer) =>
    () =>
      Promise.resolve(value);
  const input = preflight({ subnets: is(subnets), machines: is([machine()]) }, files);
  const keyIds = serviceAccountKeys.map(({ kid }) => kid);
  const issuers = { ask: is({ answers: true as const, keyIds, certificateEnds: input.now }) };
  const findings = await preflightFindings({ ...input, issuers }, () => undefined);
  expect(findings.filter(({ verdict }) => verdict !== 'fine')).toEqual([]);
});

/** A question by the checks that cannot do without its answer. */
const needed = {
  regions: ['regions'],
  zones: ['zones'],
  zonesOffering: ['instance types in zones'],
  instanceTypes: ['instance types', 'quota of on-demand vCPUs', 'quota of spot vCPUs'],
  addresses: ['quota of Elastic IP addresses'],
  vpcs: ['quota of VPCs', 'tags of the network'],
  volumes: ['quota of gp3 storage'],
  securityGroups: ['tags of machines'],
} as const;

test.each(Object.entries(needed))('when AWS denies %s only the checks %p are not known', async (question, names) => {
  const input = preflight({ subnets: () => Promise.resolve(subnets), [question]: denied(`ec2:${question}`) });
  const findings = await preflightFindings(input, () => undefined);
  const unknown = findings.filter(({ verdict }) => verdict === 'not known');
  expect(unknown.map(({ check }) => check)).toEqual(names);
  expect(unknown[0]).toMatchObject({ says: `ec2:${question} was denied`, remedy: 'ask for it' });
  expect(wouldFail(findings)).toBe(true);
});

test('an error of our own is no finding', async () => {
  const broken = preflight({ zones: () => Promise.reject(new TypeError('undefined is not a function')) });
  await expect(preflightFindings(broken, () => undefined)).rejects.toThrow(TypeError);
});

test.each([
  ['fails', true],
  ['not known', true],
  ['warning', false],
  ['not yet', false],
  ['fine', false],
] as const)('a finding that is %s stops a deploy: %s', (verdict, stops) => {
  expect(
    wouldFail([
      { verdict: 'fine', says: '' },
      { verdict, says: '' },
    ]),
  ).toBe(stops);
});
