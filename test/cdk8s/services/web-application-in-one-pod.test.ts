import { z } from 'zod';
import { byName } from '../../support/charts';
import { minimalTenant, report } from '../../support/environment-folder';
import { tenantObjects } from '../../support/tenant-objects';

const web = (...lines: readonly string[]) => `${minimalTenant}${lines.map((line) => `    ${line}\n`).join('')}`;

const container = z.looseObject({
  name: z.string(),
  image: z.string(),
  command: z.array(z.string()).optional(),
  args: z.array(z.string()).optional(),
  env: z.array(z.looseObject({ name: z.string(), value: z.string().optional() })).optional(),
  ports: z.array(z.unknown()).optional(),
  volumeMounts: z.array(z.looseObject({ mountPath: z.string() })),
});

const podSchema = z.object({
  metadata: z.object({ annotations: z.record(z.string(), z.string()).default({}) }),
  spec: z.looseObject({
    terminationGracePeriodSeconds: z.number().optional(),
    securityContext: z.looseObject({ sysctls: z.unknown().optional() }),
    initContainers: z.array(container).default([]),
    containers: z.array(container),
  }),
});

const deployment = z.object({
  metadata: z.object({ annotations: z.record(z.string(), z.string()) }),
  spec: z.object({ template: podSchema }),
});

const triggersSchema = z.array(z.object({ from: z.object({ name: z.string() }), fieldPath: z.string() }));

/** The web pod, with its containers by name, and the images that triggers set in it. */
async function webPod(...lines: readonly string[]) {
  const objects = await tenantObjects(web(...lines));
  const { metadata, spec } = deployment.parse(byName(objects, 'Deployment').web);
  const pod = spec.template;
  const triggers = triggersSchema.parse(JSON.parse(metadata.annotations['image.openshift.io/triggers'] ?? '[]'));
  return {
    objects,
    pod,
    containers: Object.fromEntries(pod.spec.containers.map((each) => [each.name, each])),
    triggers: Object.fromEntries(triggers.map(({ from, fieldPath }) => [fieldPath, from.name])),
  };
}

const disk = ['replicas: 1', 'claim: { path: /data, sizeGiB: 5 }'];
const cron = "  - { name: cron, pod: web, command: [cron], alive: { none: 'It has nothing to ask' } }";

test('a worker in the web pod shares its disk, its scratch folders and its files', async () => {
  const { objects, pod, containers } = await webPod(...disk, "files: { /etc/a.ini: 'a' }", 'workers:', cron);
  expect(Object.keys(byName(objects, 'Deployment'))).toEqual(['web']);
  expect(Object.keys(containers)).toEqual(['web', 'web-worker-cron']);
  expect(containers['web-worker-cron']).toMatchObject({ command: ['cron'], image: containers.web?.image });
  expect(containers['web-worker-cron']?.volumeMounts).toEqual(containers.web?.volumeMounts);
  expect(containers.web?.volumeMounts.map(({ mountPath }) => mountPath)).toEqual(['/data', '/tmp', '/etc/a.ini']);
  // The reason is that of one container: the web container has probes still.
  expect(pod.metadata.annotations).toMatchObject({
    'no-probes.commons-platform/web-worker-cron': 'It has nothing to ask',
  });
  expect(pod.metadata.annotations).not.toHaveProperty('commons-platform/no-probes-because');
  expect(Object.keys(byName(objects, 'NetworkPolicy'))).not.toContain('web-processes');
  expect(JSON.stringify(byName(objects, 'PrometheusRule')['web-worker-cron'])).toContain('web-worker-cron');
});

test('it has an image, arguments, settings, a port and probes of its own, and mounts what it says', async () => {
  const { objects, pod, containers, triggers } = await webPod(
    ...disk,
    'stopSeconds: 20',
    'settings: { MODE: all }',
    'workers:',
    '  - name: fpm',
    '    pod: web',
    '    image: quay.io/commons-example/fpm:v8',
    "    args: ['--mode=$(MODE)']",
    '    port: 900',
    '    volumes: []',
    '    settings: { MODE: fast }',
    '    stopSeconds: 60',
    '    alive: { get: /ping }',
  );
  const fpm = containers['web-worker-fpm'];
  expect(fpm).toMatchObject({
    image: 'quay.io/commons-example/fpm:v8',
    args: ['--mode=$(MODE)'],
    ports: [{ name: 'http-900', containerPort: 900 }],
    env: [{ name: 'MODE', value: 'fast' }],
    readinessProbe: { httpGet: { path: '/ping', port: 900 } },
  });
  expect(fpm?.volumeMounts.map(({ mountPath }) => mountPath)).toEqual(['/tmp']);
  expect(pod.spec.terminationGracePeriodSeconds).toBe(60);
  expect(pod.spec.securityContext.sysctls).toEqual([{ name: 'net.ipv4.ip_unprivileged_port_start', value: '900' }]);
  expect(byName(objects, 'ImageStream')).toHaveProperty('web-worker-fpm');
  expect(triggers).toMatchObject({
    'spec.template.spec.containers[?(@.name=="web")].image': 'web:stable',
    'spec.template.spec.containers[?(@.name=="web-worker-fpm")].image': 'web-worker-fpm:v8',
  });
});

