import { z } from 'zod';
import { externalProbes } from '../../../lib/operations/probes';
import { byName } from '../../support/charts';
import { changed, load, minimalEnvironment, minimalTenant, report } from '../../support/environment-folder';
import { tenantObjects } from '../../support/tenant-objects';

/** A tenant with lines more about its web application, from line 9 of the file on. */
const web = (...lines: readonly string[]) => `${minimalTenant}${lines.map((line) => `    ${line}\n`).join('')}`;

const problems = (text: string) =>
  report({ 'tenants/site.yaml': text }).filter((line) => line.startsWith('tenants/site.yaml:'));

const containerSchema = z.looseObject({
  ports: z.array(z.looseObject({ name: z.string(), containerPort: z.number() })).default([]),
  env: z.array(z.looseObject({ name: z.string(), value: z.string().optional() })).default([]),
  startupProbe: z.unknown().optional(),
  readinessProbe: z.unknown().optional(),
  livenessProbe: z.unknown().optional(),
});
const workloadSchema = z.looseObject({
  spec: z.looseObject({
    template: z.looseObject({
      spec: z.looseObject({ containers: z.tuple([containerSchema]), securityContext: z.unknown() }),
    }),
  }),
});

async function containerOf(text: string, name = 'web') {
  expect(problems(text)).toEqual([]);
  const { spec } = workloadSchema.parse(byName(await tenantObjects(text), 'Deployment')[name]).spec.template;
  return { container: spec.containers[0], securityContext: spec.securityContext };
}

const probed = (text: string) => {
  const { environment } = load({ 'tenants/site.yaml': text });
  return externalProbes(environment, {}).flatMap(({ url, expects, tenant }) =>
    tenant === 'site' ? [`${url} ${expects}`] : [],
  );
};

describe('metrics at a port of their own', () => {
  const text = web('metrics: { port: 9000 }');

  test('are read there by Prometheus, and the routers have nothing to close', async () => {
    const objects = await tenantObjects(text);
    expect((await containerOf(text)).container.ports).toEqual([
      { name: 'http', containerPort: 8080 },
      { name: 'metrics', containerPort: 9000 },
    ]);
    expect(byName(objects, 'PodMonitor').web).toMatchObject({
      spec: {
        selector: { matchLabels: { 'app.kubernetes.io/name': 'web' } },
        podMetricsEndpoints: [{ port: 'metrics', path: '/metrics' }],
      },
    });
    expect(Object.keys(byName(objects, 'ServiceMonitor'))).toEqual([]);
    expect(Object.keys(byName(objects, 'Route'))).toEqual(['site-commons-example']);
    expect(probed(text)).toEqual(['https://site.commons.example/ 200']);
  });

  test('are open to Prometheus alone, which reaches no other port', async () => {
    const policy = z
      .looseObject({
        spec: z.looseObject({ ingress: z.array(z.looseObject({ from: z.unknown(), ports: z.unknown() })) }),
      })
      .parse(byName(await tenantObjects(text), 'NetworkPolicy').web);
    const said = policy.spec.ingress.map(({ from, ports }) => JSON.stringify([from, ports]));
    expect(said).toHaveLength(2);
    const [routers = '', prometheus = ''] = said;
    expect(routers).toContain('8080');
    expect(routers).not.toMatch(/9000|monitoring/);
    expect(prometheus).toContain('openshift-user-workload-monitoring');
    expect(prometheus).toContain('9000');
    expect(prometheus).not.toMatch(/8080|policy-group/);
  });

  test('below 1024 they need the same sysctl as the port of the application', async () => {
    expect((await containerOf(web('metrics: { path: /m, port: 900 }'))).securityContext).toMatchObject({
      sysctls: [{ value: '900' }],
    });
  });
});

const vats = (more: string) =>
  web('workers:', `  - { name: vats, command: [vats], alive: { none: 'It has nothing to ask' }, ${more} }`);

