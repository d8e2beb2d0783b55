import { CreateBucketCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { startEmulator, type Emulator } from '../../deep/support/emulator';
import { environmentsUnderTest } from '../../support/homes-under-test';
import { backupLocations } from '../stand-ins/oadp';
import { tokenFor } from '../support/account';
import { requestsOf } from '../support/audit';
import type { ControlPlane } from '../support/control-plane';
import { deniedTo } from '../support/denied';
import { eventually } from '../support/eventually';
import { installedCluster } from '../support/installed-cluster';
import { kubeObjectSchema, type KubeObject } from '../support/kube-object';
import { renderedObjects } from '../support/rendered-objects';
import { velero } from './velero';

/** Whether Velero copies what the rendered schedules say to where the rendered application says, into S3 as moto plays it. */

const namespace = 'openshift-adp';
const group = 'velero.io/v1';
/** Of the first environment that copies objects at all. */
const [rendered = []] = environmentsUnderTest
  .map((environment) => renderedObjects([environment]).map(({ object }) => object))
  .filter((objects) => objects.some(({ kind }) => kind === 'DataProtectionApplication'));
const own = rendered.filter(({ metadata }) => metadata.namespace === namespace);
const of = (...kinds: readonly string[]): readonly KubeObject[] => own.filter(({ kind }) => kinds.includes(kind));

const applicationSpec = z.looseObject({
  backupLocations: z.array(
    z.looseObject({ velero: z.looseObject({ objectStorage: z.object({ bucket: z.string(), prefix: z.string() }) }) }),
  ),
});
const scheduleSpec = z.looseObject({
  schedule: z.string(),
  template: z.looseObject({ includedNamespaces: z.array(z.string()) }),
});
const secretSchema = kubeObjectSchema.extend({ stringData: z.record(z.string(), z.string()) });
const backupStatus = z.looseObject({
  phase: z.string(),
  progress: z.object({ itemsBackedUp: z.number() }).default({ itemsBackedUp: 0 }),
});
const tokenFile = '/var/run/secrets/openshift/serviceaccount/token';

const schedules = of('Schedule').map((object) => ({ object, spec: scheduleSpec.parse(object.spec) }));
const [store] = of('DataProtectionApplication').flatMap(({ spec }) =>
  applicationSpec.parse(spec).backupLocations.map(({ velero: { objectStorage } }) => objectStorage),
);
const copied = new Set(schedules.flatMap(({ spec }) => spec.template.includedNamespaces));
/** What lies in those namespaces without anybody who makes something of it. */
const kept = rendered.filter(
  ({ kind, metadata }) =>
    copied.has(metadata.namespace ?? '') && ['ConfigMap', 'ServiceAccount', 'Role'].includes(kind),
);
/** OpenShift defines them for whoever makes snapshots, and Velero looks for them. */
const snapshots = ['VolumeSnapshot', 'VolumeSnapshotContent', 'VolumeSnapshotClass'].map((kind) => ({
  apiVersion: 'snapshot.storage.k8s.io/v1',
  kind,
  metadata: kind === 'VolumeSnapshot' ? { namespace: 'any' } : {},
}));
const account = '111122223333';

let emulator: Emulator;
let plane: ControlPlane;
let s3: S3Client;
let operator: ReturnType<typeof velero>;

beforeAll(async () => {
  emulator = await startEmulator({ account });
  const endpoint = `http://127.0.0.1:${emulator.port}`;
  s3 = new S3Client({
    endpoint,
    region: 'us-east-1',
    forcePathStyle: true,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  await s3.send(new CreateBucketCommand({ Bucket: store?.bucket ?? '' }));
  operator = velero({
    AWS_ENDPOINT_URL: endpoint,
    // Whoever fetches credentials reads this one alone.
    AWS_ENDPOINT_URL_STS: endpoint,
    AWS_EC2_METADATA_DISABLED: 'true',
  });
  plane = await installedCluster([...own, ...snapshots], operator, new Set([namespace, ...copied]));
  await operator.start(plane);
  await plane.api.applyAll([...of('ConfigMap', 'DataProtectionApplication'), ...(await credentials())]);
  await plane.api.applyAll(kept);
  await backupLocations.step(plane.api);
});
afterAll(async () => {
  await plane.stop();
  await emulator.stop();
});

/** The rendered credentials; the token of the account lies elsewhere than in its pod. */
async function credentials(): Promise<readonly KubeObject[]> {
  const folder = join(plane.folder, 'token-of-velero');
  mkdirSync(folder);
  writeFileSync(join(folder, 'token'), await tokenFor(plane, { namespace, name: 'velero' }, 'openshift'));
  return of('Secret').map((object) => {
    const { stringData, ...others } = secretSchema.parse(object);
    const moved: Record<string, string> = {};
    for (const [key, text] of Object.entries(stringData)) moved[key] = text.replace(tokenFile, join(folder, 'token'));
    return { ...others, stringData: moved };
  });
}

/** What the server has decided about an object, as soon as it is one of these. */
const decided = (kind: string, name: string, ...phases: readonly string[]): Promise<unknown> =>
  eventually({
    what: `${kind} ${name} is ${phases.join(' or ')}`,
    seconds: 120,
    ask: async () => {
      plane.processes.assertRunning();
      const status = (await plane.api.get(group, kind, name, namespace))?.status;
      return phases.includes(String(status?.phase)) ? status : undefined;
    },
    instead: async () => JSON.stringify(await plane.api.get(group, kind, name, namespace)),
  });

/** What the server has written down of backups that go wrong. */
const errorsOfServer = (): readonly string[] =>
  readFileSync(plane.processes.logOf('velero'), 'utf8')
    .split('\n')
    .filter((line) => line.includes('level=error') && line.includes(' backup='));

test('it finds its place in S3, by the rendered role', async () => {
  await decided('BackupStorageLocation', 'default', 'Available');
});

test('it takes every schedule', async () => {
  expect(schedules.length).toBeGreaterThan(0);
  expect(kept.length).toBeGreaterThan(copied.size);
  await plane.api.applyAll(schedules.map(({ object }) => object));
  for (const { object } of schedules)
    expect(await decided('Schedule', object.metadata.name, 'Enabled', 'FailedValidation')).toMatchObject({
      phase: 'Enabled',
    });
});

test('a backup by each schedule completes, and lies in the bucket', async () => {
  for (const { object, spec } of schedules) {
    const { name } = object.metadata;
    await plane.api.applyAll([backup(name, spec.template)]);
    const status = backupStatus.parse(
      await decided('Backup', name, 'Completed', 'PartiallyFailed', 'Failed', 'FailedValidation'),
    );
    if (status.phase !== 'Completed') throw new Error(`${name}: ${status.phase}\n${errorsOfServer().join('\n')}`);
    expect(status.progress.itemsBackedUp).toBeGreaterThanOrEqual(kept.length);
    const prefix = `${store?.prefix ?? ''}/backups/${name}/`;
    const { KeyCount } = await s3.send(new ListObjectsV2Command({ Bucket: store?.bucket, Prefix: prefix }));
    expect(KeyCount).toBeGreaterThan(1);
  }
});

test('it refuses a schedule that never comes', async () => {
  const [{ object, spec } = { object: undefined, spec: undefined }] = schedules;
  const wrong = {
    ...object,
    apiVersion: group,
    kind: 'Schedule',
    metadata: { name: 'wrong', namespace },
    spec: { ...spec, schedule: 'now and then' },
  };
  await plane.api.applyAll([wrong]);
  await decided('Schedule', 'wrong', 'FailedValidation');
});

test.each([
  ['a place that is none', { storageLocation: 'elsewhere' }, /elsewhere/],
  ['policies that are nowhere', { resourcePolicy: { kind: 'configmap', name: 'none' } }, /none/],
])('it refuses a backup with %s', async (what, fields, reason) => {
  const name = what.replaceAll(' ', '-');
  await plane.api.applyAll([backup(name, { ...schedules[0]?.spec.template, ...fields })]);
  expect(JSON.stringify(await decided('Backup', name, 'FailedValidation'))).toMatch(reason);
});

test('it is refused nothing that it asks for', () => {
  const asked = operator.users.flatMap((user) => requestsOf(plane.auditLog, user, new Date(0)));
  expect(asked.length).toBeGreaterThan(20);
  expect(deniedTo(plane, operator.users)).toEqual([]);
});

const backup = (name: string, spec: object) => ({
  apiVersion: group,
  kind: 'Backup',
  metadata: { name, namespace },
  spec,
});
