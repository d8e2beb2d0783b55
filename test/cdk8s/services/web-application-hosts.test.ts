import { z } from 'zod';
import { externalProbes } from '../../../lib/operations/probes';
import { byName } from '../../support/charts';
import { load, report } from '../../support/environment-folder';
import { tenantObjects } from '../../support/tenant-objects';

const tenant = (hosts: string, services: string): string => `purpose: A site for the tests
maintainers: [elif-kaya, ines-okafor]
reviewBy: 2027-03-15
dataClass: public
hosts: [${hosts}]
services:
${services}`;

const service = (name: string, hosts: string, more = ''): string => `  - kind: web-application
    name: ${name}
    image: quay.io/commons-example/${name}:stable
    hosts: ${hosts}
${more}`;

const wholly = service('web', '[www.commons.example]');
const part = service('chat', '[{ host: www.commons.example, paths: [/_matrix, /.well-known/matrix] }]');
const shared = tenant('www.commons.example', wholly + part);

const routeSchema = z.looseObject({
  spec: z.looseObject({
    host: z.string(),
    path: z.string().default('/'),
    to: z.looseObject({ name: z.string() }),
    tls: z.looseObject({ externalCertificate: z.looseObject({ name: z.string() }) }),
  }),
});

const routesIn = async (text: string) =>
  Object.entries(byName(await tenantObjects(text), 'Route')).map(([name, route]) => {
    const { host, path, to, tls } = routeSchema.parse(route).spec;
    return `${name} ${host}${path} ${to.name} ${tls.externalCertificate.name}`;
  });

/** Place and reason of each problem. */
const problems = (text: string) =>
  report({ 'tenants/site.yaml': text }).filter((line) => line.startsWith('tenants/site.yaml:'));

test('two services answer one host, each its paths, with one certificate', async () => {
  expect(problems(shared)).toEqual([]);
  expect(await routesIn(shared)).toEqual([
    'www-commons-example www.commons.example/ web www-commons-example-tls',
    'www-commons-example-matrix www.commons.example/_matrix chat www-commons-example-tls',
    'www-commons-example-well-known-matrix www.commons.example/.well-known/matrix chat www-commons-example-tls',
  ]);
  const objects = await tenantObjects(shared);
  for (const kind of ['Certificate', 'Role', 'RoleBinding'])
    expect(objects.filter((each) => each.kind === kind && each.metadata.name.startsWith('www-'))).toHaveLength(1);
});

test('a host of which nobody has the rest keeps its certificate with the first who has a part', async () => {
  const parts = tenant('www.commons.example', part + service('api', '[{ host: www.commons.example, paths: [/api] }]'));
  expect(problems(parts)).toEqual([]);
  const objects = await tenantObjects(parts);
  expect(Object.keys(byName(objects, 'Certificate'))).toEqual(['www-commons-example']);
  expect(await routesIn(parts)).toHaveLength(3);
});

const office = tenant(
  'cloud.commons.example, office.commons.example',
  service(
    'cloud',
    '[cloud.commons.example]',
    `    metrics: /metrics
    workers:
      - name: office
        image: quay.io/commons-example/office:stable
        port: 9980
        hosts: [office.commons.example, { host: cloud.commons.example, paths: [/cool] }]
        alive: { get: /hosting/discovery }
`,
  ),
);

test('a worker has a host of its own, and paths at one of the hosts', async () => {
  expect(problems(office)).toEqual([]);
  expect(await routesIn(office)).toEqual([
    'cloud-commons-example cloud.commons.example/ cloud cloud-commons-example-tls',
    'cloud-commons-example-closed-1 cloud.commons.example/metrics cloud-closed cloud-commons-example-tls',
    'office-commons-example office.commons.example/ cloud-worker-office office-commons-example-tls',
    'cloud-commons-example-cool cloud.commons.example/cool cloud-worker-office cloud-commons-example-tls',
  ]);
  expect(Object.keys(byName(await tenantObjects(office), 'Certificate')).sort()).toEqual([
    'cloud-commons-example',
    'office-commons-example',
  ]);
});

test('a service without hosts of its own leaves its worker the host that the worker names', async () => {
  const alone = office.replace('    hosts: [cloud.commons.example]\n', '');
  expect(problems(alone)).toEqual([]);
  expect(await routesIn(alone)).toEqual(await routesIn(office));
});