test.each([
  ['at a port of their own, without another port', 'metrics: { path: /m, port: 9000 }', 'metrics', '/m', 9000],
  ['at its port', 'port: 4000, metrics: /metrics', 'http', '/metrics', 4000],
])('a worker has metrics %s', async (_, more, port, path, number) => {
  const objects = await tenantObjects(vats(more));
  expect(byName(objects, 'PodMonitor')['web-worker-vats']).toMatchObject({
    spec: {
      selector: { matchLabels: { 'app.kubernetes.io/name': 'web-worker-vats' } },
      podMetricsEndpoints: [{ port, path }],
    },
  });
  const { container } = await containerOf(vats(more), 'web-worker-vats');
  expect(container.ports).toContainEqual({ name: port, containerPort: number });
  expect(JSON.stringify(byName(objects, 'NetworkPolicy')['web-worker-vats'])).toMatch(
    new RegExp(`openshift-user-workload-monitoring[^]*${number}`),
  );
});

const all = (ask: unknown) => ({
  startupProbe: ask,
  readinessProbe: ask,
  livenessProbe: ask,
});

describe('health', () => {
  test('asks by the name of the service, and with headers of its own', async () => {
    const text = web('health: { path: /status, host: own, headers: { X-Forwarded-Proto: https } }');
    const httpHeaders = [
      { name: 'Host', value: 'site.commons.example' },
      { name: 'X-Forwarded-Proto', value: 'https' },
    ];
    expect((await containerOf(text)).container).toMatchObject(
      all({ httpGet: { path: '/status', port: 'http', httpHeaders } }),
    );
    expect(probed(text)).toEqual(['https://site.commons.example/status 200']);
  });

  test('asks at another port, which nobody asks from outside', async () => {
    const text = web('health: { path: /live, port: 8081, host: localhost.example }');
    expect((await containerOf(text)).container).toMatchObject(
      all({ httpGet: { path: '/live', port: 8081, httpHeaders: [{ name: 'Host', value: 'localhost.example' }] } }),
    );
    expect(probed(text)).toEqual([]);
  });

  test.each([
    ['whether the port takes connections', 'health: { tcp: true }', { tcpSocket: { port: 'http' } }],
    ['whether another port takes them', 'health: { tcp: true, port: 6697 }', { tcpSocket: { port: 6697 } }],
    ['by a command', "health: { command: [bin/site, 'a $b'] }", { exec: { command: ['bin/site', 'a $$b'] } }],
  ])('asks %s, and nobody asks from outside', async (_, line, ask) => {
    expect((await containerOf(web(line))).container).toMatchObject(all(ask));
    expect(probed(web(line))).toEqual([]);
  });

  test('gives a command ten seconds each time', async () => {
    const { container } = await containerOf(web('health: { command: [bin/site, check] }'));
    expect(container).toMatchObject(all({ timeoutSeconds: 10 }));
  });

  test('of a worker may be that its port takes connections', async () => {
    const text = web('workers: [{ name: vats, command: [vats], port: 4000, alive: { tcp: true } }]');
    expect((await containerOf(text, 'web-worker-vats')).container).toMatchObject(all({ tcpSocket: { port: 'http' } }));
  });
});