test('jobs before run in the web pod in their order, after the copies, with its volumes and variables', async () => {
  const { pod, triggers } = await webPod(
    ...disk,
    'scratch: [{ path: /conf, content: of-image }]',
    'settings: { MODE: all }',
    'before:',
    '  - { name: first, command: [bin/first] }',
    '  - { name: themes, image: "quay.io/commons-example/themes:v2", args: [--into, /data], settings: { MODE: themes }, size: large }',
  );
  expect(pod.spec.initContainers.map(({ name }) => name)).toEqual([
    'content-0',
    'web-before-first',
    'web-before-themes',
  ]);
  const [, first, themes] = pod.spec.initContainers;
  expect(first).toMatchObject({ command: ['bin/first'], env: [{ name: 'MODE', value: 'all' }] });
  expect(themes).toMatchObject({
    image: 'quay.io/commons-example/themes:v2',
    args: ['--into', '/data'],
    env: [{ name: 'MODE', value: 'themes' }],
    resources: { requests: { cpu: '1', memory: '2Gi' } },
  });
  for (const each of [first, themes])
    expect(each?.volumeMounts.map(({ mountPath }) => mountPath)).toEqual(['/data', '/conf']);
  expect(triggers).toMatchObject({
    'spec.template.spec.initContainers[?(@.name=="content-0")].image': 'web:stable',
    'spec.template.spec.initContainers[?(@.name=="web-before-first")].image': 'web:stable',
    'spec.template.spec.initContainers[?(@.name=="web-before-themes")].image': 'web-before-themes:v2',
  });
});

test.each([
  ['{ get: /ping }', { httpGet: { path: '/ping', port: 900 } }],
  ['{ tcp: true }', { tcpSocket: { port: 900 } }],
  ["[bin/ping, 'a $b']", { exec: { command: ['bin/ping', 'a $$b'] } }],
])('alive: %s is asked of its container', async (alive, asked) => {
  const { containers } = await webPod(`workers: [{ name: w, pod: web, command: [w], port: 900, alive: ${alive} }]`);
  expect(containers['web-worker-w']).toMatchObject({
    startupProbe: asked,
    readinessProbe: asked,
    livenessProbe: asked,
  });
});

const answering = (fields: string) =>
  `workers: [{ name: w, pod: web, command: [w], ${fields}, alive: { none: 'It has nothing to ask' } }]`;

test.each([
  ['metrics: { path: /m, port: 9000 }', { port: 'metrics-9000', path: '/m' }, 9000],
  ['port: 9001, metrics: /m', { port: 'http-9001', path: '/m' }, 9001],
])('with %s Prometheus alone reads its metrics in the web pod', async (fields, endpoint, number) => {
  const { objects, containers } = await webPod('metrics: { port: 9090 }', answering(fields));
  expect(byName(objects, 'PodMonitor')['web-worker-w']).toMatchObject({
    spec: { selector: { matchLabels: { 'app.kubernetes.io/name': 'web' } }, podMetricsEndpoints: [endpoint] },
  });
  expect(containers['web-worker-w']?.ports).toEqual([{ name: endpoint.port, containerPort: number }]);
  const policy = JSON.stringify(byName(objects, 'NetworkPolicy')['web-worker-w']);
  expect(policy).toMatch(new RegExp(`openshift-user-workload-monitoring[^]*${number}`));
  expect(policy).not.toContain('policy-group');
  expect(byName(objects, 'Service')).not.toHaveProperty('web-worker-w');
});

const routeSchema = z.object({
  spec: z.object({ path: z.string(), to: z.object({ name: z.string() }), port: z.object({ targetPort: z.string() }) }),
});

test.each([
  ['paths: [/feed]', 'site-commons-example-feed'],
  ['hosts: [{ host: site.commons.example, paths: [/feed] }]', 'site-commons-example-feed'],
])('%s lead to its port in the web pod', async (fields, route) => {
  const { objects, pod } = await webPod(answering(`port: 900, ${fields}`));
  expect(routeSchema.parse(byName(objects, 'Route')[route]).spec).toEqual({
    path: '/feed',
    to: { name: 'web-worker-w' },
    port: { targetPort: 'http' },
  });
  const service = byName(objects, 'Service')['web-worker-w'];
  expect(service).toMatchObject({
    spec: {
      selector: { 'app.kubernetes.io/name': 'web' },
      ports: [{ name: 'http', port: 80, targetPort: 'http-900' }],
    },
  });
  // By this label the ServiceMonitor of the web pods would read their metrics twice.
  expect(service?.metadata).not.toHaveProperty(['labels', 'app.kubernetes.io/name']);
  expect(byName(objects, 'NetworkPolicy')['web-worker-w']).toMatchObject({
    spec: {
      podSelector: { matchLabels: { 'app.kubernetes.io/name': 'web' } },
      ingress: [{ ports: [{ port: 900 }] }],
    },
  });
  expect(JSON.stringify(byName(objects, 'NetworkPolicy')['web-worker-w'])).toContain('policy-group');
  expect(pod.spec.securityContext.sysctls).toEqual([{ name: 'net.ipv4.ip_unprivileged_port_start', value: '900' }]);
});

