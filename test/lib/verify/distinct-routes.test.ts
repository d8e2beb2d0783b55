import { distinctRoutesRule } from '../../../lib/verify/distinct-routes';
import { renderedFiles } from './rendered-files';

const route = (name: string, spec: string, namespace = 'library'): string => `
apiVersion: route.openshift.io/v1
kind: Route
metadata: { name: ${name}, namespace: ${namespace} }
spec: { ${spec} }
`;

const reasons = (...routes: readonly string[]) =>
  distinctRoutesRule
    .findings(renderedFiles({ 'cluster/library/web.yaml': routes.join('---') }))
    .map(({ place, reason }) => `${place} ${reason}`);

const where = 'cluster/library/web.yaml Route';

test('one host for two Routes with paths of their own is right', () => {
  expect(
    reasons(
      route('all', 'host: a.example'),
      route('api', 'host: a.example, path: /api'),
      route('b', 'host: b.example', 'annex'),
    ),
  ).toEqual([]);
});

test.each([
  ['the host wholly twice', 'host: a.example', 'host: a.example', 'a.example/'],
  ['wholly, and by the path of everything', 'host: a.example', 'host: a.example, path: /', 'a.example/'],
  [
    'a path twice, once with a slash at its end',
    'host: a.example, path: /api',
    'host: a.example, path: /api/',
    'a.example/api',
  ],
])('%s is found', (_, one, other, address) => {
  expect(reasons(route('one', one), route('other', other))).toEqual([
    `${where} library/other has ${address}, as ${where} library/one has`,
  ]);
});

test('a host in two namespaces is found, even with paths of their own', () => {
  expect(reasons(route('all', 'host: a.example'), route('api', 'host: a.example, path: /api', 'annex'))).toEqual([
    `${where} annex/api has a path of a.example, which ${where} library/all has in another namespace: the routers refuse it`,
  ]);
});
