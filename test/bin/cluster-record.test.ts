import { join } from 'node:path';
import { bootstrapIgnition } from '../lib/operations/install/installer-output';
import type { FakeInstallerProps } from './install/fake-installer';
import { InstallationProject, installerProps } from './install/installation-project';

const tests = new InstallationProject();
const bucket = 'testing-bootstrap-111122223333-us-east-1';
const infrastructure = {
  'manifests/cluster-infrastructure-02-config.yml': 'status:\n  infrastructureName: commons-x7k2p\n',
};
let props: FakeInstallerProps;
/** What is recorded of the cluster. */
let clusterFacts: object;

/** The files of an installation, as the installer leaves them. */
function leave({ added, masterIgnition, metadata }: FakeInstallerProps): void {
  tests.write('bootstrap.ign', bootstrapIgnition({ ...added, ...infrastructure }));
  tests.write('master.ign', masterIgnition);
  tests.write('metadata.json', metadata);
}

beforeAll(async () => {
  await tests.start();
  props = await installerProps();
  leave(props);
  await record();
  clusterFacts = recorded();
});
afterAll(() => tests.stop());
beforeEach(() => {
  leave(props);
  tests.recordFacts();
  tests.aws.buckets.clear();
  tests.aws.buckets.set(bucket, new Map());
  tests.aws.calls.length = 0;
});

const record = () => tests.cluster('record', 'testing', join(tests.outside, 'metadata.json'));
const ignition = () => tests.cluster('ignition', 'testing', '--folder', tests.outside);

test('a cluster is recorded once, and another is refused', async () => {
  const first = await record();
  expect(first).toMatchObject({ code: 0, stderr: '' });
  expect(first.stdout.replaceAll(tests.outside, '~').split('\n')).toEqual([
    'recorded commons-x7k2p in environments/testing/facts.json',
    ...['a', 'b', 'c'].map((zone) => `control-plane machine in us-east-1${zone}: m6i.xlarge, ami-0123456789abcde0a`),
    'next: npm start, commit, then npm run commons -- cluster ignition testing --folder ~',
    '',
  ]);
  const before = tests.project.files('environments');
  expect(await record()).toEqual({
    code: 0,
    stderr: '',
    stdout: 'commons-x7k2p is recorded already; nothing changes\n',
  });

  tests.write('metadata.json', props.metadata.replace('commons-x7k2p', 'commons-aaaaa'));
  const { code, stderr } = await record();
  expect({ code, stderr: stderr.replaceAll(tests.outside, '~') }).toEqual({
    code: 1,
    stderr:
      '~/metadata.json:1:87 infraID: is commons-aaaaa, but commons-x7k2p is recorded for testing\n    remove the cluster first, and its facts, as docs/runbook.md#remove-a-cluster says; or record the files of commons-x7k2p\n',
  });
  expect(tests.project.files('environments')).toEqual(before);
  expect(tests.aws.calls).toEqual([]);
});

test('files that do not exist are refused with how to make them', async () => {
  expect(await tests.cluster('record', 'testing', 'nowhere/metadata.json')).toEqual({
    code: 1,
    stdout: '',
    stderr:
      'nowhere/metadata.json:1:1 does not exist\n    name metadata.json in the folder that was made by: npm run commons -- cluster prepare testing\n',
  });
});

test('the ignition file is handed over encrypted, to the bucket of this account, and only once', async () => {
  tests.recordFacts(clusterFacts);
  const first = await ignition();
  expect(first).toMatchObject({ code: 0, stderr: '' });
  expect(first.stdout).toMatch(
    /^s3:\/\/testing-bootstrap-111122223333-us-east-1\/bootstrap\.ign holds the file now\nits certificates end at .*\nnext: npx cdk deploy -c environment=testing --all\n$/,
  );
  expect(tests.aws.buckets.get(bucket)?.get('bootstrap.ign')).toBe(
    bootstrapIgnition({ ...props.added, ...infrastructure }),
  );
  expect(tests.aws.lastPut).toMatchObject({
    'x-amz-server-side-encryption': 'AES256',
    'x-amz-expected-bucket-owner': '111122223333',
  });
  tests.aws.calls.length = 0;
  expect((await ignition()).stdout).toContain('bootstrap.ign holds the file already; nothing changes\n');
  expect(tests.aws.calls).toEqual(['GetCallerIdentity', `GET ${bucket}`]);
});

test.each<[string, () => Promise<void> | void, RegExp]>([
  [
    'without a cluster',
    () => tests.recordFacts(),
    /facts\.json:1:1 has no cluster\n {4}record it: npm run commons -- cluster record testing/,
  ],
  [
    'of another cluster',
    () => tests.recordFacts({ ...clusterFacts, infraId: 'commons-aaaaa' }),
    /is of the cluster commons-x7k2p, but commons-aaaaa is recorded/,
  ],
  [
    'that is older than its certificates',
    async () => leaveAged(25),
    /is older than its certificates: they ended at 20/,
  ],
  ['whose certificates end soon', async () => leaveAged(15), /has certificates that end in 8 hours, which is too soon/],
  ['that is empty', () => tests.write('bootstrap.ign', ''), /is not an Ignition file of version 3, or not whole/],
  [
    'when the cluster runs',
    () => tests.phase('running'),
    /cluster\.phase: is running: no bootstrap machine would read the file/,
  ],
])('an ignition file %s is refused before AWS is asked', async (_, happens, said) => {
  tests.recordFacts(clusterFacts);
  await happens();
  const { code, stdout, stderr } = await ignition();
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toMatch(said);
  expect(tests.aws.calls).toEqual([]);
  tests.phase('bootstrapping');
});

test('a bucket that is missing, or of somebody else, is refused', async () => {
  tests.recordFacts(clusterFacts);
  tests.aws.buckets.clear();
  expect((await ignition()).stderr).toBe(
    `s3:ListBucket found no bucket ${bucket}\n    make it: npx cdk deploy -c environment=testing testing-identity\n`,
  );
});

/** What is recorded now. */
function recorded(): object {
  const file = tests.recorded();
  return typeof file === 'object' && file !== null && 'facts' in file && typeof file.facts === 'object'
    ? { ...file.facts }
    : {};
}

/** The files of the recorded cluster, made some hours ago. */
async function leaveAged(age: number): Promise<void> {
  const aged = await installerProps(age);
  leave({ ...aged, added: { ...aged.added, 'tls/root-ca.crt': props.added['tls/root-ca.crt'] ?? '' } });
}