test('a port of metrics below 1024 needs the sysctl too, and a port alone is open to nobody', async () => {
  const { objects, pod } = await webPod(answering('port: 9000, metrics: { port: 901 }'));
  expect(pod.spec.securityContext.sysctls).toEqual([{ name: 'net.ipv4.ip_unprivileged_port_start', value: '901' }]);
  const { objects: closed } = await webPod(answering('port: 9000'));
  expect(byName(objects, 'NetworkPolicy')).toHaveProperty('web-worker-w');
  expect(byName(closed, 'NetworkPolicy')).not.toHaveProperty('web-worker-w');
});

test('an address that something of another container refers to is in the pod', async () => {
  for (const lines of [
    [
      'workers:',
      "  - { name: w, pod: web, command: [w], args: ['$(SERVICE_URL)'], alive: { none: 'It has nothing to ask' } }",
    ],
    ["before: [{ name: a, command: [a], settings: { BASE: '$(SERVICE_URL)/a' } }]"],
    ["files: { /etc/a.sh: { text: 'a $(SERVICE_URL)', executable: true }, /etc/a: $(SERVICE_URL) }"],
  ]) {
    const { objects } = await webPod(...lines);
    expect(JSON.stringify(byName(objects, 'Deployment').web)).toContain('https://site.commons.example');
  }
});

test('each command names the variables of its own process, and what a shell replaces in it stays', async () => {
  const words = "['$(app.mode) $(get-key)']";
  const own = (mode: string) => `args: ${words}, settings: { app.mode: ${mode} }`;
  const { objects } = await webPod(
    `args: ${words}`,
    `before: [{ name: a, ${own('b')}, command: [a] }]`,
    'workers:',
    `  - { name: w, pod: web, ${own('w')}, alive: ['$$(app.mode)', '$(get-key)'] }`,
    `  - { name: o, ${own('o')}, alive: { none: 'It has nothing to ask' } }`,
    `schedule: [{ name: s, at: '5 1 * * *', ${own('s')} }]`,
  );
  const all = JSON.stringify([byName(objects, 'Deployment'), byName(objects, 'CronJob')]);
  // That of the application has no such variable: it is a command of a shell there.
  expect(all.match(/"args":\["\$\$\(app.mode\) \$\$\(get-key\)"\]/g)).toHaveLength(1);
  expect(all.match(/"args":\["\$\(app.mode\) \$\$\(get-key\)"\]/g)).toHaveLength(4);
  expect(all).toContain('"command":["$$(app.mode)","$$(get-key)"]');
});

const inside = (fields: string) =>
  `workers: [{ name: w, pod: web, command: [w], ${fields}, alive: { none: 'It has nothing to ask' } }]`;

test.each([
  [[inside('port: 8080')], 'workers[0].port: is 8080, which is port already'],
  [
    ['metrics: { port: 9000 }', inside('port: 81, metrics: { port: 9000 }')],
    'workers[0].metrics.port: is 9000, which is metrics.port already',
  ],
  [[inside('paths: [/w]')], 'workers[0].paths: has no port to which they could lead'],
  [[inside('port: 81, paths: [/w], metrics: /w/m')], 'workers[0].metrics: /w/m is open to the internet'],
  [
    [inside('claim: { path: /w, sizeGiB: 1 }')],
    'workers[0].claim: is a volume of its own, and it runs in the web pods',
  ],
  [[inside('replicas: 2')], 'workers[0].replicas: is 2, but it runs once in each web pod'],
  [['before: [{ name: a }]'], 'before[0]: has neither a command nor an image'],
  [['before: [{ name: a, command: [a] }, { name: a, command: [b] }]'], 'before[1].name: repeats the name of before[0]'],
  [["before: [{ name: a, command: ['$(B)'] }]"], 'before[0].command[0]: $(B) is not a variable of this service'],
  [
    ['before: [{ name: a, command: [a], settings: { DB_PASSWORD: hunter2 } }]'],
    'before[0].settings.DB_PASSWORD: sounds like a secret',
  ],
])('%j is refused', (lines, problem) => {
  expect(report({ 'tenants/site.yaml': web(...lines) }).filter((line) => line.includes(problem))).toHaveLength(1);
});
