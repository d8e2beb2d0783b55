import { z } from 'zod';
import { byName } from '../../support/charts';
import { minimalTenant, report } from '../../support/environment-folder';
import { tenantObjects } from '../../support/tenant-objects';

/** What applications ask for by their makers' documentation, in lines below a web application. */
const web = (...lines: readonly string[]) => `${minimalTenant}${lines.map((line) => `    ${line}\n`).join('')}`;

const container = z.looseObject({
  name: z.string(),
  image: z.string(),
  command: z.array(z.string()).optional(),
  args: z.array(z.string()).optional(),
  env: z.array(z.looseObject({ name: z.string(), value: z.string().optional() })).optional(),
  resources: z.record(z.string(), z.record(z.string(), z.string())),
  volumeMounts: z.array(z.looseObject({ name: z.string(), mountPath: z.string() })),
});

const deployment = z.object({
  metadata: z.object({ annotations: z.record(z.string(), z.string()) }),
  spec: z.object({
    template: z.object({
      spec: z.looseObject({
        securityContext: z.looseObject({ sysctls: z.unknown().optional() }),
        terminationGracePeriodSeconds: z.number().optional(),
        initContainers: z.array(container).optional(),
        containers: z.tuple([container]),
        volumes: z.array(z.looseObject({ name: z.string(), emptyDir: z.unknown().optional() })),
      }),
    }),
  }),
});

/** The Deployment of this name, its pod, and the container of that. */
async function rendered(name: string, ...lines: readonly string[]) {
  const { metadata, spec } = deployment.parse(byName(await tenantObjects(web(...lines)), 'Deployment')[name]);
  const pod = spec.template.spec;
  return { annotations: metadata.annotations, pod, container: pod.containers[0] };
}

test('an application that says none of it gets none of it', async () => {
  const { pod, container: web } = await rendered('web');
  expect(pod).not.toHaveProperty('initContainers');
  expect(pod).not.toHaveProperty('terminationGracePeriodSeconds');
  expect(pod.securityContext.sysctls).toBeUndefined();
  expect(web).not.toHaveProperty('command');
  expect(web.resources.requests).not.toHaveProperty('ephemeral-storage');
});

test('an argument may be empty, as one that stands for no file', async () => {
  const { container: web } = await rendered('web', "command: [./listmonk, --config, '']");
  expect(web.command).toEqual(['./listmonk', '--config', '']);
});

test('command and arguments take the place of those of the image, and may refer to variables', async () => {
  const lines = ['command: [bundle, exec, puma]', "args: [--port, '$(PORT)']", "settings: { PORT: '8080' }"];
  const { container: web } = await rendered('web', ...lines);
  expect(web).toMatchObject({ command: ['bundle', 'exec', 'puma'], args: ['--port', '$(PORT)'] });
});

test('a port below 1024 needs no root', async () => {
  const { pod, container: web } = await rendered('web', 'port: 80');
  expect(web).toMatchObject({ ports: [{ name: 'http', containerPort: 80 }] });
  expect(pod.securityContext.sysctls).toEqual([{ name: 'net.ipv4.ip_unprivileged_port_start', value: '80' }]);
});

test('a start and an end may take as long as the application says', async () => {
  const { pod, container: web } = await rendered('web', 'startSeconds: 900', 'stopSeconds: 600');
  expect(web).toMatchObject({ startupProbe: { periodSeconds: 5, failureThreshold: 180 } });
  expect(pod.terminationGracePeriodSeconds).toBe(600);
});

test('its own figures are kept for a pod, which may use more processor and no more memory', async () => {
  const { container: web } = await rendered('web', 'size: { cpu: 1.5, memoryGiB: 6 }');
  expect(web.resources).toEqual({
    requests: { cpu: '1500m', memory: '6Gi' },
    limits: { cpu: '3', memory: '6Gi' },
  });
});

test('shared memory of a browser is in memory, and asks for no room on a disk', async () => {
  const { pod, container: web } = await rendered('web', 'scratch: [/tmp, { path: /dev/shm, sizeGiB: 1 }]');
  expect(pod.volumes.map(({ emptyDir }) => emptyDir)).toEqual([
    { sizeLimit: '256Mi' },
    { medium: 'Memory', sizeLimit: '1Gi' },
  ]);
  expect(web.volumeMounts).toContainEqual({ name: 'scratch-1', mountPath: '/dev/shm' });
  expect(web.resources.requests).not.toHaveProperty('ephemeral-storage');
});

