import { externalProbes } from '../../../lib/operations/probes';
import { placeholderFacts } from '../../../lib/operations/capacity/placeholder-facts';
import { byName } from '../../support/charts';
import { changed, load, minimalTenant, report } from '../../support/environment-folder';
import { tenantObjects } from '../../support/tenant-objects';

const tenant = (...lines: readonly string[]): string =>
  changed(minimalTenant, '[site.commons.example]', '[site.commons.example, console.commons.example]') +
  lines.map((line) => `    ${line}\n`).join('');

/** A store of objects with a console at a host of its own, and a socket at a path. */
const store = tenant(
  'ports:',
  '  - { name: console, port: 9001, hosts: [console.commons.example] }',
  '  - { name: socket, port: 3003, paths: [/socket] }',
  '  - { name: peers, port: 7000 }',
  'timeoutSeconds: 60',
);

const problems = (text: string) => report({ 'tenants/site.yaml': text }).join('\n');

test('hosts and paths lead to further ports of the web pods', async () => {
  expect(problems(store)).toBe('');
  const objects = await tenantObjects(store);
  const routes = byName(objects, 'Route');
  expect(Object.keys(routes)).toEqual(
    ['site-commons-example', 'site-commons-example-socket', 'console-commons-example'].toSorted(),
  );
  expect(routes['console-commons-example']).toMatchObject({
    metadata: { annotations: { 'haproxy.router.openshift.io/timeout': '60s' } },
    spec: {
      host: 'console.commons.example',
      to: { name: 'web' },
      port: { targetPort: 'console' },
      tls: { externalCertificate: { name: 'console-commons-example-tls' } },
    },
  });
  expect(routes['site-commons-example-socket']).toMatchObject({
    spec: { host: 'site.commons.example', path: '/socket', to: { name: 'web' }, port: { targetPort: 'socket' } },
  });
  expect(Object.keys(byName(objects, 'Certificate')).toSorted()).toEqual([
    'console-commons-example',
    'site-commons-example',
  ]);
});

test('the routers reach the ports with hosts or paths, and no others', async () => {
  const policies = byName(await tenantObjects(store), 'NetworkPolicy');
  const routers = { from: [{ namespaceSelector: expect.anything() as unknown }] };
  expect(policies['web-ports']).toMatchObject({
    spec: {
      ingress: [
        { ports: [{ port: 9001 }, { port: 3003 }, { port: 7000 }] },
        { ...routers, ports: [{ port: 9001 }, { port: 3003 }] },
      ],
    },
  });
  const none = byName(
    await tenantObjects(`${minimalTenant}    ports: [{ name: peers, port: 7000 }]\n`),
    'NetworkPolicy',
  );
  expect(JSON.stringify(none['web-ports'])).not.toContain('namespaceSelector');
});

test('ports of workers have hosts and paths too, in pods of their own and in the web pods', async () => {
  const worker = (more: string) =>
    tenant(
      `workers: [{ name: hub, command: [hub], ${more}alive: { none: 'It has nothing to ask' }, ports: [{ name: ui, port: 9001, paths: [/ui], hosts: [console.commons.example] }] }]`,
    );
  for (const [more, service] of [
    ['', 'web-worker-hub'],
    ['port: 8081, ', 'web-worker-hub'],
    ['pod: web, ', 'web'],
  ] as const) {
    expect(problems(worker(more))).toBe('');
    const routes = byName(await tenantObjects(worker(more)), 'Route');
    for (const name of ['console-commons-example', 'site-commons-example-ui'])
      expect(routes[name]).toMatchObject({ spec: { to: { name: service }, port: { targetPort: 'ui' } } });
  }
});

test('a port that health asks is asked from outside at its hosts', () => {
  const urls = (text: string) => {
    const { environment } = load({ 'tenants/site.yaml': text });
    return externalProbes(environment, placeholderFacts(environment)).flatMap(({ url, service }) =>
      service === 'web' ? [url] : [],
    );
  };
  const asked = changed(store, '    timeoutSeconds', '    health: { path: /ready, port: 9001 }\n    timeoutSeconds');
  expect(urls(asked)).toEqual(['https://console.commons.example/ready']);
});

test.each([
  [
    'a host of a port of UDP',
    ['ports: [{ name: a, port: 9001, protocol: UDP, hosts: [console.commons.example] }]'],
    'ports[0].hosts: lead to a port of UDP',
  ],
  [
    'a path that leads to a worker',
    [
      'ports: [{ name: a, port: 9001, paths: [/a], hosts: [console.commons.example] }]',
      "workers: [{ name: w, command: [w], port: 81, paths: [/a], alive: { none: 'It has nothing to ask' } }]",
    ],
    'workers[0].paths[0]: leads to ports[0] too',
  ],
  [
    'a path that leads to two ports',
    ['ports: [{ name: a, port: 1, paths: [/a], hosts: [console.commons.example] }, { name: b, port: 2, paths: [/a] }]'],
    'ports[1].paths[0]: leads to',
  ],
  [
    'every path',
    ['ports: [{ name: a, port: 1, paths: [/], hosts: [console.commons.example] }]'],
    'is every path, which leads to the port of the service',
  ],
  [
    'a host twice',
    [
      'hosts: [site.commons.example, console.commons.example]',
      'ports: [{ name: a, port: 1, hosts: [console.commons.example] }]',
    ],
    'console.commons.example is served by',
  ],
  [
    'a host of somebody else',
    ['ports: [{ name: a, port: 1, hosts: [console.commons.example, x.commons.example] }]'],
    'x.commons.example is not one of the hosts of the tenant',
  ],
])('%s is refused', (_, lines, reason) => {
  expect(problems(tenant(...lines))).toContain(reason);
});

test('a service whose ports alone have hosts is reached', () => {
  const text = changed(
    changed(store, '[site.commons.example, console.commons.example]', '[console.commons.example]'),
    ', paths: [/socket]',
    '',
  );
  expect(problems(`${text}    hosts: []\n`)).toBe('');
});
