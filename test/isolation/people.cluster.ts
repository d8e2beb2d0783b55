import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { standInForOpenshift, kindsOfOpenshift } from '../cluster/stand-ins/openshift';
import { ControlPlane } from '../cluster/support/control-plane';
import { Definitions } from '../cluster/support/definitions';
import { eventually } from '../cluster/support/eventually';
import { kubeObjectSchema } from '../cluster/support/kube-object';
import { fixtureHome } from '../support/fixture-home';
import { crossingsOfPeople, type Access, type Person, type Who } from './crossings-of-people';

/** What people, workloads and machines may do with the roles that are rendered, on a server that decides by them. */

const decisive = [
  'Namespace',
  'ServiceAccount',
  'Role',
  'RoleBinding',
  'ClusterRole',
  'ClusterRoleBinding',
  'ResourceQuota',
  'LimitRange',
];
const folder = join(fixtureHome.rendered, 'production/cluster');
const rendered = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.yaml'))
  .flatMap((name) => parseAllDocuments(readFileSync(join(folder, name), 'utf8')))
  .map((document) => kubeObjectSchema.parse(document.toJS()))
  .filter(({ kind }) => decisive.includes(kind))
  .sort((one, other) => decisive.indexOf(one.kind) - decisive.indexOf(other.kind));

const bindingSchema = z.looseObject({ subjects: z.array(z.looseObject({ kind: z.string(), name: z.string() })) });
const people = rendered.filter(({ kind, metadata }) => kind === 'RoleBinding' && metadata.name === 'maintainers');
const [own = '', ...others] = people.map(({ metadata }) => metadata.namespace ?? '');
const maintainer = bindingSchema.parse(people[0] ?? {}).subjects[0]?.name ?? '';
/** Whoever has an account of this name in a namespace that has one. */
const account = (name: string): Person => {
  const found = rendered.find(({ kind, metadata }) => kind === 'ServiceAccount' && metadata.name === name);
  const namespace = found?.metadata.namespace ?? `no namespace has ${name}`;
  return {
    user: `system:serviceaccount:${namespace}:${name}`,
    groups: ['system:serviceaccounts', `system:serviceaccounts:${namespace}`],
    namespace,
  };
};

const everybody = ['system:authenticated', 'system:authenticated:oauth'];
const persons: Readonly<Record<Who, Person>> = {
  stranger: { user: 'stranger', groups: everybody, namespace: own },
  maintainer: { user: maintainer, groups: everybody, namespace: own },
  workload: account(
    rendered.find(({ kind, metadata }) => kind === 'ServiceAccount' && metadata.namespace === own)?.metadata.name ?? '',
  ),
  receiver: account('hooks'),
  runner: account('runner-manager'),
  job: account('runner-jobs'),
};

/** A tenant that nobody of them belongs to. */
const foreign = others.find((name) => Object.values(persons).every(({ namespace }) => namespace !== name));

let plane: ControlPlane;
const reviewSchema = z.looseObject({ status: z.looseObject({ allowed: z.boolean() }) });

async function isAllowed(
  { user, groups, namespace }: Person,
  { verb, group = '', resource, where }: Access,
): Promise<boolean> {
  const [name = '', subresource] = resource.split('/');
  const place = {
    own: namespace,
    foreign,
    platform: 'openshift-config',
    delivery: 'openshift-gitops',
    cluster: undefined,
  }[where];
  const { body } = await plane.api.ask('POST', '/apis/authorization.k8s.io/v1/subjectaccessreviews', {
    body: {
      apiVersion: 'authorization.k8s.io/v1',
      kind: 'SubjectAccessReview',
      spec: {
        user,
        groups: [...groups, 'system:authenticated'],
        resourceAttributes: { verb, group, resource: name, subresource, namespace: place },
      },
    },
  });
  return reviewSchema.parse(body).status.allowed;
}

beforeAll(async () => {
  plane = await ControlPlane.start();
  await Definitions.of(kindsOfOpenshift).applyOthers(plane.api, []);
  await standInForOpenshift(plane.api);
  const made = new Set(rendered.flatMap(({ kind, metadata }) => (kind === 'Namespace' ? [metadata.name] : [])));
  // Some namespaces come with an operator.
  const later = [...new Set(rendered.map(({ metadata }) => metadata.namespace ?? 'default'))].filter(
    (name) => !made.has(name),
  );
  await plane.api.applyAll([
    ...later.map((name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } })),
    ...rendered,
  ]);
  await eventually({
    what: 'roles are aggregated',
    seconds: 30,
    ask: async () =>
      (await isAllowed(persons.maintainer, { verb: 'list', resource: 'pods', where: 'own' })) ? true : undefined,
  });
});
afterAll(() => plane.stop());

test('there is somebody of each sort', () => {
  expect(Object.values(persons).filter(({ user, namespace }) => user === '' || namespace.startsWith('no '))).toEqual(
    [],
  );
  expect(foreign).toBeDefined();
});

test.each(crossingsOfPeople)('$who may $verb $resource ($where): $allowed', async ({ who, allowed, ...access }) => {
  expect(await isAllowed(persons[who], access)).toBe(allowed);
});
