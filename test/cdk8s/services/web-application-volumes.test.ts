import { byName } from '../../support/charts';
import { changed, minimalTenant, report } from '../../support/environment-folder';
import { tenantObjects } from '../../support/tenant-objects';

const web = (...lines: readonly string[]) => `${minimalTenant}${lines.map((line) => `    ${line}\n`).join('')}`;

const disk = ['replicas: 1', 'claim: { path: /data, sizeGiB: 5 }'];
const silent = "alive: { none: 'It has nothing to ask' }";
const inPod = (spec: object) => ({ spec: { template: { spec } } });

test('a worker without the disk is beside it on any node', async () => {
  const objects = await tenantObjects(web(...disk, `workers: [{ name: queue, command: [q], volumes: [], ${silent} }]`));
  const queue = byName(objects, 'Deployment')['web-worker-queue'];
  expect(JSON.stringify(queue)).not.toContain('persistentVolumeClaim');
  expect(JSON.stringify(queue)).not.toContain('affinity');
  expect(queue).toMatchObject(inPod({ volumes: [{ name: 'scratch-0' }] }));
});

test('a worker and a job mount the volumes that they name', async () => {
  const objects = await tenantObjects(
    web(
      ...disk,
      'volumes: [{ name: uploads, path: /uploads, sizeGiB: 5, sharing: many-pods }]',
      `workers: [{ name: thumbs, command: [t], volumes: [uploads], ${silent} }]`,
      "schedule: [{ name: clean, at: '5 1 * * *', args: [clean], volumes: [uploads] }]",
    ),
  );
  const uploads = {
    containers: [{ volumeMounts: [{ name: 'uploads', mountPath: '/uploads' }, { mountPath: '/tmp' }] }],
    volumes: [{ persistentVolumeClaim: { claimName: 'web-uploads' } }, { name: 'scratch-0' }],
  };
  expect(byName(objects, 'Deployment')['web-worker-thumbs']).toMatchObject(inPod(uploads));
  const job = byName(objects, 'CronJob')['web-job-clean'];
  expect(job).toMatchObject({ spec: { jobTemplate: inPod(uploads) } });
  expect(job).toMatchObject({ spec: { jobTemplate: inPod({ containers: [{ args: ['clean'] }] }) } });
  // No job holds the disk, so the web pod need not start where one runs.
  expect(JSON.stringify(byName(objects, 'Deployment').web)).not.toContain('affinity');
});

test('a worker has a volume of its own, which no other process mounts', async () => {
  const objects = await tenantObjects(
    web(
      `workers: [{ name: search, image: "quay.io/commons-example/search:v3", claim: { path: /index, sizeGiB: 20, backup: { none: 'It is filled again' } }, ${silent} }]`,
    ),
  );
  expect(byName(objects, 'PersistentVolumeClaim')['web-worker-search-data']).toMatchObject({
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '20Gi' } } },
  });
  const search = byName(objects, 'Deployment')['web-worker-search'];
  expect(search).toMatchObject(
    inPod({
      containers: [{ volumeMounts: [{ name: 'own', mountPath: '/index' }, { mountPath: '/tmp' }] }],
      volumes: [{ name: 'own', persistentVolumeClaim: { claimName: 'web-worker-search-data' } }, {}],
    }),
  );
  expect(search).toMatchObject({ spec: { strategy: { type: 'Recreate' } } });
  expect(JSON.stringify(search)).not.toContain('affinity');
  expect(JSON.stringify(byName(objects, 'Deployment').web)).not.toContain('web-worker-search-data');
  expect(JSON.stringify(byName(objects, 'PrometheusRule')['web-worker-search'])).toContain('VolumeFilling');
});

