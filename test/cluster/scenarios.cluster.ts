import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { controllerAccount, gitopsNamespace } from './stand-ins/gitops-operator';
import { applicationStates, isAtRest } from './support/applications';
import { isDenied, isWrite, requestsOf, spoken } from './support/audit';
import { Delivery } from './support/delivery';
import { eventually } from './support/eventually';
import { isLoopback, listeningAddresses } from './support/listening';

/** What delivery promises, tried in turn on one small home. */

const folder = join(resolve(__dirname, '..'), 'fixtures/community/environments/staging');
const late = 'loki-operator';
const controller = `system:serviceaccount:${gitopsNamespace}:${controllerAccount}`;

let delivery: Delivery;
let lateIsOffered = false;

beforeAll(async () => {
  delivery = await Delivery.prepare({
    folder,
    environment: 'staging',
    region: 'us-east-1',
    offers: (name) => name !== late || lateIsOffered,
  });
  await delivery.start();
});
afterAll(() => delivery.stop());

const state = async (name: string) => (await applicationStates(delivery.plane.api)).find((each) => each.name === name);
const deployment = (namespace: string, name: string) =>
  delivery.plane.api.get('apps/v1', 'Deployment', name, namespace);

/** Waits until something is so. */
const until = (what: string, seconds: number, isSo: () => Promise<boolean>): Promise<true> =>
  eventually({
    what,
    seconds,
    ask: async () => ((await isSo()) ? true : undefined),
    instead: () => delivery.unrest(),
  });

/** A web application that keeps data, and one that does not. */
const zines = `purpose: Zines for the tests
maintainers: [ines-okafor, tomasz-berg]
reviewBy: 2027-06-30
dataClass: public
hosts: [zines.commons-staging.example, archive.commons-staging.example]
services:
  - kind: web-application
    name: site
    hosts: [zines.commons-staging.example]
    image: quay.io/commons-example/zines:testing
`;
const archive = `  - kind: web-application
    name: archive
    replicas: 1
    hosts: [archive.commons-staging.example]
    image: quay.io/commons-example/archive:testing
    claim:
      path: /srv/archive
      sizeGiB: 2
      backup: { none: 'Nothing would be missed' }
    database:
      storageGiB: 1
      backup: { keepDays: 7 }
`;

test('an operator that comes late is waited for, and nothing begins before', async () => {
  await until('all other operators are installed', 120, async () => {
    const all = await delivery.plane.api.list('operators.coreos.com/v1alpha1', 'Subscription');
    const waiting = all.filter(({ status }) => status?.installedCSV === undefined).map(({ spec }) => spec?.name);
    return all.length > 5 && waiting.length === 1 && waiting[0] === late;
  });
  // Longer than three times the pause between tries.
  await pause(50_000);
  const waves = (await applicationStates(delivery.plane.api)).filter(({ name }) => name !== 'root');
  expect(Math.max(...waves.map(({ wave }) => wave))).toBe(0);
  expect((await state('operators'))?.status.operationState?.phase).toBe('Running');
  lateIsOffered = true;
  await delivery.rest(240, 'root', 'pad', 'forms', 'podcasts');
});

test('all that runs here is reached from this machine alone', () => {
  const addresses = listeningAddresses(process.pid);
  expect(addresses.length).toBeGreaterThan(8);
  expect(addresses.filter((address) => !isLoopback(address))).toEqual([]);
});

test('Argo CD is refused nothing that it asks for', () => {
  const denied = requestsOf(delivery.plane.auditLog, controller, new Date(0)).filter(isDenied);
  expect([...new Set(denied.map(spoken))]).toEqual([]);
});

test('a second full comparison changes nothing, and nothing is written afterwards', async () => {
  const begun = new Date();
  await delivery.compare('hard');
  await pause(60_000);
  expect((await applicationStates(delivery.plane.api)).filter((each) => !isAtRest(each))).toEqual([]);
  const written = requestsOf(delivery.plane.auditLog, controller, begun).filter(isWrite);
  // It writes down when it has compared.
  const own = ['applications', 'events'];
  expect(written.filter(({ objectRef }) => !own.includes(objectRef?.resource ?? '')).map(spoken)).toEqual([]);
});

test('what is changed by hand comes back', async () => {
  const { api } = delivery.plane;
  const policies = await api.list('networking.k8s.io/v1', 'NetworkPolicy', 'pad');
  const before = await deployment('pad', 'hedgedoc');
  if (before === undefined) throw new Error('there is no Deployment of HedgeDoc');
  await api.merge(before, { spec: { replicas: 7 } }, 'object', 'kubectl');
  for (const policy of policies) await api.delete(policy);
  await until('the deployment and all policies are as rendered', 90, async () => {
    const back = await api.list('networking.k8s.io/v1', 'NetworkPolicy', 'pad');
    const now = await deployment('pad', 'hedgedoc');
    return now?.spec?.replicas === before.spec?.replicas && back.length === policies.length;
  });
  await delivery.rest(60);
});

