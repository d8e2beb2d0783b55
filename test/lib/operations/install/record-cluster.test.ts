import type { Environment } from '../../../../model/environment';
import type { Facts } from '../../../../model/facts';
import { SourceFile } from '../../../../model/source-file';
import { recordCluster } from '../../../../lib/operations/install/record-cluster';
import { load, problemsOf } from '../../../support/environment-folder';
import { certificate, dataUrl, masterIgnition } from './installer-output';

const { environment } = load();
const image = { imageId: 'ami-0123456789abcdef0', name: 'rhcos-x86_64' };
const known: Partial<Facts> = { natAddresses: ['192.0.2.1'], machineImages: { '4.20': { amd64: image } } };
const clusterId = '6f1c1f0e-5b1e-4c57-9d3a-2f0b6f1f9a11';
const metadata = {
  clusterName: 'commons',
  clusterID: clusterId,
  infraID: 'commons-x7k2p',
  aws: { region: 'us-east-1', identifier: [{}], clusterDomain: 'commons.openshift.commons.example' },
};
const domain = metadata.aws.clusterDomain;
let authority: string;
beforeAll(async () => {
  authority = await certificate(0, Date.parse('2036-01-01'));
});

const record = (
  facts: Partial<Facts>,
  change: object = {},
  pointer = masterIgnition(domain, authority),
  of: Environment = environment,
) =>
  recordCluster(of, facts, {
    metadata: new SourceFile('metadata.json', JSON.stringify({ ...metadata, ...change })),
    pointer: new SourceFile('master.ign', pointer),
  });
const said = (run: () => unknown) => problemsOf(run).map(({ file, path, reason }) => `${file} ${path}: ${reason}`);

const machine = {
  generation: 1,
  imageId: image.imageId,
  instanceType: 'm6i.xlarge',
  volume: { sizeGiB: 120, iops: 4000, throughputMiBps: 125 },
};

test('the cluster is recorded, and its control plane as it will be made', () => {
  expect(record(known)).toEqual({
    ...known,
    infraId: 'commons-x7k2p',
    clusterId,
    machineConfigServerCa: dataUrl(authority),
    controlPlane: { 'us-east-1a': machine, 'us-east-1b': machine, 'us-east-1c': machine },
  });
});

test('a second time, nothing changes, whatever became of the environment', () => {
  const recorded = record(known);
  expect(record(recorded)).toBe(recorded);
  const { controlPlane, ...cut } = recorded;
  expect(record(cut)).toEqual({ ...cut, controlPlane });
  const replaced = { ...recorded, controlPlane: { 'us-east-1a': { ...machine, generation: 2 } } };
  expect(record(replaced)).toBe(replaced);
  expect(record({ ...replaced, clusterId: undefined })).toEqual(replaced);
});

test('of four zones the first three have a machine', () => {
  const wide = { ...environment, zones: ['us-east-1d', ...environment.zones] };
  expect(Object.keys(record(known, {}, undefined, wide).controlPlane ?? {})).toEqual([
    'us-east-1a',
    'us-east-1b',
    'us-east-1c',
  ]);
});

test.each<[string, object, readonly string[]]>([
  [
    'another cluster',
    { infraID: 'commons-aaaaa' },
    ['metadata.json infraID: is commons-aaaaa, but commons-x7k2p is recorded for testing'],
  ],
  [
    'another installation with the same name',
    { clusterID: '6f1c1f0e-5b1e-4c57-9d3a-2f0b6f1f9a12' },
    [`metadata.json clusterID: is 6f1c1f0e-5b1e-4c57-9d3a-2f0b6f1f9a12, but ${clusterId} is recorded for testing`],
  ],
])('%s is refused once one is recorded, and what to do is said', (_, change, problems) => {
  const again = () => record(record(known), change);
  expect(said(again)).toEqual(problems);
  expect(problemsOf(again)[0]?.remedy).toBe(
    'remove the cluster first, and its facts, as docs/runbook.md#remove-a-cluster says; or record the files of commons-x7k2p',
  );
});

test('another authority is refused once one is recorded', async () => {
  const other = masterIgnition(domain, await certificate(0, 1));
  expect(said(() => record(record(known), {}, other))).toEqual([
    'master.ign ignition.security.tls: has another certificate authority than the recorded one',
  ]);
});

test.each<[string, object, readonly string[]]>([
  [
    'of another name',
    { clusterName: 'other', infraID: 'other-x7k2p' },
    ['metadata.json clusterName: is other, but that of testing is commons'],
  ],
  [
    'of another region and domain',
    { aws: { region: 'eu-west-1', clusterDomain: 'commons.other.example' } },
    [
      'metadata.json aws.region: is eu-west-1, but that of testing is us-east-1',
      `metadata.json aws.clusterDomain: is commons.other.example, but that of testing is ${domain}`,
    ],
  ],
  ['without a name', { infraID: undefined }, ['metadata.json infraID: is missing']],
  ['with a wrong name', { infraID: 'Commons_1' }, ['metadata.json infraID: is not an infrastructure id']],
  [
    'with the name of another',
    { infraID: 'open-x7k2p' },
    ['metadata.json infraID: open-x7k2p is not an infrastructure id of commons'],
  ],
  ['without an id', { clusterID: 'commons' }, ['metadata.json clusterID: is not a cluster id']],
])('metadata %s is refused', (_, change, problems) => {
  expect(said(() => record(known, change))).toEqual(problems);
});

test.each<[string, () => string, RegExp]>([
  [
    'of another cluster',
    () => masterIgnition('other.example', authority),
    /merge\[0\]\.source: is https:\/\/api-int\.other\.example/,
  ],
  [
    'without a certificate',
    () => masterIgnition(domain, 'no certificate'),
    /certificateAuthorities\[0\]\.source: is not a data URL with one/,
  ],
  [
    'with a broken certificate',
    () => masterIgnition(domain, authority.replace(/\n.{8}/, '\nAAAAAAAA')),
    /is not a data URL with one certificate/,
  ],
  [
    'with two certificates',
    () => masterIgnition(domain, authority + authority),
    /is not a data URL with one certificate/,
  ],
  ['cut off', () => masterIgnition(domain, authority).slice(0, 60), /not valid YAML/],
  ['that is something else', () => '{"ignition": {"version": "3.2.0"}}', /ignition\.config: is missing/],
])('a master.ign %s is refused', (_, pointer, problem) => {
  expect(said(() => record(known, {}, pointer()))[0]).toMatch(problem);
});

test('without a boot image the control plane cannot be pinned', () => {
  expect(problemsOf(() => record({})).map(({ reason, remedy }) => [reason, remedy])).toEqual([
    ['has no amd64 boot image of OpenShift 4.20', 'ask for it: npm run commons -- machine-images update testing'],
  ]);
});
