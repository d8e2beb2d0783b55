import { z } from 'zod';
import { clusterNameIn, standInForInstaller } from '../stand-ins/installer';
import { requestsOf } from '../support/audit';
import type { ControlPlane } from '../support/control-plane';
import { deniedTo } from '../support/denied';
import { eventually } from '../support/eventually';
import { installedCluster } from '../support/installed-cluster';
import type { KubeObject } from '../support/kube-object';
import { renderedObjects } from '../support/rendered-objects';
import { machineApi } from './machine-api';
import { objections } from './objections';

/** What machine-api says to every rendered MachineSet, and whether it makes machines of it that it takes itself. */

const setSchema = z.looseObject({
  replicas: z.number().optional(),
  template: z.looseObject({ spec: z.looseObject({ providerSpec: z.looseObject({ value: z.looseObject({}) }) }) }),
});

const rendered = renderedObjects().filter(({ object }) => object.kind === 'MachineSet');
const apiVersion = 'machine.openshift.io/v1beta1';
const cluster = clusterNameIn(rendered.map(({ object }) => object));
let plane: ControlPlane;

beforeAll(async () => {
  plane = await installedCluster(
    rendered.map(({ object }) => object),
    machineApi,
    new Set(),
  );
  await standInForInstaller(plane.api, { name: cluster, region: 'us-east-1' });
  await machineApi.start(plane);
});
afterAll(() => plane.stop());

test('it takes every MachineSet as it is', async () => {
  expect(rendered.length).toBeGreaterThan(0);
  expect(await objections(plane, rendered)).toEqual([]);
});

/** The first set, with other fields for the provider. */
function withProvider(fields: object): KubeObject {
  const [{ object } = { object: undefined }] = rendered;
  if (object === undefined) throw new Error('nothing renders a MachineSet');
  const { template, ...spec } = setSchema.parse(object.spec);
  const value = { ...template.spec.providerSpec.value, ...fields };
  return {
    ...object,
    metadata: { ...object.metadata, name: 'wrong' },
    spec: { ...spec, template: { ...template, spec: { ...template.spec, providerSpec: { value } } } },
  };
}

test.each([
  ['no image', { ami: {} }, 'providerSpec.ami'],
  ['a network card that is none', { networkInterfaceType: 'Cable' }, 'providerSpec.networkInterfaceType'],
  [
    'a throughput that its kind of disk has not',
    { blockDevices: [{ ebs: { volumeType: 'gp2', volumeSize: 120, throughputMib: 500 } }] },
    'only valid for gp3 volumes',
  ],
  ['a way to the metadata that is none', { metadataServiceOptions: { authentication: 'Perhaps' } }, 'authentication'],
])('it refuses %s', async (_, fields, reason) => {
  const { status, body } = await plane.api.apply(withProvider(fields), { rehearse: true });
  expect(status).toBeGreaterThanOrEqual(400);
  expect(String(body.message)).toMatch(/webhook "validation\.machineset\.machine\.openshift\.io" denied the request/);
  expect(String(body.message)).toContain(reason);
});

test('it drops a field that no provider has, without a word', async () => {
  const object = withProvider({ instanceTyp: 'm7g.large' });
  expect(await objections(plane, [{ object, title: 'the set' }])).toEqual([
    'the set loses .template.spec.providerSpec.value.instanceTyp',
  ]);
});

test('it makes the machines of one cluster, as many as are asked for', async () => {
  const own = rendered.filter(({ object }) => clusterNameIn([object]) === cluster).map(({ object }) => object);
  await plane.api.applyAll(own);
  const sets = await plane.api.list(apiVersion, 'MachineSet');
  const wanted = sets.reduce((sum, { spec }) => sum + (setSchema.parse(spec).replicas ?? 0), 0);
  expect(wanted).toBeGreaterThan(0);
  await eventually({
    what: `there are ${wanted} machines`,
    seconds: 60,
    ask: async () => ((await plane.api.list(apiVersion, 'Machine')).length === wanted ? true : undefined),
    instead: async () => (await plane.api.list(apiVersion, 'Machine')).map(({ metadata }) => metadata.name).join('\n'),
  });
});

test('it is refused nothing that it asks for', () => {
  const asked = machineApi.users.flatMap((user) => requestsOf(plane.auditLog, user, new Date(0)));
  expect(asked.length).toBeGreaterThan(20);
  expect(deniedTo(plane, machineApi.users)).toEqual([]);
});