test('a new tenant arrives by one commit', async () => {
  delivery.home.write('tenants/zines.yaml', zines + archive);
  await delivery.home.merge('Add zines');
  await delivery.home.deliver();
  await delivery.compare();
  await delivery.rest(180, 'zines');
  expect(await deployment('zines', 'archive')).toBeDefined();
});

/** What the archive has, as its environment lists it. */
const archived = [
  'Cluster.postgresql.cnpg.io/archive-db',
  'ObjectStore.barmancloud.cnpg.io/archive-db',
  'PersistentVolumeClaim/archive-data',
].map((each) => `staging/zines/${each}`);

test('a service that is renamed is refused before it is merged', async () => {
  delivery.home.write('tenants/zines.yaml', zines + archive.replace('name: archive', 'name: attic'));
  const said = await delivery.home.commons('render').catch(String);
  for (const data of archived) expect(said).toContain(`npm run commons -- render --remove-stateful ${data}\n`);
  delivery.home.write('tenants/zines.yaml', zines + archive);
  await delivery.home.render();
});

test('a service that is removed goes, and its data stays', async () => {
  const { api } = delivery.plane;
  const data = async () => [
    ...(await api.list('v1', 'PersistentVolumeClaim', 'zines')),
    ...(await api.list('postgresql.cnpg.io/v1', 'Cluster', 'zines')),
  ];
  const before = (await data()).map(({ metadata }) => metadata.uid);
  expect(before).toHaveLength(2);
  delivery.home.write('tenants/zines.yaml', zines.replace(', archive.commons-staging.example', ''));
  await delivery.home.merge('Remove the archive', ...archived.flatMap((data) => ['--remove-stateful', data]));
  await delivery.home.deliver();
  await delivery.compare();
  await until('the archive is gone', 180, async () => (await deployment('zines', 'archive')) === undefined);
  expect((await data()).map(({ metadata }) => metadata.uid)).toEqual(before);
  expect(await deployment('zines', 'site')).toBeDefined();
  // With all else pruned, what is left over is no difference.
  await delivery.rest(240);
});

test('a broken manifest stops its own application, and no other', async () => {
  await delivery.home.types(`
    sed -i 's/replicas: 1$/replicas: many/' rendered/staging/cluster/podcasts/*.yaml
    grep --quiet 'replicas: many' rendered/staging/cluster/podcasts/*.yaml
    sed -i "s/EPISODES_PER_PAGE/PAGE_LENGTH/" rendered/staging/cluster/podcasts/*.yaml
    sed -i "s/ANSWER_LIFETIME_DAYS/LIFETIME_DAYS/" rendered/staging/cluster/forms/*.yaml
  `);
  await delivery.home.push('Break podcasts');
  await delivery.compare();
  await until('the other one has its change', 120, async () =>
    JSON.stringify(await deployment('forms', 'forms')).includes('"LIFETIME_DAYS"'),
  );
  expect(JSON.stringify(await deployment('podcasts', 'podcasts'))).not.toContain('PAGE_LENGTH');
  await until('no other is disturbed', 60, async () =>
    (await applicationStates(delivery.plane.api)).every((each) => isAtRest(each) !== (each.name === 'podcasts')),
  );
  await delivery.home.merge('Mend podcasts');
  await delivery.compare();
  await delivery.endAttempt('podcasts');
  await delivery.rest(120);
});

test('Argo CD that is killed in the middle ends well', async () => {
  delivery.home.write('tenants/zines.yaml', zines + archive);
  await delivery.home.merge('Add the archive again');
  await delivery.home.deliver();
  await delivery.compare();
  await until(
    'the archive begins to come',
    60,
    async () =>
      (await state('zines'))?.status.operationState?.phase === 'Running' ||
      (await deployment('zines', 'archive')) !== undefined,
  );
  await delivery.argo.killController();
  await pause(3000);
  await delivery.argo.startController();
  await until('the archive is there', 120, async () => (await deployment('zines', 'archive')) !== undefined);
  await delivery.rest(180);
});

test('a commit that nobody has signed is not delivered, and one that an engineer signs on top of it is', async () => {
  const { api } = delivery.plane;
  const note = () => api.get('v1', 'ConfigMap', 'unsigned', 'openshift-gitops');
  const manifest = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: unsigned, namespace: openshift-gitops }\n';
  await delivery.home.types(`
    git switch --quiet delivered
    printf '%s' '${manifest}' > rendered/staging/cluster/operators/unsigned.yaml
    git add rendered && git commit --quiet --no-gpg-sign -m "Unsigned" && git push --quiet origin delivered
    git switch --quiet main
  `);
  await delivery.compare();
  await until('Argo CD says that it is not signed', 60, async () =>
    /not signed|not allowed|signature/i.test(JSON.stringify((await state('operators'))?.status.conditions)),
  );
  await pause(25_000);
  expect(await note()).toBeUndefined();
  await delivery.home.types('echo signed > signed');
  await delivery.home.push('Signed');
  await delivery.home.deliver();
  await delivery.compare();
  await delivery.endAttempt('operators');
  await until('what is signed is there', 120, async () => (await note()) !== undefined);
  await delivery.rest(120);
});
