import { setTimeout as pause } from 'node:timers/promises';
import { exampleHome } from '../support/example-home';
import { cloudNativePg } from './operators/cloudnative-pg';
import { machineApi } from './operators/machine-api';
import { controllerAccount, gitopsNamespace } from './stand-ins/gitops-operator';
import { applicationStates, isAtRest } from './support/applications';
import { isDenied, isWrite, requestsOf, spoken } from './support/audit';
import { chosenEnvironment } from './support/chosen-environment';
import { Delivery } from './support/delivery';
import { Waves } from './support/waves';

/** The community of the example as a whole, delivered once, past the webhooks of the operators that have some. */

const operators = [cloudNativePg({ does: 'admission' }), machineApi];
const controller = `system:serviceaccount:${gitopsNamespace}:${controllerAccount}`;
let delivery: Delivery;
let waves: Waves;

beforeAll(async () => {
  delivery = await Delivery.prepare({
    ...chosenEnvironment(`${exampleHome.folder}/environments/production`),
    operators: () => Promise.resolve(operators),
  });
});
afterAll(() => delivery.stop());

test('everything reaches rest, in the stated waves', async () => {
  await delivery.start();
  waves = new Waves(delivery.plane.api);
  const names = delivery.home
    .manifests('applications')
    .filter(({ kind }) => kind === 'Application')
    .map(({ metadata }) => metadata.name);
  const begun = performance.now();
  await delivery.rest(900, 'root', ...names);
  process.stderr.write(
    `${names.length + 1} applications at rest after ${Math.round((performance.now() - begun) / 1000)} s\n`,
  );
  await waves.stop();
  expect(waves.early()).toEqual([]);
  expect(delivery.standIns.failures).toEqual([]);
}, 1_000_000);

test.each([controller, ...operators.flatMap(({ users }) => users)])(
  '%s is refused nothing that it asks for',
  (user) => {
    const asked = requestsOf(delivery.plane.auditLog, user, new Date(0));
    expect(asked.length).toBeGreaterThan(20);
    expect([...new Set(asked.filter(isDenied).map(spoken))]).toEqual([]);
  },
);

test('a second full comparison changes nothing, and nothing is written in five minutes', async () => {
  const begun = new Date();
  await delivery.compare('hard');
  await pause(300_000);
  expect((await applicationStates(delivery.plane.api)).filter((each) => !isAtRest(each))).toEqual([]);
  const written = requestsOf(delivery.plane.auditLog, controller, begun).filter(isWrite);
  // It writes down when it has compared.
  const own = ['applications', 'events'];
  expect(written.filter(({ objectRef }) => !own.includes(objectRef?.resource ?? '')).map(spoken)).toEqual([]);
});