test('what is asked from outside is asked where it is answered', () => {
  const { environment } = load({ 'tenants/site.yaml': office });
  expect(
    externalProbes(environment, {}).flatMap(({ url, expects, tenant: of }) =>
      of === 'site' ? `${url} ${expects}` : [],
    ),
  ).toEqual([
    'https://cloud.commons.example/ 200',
    'https://cloud.commons.example/metrics 503',
    'https://office.commons.example/hosting/discovery 200',
  ]);
  const { environment: other } = load({ 'tenants/site.yaml': shared });
  expect(externalProbes(other, {}).flatMap(({ url, tenant: of }) => (of === 'site' ? url : []))).toEqual([
    'https://www.commons.example/',
  ]);
});

const www = 'www.commons.example';

test.each([
  [
    'a path that two services claim',
    tenant(www, wholly + part + service('api', `[{ host: ${www}, paths: [/_matrix] }]`)),
    'services[2].hosts[0].paths[0]: /_matrix of www.commons.example is served by services[1].hosts[0].paths[0] too',
  ],
  [
    'a path that differs only in punctuation',
    tenant(www, wholly + part + service('api', `[{ host: ${www}, paths: [/matrix] }]`)),
    'services[2].hosts[0].paths[0]: /matrix of www.commons.example differs from /_matrix of www.commons.example only in punctuation, at services[1].hosts[0].paths[0]',
  ],
  [
    'a path that leads to a worker of another service',
    tenant(
      www,
      service(
        'web',
        `[${www}]`,
        "    workers: [{ name: push, command: [push], port: 4000, paths: [/_matrix], alive: { none: 'It has nothing to ask' } }]\n",
      ) + part,
    ),
    'services[1].hosts[0].paths[0]: /_matrix of www.commons.example is served by services[0].workers[0].paths[0] too',
  ],
  [
    'a path that another service closes',
    tenant(
      www,
      service('web', `[${www}]`, '    metrics: /metrics\n') + service('api', `[{ host: ${www}, paths: [/metrics] }]`),
    ),
    'services[1].hosts[0].paths[0]: /metrics of www.commons.example is closed to the internet by web',
  ],
  [
    'a host in two entries of one list',
    tenant(www, service('web', `[${www}, { host: ${www}, paths: [/api] }]`)),
    'services[0].hosts[1]: www.commons.example is named twice',
  ],
  [
    'a path twice in one entry',
    tenant(www, service('web', `[{ host: ${www}, paths: [/api, /api] }]`)),
    'services[0].hosts[0].paths[1]: /api of www.commons.example is served by services[0].hosts[0].paths[0] too',
  ],
  [
    'every path as a path',
    tenant(www, service('web', `[{ host: ${www}, paths: [/] }]`)),
    'services[0].hosts[0].paths[0]: is every path of the host',
  ],
  [
    'a part of a host that is not the tenant’s',
    tenant(www, wholly + service('api', '[{ host: other.commons.example, paths: [/api] }]')),
    'services[1].hosts[0].host: other.commons.example is not one of the hosts of the tenant',
  ],
  [
    'a callback that is answered nowhere',
    tenant(www, service('chat', `[{ host: ${www}, paths: [/chat] }]`, '    login: { callback: /oauth }\n')),
    'services[0].login.callback: /oauth is not below any path that the service answers',
  ],
  [
    'one of several callbacks that is answered nowhere',
    tenant(www, service('chat', `[{ host: ${www}, paths: [/chat] }]`, '    login: { callback: [/chat/in, /oauth] }\n')),
    'services[0].login.callback[1]: /oauth is not below any path that the service answers',
  ],
  [
    'a page after the logout that is answered nowhere',
    tenant(
      www,
      service('chat', `[{ host: ${www}, paths: [/chat] }]`, '    login: { callback: /chat/in, afterLogout: /bye }\n'),
    ),
    'services[0].login.afterLogout: /bye is not below any path that the service answers',
  ],
  [
    'a worker with a host and no port',
    tenant(
      www,
      service(
        'web',
        '[]',
        `    workers: [{ name: push, command: [push], hosts: [${www}], alive: { none: 'It has nothing to ask' } }]\n`,
      ),
    ),
    'services[0].workers[0].hosts: has no port to which they could lead',
  ],
])('%s is found', (_, text, problem) => {
  const found = problems(text);
  expect(found).toHaveLength(1);
  expect(found[0]).toMatch(/^tenants\/site\.yaml:\d+:\d+ /);
  expect(found[0]).toContain(problem);
});

test('kinds that answer a host wholly refuse a part of one', () => {
  const text = tenant(www, `  - kind: hedgedoc\n    hosts: [{ host: ${www}, paths: [/notes] }]\n`);
  expect(report({ 'tenants/site.yaml': text })).toEqual([
    'tenants/site.yaml:8:13 services[0].hosts[0]: is not text',
    'expected: a host name like pad.commons.example, without a path: this kind serves whole hosts',
  ]);
});