test('a scratch folder has its size, and begins with what the image has there', async () => {
  const folder = '/usr/local/etc/php/conf.d';
  const line = `scratch: [/tmp, { path: ${folder}, sizeGiB: 2, content: of-image }]`;
  const { annotations, pod, container: web } = await rendered('web', line);
  expect(pod.volumes.map(({ emptyDir }) => emptyDir)).toEqual([{ sizeLimit: '256Mi' }, { sizeLimit: '2Gi' }]);
  expect(web.volumeMounts).toEqual([
    { name: 'scratch-0', mountPath: '/tmp' },
    { name: 'scratch-1', mountPath: folder },
  ]);
  expect(web.resources.requests).toMatchObject({ 'ephemeral-storage': '2304Mi' });
  const [copy] = pod.initContainers ?? [];
  expect(copy).toMatchObject({
    image: web.image,
    command: ['cp', '-R', `${folder}/.`, '/content'],
    volumeMounts: [{ name: 'scratch-1', mountPath: '/content' }],
  });
  // A new build of the tag reaches both, or the folder would hold what the last one had.
  expect(annotations['image.openshift.io/triggers']).toContain('spec.template.spec.initContainers[?(@.name==');
});

test('a worker has settings of its own besides those of all processes, and its own time to end', async () => {
  const { pod, container: worker } = await rendered(
    'web-worker-celery',
    'settings: { SERVICE: all, LEVEL: info }',
    'workers:',
    "  - { name: celery, command: [bin/celery, '$(SERVICE)'], alive: { none: 'It has nothing to ask' },",
    "      settings: { SERVICE: 'celery-$(LEVEL)' }, stopSeconds: 900, size: { cpu: 1, memoryGiB: 2 } }",
  );
  expect(worker.env).toEqual([
    { name: 'LEVEL', value: 'info' },
    { name: 'SERVICE', value: 'celery-$(LEVEL)' },
  ]);
  expect(pod.terminationGracePeriodSeconds).toBe(900);
  expect(worker.resources.requests).toEqual({ cpu: '1', memory: '2Gi' });
});

test('it has several volumes, each at one path or with a folder of it at each of several', async () => {
  const objects = await tenantObjects(
    web(
      'replicas: 1',
      'claim: { path: { /data: data, /plugins: plugins }, sizeGiB: 5 }',
      'volumes: [{ name: uploads, path: /uploads, sizeGiB: 50, sharing: many-pods }]',
      "schedule: [{ name: clean, at: '5 1 * * *', command: [bin/clean] }]",
    ),
  );
  const claims = byName(objects, 'PersistentVolumeClaim');
  expect(Object.keys(claims)).toEqual(['web-data', 'web-uploads']);
  expect(claims['web-uploads']).toMatchObject({ spec: { accessModes: ['ReadWriteMany'] } });
  const mounts = [
    { name: 'data', mountPath: '/data', subPath: 'data' },
    { name: 'data', mountPath: '/plugins', subPath: 'plugins' },
    { name: 'uploads', mountPath: '/uploads' },
    { name: 'scratch-0', mountPath: '/tmp' },
  ];
  const volumes = [
    { name: 'data', persistentVolumeClaim: { claimName: 'web-data' } },
    { name: 'uploads', persistentVolumeClaim: { claimName: 'web-uploads' } },
    { name: 'scratch-0' },
  ];
  const pod = { spec: { containers: [{ volumeMounts: mounts }], volumes } };
  expect(byName(objects, 'Deployment').web).toMatchObject({ spec: { strategy: { type: 'Recreate' }, template: pod } });
  expect(byName(objects, 'CronJob')['web-job-clean']).toMatchObject({
    spec: { jobTemplate: { spec: { template: pod } } },
  });
  expect(JSON.stringify(byName(objects, 'PrometheusRule'))).toContain(
    'persistentvolumeclaim=~\\"web-data|web-uploads\\"',
  );
});

const worker = (fields: string) =>
  `workers: [{ name: w, ${fields === '' ? '' : `${fields}, `}alive: { none: 'It has nothing to ask' } }]`;