test('a migration and a job have an image, arguments and settings of their own', async () => {
  const digest = `@sha256:${'0f9e'.repeat(16)}`;
  const text = web(
    'database: {}',
    'settings: { MODE: all }',
    `migrate: { image: "quay.io/commons-example/tools${digest}", args: [migrate], settings: { MODE: once } }`,
    "schedule: [{ name: clean, at: '5 1 * * *', image: 'quay.io/commons-example/tools:v1', settings: { MODE: clean } }]",
  );
  const objects = await tenantObjects(changed(text, 'site:stable', `site${digest}`));
  expect(byName(objects, 'Job')['web-migration']).toMatchObject(
    inPod({
      containers: [
        {
          image: `quay.io/commons-example/tools${digest}`,
          args: ['migrate'],
          env: expect.arrayContaining([{ name: 'MODE', value: 'once' }]) as unknown,
        },
      ],
    }),
  );
  const job = byName(objects, 'CronJob')['web-job-clean'];
  expect(JSON.stringify(job?.metadata)).toContain('web-job-clean:v1');
  expect(byName(objects, 'ImageStream')).toHaveProperty('web-job-clean');
  expect(JSON.stringify(job)).toContain('{"name":"MODE","value":"clean"}');
});

const worker = (fields: string) => `workers: [{ name: w, command: [w], ${fields}, ${silent} }]`;
const shared = 'volumes: [{ name: uploads, path: /uploads, sizeGiB: 5, sharing: many-pods }]';

test.each([
  [[shared, worker('volumes: [upload]')], 'workers[0].volumes[0]: upload is no volume of this service'],
  [[worker('volumes: [data]')], 'workers[0].volumes[0]: data is the claim, and the service has none'],
  [
    [shared, "schedule: [{ name: a, at: '5 1 * * *', command: [a], volumes: [b] }]"],
    'schedule[0].volumes[0]: b is no volume of this service',
  ],
  [[...disk, shared, worker('volumes: [data]')], 'workers[0]: mounts the claim, which is a disk'],
  [
    [worker('replicas: 2, claim: { path: /index, sizeGiB: 1 }')],
    'workers[0].replicas: is 2, but its volume can be written by one pod only',
  ],
  [
    [shared, worker('claim: { path: /uploads, sizeGiB: 1 }')],
    'workers[0].claim.path: /uploads is mounted by volumes[0].path already',
  ],
  [[shared, worker('scratch: [/uploads]')], 'workers[0].scratch[0]: /uploads is mounted by volumes[0].path already'],
  [
    [shared, "schedule: [{ name: a, at: '5 1 * * *', command: [a], scratch: [/b, /b] }]"],
    'schedule[0].scratch[1]: /b is mounted by schedule[0].scratch[0] already',
  ],
  [
    [shared, 'before: [{ name: a, command: [a], scratch: [/uploads] }]'],
    'before[0].scratch[0]: /uploads is mounted by volumes[0].path already',
  ],
  [
    [worker('claim: { path: /index, sizeGiB: 1, sharing: many-pods, speed: fast }')],
    'workers[0].claim.speed: is fast, but the file system that many pods share has one speed',
  ],
  [["schedule: [{ name: a, at: '5 1 * * *' }]"], 'schedule[0]: has neither a command nor an image'],
  [['database: {}', 'migrate: { image: "quay.io/a/b:c", args: [m] }'], 'migrate.image: names a tag'],
])('%j is refused', (lines, problem) => {
  expect(report({ 'tenants/site.yaml': web(...lines) }).filter((line) => line.includes(problem))).toHaveLength(1);
});

test('a volume may lie inside another, as the content of an application beside its program', () => {
  const lines = [shared, worker('claim: { path: /uploads/index, sizeGiB: 1 }, scratch: [/uploads/index/tmp]')];
  expect(report({ 'tenants/site.yaml': web(...lines) })).toEqual([]);
});

test('a volume of a worker may lie where a volume lies that it does not mount', () => {
  const lines = [shared, worker('volumes: [], claim: { path: /uploads, sizeGiB: 1 }')];
  expect(report({ 'tenants/site.yaml': web(...lines) })).toEqual([]);
});