describe('addresses', () => {
  const environmentWithCdn = changed(
    minimalEnvironment,
    "  cdn: { none: 'Nobody but the tests knows this environment' }\n",
    '  cdn: { canonicalName: cdn.example, ranges: { ipv4: [198.51.100.0/24], ipv6: [2001:db8::/32] } }\n',
  );

  const variables = async (text: string, files = {}) => {
    const { spec } = workloadSchema.parse(byName(await tenantObjects(text, files), 'Deployment').web).spec.template;
    return Object.fromEntries(spec.containers[0].env.map(({ name, value }) => [name, value]));
  };

  test('are variables only where something refers to them', async () => {
    expect(await variables(web('settings: { A: b }'))).toEqual({ A: 'b' });
    expect(await variables(web('settings: { BASE: $(SERVICE_URL)/x, A: b }'))).toEqual({
      SERVICE_URL: 'https://site.commons.example',
      BASE: '$(SERVICE_URL)/x',
      A: 'b',
    });
    expect(await variables(web('args: [--host, $(SERVICE_HOST)]'))).toEqual({ SERVICE_HOST: 'site.commons.example' });
  });

  test('of the proxies are those of the routers, and of the CDN where there is one', async () => {
    const text = web('settings: { A: $(ROUTER_NETWORKS), B: $(PROXY_NETWORKS) }');
    expect(await variables(text)).toMatchObject({ ROUTER_NETWORKS: '10.128.0.0/14', PROXY_NETWORKS: '10.128.0.0/14' });
    expect(await variables(text, { 'environment.yaml': environmentWithCdn })).toMatchObject({
      ROUTER_NETWORKS: '10.128.0.0/14',
      PROXY_NETWORKS: '10.128.0.0/14,198.51.100.0/24,2001:db8::/32',
    });
  });

  test('of the proxies come as a list of JSON too, for programs that read nothing else', async () => {
    const text = web('settings: { A: $(ROUTER_NETWORKS_JSON), B: $(PROXY_NETWORKS_JSON) }');
    expect(await variables(text, { 'environment.yaml': environmentWithCdn })).toMatchObject({
      ROUTER_NETWORKS_JSON: '["10.128.0.0/14"]',
      PROXY_NETWORKS_JSON: '["10.128.0.0/14","198.51.100.0/24","2001:db8::/32"]',
    });
  });

  test('are in files', async () => {
    const objects = await tenantObjects(web("files: { /etc/site.ini: 'url = $(SERVICE_URL)' }"));
    expect(JSON.stringify(byName(objects, 'Deployment').web)).toContain('url = https://site.commons.example');
  });

  test('leave their names to whoever has settings of these names', async () => {
    const text = web('settings: { SERVICE_URL: https://elsewhere.example, BASE: $(SERVICE_URL)/x }');
    expect(problems(text)).toEqual([]);
    expect(await variables(text)).toMatchObject({ SERVICE_URL: 'https://elsewhere.example' });
  });
});

const at = 'tenants/site.yaml:';

test.each([
  [
    'metrics at the port of the application',
    web('metrics: { path: /m, port: 8080 }'),
    `${at}9:32 services[0].metrics.port: is 8080, which is port already`,
  ],
  [
    'metrics of a worker at its own port',
    vats('port: 4000, metrics: { port: 4000 }'),
    'services[0].workers[0].metrics.port: is 4000, which is workers[0].port already',
  ],
  [
    'metrics of a worker without a port',
    vats('metrics: /metrics'),
    'services[0].workers[0].metrics: has no port at which they could be read',
  ],
  [
    'metrics of a worker below a path that leads to it',
    vats('port: 4000, paths: [/vats], metrics: /vats/metrics'),
    'services[0].workers[0].metrics: /vats/metrics is open to the internet, because it is below a path that leads to the worker',
  ],
  [
    'a worker without a port that should take connections',
    web('workers: [{ name: vats, command: [vats], alive: { tcp: true } }]'),
    'services[0].workers[0].alive.tcp: has no port that could take connections',
  ],
  [
    'a reference to a secret in the command of health',
    web("health: { command: [bin/site, '$(SERVICE_HOST)'] }"),
    'services[0].health.command[1]: refers to $(SERVICE_HOST), which Kubernetes does not replace in a probe if it comes from a secret',
  ],
  [
    'a variable in a header',
    web('health: { path: /, headers: { X-Host: $(SERVICE_HOST) } }'),
    'services[0].health.headers.X-Host: refers to a variable, which a probe cannot read',
  ],
  [
    'a misspelt address',
    web('settings: { A: $(SERVICE_HOSTS) }'),
    'services[0].settings.A: $(SERVICE_HOSTS) is not a variable of this service',
  ],
])('%s is found', (_, text, problem) => {
  const found = problems(text);
  expect(found).toHaveLength(1);
  expect(found[0]).toContain(problem);
});

test('a private service has no address of its own, and no name to be asked by', () => {
  const text = `${minimalTenant}    hosts: [site.commons.example]
    calls: [search]
  - kind: web-application
    name: search
    image: quay.io/commons-example/search:stable
    hosts: []
    health: { path: /, host: own }
    settings: { A: $(SERVICE_HOST) }
`;
  const found = problems(text);
  expect(found).toHaveLength(2);
  expect(found.join('\n')).toContain('services[1].health.host: is own, and the service has no host');
  expect(found.join('\n')).toContain('services[1].settings.A: $(SERVICE_HOST) is not a variable of this service');
});

test('a misspelt address is answered with the right one', () => {
  expect(report({ 'tenants/site.yaml': web('settings: { A: $(SERVICE_HOSTS) }') })[1]).toContain(
    'did you mean $(SERVICE_HOST)?',
  );
});