test.each([
  [['volumes: [{ name: data, path: /a, sizeGiB: 1 }]'], 'volumes[0].name: is not the name of a further volume'],
  [
    ['replicas: 1', 'volumes: [{ name: a, path: /a, sizeGiB: 1 }, { name: a, path: /b, sizeGiB: 1 }]'],
    'volumes[1].name: repeats the name of volumes[0]',
  ],
  [['volumes: [{ name: a, path: /a, sizeGiB: 1 }]'], 'replicas: is 2, but the volume can be written by one pod only'],
  [
    ['replicas: 1', 'scratch: [{ path: /a/b }]', 'volumes: [{ name: a, path: { /a: a, /a/b: b }, sizeGiB: 1 }]'],
    'scratch[0]: /a/b is mounted by volumes[0].path./a/b already',
  ],
  [
    [
      'settings: { A: b }',
      "workers: [{ name: w, command: ['$(C)'], alive: { none: 'It has nothing to ask' }, settings: { B: c } }]",
    ],
    'workers[0].command[0]: $(C) is not a variable of this service',
  ],
  [
    [
      "workers: [{ name: w, command: [w], alive: { none: 'It has nothing to ask' }, settings: { DB_PASSWORD: hunter2 } }]",
    ],
    'workers[0].settings.DB_PASSWORD: sounds like a secret',
  ],
  [['size: { cpu: 0, memoryGiB: 1 }'], 'size.cpu: is less than 0.05'],
  [[worker('')], 'workers[0]: has neither a command nor an image'],
  [[worker('command: [w], paths: [/w]')], 'workers[0].paths: has no port to which they could lead'],
  [['workers: [{ name: w, command: [w], alive: { get: /w } }]'], 'workers[0].alive.get: has no port that could answer'],
  [
    [worker('command: [w], port: 80, paths: [/]')],
    'workers[0].paths[0]: is every path, which leads to the port of the service',
  ],
  [[worker('command: [w], port: 80, paths: [/a, /a]')], 'workers[0].paths[1]: leads to workers[0] too'],
  [
    [worker('command: [w], port: 80, paths: [/a-b, /a/b]')],
    'workers[0].paths[1]: differs from /a-b only in punctuation',
  ],
  [['metrics: /m', worker('command: [w], port: 80, paths: [/m]')], 'workers[0].paths[0]: is the path of the metrics'],
])('%j is refused', (lines, problem) => {
  expect(report({ 'tenants/site.yaml': web(...lines) }).filter((line) => line.includes(problem))).toHaveLength(1);
});

test('a worker with an image and a port of its own is reached by the other pods, and at its paths from outside', async () => {
  const objects = await tenantObjects(
    web(
      'workers:',
      '  - name: streaming',
      '    image: quay.io/commons-example/streaming:v2',
      '    port: 4000',
      '    paths: [/api/v1/streaming]',
      '    alive: { get: /api/v1/streaming/health }',
    ),
  );
  const name = 'web-worker-streaming';
  expect(byName(objects, 'Deployment')[name]).toMatchObject({
    metadata: { annotations: { 'image.openshift.io/triggers': expect.stringContaining(`${name}:v2`) as unknown } },
    spec: {
      template: {
        spec: {
          containers: [
            {
              image: 'quay.io/commons-example/streaming:v2',
              ports: [{ name: 'http', containerPort: 4000 }],
              readinessProbe: { httpGet: { path: '/api/v1/streaming/health', port: 'http' } },
            },
          ],
        },
      },
    },
  });
  expect(byName(objects, 'ImageStream')).toHaveProperty(name);
  const labels = { 'app.kubernetes.io/instance': 'web', 'app.kubernetes.io/component': 'process' };
  expect(byName(objects, 'Service')[name]).toMatchObject({
    spec: { selector: { ...labels, 'app.kubernetes.io/name': name }, ports: [{ port: 80, targetPort: 'http' }] },
  });
  const { [`site-commons-example`]: whole, ...parts } = byName(objects, 'Route');
  expect(whole).toMatchObject({ spec: { to: { name: 'web' } } });
  expect(Object.values(parts)).toMatchObject([
    { spec: { path: '/api/v1/streaming', to: { name }, tls: { termination: 'edge' } } },
  ]);
  // Both ends have to agree: who may call it, and that its callers may send.
  const policies = byName(objects, 'NetworkPolicy');
  const ports = [{ port: 4000, protocol: 'TCP' }];
  const callers = [
    { podSelector: { matchLabels: { 'app.kubernetes.io/name': 'web' } } },
    { podSelector: { matchLabels: labels } },
    { namespaceSelector: { matchLabels: { 'policy-group.network.openshift.io/ingress': '' } } },
  ];
  expect(policies[name]).toMatchObject({ spec: { ingress: [{ from: callers, ports }] } });
  const to = [{ podSelector: { matchLabels: { ...labels, 'app.kubernetes.io/name': name } } }];
  expect(policies.web).toMatchObject({ spec: { egress: expect.arrayContaining([{ to, ports }]) as unknown } });
  expect(policies['web-processes']).toMatchObject({
    spec: { egress: expect.arrayContaining([{ to, ports }]) as unknown },
  });
});
