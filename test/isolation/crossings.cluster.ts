import { createContext } from '../../cdk8s/applications/application';
import { guardrailsApplication } from '../../cdk8s/applications/guardrails';
import { standInForOpenshift, kindsOfOpenshift } from '../cluster/stand-ins/openshift';
import { ControlPlane } from '../cluster/support/control-plane';
import { Definitions } from '../cluster/support/definitions';
import { eventually } from '../cluster/support/eventually';
import { load } from '../support/environment-folder';
import { completed } from './completed';
import { crossings, pod, route, service, team } from './crossings';

/** The list of what is tried, on a server that decides for itself; each as a rehearsal that keeps nothing. */

let plane: ControlPlane;
const { environment } = load();
const rules = Object.values(guardrailsApplication(createContext(environment), ['quay.io']).files)
  .flat()
  .filter(({ apiVersion }) => !apiVersion.startsWith('argoproj.io/'));

const rbac = 'rbac.authorization.k8s.io';
/** More than `admin`, which cannot make each kind: the rules alone are to decide. */
const everything = {
  apiVersion: `${rbac}/v1`,
  kind: 'ClusterRole',
  metadata: { name: 'everything' },
  rules: [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }],
};
const inTeam = {
  apiVersion: `${rbac}/v1`,
  kind: 'RoleBinding',
  metadata: { name: 'everything', namespace: 'team' },
  roleRef: { apiGroup: rbac, kind: 'ClusterRole', name: 'everything' },
  subjects: [{ apiGroup: rbac, kind: 'User', name: 'mallory' }],
};

const secretsReader = {
  apiVersion: 'v1',
  kind: 'ServiceAccount',
  metadata: { name: 'secrets-reader', namespace: 'team' },
};

/** What the server says to somebody who tries something. */
async function answerTo(
  object: object,
  user = 'mallory',
): Promise<{ readonly taken: boolean; readonly reason: string }> {
  const { status, body } = await plane.api.apply(completed(object), { as: { user }, rehearse: true });
  return { taken: status < 300, reason: `${status} ${JSON.stringify(body.message)}` };
}

beforeAll(async () => {
  plane = await ControlPlane.start();
  const { api } = plane;
  const tried = crossings.map(({ object }) => completed(object));
  const definitions = Definitions.of([...rules, ...tried, ...kindsOfOpenshift]);
  for (const kind of definitions.missing)
    process.stderr.write(`NOT DEFINED in ${definitions.source}, so anything is taken as ${kind}\n`);
  await definitions.applyOthers(api, []);
  await standInForOpenshift(api);
  await api.applyAll([...rules, team]);
  await api.applyAll([everything, inTeam, secretsReader]);
  // The server takes policies up once a second, and not all at a time.
  for (const rule of new Set(crossings.map(({ stoppedBy }) => stoppedBy))) {
    const first = crossings.find(({ stoppedBy }) => stoppedBy === rule);
    await eventually({
      what: `the server has taken up ${rule}`,
      seconds: 20,
      ask: async () => (first !== undefined && (await answerTo(first.object, first.user)).taken ? undefined : true),
    });
  }
});
afterAll(() => plane.stop());

describe('whoever may do everything in a namespace is refused by its rule', () => {
  test.each(crossings)('$tries', async ({ object, stoppedBy, user }) => {
    const { taken, reason } = await answerTo(object, user);
    expect(taken).toBe(false);
    expect(reason).toContain(`commons-${stoppedBy}`);
  });
});

test.each([
  ['a route for a granted host', route({ host: 'www.team.commons.example', path: '/feed' })],
  ['a service inside', service({ selector: { app: 'web' } })],
  ['a pod that says nothing of machines', pod({})],
])('taken: %s', async (_, object) => {
  expect(await answerTo(object)).toMatchObject({ taken: true });
});
